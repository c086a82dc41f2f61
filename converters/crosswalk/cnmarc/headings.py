"""Names as headings: entry element, rest, dates, and what a name from another script needs."""

import re
from typing import Final

from converters.crosswalk.cnmarc.isbd import bare, has_han, tidy, without_stop
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.fields import Field, Subfields

_WORDS: Final = (
    (re.compile(r"\bapproximately\s*|\bca\.\s*", re.IGNORECASE), "约"),
    (re.compile(r"\bborn\s+(\d{3,4})", re.IGNORECASE), r"\1-"),
    (re.compile(r"\bdied\s+", re.IGNORECASE), "-"),
    (re.compile(r"\bd\.\s+(?=\d)", re.IGNORECASE), "-"),
    (re.compile(r"\bb\.\s+(\d{4})"), r"\1-"),
    (re.compile(r"\b(?:active|fl\.)\s*", re.IGNORECASE), "活动于"),
    (re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th) (?:century|cent\.?)"), r"\1世纪"),
    (re.compile(r"(?<!\d)(\d{1,4})\s*B\.\s?C\.?(?:\s*E\.)?"), r"前\1"),
    (re.compile(r"\s*A\.\s?D\.\s*"), ""),
)
_DYNASTIES: Final = frozenset(
    [
        "夏",
        "商",
        "周",
        "西周",
        "东周",
        "春秋",
        "战国",
        "秦",
        "汉",
        "漢",
        "西汉",
        "东汉",
        "三国",
        "魏",
        "蜀",
        "吴",
        "晋",
        "西晋",
        "东晋",
        "南北朝",
        "北魏",
        "北齐",
        "北周",
        "宋",
        "南朝宋",
        "南朝梁",
        "梁",
        "陈",
        "隋",
        "唐",
        "五代",
        "后蜀",
        "南唐",
        "辽",
        "遼",
        "北宋",
        "南宋",
        "金",
        "元",
        "明",
        "清",
        "民国",
    ]
)


def personal(practice: Practice, source: Field) -> tuple[str, Subfields]:
    """The second indicator and the subfields $a $b $c $d $f $g of a person's name.

    A Chinese name is one element in its own order (0). A name with a comma is inverted (1): $a
    surname, $b the rest; where practice cuts names, $b is the initials and $g the whole name.
    """
    name = bare(source.get("a"))
    fuller = bare(source.get("q"))
    written: Subfields = []
    second = "0"
    if has_han(name):
        foreign = bool(fuller) and not has_han(fuller)
        second = "1" if foreign else "0"
        entry, comma, rest = name.partition(", ")
        if comma and any(map(str.isdigit, rest)):
            written = [("a", entry), ("f", dates(rest))]
        elif comma and rest and not has_han(rest):
            second, written = "1", [("a", entry), ("b", rest)]
        else:
            written = [("a", name)]
        if fuller:
            written.append(("g", fuller))
    else:
        entry, comma, rest = name.partition(",")
        rest = rest.strip()
        second = "1" if comma and rest and source.first != "0" else "0"
        if second == "1":
            written = [("a", entry.strip())]
            written += _rest_of_name(practice, name, rest, fuller)
        else:
            written = [("a", name)]
            written += [("g", fuller)] if fuller else []
    for code, value in source.subfields:
        text = bare(value)
        if code == "b":
            written.append(("d", text))
        elif code == "c":
            written.append(("f" if text in _DYNASTIES else "c", text))
        elif code == "d":
            written.append(("f", dates(text)))
    return second, _dynasty_before_dates(written)


def _rest_of_name(practice: Practice, name: str, rest: str, fuller: str) -> Subfields:
    whole = f"({name.partition(',')[0].strip()}, {fuller.strip('()') or rest})"
    if practice.initials and not re.fullmatch(r"(?:\w\.[ -]?)+", rest):
        return [("b", initials(rest)), ("g", whole)]
    return [("b", rest), *([("g", fuller)] if fuller else [])]


def initials(names: str) -> str:
    """``Harold Robert`` as ``H. R.``; a particle or what has no capital stays as it is."""
    return " ".join(
        f"{each[0]}." if each[:1].isupper() and "." not in each else each for each in names.split()
    )


def _dynasty_before_dates(written: Subfields) -> Subfields:
    """One $f for dynasty and dates: (清, 1715-1763)."""
    parts = [value for code, value in written if code == "f"]
    if len(parts) == 1 and parts[0] in _DYNASTIES:
        return [(code, f"({value})" if code == "f" else value) for code, value in written]
    if len(parts) < 2:
        return written
    joined = ", ".join(part.removeprefix("(").removesuffix(")") for part in parts)
    return [*(each for each in written if each[0] != "f"), ("f", f"({joined})")]


def dates(text: str) -> str:
    """Dates of life in Chinese form and in brackets: (约1717-约1763), (前145-), (1960-)."""
    text = tidy(text).rstrip(",").strip()
    for pattern, words in _WORDS:
        text = pattern.sub(words, text)
    return text if text.startswith("(") and text.endswith(")") else f"({text})"


def corporate(source: Field) -> tuple[str, Subfields]:
    """The indicators and subfields $a $b $c $d $e $f of a body's or a meeting's name."""
    meeting = source.tag.endswith("11")
    codes = {"a": "a", "b": "b", "n": "d", "d": "f", "c": "e", "g": "c"}
    if meeting:
        codes |= {"e": "b", "q": "a"}
    written = [
        (codes[code], without_brackets(bare(value), code))
        for code, value in source.subfields
        if code in codes
    ]
    first = "1" if meeting or any(code == "d" for code, _ in written) else "0"
    return first + (source.first if source.first in "012" else "2"), written


def without_brackets(text: str, code: str) -> str:
    """Number, date and place of a meeting without the brackets and colons between them."""
    text = text.strip("(): ") if code in "ndc" else text
    return without_stop(text)
