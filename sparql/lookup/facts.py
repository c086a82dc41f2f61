"""What a record adds to the counts of the catalogue, and how that is kept with it.

A statement about a thing of another document may be made by many records and is in the graph once
(docs/decisions/0005): such statements are counted by how many records make them, and add to a
count when the first comes and when the last goes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from shapes.namespaces import BF
from sparql.lookup import triples
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
STATEMENTS: Final = "statements"
CLASS: Final = "class"
LANGUAGE: Final = "language"
ITEMS: Final = "items"
#: Copies of a library with the edition they are of, and the editions it has copies of.
COPIES: Final = "copies"
EDITIONS: Final = "editions"
#: A name of a library: its IRI, the language of the name, the name, between tabs.
NAME: Final = "name"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A statement about a thing of another document, and the count it adds to, if any."""

    key: bytes
    tally: Tally | None


@dataclass(slots=True)
class Facts:
    """What one record adds: to counts; statements about others; copies by library and edition."""

    tallies: Counter[Tally] = field(default_factory=Counter)
    foreign: list[Foreign] = field(default_factory=list)
    held: Counter[tuple[str, int]] = field(default_factory=Counter)


def facts(said: Statements, base: str) -> Facts:
    """What a record with these statements adds; one that says nothing adds nothing."""
    found = Facts()
    if not (said.own or said.foreign):
        return found
    counts = found.tallies
    counts[KIND, said.path.partition("/")[0]] = 1
    if said.own:
        counts[STATEMENTS, ""] = said.own
    for kind, number in Counter([kind for _, kind in said.own_pairs(triples.TYPE)]).items():
        counts[CLASS, iri(kind)] = number
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
    found.foreign = [*map(_foreign, said.foreign)]
    return found


@lru_cache(maxsize=16_384)
def _foreign(line: bytes) -> Foreign:
    return Foreign(key(line), _effect(line))


def _effect(line: bytes) -> Tally | None:
    """The count a statement about another document's thing adds to, once."""
    subject, verb, rest = line.split(b" ", 2)
    value = rest.removesuffix(b" .")
    if verb == triples.TYPE:
        return CLASS, iri(value)
    if verb == triples.HELD_BY:
        return ITEMS, ""
    if verb == triples.LANGUAGE and subject.endswith(_WORK) and value.startswith(b"<"):
        return LANGUAGE, iri(value)
    return None


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


@dataclass(frozen=True, slots=True)
class Kept:
    """The facts of a record as they are kept with it, everything by its number in the index.

    ``tallies`` are pairs of number and count, ``held`` are library, edition and count.
    """

    tallies: tuple[tuple[int, int], ...] = ()
    foreign: tuple[int, ...] = ()
    held: tuple[tuple[int, int, int], ...] = ()


def pack(kept: Kept) -> bytes:
    """Numbers of seven bits a byte, the lowest first, the last byte of each below 128."""
    numbers = [len(kept.tallies), len(kept.foreign)]
    for pair in kept.tallies:
        numbers += pair
    numbers += kept.foreign
    for each in kept.held:
        numbers += each
    return _packed(numbers)


def unpack(packed: bytes) -> Kept:
    """What :func:`pack` was given."""
    numbers = list(_unpacked(packed))
    tallies, foreign = numbers[:2]
    first, second = 2 + 2 * tallies, 2 + 2 * tallies + foreign
    return Kept(
        tuple(zip(numbers[2:first:2], numbers[3:first:2], strict=True)),
        tuple(numbers[first:second]),
        tuple(
            zip(numbers[second::3], numbers[second + 1 :: 3], numbers[second + 2 :: 3], strict=True)
        ),
    )


def _packed(numbers: Iterable[int]) -> bytes:
    written = bytearray()
    for number in numbers:
        while number > 127:
            written.append(number & 127 | 128)
            number >>= 7  # noqa: PLW2901 - eaten from below
        written.append(number)
    return bytes(written)


def _unpacked(packed: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in packed:
        number |= (byte & 127) << shift
        if byte < 128:
            yield number
            number = shift = 0
        else:
            shift += 7
