"""Linking fields of block 4 in the embedded technique: each $1 begins a field within the field.

CNMARC writes ``$1`` with tag and both indicators and the subfields behind it (``$12001 $a史记``);
``$1`` with 001 has no indicators (UNIMARC Manual, Linking entry block).
"""

from converters.crosswalk.cnmarc.isbd import bare, cut, has_han, tidy
from converters.crosswalk.fields import Field, Subfields


def control(number: str) -> Subfields:
    """The linked record by its number; nothing without one."""
    return [("1", f"001{number}")] if number else []


def data(tag: str, indicators: str, subfields: Subfields) -> Subfields:
    """A data field within the field; nothing when it has no subfields."""
    kept = [(code, value) for code, value in subfields if value.strip()]
    return [("1", f"{tag}{indicators}"), *kept] if kept else []


def title(text: str, more: Subfields | None = None) -> Subfields:
    """Field 200 of the linked item; other title information, a parallel title and who made it, cut
    apart at ISBD's marks, are $e, $d and $f.
    """
    codes = {"": "a", ":": "e", "=": "d", "/": "f"}
    parts = [(codes[mark], part) for mark, part in cut(tidy(text), ":=/")]
    return data("200", "1 ", [*parts, *(more or [])] if parts else [])


def person(text: str) -> Subfields:
    """Field 701 for a name as linking fields have it, undivided."""
    name = bare(text)
    return data("701", " 0" if has_han(name) else " 1", [("a", name)] if name else [])


def number_of(source: Field) -> str:
    """The number of the linked record in $w, without the agency before it, the own one first."""
    numbers = [value.strip() for value in source.all("w")]
    number = numbers[0] if numbers else ""
    return number.rpartition(")")[2].strip() if number.startswith("(") else number
