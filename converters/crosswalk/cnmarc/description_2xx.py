"""205–215, the description after the title: edition, material, publication, extent."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.cnmarc.extent import in_chinese
from converters.crosswalk.cnmarc.isbd import after_mark, bare, cut, tidy, without_stop
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.cnmarc.statements import responsibility
from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Left, Table, move

_EDITION_NUMBER: Final = re.compile(r"^第\s*([0-9一二三四五六七八九十]+)\s*版")
_FIRST: Final = frozenset({"第1版", "第一版", "1版", "初版"})
_UNIT: Final = re.compile(r"(?<=\d) +(?=[cm]m\b)")


def table(practice: Practice) -> Table:
    """The rules for fields that describe the item as it names itself."""
    return {
        # 205 Edition
        "250": (By(partial(edition, practice)),),
        # 206 Mathematical data of maps; 207 Numbering of serials; 208 Music
        "254": (move("208", "a", rest=reasons.NO_PLACE),),
        "255": (By(scale),),
        "256": (By(one_text("230")),),
        "362": (By(numbering),),
        # 210 Publication
        "260": (By(publication),),
        "264": (By(publication),),
        "263": (By(one_text("211")),),
        # 215 Physical description
        "300": (By(extent),),
        "241": (Left(reasons.NO_PLACE),),
        "257": (Left(reasons.NO_PLACE),),
        "258": (Left(reasons.NO_PLACE),),
        "251": (Left(reasons.NO_PLACE),),
    }


def edition(practice: Practice, source: Field, target: Target) -> None:
    """205 from 250: 第2版 is written 2版 (GB/T 3792), and a first edition not at all."""
    written: Subfields = []
    for code, value in source.subfields:
        text, leading = after_mark(value)
        text = bare(text)
        if code == "a":
            for number, (mark, part) in enumerate(cut(text, "/=;")):
                if part in _FIRST:
                    target.leave(source, "a", reasons.FIRST_EDITION)
                    continue
                plain = _EDITION_NUMBER.sub(r"\1版", part)
                codes = {"/": "f", "=": "d", ";": "g", "": "a"}
                written.append((codes[mark] if number else "a", plain))
        elif code == "b":
            statements = cut(text, ";=")
            for number, (mark, part) in enumerate(statements):
                first = "d" if leading == "=" else "f"
                kind = first if not number else "d" if mark == "=" else "g"
                said = responsibility(practice, part) if kind in "fg" else part
                written.append((kind, said))
        else:
            target.leave(source, code, reasons.NO_PLACE)
    target.add("205", "  ", written)


def scale(source: Field, target: Target) -> None:
    """206 from 255: scale, projection and coordinates in one text, with the marks of ISBD."""
    text = " ; ".join(bare(value) for value in source.all("ab"))
    if rest := " ; ".join(bare(value).strip("()") for value in source.all("cdefg")):
        text = f"{text} ({rest})".strip()
    target.add("206", "  ", [("a", text)])


def one_text(tag: str) -> Callable[[Field, Target], None]:
    """A rule that writes $a of a field into $a of another, without its full stop."""

    def rule(source: Field, target: Target) -> None:
        target.add(tag, "  ", [("a", bare(value)) for value in source.all("a")])
        target.leave(source, "".join({c for c, _ in source.subfields} - {"a"}), reasons.NO_PLACE)

    return rule


def numbering(source: Field, target: Target) -> None:
    """207 from 362, the several runs of numbers as $a each; one in words is a note, 315."""
    if source.first == "1":
        target.add("315", "  ", [("a", without_stop(tidy(v))) for v in source.all("a")])
    else:
        runs = [part for value in source.all("a") for _, part in cut(bare(value), ";")]
        target.add(
            "207", " 0", [*(("a", run) for run in runs), *(("z", bare(v)) for v in source.all("z"))]
        )
        return
    target.leave(source, "z", reasons.NO_PLACE)


_PUBLISHED: Final = {"a": "a", "b": "c", "c": "d", "e": "e", "f": "g", "g": "h"}
_MADE: Final = {"a": "e", "b": "g", "c": "h"}


def publication(source: Field, target: Target) -> None:
    """210 from 260 or 264: place, publisher, date; those of the manufacture as $e $g $h.

    A year of copyright alone (264, second indicator 4) goes behind the date of publication.
    """
    if source.tag == "264" and source.second == "4" and source.all("ab") == []:
        _copyright(source, target)
        return
    codes = _MADE if source.tag == "264" and source.second == "3" else _PUBLISHED
    written: Subfields = []
    for code, value in source.subfields:
        if code not in codes:
            target.leave(source, code, reasons.NO_PLACE)
            continue
        text = bare(value)
        if code in "efg" and source.tag == "260":
            text = text.removeprefix("(").removesuffix(")").strip()
            text = re.sub(r"^(\d{4}) printing$", r"\1", text)
        for mark, part in cut(text, ";:"):
            kind = codes[code] if not mark else {";": codes["a"], ":": codes["b"]}[mark]
            written.append((kind, unclosed(bare(part))))
    target.add("210", "  ", written)


def _copyright(source: Field, target: Target) -> None:
    # 264 follows 264: what was made of the one before stands last.
    earlier = target.fields[-1] if target.fields and target.fields[-1].tag == "210" else None
    known = [value for code, value in earlier.subfields if code == "d"] if earlier else []
    dates = [each for each in map(bare, source.all("c")) if not any(each in d for d in known)]
    if earlier is None:
        target.add("210", "  ", [("d", date) for date in dates])
        return
    for date in dates:
        place = next((n for n, (code, _) in enumerate(earlier.subfields) if code == "d"), None)
        if place is None:
            earlier.subfields.append(("d", date))
        else:
            earlier.subfields[place] = ("d", f"{earlier.subfields[place][1]}, {date}")


def unclosed(text: str) -> str:
    """A text without a bracket that has no partner: ``[北京`` of ``[北京 : 商务印书馆]``."""
    for opening, closing in ("[]", "()"):
        if text.count(opening) + text.count(closing) == 1:
            text = text.replace(opening, "").replace(closing, "").strip()
    return text


def extent(source: Field, target: Target) -> None:
    """215 from 300: extent $a, other details $c, size $d, what comes with it $e.

    In a record for a Chinese text the words of English cataloguing are put into Chinese (页, 图).
    """
    chinese = fixed(target.source)[35:38] in {"chi", "zho", "   "}
    codes = {"a": "a", "b": "c", "c": "d", "e": "e", "f": "a", "g": "a"}
    written: Subfields = []
    for code, value in source.subfields:
        if code not in codes:
            target.leave(source, code, reasons.NO_PLACE)
            continue
        text = bare(value.strip().removeprefix("+").strip())
        if chinese:
            text = in_chinese(text, size=code == "c")
        if code == "c":
            text = _UNIT.sub("", text.removesuffix("."))
        if code in "fg" and written:
            written[-1] = (written[-1][0], f"{written[-1][1]}{text}")
        else:
            written.append((codes[code], text))
    target.add("215", "  ", written)
