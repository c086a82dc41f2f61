"""5XX, titles beside the one in 200: uniform, parallel, on the cover, former, key title."""

from functools import partial
from typing import Final

from converters.crosswalk.cnmarc import embedded, reasons
from converters.crosswalk.cnmarc.isbd import bare, has_han, tidy
from converters.crosswalk.cnmarc.languages import parallel_language
from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Left, Table, move

#: 246 by its second indicator; a title without a kind, or a part of the title, is 517.
_VARIANT: Final = {
    " ": "517",
    "0": "517",
    "1": "510",
    "2": "517",
    "3": "517",
    "4": "512",
    "5": "513",
    "6": "514",
    "7": "515",
    "8": "516",
}
#: The kinds 246 has no indicator for, by the text shown before them ($i).
_BY_TEXT: Final = {
    "expanded title": "532",
    "展开题名": "532",
    "title supplied by cataloguer": "540",
    "title supplied by cataloger": "540",
    "编目员附加的题名": "540",
    "section title": "545",
    "章节题名": "545",
    "title in modern spelling": "518",
    "现代标准书写题名": "518",
}
_UNIFORM: Final = {
    "a": "a",
    "n": "h",
    "p": "i",
    "k": "l",
    "l": "m",
    "f": "k",
    "s": "q",
    "m": "r",
    "r": "u",
    "o": "w",
    "g": "n",
    "h": "b",
    "d": "n",
    "v": "j",
    "x": "x",
    "y": "z",
    "z": "y",
}


def uniform(tag: str, source: Field, target: Target) -> None:
    """500 (or 501) from 130, 240, 243 and 730; the letters differ: 240 $l language is $m.

    The uniform title of a translation is the title it was translated from: CNMARC links it, 454.
    """
    if source.tag == "240" and _is_original(source, target):
        more = [(_UNIFORM[c], bare(value)) for c, value in source.subfields if c in "np"]
        target.add("454", " 1", embedded.title(bare(source.get("a")), more))
        rest = {code for code, _ in source.subfields} - set("anp")
        target.leave(source, "".join(rest), reasons.SAID_IN.format("041 in 101"))
        return
    written: Subfields = []
    for code, value in source.subfields:
        if code in _UNIFORM:
            written.append((_UNIFORM[code], bare(value)))
        else:
            target.leave(source, code, reasons.NO_PLACE)
    first = "0" if source.tag == "240" and source.first == "0" else "1"
    target.add(tag, f"{first}0", written)


def _is_original(source: Field, target: Target) -> bool:
    record = target.source
    return bool(
        source.get("l")
        and record.first("240") is source
        and record.first("765") is None
        and record.get("041", "h")
        and not has_han(source.get("a"))
    )


def variant(source: Field, target: Target) -> None:
    """510–518, 532, 540, 545 from 246; what is shown before the title goes into a note, 312.

    A parallel title has its language in $z where the record tells it.
    """
    shown = tidy(source.get("i")).rstrip(":： ")
    tag = _BY_TEXT.get(shown.lower()) or _VARIANT.get(source.second, "517")
    codes = {"a": "a", "b": "e", "n": "h", "p": "i", "g": "n", "f": "n", "9": "z"}
    written: Subfields = []
    for code, value in source.subfields:
        if code not in codes:
            target.leave(source, "" if code == "i" else code, reasons.NO_PLACE)
        elif code == "b" and value.strip().startswith("="):
            written.append(("d", bare(value.strip()[1:])))
        else:
            written.append((codes[code], bare(value)))
    if tag == "510" and not any(code == "z" for code, _ in written):
        language = parallel_language([value for code, value in written if code == "a"], target)
        written.append(("z", language))
    target.add(tag, "1 " if source.first in "13" else "0 ", written)
    if shown and shown.lower() not in _BY_TEXT:
        whole = " ".join(value for code, value in written if code != "z")
        target.add("312", "  ", [("a", f"{shown}: {whole}")])


def former(source: Field, target: Target) -> None:
    """520 from 247: the title a serial had before; its dates or numbers $j, its ISSN $x."""
    codes = {"a": "a", "b": "e", "n": "h", "p": "i", "f": "j", "g": "n", "x": "x"}
    written = [(codes[c], bare(value)) for c, value in source.subfields if c in codes]
    rest = "".join({code for code, _ in source.subfields} - set(codes))
    target.leave(source, rest, reasons.NO_PLACE)
    target.add("520", "1 " if source.first == "1" else "0 ", written)


def _plain(tag: str, codes: str, first: str, source: Field, target: Target) -> None:
    """The title without its full stop, its parts under the letters of CNMARC."""
    pairs = {each[0]: each[-1] for each in codes.split()}
    written = [(pairs[c], bare(value)) for c, value in source.subfields if c in pairs]
    rest = "".join({code for code, _ in source.subfields} - set(pairs))
    target.leave(source, rest, reasons.NO_PLACE)
    target.add(tag, f"{first} ", written)


TABLE: Final[Table] = {
    "130": (By(partial(uniform, "500")),),
    "240": (By(partial(uniform, "500")),),
    "243": (By(partial(uniform, "501")),),
    "730": (By(partial(uniform, "500")),),
    "210": (By(partial(_plain, "531", "a b", "0")),),
    "222": (By(partial(_plain, "530", "a b", "0")),),
    "242": (By(partial(_plain, "541", "a b>e c>f n>h p>i y>z", "1")),),
    "246": (By(variant),),
    "247": (By(former),),
    "740": (By(partial(_plain, "517", "a n>h p>i", "1")),),
    "758": (Left(reasons.OTHER_NAMESPACE),),
    "751": (move("620", "a>d 0>3 4", rest=reasons.NO_PLACE),),
    "752": (move("620", "a b c d 0>3", rest=reasons.NO_PLACE),),
    "753": (Left(reasons.SAID_IN.format("538")),),
    "754": (Left(reasons.NO_PLACE),),
}
