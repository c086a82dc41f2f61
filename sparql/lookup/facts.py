"""What a record adds to the counts of the catalogue, and how that is kept with it.

A statement about a thing of another document may be made by many records and is in the graph once
(docs/decisions/0005): such statements are counted by how many records make them, and add to a
count when the first comes and when the last goes.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from shapes.namespaces import BF
from sparql.lookup import triples
from sparql.lookup.spaces import space
from sparql.lookup.triples import Statements, iri, literal
from store.statements import key

_ORGANIZATION: Final = f"<{BF}Organization>".encode()
_WORK: Final = b"#Work>"
_INSTANCE: Final = b"#Instance>"
#: Set in the number of an instance that is no edition with a number of ours.
_HASHED: Final = 1 << 62

#: What is counted: an aspect and, where it has kinds, which kind.
type Tally = tuple[str, str]

KIND: Final = "kind"
CLASS: Final = "class"
#: Statements with a predicate.
PROPERTY: Final = "property"
#: Statements that tie things of ours to somebody else's: predicate and space, a tab between.
LINK: Final = "link"
LANGUAGE: Final = "language"
ITEMS: Final = "items"
#: Copies of a library with the edition they are of, and the editions it has copies of.
COPIES: Final = "copies"
EDITIONS: Final = "editions"
#: A name of a library: its IRI, the language of the name, the name, between tabs.
NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A statement about a thing of another document, and the counts it adds one to."""

    key: bytes
    tallies: tuple[Tally, ...]


@dataclass(slots=True)
class Facts:
    """What one record adds: to counts; statements about others; copies by library and edition."""

    tallies: Counter[Tally] = field(default_factory=Counter)
    foreign: list[Foreign] = field(default_factory=list)
    held: Counter[tuple[str, int]] = field(default_factory=Counter)


def facts(said: Statements, base: str) -> Facts:
    """What a record with these statements adds; one that says nothing adds nothing."""
    found = Facts()
    if not (said.own_verbs or said.foreign):
        return found
    counts = found.tallies
    counts[KIND, said.path.partition("/")[0]] = 1
    links = tuple([(verb, space(target)) for verb, target in said.own_links])
    kinds = tuple([kind for _, kind in said.own_pairs(triples.TYPE)])
    dict.update(counts, _own(tuple(said.own_verbs), kinds, links))  # its own adds one by one
    for work, language in said.own_pairs(triples.LANGUAGE):
        if work.endswith(_WORK) and language.startswith(b"<"):
            counts[LANGUAGE, iri(language)] += 1
    if holders := said.own_pairs(triples.HELD_BY):
        counts[ITEMS, ""] = len(holders)
        editions = said.objects(triples.ITEM_OF)
        for item, library in holders:
            for edition in editions.get(item, ()):
                found.held[iri(library), _number(edition, base)] += 1
                counts[COPIES, iri(library)] += 1
    for name in _names(said):
        counts[NAME, name] = 1
    _others(said, found)
    return found


def _others(said: Statements, found: Facts) -> None:
    """What the statements about things of other documents add."""
    item = b" " + triples.HAS_ITEM + b" " + said.document + b"#"
    for line in said.foreign:
        if item in line:
            # That a book has a copy is said by the copy's document alone.
            found.tallies.update(_effects(line, said.base))
        else:
            found.foreign.append(_foreign(line, said.base))


@lru_cache(maxsize=512)  # what is said of most copies is of a few patterns
def _own(
    verbs: tuple[bytes, ...], kinds: tuple[bytes, ...], links: tuple[tuple[bytes, bytes], ...]
) -> Mapping[Tally, int]:
    """What the statements about the record's own things add by predicate, class and link."""
    found = {_property(verb): number for verb, number in Counter(verbs).items()}
    found |= {_class(kind): number for kind, number in Counter(kinds).items()}
    found |= {_link(*link): number for link, number in Counter(links).items()}
    return found


@lru_cache(maxsize=1024)
def _class(kind: bytes) -> Tally:
    return CLASS, iri(kind)


@lru_cache(maxsize=1024)
def _property(verb: bytes) -> Tally:
    return PROPERTY, iri(verb)


@lru_cache(maxsize=4096)
def _link(verb: bytes, space_: bytes) -> Tally:
    return LINK, f"{iri(verb)}\t{space_.decode()}"


@lru_cache(maxsize=16_384)
def _foreign(line: bytes, base: bytes) -> Foreign:
    return Foreign(key(line), tuple(_effects(line, base)))


def _effects(line: bytes, base: bytes) -> Iterator[Tally]:
    """The counts a statement about another document's thing adds to, once."""
    subject, verb, rest = line.split(b" ", 2)
    value = rest.removesuffix(b" .")
    yield _property(verb)
    if verb == triples.TYPE:
        yield _class(value)
    elif value.startswith(b"<"):
        if verb == triples.LANGUAGE and subject.endswith(_WORK):
            yield LANGUAGE, iri(value)
        if subject.startswith(base) and not value.startswith(base):
            yield _link(verb, space(value))
    if verb == triples.HELD_BY:
        yield ITEMS, ""


def _names(said: Statements) -> Iterator[str]:
    """Each name of each organization with a code, as :data:`NAME` has it."""
    coded = {subject for subject, _ in said.pairs(triples.CODE)}
    coded.intersection_update(s for s, kind in said.pairs(triples.TYPE) if kind == _ORGANIZATION)
    if coded:
        for subject, value in said.pairs(triples.LABEL):
            if subject in coded:
                text, language = literal(value)
                yield f"{iri(subject)}\t{language}\t{text}"


def _number(edition: bytes, base: str) -> int:
    """A number for an instance: that of its record (``bib/b42``), or one made of its IRI."""
    start = f"<{base}bib/b".encode()
    if edition.startswith(start) and edition.endswith(_INSTANCE):
        number = edition[len(start) : -len(_INSTANCE)]
        if number.isdigit() and len(number) < 18 and not number.startswith(b"0"):
            return int(number)
    return int.from_bytes(blake2b(edition, digest_size=8).digest()) >> 2 | _HASHED
