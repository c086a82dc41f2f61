"""Who made an edition: the names it is entered under and its statement of responsibility."""

from typing import Final

import pymarc

from catalogue.matching.editions.fields import Fields, indicator, joined, values
from shapes.folding import fold

_PEOPLE: Final = 12
_BODIES: Final = 6
_STATEMENT: Final = 240


def names(fields: Fields) -> list[str]:
    """``surname, given`` for people, ``=name of the body`` for bodies; first those of 1XX.

    Headings of other works (7XX with a title, $t) and of one library's copy ($5: its collections
    and former owners) are left out.
    """
    found: list[str] = []
    for field in fields.of("100", "700"):
        if not _analytic(field) and (name := _person(field)):
            found.append(name)
            if len(found) == _PEOPLE:
                break
    bodies = 0
    for field in fields.of("110", "111", "710", "711"):
        body = fold(joined(field, "ab")) if not _analytic(field) else ""
        if body:
            found.append(f"={body[:100]}")
            bodies += 1
            if bodies == _BODIES:
                break
    return list(dict.fromkeys(found))


def _analytic(field: pymarc.Field) -> bool:
    own = field.tag[:1] != "1"
    return own and any(part.code in "t5" for part in field.subfields)


def _person(field: pymarc.Field) -> str:
    said = values(field, "a")
    if not said:
        return ""
    if indicator(field, 0) == "1" or "," in said[0]:
        surname, _, given = said[0].partition(",")
        return f"{fold(surname)}, {fold(given)}"[:80].rstrip(", ")
    return fold(said[0])[:80]


def translators(fields: Fields) -> list[str]:
    """The names whose role says that they translated."""
    found = {_person(field) for field in fields.of("100", "700") if _translated(field)}
    return sorted(found - {""})[:6]


def _translated(field: pymarc.Field) -> bool:
    return any(
        said == "trl" or said.lower().startswith(("transl", "译", "übers", "trad"))
        for said in values(field, "4e")
    )


def statements(fields: Fields) -> list[str]:
    """The statements of responsibility, folded, in each script."""
    found = [fold(joined(field, "c")[:_STATEMENT]) for field in fields.of("245")]
    return [text for text in dict.fromkeys(found) if text][:3]
