"""Small authority records made in a test, and what is said of them."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pymarc
import pytest
from lxml import etree

from bench.equality import SHARED
from converters.authorities import describe
from converters.engine import Converted
from shapes.namespaces import compact

DOCUMENT = "http://catena.example/auth/a1"
GENERATED = "2026-01-01T00:00:00Z"
LEADER = "00000nz  a2200000n  4500"
FOLDER = SHARED

type Said = set[str]
type Describe = Callable[..., Said]
type Authority = Callable[..., pymarc.Record]


def marc_field(written: str) -> pymarc.Field:
    """``100 1# $aTwain, Mark,$d1835-1910`` as a field; ``~`` stands for a dollar in the text."""
    tag, rest = written[:3], written[4:]
    if tag < "010":
        return pymarc.Field(tag, data=rest)
    parts = [part.replace("~", "$") for part in rest[3:].split("$")[1:]]
    subfields = [pymarc.Subfield(part[0], part[1:]) for part in parts]
    return pymarc.Field(tag, pymarc.Indicators(*rest[:2].replace("#", " ")), subfields)


def authority(*fields: str, leader: str = LEADER) -> pymarc.Record:
    """An authority record of these fields."""
    marc = pymarc.Record()
    marc.leader = pymarc.Leader(leader)
    marc.fields = [marc_field(field) for field in fields]
    return marc


def lines(marc: pymarc.Record) -> list[str]:
    """Its statements, the document left out: ``#Agent madsrdf:birthDate "1835"``."""
    outcome = describe(marc, DOCUMENT, GENERATED)
    assert isinstance(outcome, Converted), outcome
    assert not [told for told in outcome.mended if "its rule fails" in told]
    return [_short(line) for line in outcome.triples.decode().splitlines()]


def _short(line: str) -> str:
    terms = line.removesuffix(" .").split(" ", 2)
    return " ".join(
        compact(term[1:-1].removeprefix(DOCUMENT)) if term.startswith("<") else term
        for term in terms
    ).replace("^^<http://id.loc.gov/datatypes/edtf>", "^edtf")


@pytest.fixture(scope="session")
def record() -> Authority:
    return authority


@pytest.fixture(scope="session")
def said() -> Describe:
    """What such a record says, a node's name its kind alone."""

    def made(*fields: str, leader: str = LEADER) -> Said:
        marc = authority(*fields, leader=leader)
        return {re.sub("-[0-9a-f]{12}", "", line) for line in lines(marc)}

    return made


@pytest.fixture(scope="session")
def added() -> Callable[..., Said]:
    """What fields add to the record of a person."""

    def made(*fields: str, beside: Sequence[str] = ("100 1# $aDoe, Jane",)) -> Said:
        more = set(lines(authority(*beside, *fields))) - set(lines(authority(*beside)))
        return {re.sub("-[0-9a-f]{12}", "", line) for line in more}

    return made


def records_of(file: Path) -> Iterator[pymarc.Record]:
    """The records of a file, ISO 2709 or any XML with leader, control and data fields."""
    if file.suffix == ".mrc":
        with file.open("rb") as stream:
            yield from (each for each in pymarc.MARCReader(stream) if each is not None)
        return
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    for element in etree.parse(str(file), parser).iter("{*}record"):
        marc = pymarc.Record()
        marc.leader = pymarc.Leader((element.findtext("{*}leader") or "").ljust(24)[:24])
        for each in element.iter("{*}controlfield"):
            marc.fields.append(pymarc.Field(each.get("tag", ""), data=each.text or ""))
        for each in element.iter("{*}datafield"):
            indicators = pymarc.Indicators(each.get("ind1") or " ", each.get("ind2") or " ")
            subfields = [
                pymarc.Subfield(one.get("code", ""), one.text or "")
                for one in each.iter("{*}subfield")
            ]
            marc.fields.append(pymarc.Field(each.get("tag", ""), indicators, subfields))
        yield marc


@pytest.fixture(scope="session")
def real() -> list[pymarc.Record]:
    """Every MARC 21 authority of the shared records."""
    folder = FOLDER / "marc21-auth"
    if not folder.is_dir():
        pytest.skip("the shared authority records are not beside the checkout")
    return [marc for file in sorted(folder.iterdir()) for marc in records_of(file)]


@pytest.fixture(scope="session")
def real_intermarc() -> list[pymarc.Record]:
    """Every INTERMARC authority of the shared records."""
    folder = FOLDER / "unimarc-auth"
    if not folder.is_dir():
        pytest.skip("the shared authority records are not beside the checkout")
    return [marc for file in sorted(folder.iterdir()) for marc in records_of(file)]
