"""The keys under which an edition meets the records it may be the same as."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from catalogue.matching.editions.traits import Traits
from catalogue.matching.packing import bounded
from catalogue.matching.scripts import script
from catalogue.matching.words import listed

#: Numbers by kind at most; a record with more of them says little with each.
_NUMBERS: Final = 12


def keys(traits: Traits) -> tuple[str, ...]:
    """Sorted, distinct, at most 64 of at most 100 characters: first the numbers, then the words."""
    return bounded(chain(_numbers(traits), _words(traits)))


def _numbers(traits: Traits) -> Iterator[str]:
    yield from (f"isbn:{number}" for number in traits.isbn[:_NUMBERS])
    yield from (f"badisbn:{number}" for number in traits.badisbn[:2])
    yield from (f"issn:{number}" for number in traits.issn[:2] if traits.level != "whole")
    yield from traits.numbers[:_NUMBERS]
    yield from traits.cancelled


def _words(traits: Traits) -> Iterator[str]:
    """Compound keys that each leave out what another one needs."""
    year = str(next(iter((*traits.years, *traits.copyright)), ""))
    pages = str(traits.pages[0]) if traits.pages else ""
    surnames = _surnames(traits.names)
    starts = {letters: title[:1] for letters, title, _ in reversed(traits.titles) if title}
    for letters, title, _ in traits.titles[:3]:
        packed = title.replace(" ", "")
        start = packed[:8] if letters in "hk" else packed[:20]
        if year and start:
            yield f"ty:{start}:{year}"
        if pages and start:
            yield f"tp:{start}:{pages}"
        if len(packed) >= (6 if letters in "hk" else 20) and title not in _generic():
            yield f"t:{packed[:48]}"
        else:
            yield from (f"ta:{packed}:{surname}" for surname in surnames[:1])
    people = [name for name in traits.names[:2] if name[0] != "="]
    if year:
        yield from (f"ay:{name.replace(' ', '')[:40]}:{year}" for name in people[:1])
    if year and pages:
        for surname in surnames:
            yield f"ayp:{surname}:{year}:{pages}"
        for publisher in traits.publishers[:2]:
            letter = starts.get(script(publisher), next(iter(starts.values()), ""))
            yield f"pyp:{publisher.replace(' ', '')[:12]}:{year}:{pages}:{letter}"


def _generic() -> frozenset[str]:
    return listed("editions/generic_titles")


def _surnames(names: Sequence[str]) -> list[str]:
    """The first person's surname in each script, of two people at most."""
    found = [name.lstrip("=").partition(", ")[0].replace(" ", "")[:20] for name in names]
    return list(dict.fromkeys(text for text in found if text))[:2]
