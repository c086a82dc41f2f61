"""Notes of block 3 that need more than a change of tag: contents, theses, kinds told by words."""

import re
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.cnmarc.isbd import has_han, tidy, without_stop
from converters.crosswalk.fields import Field, Subfields, Target

_REFERENCES: Final = re.compile(
    r"^Includes bibliographical references?"
    r"(?: \(p(?:\.|ages) ?\[?(\d+-\d+|\d+)\]?\))?( and index(?:es)?)?\.?$"
)
#: Not part of the text of a note: links, sources, the institution, codes.
_NO_TEXT: Final = "012356789"
_TITLES: Final = "封面|书脊|版权页|题名页|书名页|逐页|卷端|封底|护封|附加题名页"
#: The words that a note of a kind begins with (GB/T 3792, area 7).
_BY_BEGINNING: Final = (
    (
        "312",
        re.compile(rf"(?:{_TITLES})(?:英文|外文|并列|汉语拼音|其[他它])*(?:题名|书名)\s?[:：]"),
    ),
    ("304", re.compile(r"(?:题名|书名|著者|责任者)(?:原文|取自|据)|原(?:题名|书名|著者)")),
    ("306", re.compile(r"由[^，。]{2,40}(?:制作|出版|发行|印刷)。?$")),
)


def write_note(tag: str, source: Field, target: Target) -> None:
    """A note in one text $a: the subfields in their order, what it is about ($3) before them."""
    left = [code for code, _ in source.subfields if code in _NO_TEXT]
    target.leave(source, "".join(left), reasons.NO_PLACE)
    parts = [tidy(value) for code, value in source.subfields if code not in _NO_TEXT]
    about = source.get("3")
    text = " ".join(part for part in parts if part)
    text = text if has_han(text) else without_stop(text)
    target.add(tag, "  ", [("a", f"{about}: {text}" if about and text else text)])


def general(source: Field, target: Target) -> None:
    """300 from 500, or the field for its kind: the record tells it ($9, from UNIMARC), or the words
    a Chinese note of the kind begins with (封面题名, 题名原文, 由…制作).
    """
    kind = source.get("9")
    told = len(kind) == 3 and kind.isdecimal() and "300" <= kind <= "345"
    text = source.get("a")
    own = next((tag for tag, begins in _BY_BEGINNING if begins.match(text)), "300")
    write_note(kind if told else own, source, target)


def references(source: Field, target: Target) -> None:
    """320 from 504; the phrase English cataloguing always uses is put into Chinese.

    Only in records for Chinese texts: 有书目 (第223-233页) 和索引.
    """
    text = " ".join(tidy(value) for value in source.all("a"))
    chinese = fixed(target.source)[35:38] == "chi"
    if chinese and (match := _REFERENCES.match(text)):
        pages = f" (第{match[1]}页)" if match[1] else ""
        text = f"有书目{pages}{'和索引' if match[2] else ''}"
    target.add("320", "  ", [("a", text)])
    rest = "".join({code for code, _ in source.subfields} - {"a"})
    target.leave(source, rest, reasons.NO_PLACE)


def contents(source: Field, target: Target) -> None:
    """327 from 505: each part of the contents a $a of its own; ind. 1 says how complete they are.

    $t and $r of the enhanced form are one part: title / responsibility.
    """
    written: Subfields = []
    if any(code in "tr" for code, _ in source.subfields):
        text = " ".join(tidy(value) for code, value in source.subfields if code in "agtr")
    else:
        text = " ".join(tidy(value) for value in source.all("a"))
    for part in re.split(r"\s--\s|\s--$|^--\s", text):
        if each := without_stop(part.strip()):
            written.append(("a", each))
    rest = "".join({code for code, _ in source.subfields} - set("agtr"))
    target.leave(source, rest, reasons.NO_PLACE)
    target.add("327", {"0": "1", "1": "0", "2": "0"}.get(source.first, "1") + " ", written)


def indexed(source: Field, target: Target) -> None:
    """321 from 510: who indexes the item and where in it ($a), since when $b, ISSN $x."""
    text = " ".join(tidy(value) for value in source.all("ac"))
    more = [(code, tidy(value)) for code, value in source.subfields if code in "bx"]
    target.leave(source, "".join({c for c, _ in source.subfields} - set("abcx")), reasons.NO_PLACE)
    target.add(
        "321", {"0": "1", "1": "1", "2": "1"}.get(source.first, " ") + " ", [("a", text), *more]
    )


def thesis(source: Field, target: Target) -> None:
    """328 from 502: the note as it is, or its parts: degree $b, granting body $e, year $d."""
    codes = {"a": "a", "b": "b", "c": "e", "d": "d", "g": "a"}
    written = [
        (codes[code], without_stop(tidy(value)))
        for code, value in source.subfields
        if code in codes
    ]
    first = "0" if any(code != "a" for code, _ in written) else " "
    target.leave(source, "".join({c for c, _ in source.subfields} - set(codes)), reasons.NO_PLACE)
    target.add("328", f"{first} ", written)


def frequency(source: Field, target: Target) -> None:
    """326 from 310 and 321: frequency $a, its dates $b."""
    codes = {"a": "a", "b": "b"}
    rest = "".join({code for code, _ in source.subfields} - set(codes))
    target.leave(source, rest, reasons.NO_PLACE)
    written = [
        (codes[code], without_stop(tidy(value)).rstrip(","))
        for code, value in source.subfields
        if code in codes
    ]
    target.add("326", "  ", written)
