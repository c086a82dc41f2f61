"""The decision on two editions: every rule that holds, weighed by the table."""

from typing import Final

from catalogue.matching.editions import (
    compare_forms,
    compare_imprint,
    compare_makers,
    compare_numbers,
    compare_parts,
    compare_printings,
    compare_titles,
)
from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held, decided, says
from catalogue.matching.verdict import Verdict

_TABLE: Final = "editions/rules"
_ALL_AGREE: Final = frozenset({"isbn", "pages", "year"})
#: What decides without looking further, when not even an ISBN is shared.
_OTHER: Final = frozenset({"title-differs", "title-number"})
#: A title that could not be read is made good by these.
_UNTITLED: Final = frozenset({"title-missing", "name", "publisher"})
_TITLE: Final = frozenset({"title", "title-short", "title-longer", "title-near"})


def compared(a: Traits, b: Traits) -> Verdict:
    """The verdict on two editions; who calls gives them in an order that depends on them alone."""
    held, anchored, sure = _held(a, b)
    return decided(_TABLE, held, anchored=anchored, sure=sure)


def alone(traits: Traits) -> bool:
    """Whether even a record that says the same is not surely the same."""
    held, anchored, sure = _held(traits, traits)
    return says(_TABLE, held, anchored=anchored, sure=sure)[0] != "same"


def _held(a: Traits, b: Traits) -> tuple[list[Held], bool, bool]:
    """The rules that hold; whether all else agrees, and so that no person need be asked.

    What decides by itself, another form or another title, is all the evidence there is then.
    """
    if never := list(compare_forms.forms(a, b)):
        return never, False, False
    titles = list(compare_titles.compared(a, b))
    if titles[0][0] in _OTHER and set(a.isbn).isdisjoint(b.isbn):
        return titles, False, False
    held: list[Held] = [
        *titles,
        *compare_parts.compared(a, b),
        *compare_makers.compared(a, b),
        *compare_imprint.compared(a, b),
        *compare_forms.compared(a, b),
        *compare_numbers.compared(a, b),
        *compare_printings.compared(a, b),
    ]
    held = compare_printings.printing(held, a, b)
    names = {name for name, _, _ in held}
    numbered = "number" in names and "isbn-differs" not in names
    titled = bool(names & _TITLE) or names >= _UNTITLED
    sure = titled and names >= _ALL_AGREE
    anchored = sure or (bool(names & _TITLE) and numbered)
    return held, anchored, sure
