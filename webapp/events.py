"""What happened to a record in one of its versions, in words, and with which other records."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shapes import iris
from store.log.history import Version
from webapp import hubs
from webapp.reading.authority import Authority
from webapp.reading.description import LABEL, Description, Text
from webapp.reading.edition import Edition
from webapp.site import Site

#: A change in a cataloguer's words.
_WORDS: Final[Mapping[str, str]] = {
    "create": "Taken in",
    "update": "Changed",
    "delete": "Withdrawn",
    "merge": "Merged into",
    "split": "Taken out of",
}
#: How the reason begins of a record that others were merged into.
_TOOK_IN: Final = "merged with "
#: The path of a record in a reason.
_PATH: Final = re.compile(r"\b((?:bib|auth|hub)/[a-z][0-9]{1,18})\b", re.ASCII)
#: So many records a version has to do with are called by their titles.
_TITLED: Final = 10


@dataclass(frozen=True, slots=True)
class Other:
    """Another record of the union, and what it is called if it says anything."""

    path: str
    title: tuple[Text, ...]


def happened(here: Site, version: Version) -> tuple[str, list[str]]:
    """What happened in words, and the paths of the records it happened with."""
    if version.action in ("merge", "split"):
        changes = here.store.log.changes(version.seq - 1, 1)
        return _WORDS[version.action], [each.other for each in changes if each.other]
    if version.reason.startswith(_TOOK_IN):
        return "Took in", _PATH.findall(version.reason)
    return _WORDS[version.action], []


def others(here: Site, paths: Sequence[str]) -> list[Other]:
    """These records, the first of them with what they are called."""
    said = here.store.log.saying(paths[:_TITLED])
    return [
        Other(path, tuple(called(path, said[path], here.store.base)) if said.get(path) else ())
        for path in paths
    ]


def parts(reason: str) -> list[str]:
    """The reason of a version, taken apart: every second part is the path of a record."""
    return _PATH.split(reason)


def called(path: str, triples: bytes, base: str) -> Sequence[Text]:
    """The title of a record that says this, in its scripts; nothing for holdings."""
    title = _TITLES.get(path.partition("/")[0])
    return title(Description(triples), iris.document(base, path)) if title else ()


#: How a record of each kind is called.
_TITLES: Final[Mapping[str, Callable[[Description, str], Sequence[Text]]]] = {
    "bib": lambda says, document: Edition(says, document).title,
    "auth": lambda says, document: Authority(says, document).title,
    "hub": lambda says, document: hubs.called(says, f"{document}#{hubs.HUB}"),
    "member": lambda says, document: says.texts(f"{document}#{iris.LIBRARY}", LABEL),
}
