"""Advice as a value, and the sentences it is given in."""

from dataclasses import dataclass
from typing import Final

CROSS: Final = (
    "Nothing joins {one} with {other}: every value of the one is combined with every value of the "
    "other. Add a pattern that has a variable of both."
)
COMPARED: Final = (
    "Only a FILTER joins {one} with {other}: every combination is made, and then compared. Where "
    "the two are the same thing, write one variable in both patterns."
)
NOTHING_TAKEN: Final = (
    "This MINUS shares no variable with the patterns before it, so it takes nothing away. Use a "
    "variable of theirs in it, or FILTER NOT EXISTS."
)
TRIED: Final = (
    "For each row the engine tries every combination of the patterns inside {words}, as if nothing "
    "joined them. {instead}"
)
MINUS_INSTEAD: Final = (
    "Where one of them has a variable of the patterns outside, MINUS { … } gives the same rows, "
    "and is quick."
)
JOIN_INSTEAD: Final = "Write the patterns without EXISTS, and SELECT DISTINCT."
CLOSURE: Final = (
    "The path from {one} to {other} may begin and end anywhere, so it is followed from everything "
    "in the catalogue. Name one of its ends, or find one by another pattern."
)
EVERYTHING: Final = (
    "{pattern} is every statement of the catalogue. Add a LIMIT, or name a part of the pattern, "
    "such as the property."
)
READ_WHOLE: Final = (
    "{pattern} is every statement of the catalogue, and all are read before the first row. Name a "
    "part of the pattern, such as the property."
)
TEXT: Final = (
    "{function} looks at the text of every {variable} there is, because no pattern says which. "
    "Name a class, a language or a library, or add a LIMIT."
)
SORTED: Final = (
    "ORDER BY sorts all rows before the first is sent, and nothing here makes them few. Add a "
    "LIMIT, or say more of what you look for."
)
FAR: Final = (
    "OFFSET {number} finds that many rows and throws them away, for each page again. Order the "
    "rows and go on after the last one you have: FILTER(?x > …)."
)
UNSTEADY: Final = (
    "Without ORDER BY the rows may come in another order each time, so pages by OFFSET can miss "
    "some and repeat others. Add ORDER BY."
)
PREFIX: Final = "The prefix {prefix}: is not declared. Add: PREFIX {prefix}: <{iri}>"
UNTAGGED: Final = (
    "{literal} has no language tag, so it is not equal to the same text with one, such as "
    "{literal}@{tag}. Compare the text alone: FILTER(STR(?x) = {literal})."
)


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence on a query, and the line it is about (the first is 1)."""

    sentence: str
    line: int | None
