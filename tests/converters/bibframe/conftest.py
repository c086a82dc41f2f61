"""Small records made in a test, and what our engine says of them."""

import re
from collections.abc import Callable, Sequence
from functools import cache

import pymarc
import pytest

from converters.bibframe import Rules
from converters.engine import Converted, Job
from converters.record import MarcRecord
from shapes.namespaces import compact

DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"
LEADER = "00000nam a2200000 i 4500"


class Said(set[str]):
    """Statements, each a line ``#Work bf:title #Title-…``."""

    def nested(self, subject: str) -> list[str]:
        """What a node says; in brackets what the nodes of its own say."""
        said = [line.split(" ", 2)[1:] for line in self if line.startswith(f"{subject} ")]
        return sorted(
            f"{p} [{'; '.join(self.nested(o))}]" if o.startswith("#") and "-" in o else f"{p} {o}"
            for p, o in said
        )


type Made = Callable[..., MarcRecord]


def marc_field(written: str) -> pymarc.Field:
    """``245 10 $aTitle :$bother`` as a field; ``008 760101…`` as a control field."""
    tag, rest = written[:3], written[4:]
    if tag < "010":
        return pymarc.Field(tag, data=rest)
    # The script $1 of a $6 is no subfield: "$6245-01/$1$a".
    parts = re.split(r"(?<!/)\$|\$(?!1\$)", rest[3:])[1:]
    subfields = [pymarc.Subfield(part[0], part[1:]) for part in parts]
    return pymarc.Field(tag, pymarc.Indicators(*rest[:2].replace("#", " ")), subfields)


@pytest.fixture(scope="session")
def record() -> Made:
    """``record("245 10 $aTitle", leader=…)``: a MARC 21 record of these fields."""

    def make(*fields: str, leader: str = LEADER) -> MarcRecord:
        marc = pymarc.Record()
        marc.leader = pymarc.Leader(leader)
        marc.fields = [marc_field(field) for field in fields]
        return MarcRecord(1, b"", "iso2709", marc, "marc21", "bib", "utf-8")

    return make


@cache
def ours() -> Rules:
    """Our rules, compiled once, as a worker has them for all its records."""
    return Rules()


@pytest.fixture(scope="session")
def lines(record: Made) -> Callable[..., Said]:
    """The statements of such a record: ``#Work bf:title #Title-…``, the document left out."""

    def make(*fields: str, rules: Rules | None = None, leader: str = LEADER) -> Said:
        job = Job(record(*fields, leader=leader), DOCUMENT)
        (outcome,) = (rules or ours()).convert([job], GENERATED)
        assert isinstance(outcome, Converted)
        assert not [told for told in outcome.mended if "its rule fails" in told]
        return Said(short(line) for line in outcome.triples.decode().splitlines())

    return make


@pytest.fixture(scope="session")
def said(lines: Callable[..., Said]) -> Callable[..., set[str]]:
    """What fields add to a record, of these ``beside`` them; a node's name is its kind alone."""

    def made(*fields: str, leader: str = LEADER, beside: Sequence[str] = ()) -> set[str]:
        added = lines(*beside, *fields, leader=leader) - lines(*beside, leader=leader)
        return {re.sub("-[0-9a-f]{12}", "", line) for line in added}

    return made


def short(line: str) -> str:
    terms = line.removesuffix(" .").split(" ", 2)
    return " ".join(
        compact(term[1:-1].removeprefix(DOCUMENT)) if term.startswith("<") else term
        for term in terms
    )
