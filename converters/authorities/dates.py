"""Dates of lives and of bodies: as EDTF where their form is clear, else in their own words.

EDTF is ISO 8601-2; the codes of 046 are those of MARC 21, the words those of AACR2 and RDA.
"""

import re
from typing import Final

from converters.bibframe.terms import literal, typed

EDTF: Final = "http://id.loc.gov/datatypes/edtf"
_DAY = r"(?:-(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?)?"
_ONE = rf"-?[0-9X]{{4}}{_DAY}[?~%]?"
_GOOD: Final = re.compile(rf"{_ONE}|[\[{{](?:\.\.)?{_ONE}(?:(?:,|\.\.){_ONE})*(?:\.\.)?[\]}}]")
_BASIC: Final = re.compile(r"(-?\d{4})(\d\d)(\d\d)?")
_YEAR: Final = re.compile(r"(?P<about>ca?\.|approximately|约|約)? ?(?P<year>\d{1,4})(?P<doubt>\?)?")
_BEFORE_CHRIST: Final = re.compile(r" ?(?:B\. ?C\.?|BC|v\. Chr\.|av\. J\.-C\.)$")
_DECADE: Final = re.compile(r"(\d{2})(\d?)\.{1,2}(\?)?")
_EITHER: Final = re.compile(r"(\d{4}) or (\d{1,4})")
_BEFORE: Final = re.compile(r"(约|約)?前(\d{1,4})")
_SINGLE: Final = (("b. ", "born"), ("born ", "born"), ("d. ", "died"), ("died ", "died"))
_ACTIVE: Final = ("active ", "fl. ")


def edtf(text: str) -> str:
    """A date of 046 in EDTF, or ``""``: ``19710822`` and ``1971-08-22`` are the same day."""
    value = text.strip()
    if match := _BASIC.fullmatch(value):
        value = "-".join(part for part in match.groups() if part)
    value = value.replace("u", "X")
    return value if _GOOD.fullmatch(value) else ""


def date_literal(text: str) -> str:
    """A literal of 046 or of a 3XX: EDTF if it is one, else the words."""
    good = edtf(text)
    return typed(good, EDTF) if good else literal(text.strip())


def year_literal(text: str) -> str:
    """A literal of a year as headings write it: ``approximately 1715``, ``427 B.C.``, ``1564?``."""
    good = _year(text)
    return typed(good, EDTF) if good else literal(text)


def _year(text: str) -> str:
    if match := _EITHER.fullmatch(text):
        first, second = match.groups()
        return f"[{first},{first[: 4 - len(second)]}{second}]"
    if (match := _DECADE.fullmatch(text)) and len(text.rstrip("?")) == 4:
        return f"{match[1]}{match[2] or 'X'}X{match[3] or ''}"
    if match := _BEFORE.fullmatch(text):
        return _astronomical(int(match[2])) + ("~" if match[1] else "")
    plain = _BEFORE_CHRIST.sub("", text)
    match = _YEAR.fullmatch(plain)
    if match is None or not int(match["year"]):
        return ""
    year = int(match["year"])
    mark = ("%" if match["doubt"] else "~") if match["about"] else match["doubt"] or ""
    return (f"{year:04d}" if plain == text else _astronomical(year)) + mark


def _astronomical(year: int) -> str:
    """A year before Christ; the first of them is the year 0."""
    return f"-{year - 1:04d}" if year > 1 else "0000"


def life(text: str) -> dict[str, str]:
    """What ``$d`` of a person says: ``born``, ``died``, ``from`` and ``to`` (active), in words.

    Nothing where it is a century or else no pair of years.
    """
    value = text.strip().strip("()（）,.，").strip()
    for start, what in _SINGLE:
        if value.startswith(start):
            return {what: value.removeprefix(start).strip()}
    begin, end = "born", "died"
    for start in _ACTIVE:
        if value.startswith(start):
            begin, end = "from", "to"
            value = value.removeprefix(start).strip()
    if "cent" in value or "世纪" in value or not any(character.isdigit() for character in value):
        return {}
    value = value.replace("–", "-").replace("—", "-").replace("~", "-").replace("～", "-")
    first, dash, second = value.partition("-")
    if not dash and begin == "born":
        return {}
    said = {begin: first.strip(), end: second.strip()}
    if "B.C" in said[end] and "B.C" not in said[begin] and said[begin]:
        said[begin] += " B.C."
    return {what: words for what, words in said.items() if any(map(str.isdigit, words))}
