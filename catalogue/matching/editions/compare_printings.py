"""Printings of one text told apart or seen as one: blocks, issues, bibliographies, impressions."""

from collections.abc import Iterator, Sequence
from typing import Final

from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held, rules
from catalogue.matching.wording import alike

#: So many millimetres two people measure one frame apart, in height and in width, which changes
#: with the fold; from so many on it is another one.
_HIGH, _WIDE, _RECUT = 3, 5, 7
#: How two notes on one meeting may differ.
_SAID: Final = ("equal", "more", "near")
#: What must hold for a later year to be no more than a printing of what has the earlier one.
_WHOLE: Final = (
    {"title", "title-short", "title-near", "title-longer"},
    {"name", "series"},
    {"publisher", "publisher-near"},
    {"pages"},
)
#: What may hold against it all the same.
_IN_SPITE: Final = frozenset(
    {
        *("year-next", "year-differs", "year-far", "year-copyright", "year-impression"),
        *("lccn-differs", "agency-differs", "early", "subtitle-missing", "translation"),
    }
)
_TABLE: Final = "editions/rules"
_APART: Final = frozenset({"year-next", "year-differs"})
#: Years after which a printing that says it is one may come.
_LONG: Final = 12


def compared(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on issues that hold."""
    if a.issue != b.issue:
        yield "issue-differs", " ".join(a.issue), " ".join(b.issue)
    if not set(a.beside).isdisjoint(b.numbers) or not set(b.beside).isdisjoint(a.numbers):
        yield "issue-noted", " ".join(a.beside), " ".join(b.beside)
    if a.held and b.held and alike(min(a.held, b.held), max(a.held, b.held)) not in _SAID:
        yield "held-differs", a.held, b.held
    if a.dated and b.dated:
        yield ("dated" if a.dated == b.dated else "dated-differs"), a.dated, b.dated
    yield from _frames(a.frame, b.frame)
    yield from _cited(a, b)


def _frames(ours: Sequence[int], theirs: Sequence[int]) -> Iterator[Held]:
    if not ours or not theirs:
        return
    said = " x ".join(map(str, ours)), " x ".join(map(str, theirs))
    high, wide = abs(ours[0] - theirs[0]), abs(ours[1] - theirs[1])
    lines = ours[2] and theirs[2] and ours[2] != theirs[2]
    if max(high, wide) >= _RECUT or lines:
        yield "frame-differs", *said
    elif high <= _HIGH and wide <= _WIDE:
        yield "frame", *said


def _cited(a: Traits, b: Traits) -> Iterator[Held]:
    for work, number in a.cited:
        for other, figure in b.cited:
            if work == other and number != figure:
                yield "cited-differs", f"{work} {number}", f"{other} {figure}"
                return


def printing(held: Sequence[Held], a: Traits, b: Traits) -> list[Held]:
    """The rules that hold, with a later year taken for a printing where all else agrees."""
    years = next((each for each in held if each[0].startswith("year-")), None)
    if not years or not (years[0] in _APART or _said(a, b)):
        return list(held)
    names, known = {name for name, _, _ in held}, rules(_TABLE)
    if not all(names & some for some in _WHOLE) or any(
        known[name].weight < 0 for name in names - _IN_SPITE
    ):
        return list(held)
    if _unlike(a, b):
        return list(held)
    return [("year-printing", *years[1:]) if each is years else each for each in held]


def _unlike(a: Traits, b: Traits) -> bool:
    """Whether other preliminary pages, pictures in one alone, or other authors speak against."""
    if (a.front and b.front and a.front != b.front) or a.pictured != b.pictured:
        return True
    first = bool(a.names and b.names)
    return first and a.names[0] not in b.names and b.names[0] not in a.names


def _said(a: Traits, b: Traits) -> bool:
    """Whether one names the year of the other as that of a printing, or says that it is one."""
    ours, theirs = {*a.years, *a.copyright}, {*b.years, *b.copyright}
    if not ours or not theirs:
        return False
    if not ours.isdisjoint(b.printed) or not theirs.isdisjoint(a.printed):
        return True
    older, newer = (a, b) if min(ours) < min(theirs) else (b, a)
    gap = min(abs(one - two) for one in ours for two in theirs)
    return newer.later and gap <= _LONG and older is not newer
