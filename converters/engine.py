"""The seam between records and BIBFRAME: what any engine that applies LC's rules must do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from converters.record import MarcRecord


@dataclass(frozen=True, slots=True)
class Job:
    """One record to be converted, and the IRI of the document its things will live in.

    ``known``: what it says is there already, and nothing is made of it.
    """

    record: MarcRecord
    document: str
    known: bool = False

    @property
    def idle(self) -> bool:
        """Whether nothing is to be made of it: no rules say anything of holdings."""
        return self.known or self.record.kind == "holding"


@dataclass(frozen=True, slots=True)
class Converted:
    """A record's statements: sorted lines of N-Triples, each ending in a line feed, in UTF-8.

    ``prepared`` is what whoever asked had made of it beside (:data:`converters.pool.Prepare`).
    """

    triples: bytes
    mended: tuple[str, ...] = ()
    prepared: object = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A record no triples could be made of, and why."""

    reason: str


class Engine(Protocol):
    """MARC 21 to BIBFRAME, by the Library of Congress's rules.

    A Protocol and not a function because an engine is costly to make (a stylesheet is compiled) and
    cheap to use, and because two of them will stand side by side: LC's own, and ours.
    """

    #: Names the rules that made a record's triples; a change of it is a reason to make them again.
    version: str

    def convert(self, jobs: Sequence[Job], generated: str) -> list[Converted | Failed]:
        """One outcome for each job, in order; never an exception for what a record holds.

        ``generated`` is the date and time written into the administrative metadata
        (``xsd:dateTime``): the same records with the same date give the same bytes.
        """
        ...
