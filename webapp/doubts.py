"""What people are asked about a record: where at the desk it waits, for the record's own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from catalogue.review.queue import Queue
from store.log.whereabouts import WORK
from webapp.reading.description import Text
from webapp.reading.summaries import summaries
from webapp.reviewing.places import case_url
from webapp.site import Site

#: So many of each kind are shown; the desk has them all.
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """That the other record may be the same edition (``bib``), or of the same work (``work``)."""

    kind: str
    address: str
    title: tuple[Text, ...]
    year: str


def of_book(here: Site, path: str) -> list[Doubt]:
    """What waits about a book, as an edition and as one of a work."""
    return [*_of(here, "bib", path), *_of(here, WORK, path)]


def of_work(here: Site, editions: Sequence[str]) -> list[Doubt]:
    """What waits about a work with these editions."""
    return _of(here, WORK, editions[0]) if editions else []


def _of(here: Site, kind: str, path: str) -> list[Doubt]:
    pairs = Queue(here.store.log, kind=kind).about(path, _SHOWN)
    known = {each.path: each for each in summaries(here.store, [other for _, other in pairs])}
    return [
        Doubt(kind, case_url(kind, one, other), tuple(known[other].title), known[other].year)
        for one, other in pairs
        if other in known
    ]
