"""Coded data 100-140 as the fixed fields of MARC 21: 006 and 008.

Dates, places and languages here; what differs by material is in ``materials_008.py``.
"""

from typing import Final

from converters.crosswalk.fields import Record, Target
from converters.crosswalk.unimarc.codes import COUNTRIES, POSITIONS
from converters.crosswalk.unimarc.materials_008 import (
    MATERIALS,
    NOT_CODED,
    UNDEFINED,
    Slot,
    coded,
    material,
)

_DATE_TYPES: Final = POSITIONS["100/08 date type"]


def write_008(source: Record, target: Target) -> None:
    """008 from 100 (dates, audience, government, script), 101, 102 and the fields of the material.

    What no field codes is a fill character. The date entered is 100/00-07; nothing is said of who
    catalogued (39).
    """
    data = coded(source, "100").ljust(36)
    positions = [*NOT_CODED * 40]
    positions[0:6] = _entered(data[:8])
    positions[6:15] = _dates(data)
    positions[15:18] = country_code(source)
    positions[35:38] = language_code(source)
    positions[38] = POSITIONS["100/21 modified"].get(data[21], " ")
    for at in UNDEFINED.get(material(target.leader), ()):
        positions[at] = " "
    for slot in MATERIALS.get(material(target.leader), ()):
        value = slot.value(source)
        if value and positions[slot.at] == NOT_CODED:
            positions[slot.at : slot.at + len(value)] = value.ljust(_width(slot))[: _width(slot)]
    if material(target.leader) == "continuing":
        positions[34] = "0"
    target.control("008", "".join(positions)[:40])


def _width(slot: Slot) -> int:
    if slot.codes == "100/17 audience":
        return 1
    return slot.width if slot.step == 1 else len(next(iter(POSITIONS[slot.codes].values())))


def write_006(source: Record, target: Target) -> None:
    """006 for an electronic resource (135) that the leader calls a text, music, sound …."""
    if not source.first("135") or target.leader[6] == "m":
        return
    kind = Slot(0, "135", 0, 1, "135/00 file type").value(source) or NOT_CODED
    form = Slot(0, "135", 1, 1, "135/01 form of item").value(source) or NOT_CODED
    target.control("006", f"m     {form}  {kind}        ")


def _entered(date: str) -> str:
    return date[2:8] if date.isdecimal() else "      "


def _dates(data: str) -> str:
    kind = _DATE_TYPES.get(data[8], NOT_CODED)
    if kind == NOT_CODED:
        return NOT_CODED * 9
    first, second = (_year(data[at : at + 4]) for at in (9, 13))
    if kind in "cu" and not second.strip():
        second = "9999" if kind == "c" else "uuuu"
    if kind == "s":
        second = "    "
    return kind + (first if first.strip() else "uuuu") + second


def _year(year: str) -> str:
    """Four places: figures, ``u`` for one not known; blank when there is no year."""
    if not year.strip():
        return "    "
    return "".join(each if each.isdecimal() and each.isascii() else "u" for each in year)


def language_code(source: Record) -> str:
    """The first language of the text (101 $a)."""
    language = source.get("101", "a").strip(" .").lower()
    return language if len(language) == 3 and language.isascii() and language.isalpha() else "   "


def country_code(source: Record) -> str:
    """The first country of publication (102 $a), or its part where MARC 21 has a code for it."""
    place = source.first("102")
    found = marc_country(place.get("b"), place.get("a")) if place is not None else ""
    return found.ljust(3)


def marc_country(part: str, country: str) -> str:
    """The MARC code for a country, or its part, of a field 102; empty where there is none."""
    iso = country.strip(" .").upper()[:2]
    part = part.strip(" .").upper().removeprefix(iso).lstrip("-")
    return COUNTRIES.get(f"{iso}-{part}") or COUNTRIES.get(iso, "")
