"""100 and 101, what is said in codes of every record: dates, audience, languages."""

import re
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.isbd import has_han
from converters.crosswalk.fields import Field, Record, Target
from converters.crosswalk.table import By, Left, Table

#: 26–29 say ISO 10646; the writer puts the truth of the bytes there when it is another.
_CHARSET: Final = "50  "
_DATE_TYPE: Final = dict(zip("cdusrqmtpeik", "abcdefghijgg", strict=True))
_AUDIENCE: Final = {
    "a": "b  ",
    "b": "c  ",
    "c": "d  ",
    "d": "e  ",
    "e": "m  ",
    "f": "k  ",
    "g": "em ",
    "j": "a  ",
}
_GOVERNMENT: Final = {
    " ": "y",
    "f": "a",
    "s": "b",
    "a": "b",
    "l": "d",
    "m": "e",
    "c": "e",
    "i": "f",
    "o": "h",
    "z": "z",
}
_SCRIPTS: Final = (
    (re.compile(r"[\u3041-\u30ff]"), "da"),
    (re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]"), "ka"),
    (re.compile(r"[\u0400-\u052f]"), "ca"),
    (re.compile(r"[\u0600-\u06ff]"), "fa"),
    (re.compile(r"[\u0370-\u03ff]"), "ga"),
    (re.compile(r"[\u0590-\u05ff]"), "ha"),
    (re.compile(r"[\u0e00-\u0e7f]"), "ia"),
    (re.compile(r"[\u0900-\u097f]"), "ja"),
    (re.compile(r"[\u0b80-\u0bff]"), "la"),
    (re.compile(r"[\u10a0-\u10ff]"), "ma"),
    (re.compile(r"[A-Za-z]"), "ba"),
)
#: 101: the letters of 041 and of UNIMARC for one thing differ.
_LANGUAGES: Final = {
    "a": "a",
    "d": "a",
    "k": "b",
    "h": "c",
    "b": "d",
    "f": "e",
    "e": "h",
    "g": "i",
    "j": "j",
    "i": "j",
}


def fixed(source: Record) -> str:
    """Field 008, at its full length; blanks when there is none."""
    field = source.first("008")
    return ((field.data or "") if field is not None else "").ljust(40)


def coded(source: Record, target: Target) -> None:
    """100 and 101, which every record has."""
    general(source, target)
    languages(source, target)


def general(source: Record, target: Target) -> None:
    """100 General processing data, 36 characters, mostly from 008."""
    old = fixed(source)
    entered = old[:6]
    if entered.isdecimal():
        entered = ("19" if int(entered[:2]) > 68 else "20") + entered
    else:
        changed = source.first("005")
        entered = (changed.data or "")[:8] if changed is not None else ""
    entered = entered if len(entered) == 8 and entered.isdecimal() else " " * 8
    first, second = (
        "".join(each if each.isdecimal() else " " for each in part)
        for part in (old[7:11], old[11:15])
    )
    modified = "1" if old[38] in "dorsx" else "0"
    language = (source.get("040", "b") or "eng")[:3].ljust(3)
    audience = _AUDIENCE.get(old[22], "u  ")
    whole = (
        f"{entered}{_DATE_TYPE.get(old[6], 'u')}{first}{second}"
        f"{audience}{_GOVERNMENT.get(old[28], 'u')}{modified}{language}y"
        f"{_CHARSET}    {_script_of_title(source)}"
    )
    target.add("100", "  ", [("a", whole)])


def _script_of_title(source: Record) -> str:
    title = source.first("245")
    words = title.get("a") if title is not None else ""
    if fixed(source)[35:38] != "jpn" and has_han(words) and not _SCRIPTS[0][0].search(words):
        return "ea"
    if has_han(words):
        return "da"
    return next((code for script, code in _SCRIPTS if script.search(words)), "zz")


def languages(source: Record, target: Target) -> None:
    """101 from 041, and from 008 for the text; the indicator says whether it is a translation."""
    found: dict[tuple[str, str], None] = {}
    translated = False
    for field in source.all("041"):
        if field.second == "7" or "2" in field:
            target.leave(field, None, "codes of another list than that of MARC")
            continue
        translated = translated or field.first == "1"
        for code, value in field.subfields:
            if code not in _LANGUAGES:
                target.leave(field, code, reasons.NO_PLACE)
                continue
            for each in _apart(value.strip()):
                found[_LANGUAGES[code], each] = None
    written = list(found)
    text_language = fixed(source)[35:38]
    if not any(code == "a" for code, _ in written):
        known = text_language.isalpha() and text_language.isascii()
        written.insert(0, ("a", text_language if known else "und"))
    original = any(code in "bc" for code, _ in written)
    target.add("101", ("1" if translated or original else "0") + " ", sorted(written, key=_code))


def _code(subfield: tuple[str, str]) -> str:
    return subfield[0]


def _apart(codes: str) -> list[str]:
    """Codes run together, as 041 had them before 2001: ``engfre``."""
    if len(codes) > 3 and len(codes) % 3 == 0 and codes.isalpha():
        return [codes[place : place + 3] for place in range(0, len(codes), 3)]
    return [codes]


def areas(source: Field, target: Target) -> None:
    """660 from the codes of 043: the same list."""
    target.leave(source, "".join({code for code, _ in source.subfields} - {"a"}), reasons.NO_PLACE)
    target.add("660", "  ", [("a", value) for value in source.all("a")])


def periods(source: Field, target: Target) -> None:
    """661 from the codes of 045 $a; 122 from its dates, $b and $c."""
    rest = {code for code, _ in source.subfields} - set("abc")
    target.leave(source, "".join(rest), reasons.NO_PLACE)
    target.add("661", "  ", [("a", value) for value in source.all("a")])
    kind = source.first if source.first in "012" else " "
    target.add("122", f"{kind} ", [("a", value) for value in source.all("bc")])


TABLE: Final[Table] = {
    "006": (Left(reasons.SAID_IN.format("the other coded fields")),),
    "007": (Left(reasons.SAID_IN.format("the other coded fields")),),
    "008": (),
    "041": (),
    # 660 Area, 661 Period, 122 Period of the content
    "043": (By(areas),),
    "045": (By(periods),),
}
