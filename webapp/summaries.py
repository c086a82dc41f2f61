"""One line for a record in a list: title, creators, year, and how many libraries hold it."""

from collections.abc import Iterable
from dataclasses import dataclass

from shapes.iris import document
from store import Store
from webapp.description import Description, Text
from webapp.fields import Edition
from webapp.holdings import copies


@dataclass(frozen=True, slots=True)
class Summary:
    path: str
    title: tuple[Text, ...]
    creators: tuple[tuple[Text, ...], ...]
    year: str
    form: str
    libraries: int


def summaries(store: Store, paths: Iterable[str]) -> list[Summary]:
    """Read from the log, where a record's statements lie together; one that is gone is left out."""
    found = []
    for path in paths:
        record = store.log.record(path)
        if record is None or record.status != "live":
            continue
        says = Description(store.log.triples(path))
        edition = Edition(says, document(store.base, path))
        creators = tuple(tuple(name) for name in edition.creators())
        libraries = {copy.library for copy in copies(says, edition.instance)}
        found.append(
            Summary(
                path, tuple(edition.title), creators, edition.year, edition.form, len(libraries)
            )
        )
    return found
