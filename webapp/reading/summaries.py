"""One line for a record in a list: title, creators, year, and how many libraries hold it."""

from collections.abc import Sequence
from dataclasses import dataclass

from shapes.iris import document
from store import Store
from webapp.reading.description import Description, Text
from webapp.reading.edition import Edition
from webapp.reading.holdings import copies


@dataclass(frozen=True, slots=True)
class Summary:
    path: str
    title: tuple[Text, ...]
    creators: tuple[tuple[Text, ...], ...]
    year: str
    form: str
    libraries: int


def summaries(store: Store, paths: Sequence[str]) -> list[Summary]:
    """Read from the log, where a record's statements lie together; one that is gone is left out."""
    saying = store.log.saying(paths)
    return [_summary(store.base, path, saying[path]) for path in paths if saying.get(path)]


def _summary(base: str, path: str, triples: bytes) -> Summary:
    says = Description(triples)
    edition = Edition(says, document(base, path))
    creators = tuple(tuple(name) for name in edition.creators())
    libraries = {copy.library for copy in copies(says, edition.instance)}
    return Summary(path, tuple(edition.title), creators, edition.year, edition.form, len(libraries))
