"""200, title and statement of responsibility: ISBD's marks in 245 become the codes of subfields."""

from functools import partial
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.isbd import after_mark, cut, split_mark, unbracketed, without_stop
from converters.crosswalk.cnmarc.languages import parallel_language
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.cnmarc.statements import responsibility
from converters.crosswalk.fields import Field, Record, Subfields, Target
from converters.crosswalk.table import By, Table

#: What 200 calls the text after each mark within a title (ISBD area 1).
_BY_MARK: Final = {":": "e", "=": "d", ";": "a", "/": "f", "": "e", ",": "e", "+": "e"}
#: 245 $n $p, and the dates and forms of archives, which are no title.
_PARTS: Final = {"n": "h", "p": "i", "f": "e", "g": "e", "k": "e", "s": "e"}
_GMD: Final = {
    "electronic resource": "电子资源",
    "microform": "缩微制品",
    "sound recording": "录音制品",
    "videorecording": "录像制品",
    "motion picture": "电影制品",
    "cartographic material": "测绘资料",
    "map": "测绘资料",
    "music": "乐谱",
    "graphic": "图像资料",
    "manuscript": "手稿",
    "text": "专著",
}
#: GB/T 3469 and the list of the National Library, by leader 06 and 07.
_GMD_OF_TYPE: Final = {
    "am": "专著",
    "aa": "专著",
    "as": "期刊",
    "ai": "专著",
    "ab": "期刊",
    "ac": "专著",
    "e": "测绘资料",
    "f": "测绘资料",
    "c": "乐谱",
    "d": "乐谱",
    "g": "录像制品",
    "i": "录音制品",
    "j": "录音制品",
    "k": "图像资料",
    "m": "电子资源",
    "t": "手稿",
}


def table(practice: Practice) -> Table:
    """The rule for the title."""
    return {"245": (By(partial(title, practice)),)}


def title(practice: Practice, source: Field, target: Target) -> None:
    """200 from 245: the marks of ISBD are taken off, and each says what comes after it.

    ``:`` other title information $e; ``=`` parallel title $d; ``;`` another title $a; ``/``
    responsibility $f, with ``;`` between it and each further one $g; ``.`` and ``/`` within the
    responsibility another author's title $c. 245 $n and $p are $h and $i.
    """
    written: Subfields = []
    mark = material = ""
    has_title = False
    for code, value in source.subfields:
        text, leading = after_mark(value)
        text, following = split_mark(text)
        before = leading or mark
        mark = following
        if code == "h":
            material = _material(text)
        elif code == "c":
            written += _responsible(practice, text)
        elif code in "ab":
            is_first = code == "a" and not has_title
            has_title = has_title or code == "a"
            own = "a" if is_first else _BY_MARK.get(before, "e")
            written += _with_parts(_titles(text, own), written)
        elif code in _PARTS:
            written.append((_PARTS[code], text))
        else:
            target.leave(source, code, reasons.NO_PLACE)
    if material or practice.gmd:
        _insert_material(written, material or _material_of(target.source))
    if language := parallel_language([v for c, v in written if c == "d"], target):
        written.append(("z", language))
    first = "1" if source.first != "0" or _is_own_entry(target.source) else "0"
    target.add("200", f"{first} ", written)


def _titles(text: str, code: str) -> Subfields:
    """A title and what is joined to it by marks; ``code`` is what it is itself."""
    return [(code if not mark else _BY_MARK[mark], part) for mark, part in cut(text, ":=;/")]


def _with_parts(titles: Subfields, before: Subfields) -> Subfields:
    """Parallel titles with their part apart ($h, $i), where the title proper has one part too."""
    parts = [code for code, _ in before if code in "hi"]
    if len(parts) != 1:
        return titles
    written: Subfields = []
    for code, value in titles:
        name, stop, part = value.partition(". ")
        written += [(code, name), (parts[0], part)] if code == "d" and stop else [(code, value)]
    return written


def _responsible(practice: Practice, text: str) -> Subfields:
    """$f and $g of 245 $c, and $c $f where another author's title follows after a full stop."""
    written: Subfields = []
    code = "f"
    pieces = cut(unbracketed(text), "/;=:")
    for place, (mark, part) in enumerate(pieces):
        follows = pieces[place + 1][0] if place + 1 < len(pieces) else ""
        if mark == ":" and written:
            # Other information of the other author's title, or a colon in a statement.
            if written[-1][0] in "ce":
                written.append(("e", part))
            else:
                written[-1] = (written[-1][0], f"{written[-1][1]} : {part}")
            continue
        if mark == "=" and written:
            written.append(("f", f"={responsibility(practice, part)}"))
            continue
        before, stop, next_title = part.rpartition(". ")
        if follows in {"/", ":"} and stop and next_title.strip():
            written.append((code, responsibility(practice, without_stop(before))))
            written.append(("c", next_title.strip()))
            code = "f"
            continue
        written.append((code if mark != "/" else "f", responsibility(practice, part)))
        code = "g"
    return written


def _material(text: str) -> str:
    name = unbracketed(text.strip("[] ."))
    return _GMD.get(name.lower(), name)


def _material_of(source: Record) -> str:
    leader = source.leader
    fixed = source.first("008")
    online = fixed is not None and (fixed.data or "")[23:24] in set("oqs") and leader[6:7] in "at"
    return (
        "电子资源" if online else _GMD_OF_TYPE.get(leader[6:8], _GMD_OF_TYPE.get(leader[6:7], ""))
    )


def _insert_material(written: Subfields, material: str) -> None:
    """$b goes behind the title proper with its part: 200 $a $h $i $b."""
    if not material or any(code == "b" for code, _ in written):
        return
    titles = [place for place, (code, _) in enumerate(written) if code in "ahi"]
    end = next((p for p in range(len(written)) if p not in titles), len(written))
    if titles and titles[0] == 0:
        written.insert(end, ("b", material))


def _is_own_entry(source: Record) -> bool:
    """245 first indicator 0 means: no entry beside the main one, and the title is the main one."""
    return source.first("100", "110", "111") is None
