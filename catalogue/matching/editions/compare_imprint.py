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
    if by_name == "publisher" and (_early(a, b) or (a.frame and b.frame)):
        by_name = _shares(a.publishers, b.publishers)
    if by_name == "publisher-differs" and by_place == "place-differs":
        ours, theirs = (f"{where}: {who}" for where, who in zip(places, publishers, strict=True))
        yield "house-differs", ours, theirs
        return
    if by_name:
        yield by_name, *publishers
    if by_place:
        yield by_place, *places
    if not (publishers[0] or publishers[1]) and by_place == "place":
        yield "publisher-unnamed", *places
    unlike = by_place and a.country and b.country and a.country != b.country
    if unlike and {*a.isbn, *a.numbers}.isdisjoint({*b.isbn, *b.numbers}):
        yield "country-differs", a.country, b.country


def _early(a: Traits, b: Traits) -> bool:
    years = {*a.years, *a.copyright}, {*b.years, *b.copyright}
    return bool(years[0] and years[1]) and max(years[0]) < _EARLY and max(years[1]) < _EARLY


def _shares(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """The rule for early books, which many houses had a share in."""
    more = _alone(ours, theirs) + _alone(theirs, ours)
    return ("publisher", "publisher-fewer", "publisher-others")[more]


def _alone(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    for one in ours:
        rest = [two for two in theirs if script(two) == script(one)]
        if rest and _publishers([one], rest) == "publisher-differs":
            return True
    return False


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
            if one.replace(" ", "") == two.replace(" ", "") or _within(words, others):
                return "publisher"
            if script(one) == "h" and (one in two or two in one):
                return "publisher"
            shared = len(words & others) / min(len(words), len(others))
            near = fuzz.ratio(one, two) >= 84 or _given_names(one, two)
            if shared > 0.6 or near or _initials(one, two, words, others):
                found = "publisher-near"
    return found or ("publisher-differs" if one_script(ours, theirs) else "")


def _within(words: set[str], others: set[str]) -> bool:
    """Whether the words of one are all in the other, written out or shortened."""
    short, long = (words, others) if len(words) <= len(others) else (others, words)
    if short <= long:
        return True
    left = long - short
    return all(any(_shortened(word, other) for other in left) for word in short - long)


def _shortened(one: str, two: str) -> bool:
    """``univ`` for ``university``, ``govt`` for ``government``."""
    short, long = sorted((one, two), key=len)
    if len(short) < 3 or len(short) == len(long) or not long.isalpha():
        return False
    return long.startswith(short) or (long[:3] == short[:3] and long[-1] == short[-1])


def _given_names(one: str, two: str) -> bool:
    """``m secker`` for ``martin secker``, ``a bonnier`` for ``albert bonniers``."""
    *ours, surname = one.split()
    *theirs, other = two.split()
    if not ours or len(ours) != len(theirs) or len(surname) < 4:
        return False
    if not surname.startswith(other) and not other.startswith(surname):
        return False
    return all(
        x[0] == y[0] and (len(x) == 1 or len(y) == 1 or x == y)
        for x, y in zip(ours, theirs, strict=True)
    )


def _initials(one: str, two: str, words: set[str], others: set[str]) -> bool:
    """``gpo`` for ``government printing office``."""
    letters, signs = "".join(w[0] for w in one.split()), "".join(w[0] for w in two.split())
    return any(
        len(short) > 2 and short in initials
        for initials, shorts in ((signs, words), (letters, others))
        for short in (*shorts, "".join(sorted(shorts)) if len(shorts) == 1 else "")
    )


def _years(a: Traits, b: Traits) -> Iterator[Held]:
    ours, theirs = {*a.years, *a.copyright}, {*b.years, *b.copyright}
    if not ours or not theirs:
        return
    said = " ".join(map(str, sorted(ours))), " ".join(map(str, sorted(theirs)))
    if _early(a, b):
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
        yield ("year-expected" if a.brief or b.brief else "year-next"), *said
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
