"""The editions of a work for a list of them: by language and year, with what tells them apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from shapes.iris import document
from shapes.namespaces import BF, BFLC
from webapp.reading import vocabulary
from webapp.reading.description import Description, Text
from webapp.reading.edition import Edition
from webapp.reading.vocabulary import Language

#: More of a statement of responsibility, or of an edition, is cut off in a list.
_LONGEST: Final = 160
_PUBLICATION: Final = f"{BF}Publication"
_ACTIVITY: Final = f"{BF}provisionActivity"
#: Read off the lines: a work may have hundreds of editions, and a page shows some of them.
_SPOKEN: Final = b"> <" + re.escape(f"{BF}language".encode()) + b"> <([^>]+)> "
_LANGUAGE: Final = re.compile(b"#Work" + _SPOKEN)
_ORIGINAL: Final = re.compile(b"#Hub" + _SPOKEN)
_DATE: Final = re.compile(
    rb'#ProvisionActivity-[0-9a-f]+> <[^>]+/(?:simpleDate|date)> "([^"]{1,100})"'
)
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edition stands in a list: the IRIs of its languages, and the year, or 0."""

    path: str
    languages: tuple[str, ...]
    year: int


@dataclass(frozen=True, slots=True)
class Line:
    """One edition as a list shows it; ``libraries`` hold it, None where that is not known."""

    path: str
    title: tuple[Text, ...]
    year: str
    edition: str
    responsibility: str
    publisher: str
    form: str
    libraries: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Editions in one language, the newest first: those that are shown, and how many there are."""

    languages: tuple[Language, ...]
    original: bool
    places: tuple[Place, ...]
    lines: tuple[Line, ...] = ()

    @property
    def name(self) -> str:
        """What the languages are called in English."""
        return " and ".join(each.name for each in self.languages) or "Language not given"

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return "-".join(["in", *(each.code for each in self.languages)])


def place(path: str, triples: bytes) -> Place:
    """Where the edition that says this stands, by its language and its date of publication."""
    languages = dict.fromkeys(found.decode() for found in _LANGUAGE.findall(triples))
    years = [
        int(year)
        for date in _DATE.findall(triples)
        for year in _YEAR.findall(date.decode(errors="replace"))
    ]
    return Place(path, tuple(sorted(languages)), max(years, default=0))


def grouped(
    places: Iterable[Place], first: tuple[str, ...] = (), original: str = ""
) -> list[Group]:
    """Places by language: ``first``, then the ``original`` of the work, then the others by name.

    In each language the newest year comes first.
    """
    written = (original,)

    def order(each: Place) -> tuple[bool, bool, bool, list[str], tuple[str, ...], int, str]:
        names = [vocabulary.language(iri).name for iri in each.languages]
        said = each.languages
        mine = bool(said) and said == first
        return not mine, said != written, not said, names, said, -each.year, each.path

    return [
        Group(tuple(map(vocabulary.language, languages)), languages == written, tuple(those))
        for languages, those in groupby(sorted(places, key=order), lambda each: each.languages)
    ]


def written_in(hub: bytes) -> str:
    """The IRI of the language a work was written in, by its hub; empty where that does not tell."""
    found = _ORIGINAL.search(hub)
    return found[1].decode() if found else ""


def line(base: str, path: str, triples: bytes, libraries: int | None) -> Line:
    """One edition as a list shows it."""
    says = Description(triples)
    edition = Edition(says, document(base, path))
    return Line(
        path,
        tuple(edition.title),
        edition.year,
        _short(says.text(edition.instance, f"{BF}editionStatement")),
        _short(says.text(edition.instance, f"{BF}responsibilityStatement")),
        _publisher(edition),
        edition.form,
        libraries,
    )


def _publisher(edition: Edition) -> str:
    says = edition.says
    activities = says.nodes(edition.instance, _ACTIVITY)
    for activity in sorted(activities, key=lambda node: not says.is_a(node, _PUBLICATION)):
        if name := says.text(activity, f"{BFLC}simpleAgent"):
            return _short(name)
    return ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
