"""Publishers, places and years of two editions held against each other."""

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz

from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held
from catalogue.matching.scripts import one_script, script

#: Before, books were made by hand, and each printing is its own: rare books are not merged lightly.
_EARLY: Final = 1850
#: So many years later an impression of the same edition may have come out.
_LATER: Final = 3


def compared(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on publishers, places and years that hold."""
    yield from _imprint(a, b)
    yield from _years(a, b)


def _imprint(a: Traits, b: Traits) -> Iterator[Held]:
    publishers = " ; ".join(a.publishers), " ; ".join(b.publishers)
    places = " ; ".join(a.places), " ; ".join(b.places)
    by_name = _publishers(a.publishers, b.publishers) if all(publishers) else ""
    by_place = _places(a.places, b.places) if all(places) else ""
    if by_name == "publisher-differs" and by_place == "place-differs":
        ours, theirs = (f"{where}: {who}" for where, who in zip(places, publishers, strict=True))
        yield "house-differs", ours, theirs
        return
    if by_name:
        yield by_name, *publishers
    if by_place:
        yield by_place, *places


def _places(ours: Sequence[str], theirs: Sequence[str]) -> str:
    if not set(ours).isdisjoint(theirs):
        return "place"
    if any(fuzz.ratio(one, two) > 75 for one in ours for two in theirs):
        return ""
    return "place-differs" if one_script(ours, theirs) else ""


def _publishers(ours: Sequence[str], theirs: Sequence[str]) -> str:
    if not set(ours).isdisjoint(theirs):
        return "publisher"
    found = ""
    for one in ours:
        for two in theirs:
            words, others = set(one.split()), set(two.split())
            if one.replace(" ", "") == two.replace(" ", "") or words <= others or others <= words:
                return "publisher"
            if script(one) == "h" and (one in two or two in one):
                return "publisher"
            shared = len(words & others) / min(len(words), len(others))
            if shared > 0.6 or fuzz.ratio(one, two) >= 84 or _initials(one, two, words, others):
                found = "publisher-near"
    return found or ("publisher-differs" if one_script(ours, theirs) else "")


def _initials(one: str, two: str, words: set[str], others: set[str]) -> bool:
    """``gpo`` for ``government printing office``."""
    letters, signs = "".join(w[0] for w in one.split()), "".join(w[0] for w in two.split())
    return (len(signs) > 2 and (signs in words or signs == one.replace(" ", ""))) or (
        len(letters) > 2 and (letters in others or letters == two.replace(" ", ""))
    )


def _years(a: Traits, b: Traits) -> Iterator[Held]:
    ours, theirs = {*a.years, *a.copyright}, {*b.years, *b.copyright}
    if not ours or not theirs:
        return
    said = " ".join(map(str, sorted(ours))), " ".join(map(str, sorted(theirs)))
    if max(ours) < _EARLY and max(theirs) < _EARLY:
        yield "early", *said
    if a.original != b.original and bool(a.original) != bool(b.original):
        old, new = (a, theirs) if a.original else (b, ours)
        near = min(abs(one - two) for one in old.years or [0] for two in new) <= _LATER
        kept = near and not set(a.publishers).isdisjoint(b.publishers)
        if new & set(old.original) and not new & set(old.years) and not kept:
            yield "reprint", *said
            return
    if not set(a.years).isdisjoint(b.years):
        spans = len(a.years) > 1 and len(b.years) > 1 and a.years[0] == b.years[0]
        ends = abs(a.years[-1] - b.years[-1]) if spans else 0
        yield ("year-next" if ends > _LATER else "year"), *said
        return
    gap = min(abs(one - two) for one in ours for two in theirs)
    if gap and not set(a.issn).isdisjoint(b.issn):
        return  # of a serial one library has earlier issues than the other
    if gap == 0:
        apart = min(abs(x - y) for x in a.years or ours for y in b.years or theirs)
        yield ("year-copyright" if apart <= _LATER else "year-differs"), *said
    elif gap <= _LATER and _impression(a, b):
        yield "year-impression", *said
    elif gap == 1:
        yield "year-next", *said
    else:
        yield ("year-differs" if gap <= _LATER else "year-far"), *said


def _impression(a: Traits, b: Traits) -> bool:
    """Whether one gives only a copyright year, and the other a later year, of a printing."""
    for one, two in ((a, b), (b, a)):
        if one.copyright and set(one.years) <= set(one.copyright):
            later = min((*two.years, *two.copyright))
            if later > max(one.copyright) and not two.copyright:
                return True
    return False
