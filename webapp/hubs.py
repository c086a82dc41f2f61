"""The document of a work: its page, and the same as JSON, with its editions a page at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import json, request

from shapes import iris
from shapes.namespaces import BF, MADSRDF, RDFS
from store import Record
from webapp import addresses
from webapp.reading.description import LABEL, Description, Text
from webapp.reading.editions import Group, Line, grouped, place
from webapp.reading.reasons import Reason, reasons
from webapp.reading.summaries import Summary, summaries
from webapp.reading.titles import title
from webapp.reading.vocabulary import Language, language
from webapp.site import Site
from webapp.works import editions, lines

HUB: Final = "Hub"
ON_A_PAGE: Final = 50
#: Of each reason so many pairs are named, and so many reasons in all.
_PAIRS: Final = 3
_REASONS: Final = 8


@dataclass(frozen=True, slots=True)
class Creator:
    """Who made a work: the name in its scripts, and the authorities it is under."""

    names: tuple[Text, ...]
    authorities: tuple[str, ...]


class Work:
    """What a work's page and its JSON tell; ``groups`` have lines for the asked page alone."""

    def __init__(self, here: Site, record: Record, says: Description) -> None:
        base = here.store.base
        self.thing = iris.thing(base, record.path, HUB)
        self.says = says
        self.title = called(self.says, self.thing)
        self.creators = list(_creators(self.says, self.thing))
        self.authorities = self.says.nodes(self.thing, f"{MADSRDF}isIdentifiedByAuthority")
        self.elsewhere = self.says.nodes(self.thing, f"{RDFS}seeAlso")
        written = self.says.nodes(self.thing, f"{BF}language")
        self.language: Language | None = language(written[0]) if written else None
        said = editions(here, record.path)
        places = (place(path, triples) for path, triples in said.items())
        groups = grouped(places, original=written[0] if written else "")
        self.count = len(said)
        self.editions = [*said]
        self.pages = max(1, -(-self.count // ON_A_PAGE))
        self.page = min(max(request.args.get("page", 1, type=int), 1), self.pages)
        self.all = groups
        self.groups = [
            replace(group, lines=tuple(lines(here, some, said)))
            for group, some in _some(groups, (self.page - 1) * ON_A_PAGE)
        ]
        self.reasons = reasons(self.says, base, self.thing)

    def lines(self) -> Iterable[Line]:
        """The editions of the asked page."""
        return (line for group in self.groups for line in group.lines)


def _some(groups: Sequence[Group], start: int) -> Iterable[tuple[Group, Sequence[Any]]]:
    """The groups a page has a part of, with that part."""
    end = start + ON_A_PAGE
    at = 0
    for group in groups:
        some = group.places[max(0, start - at) : max(0, end - at)]
        if some:
            yield group, some
        at += len(group.places)


def called(says: Description, thing: str) -> list[Text]:
    """The title of a work, or else what its hub is called."""
    return title(says, (thing,)) or says.texts(thing, LABEL) or [Text("[untitled]", "en")]


def _creators(says: Description, thing: str) -> Iterable[Creator]:
    for agent in says.nodes(thing, f"{BF}contribution", f"{BF}agent"):
        known = says.nodes(agent, f"{MADSRDF}isIdentifiedByAuthority")
        names = says.texts(agent, LABEL)
        latin = {text.value for text in names if text.lang}
        once = tuple(text for text in names if text.lang or text.value not in latin)
        if once:
            yield Creator(once, (*known, *says.nodes(agent, f"{RDFS}seeAlso")))


@dataclass(frozen=True, slots=True)
class Told:
    """A reason with the first of the pairs it holds of, as they are called."""

    words: str
    pairs: tuple[tuple[Summary, Summary], ...]
    more: int


def told(here: Site, found: Sequence[Reason]) -> list[Told]:
    """The reasons for a page, the commonest of them."""
    named = [reason.pairs[:_PAIRS] for reason in found[:_REASONS]]
    paths = {path: None for pairs in named for pair in pairs for path in pair}
    known = {each.path: each for each in summaries(here.store, list(paths))}
    found_: list[Told] = []
    for reason, pairs in zip(found, named, strict=False):
        shown = tuple((known[a], known[b]) for a, b in pairs if a in known and b in known)
        found_.append(Told(reason.words, shown, len(reason.pairs) - len(shown)))
    return found_


def as_json(here: Site, record: Record) -> str:
    """A work with a page of its editions, for programs; ``next`` is the address of more."""
    work = Work(here, record, Description(here.store.log.triples(record.path)))
    base = here.store.base
    told: dict[str, Any] = {
        "path": record.path,
        "iri": work.thing,
        "version": record.version,
        "title": _texts(work.title),
        "creators": [
            {"name": _texts(creator.names), "authorities": list(creator.authorities)}
            for creator in work.creators
        ],
        "language": work.language.code if work.language else None,
        "authorities": work.authorities,
        "sameElsewhere": work.elsewhere,
        "editionsInAll": work.count,
        "editions": [
            {
                "path": line.path,
                "iri": iris.thing(base, line.path, iris.WORK),
                "title": _texts(line.title),
                "languages": [each.code for each in group.languages],
                "original": group.original,
                "year": line.year,
                "edition": line.edition,
                "publisher": line.publisher,
                "libraries": line.libraries,
            }
            for group in work.groups
            for line in group.lines
        ],
        "because": [
            {"words": each.words, "editions": [list(pair) for pair in each.pairs]}
            for each in work.reasons
        ],
    }
    if work.page < work.pages:
        told["next"] = f"{addresses.document(record.path, 'json')}?page={work.page + 1}"
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _texts(texts: Iterable[Text]) -> list[dict[str, str]]:
    return [
        {"value": text.value, "language": text.lang} if text.lang else {"value": text.value}
        for text in texts
    ]
