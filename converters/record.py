"""What the reader hands on: a record it understood, or the bytes it had to refuse and why."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

import pymarc

type Kind = Literal["bib", "auth", "holding"]
type Dialect = Literal["marc21", "unimarc", "cnmarc", "rusmarc", "cmarc", "intermarc"]
#: How records are written down; ``marcxml`` is any XML with leader, control and data fields.
type Format = Literal["iso2709", "marcxml", "json", "lines", "csv", "iso20775"]
type Verdict = Literal["rejected", "quarantined"]


#: The dialects that are crosswalked to MARC 21 by the tables of UNIMARC.
UNIMARC_FAMILY: Final[frozenset[Dialect]] = frozenset({"unimarc", "cnmarc", "rusmarc", "cmarc"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a doubtful record: ``score`` from 0 to 1, ``reads`` a line of its text."""

    dialect: Dialect
    charset: str
    score: float
    reads: str


class Unreadable(ValueError):
    """The bytes of one record cannot be read; the text says why, in one clause."""

    def __init__(
        self,
        reason: str,
        verdict: Verdict = "rejected",
        candidates: tuple[Candidate, ...] = (),
    ) -> None:
        super().__init__(reason)
        self.verdict: Verdict = verdict
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """One MARC record as it came in, and as it was understood.

    ``position`` counts from 1 in its file; ``raw`` is never altered, but that XML in another
    encoding is kept in UTF-8; ``mended`` says in words what was repaired on the way from the one to
    the other; ``score``, from 0 to 1, says how sure dialect and character set are.
    """

    position: int
    raw: bytes
    format: Format
    marc: pymarc.Record
    dialect: Dialect
    kind: Kind
    charset: str
    mended: tuple[str, ...] = ()
    score: float = 1.0

    @property
    def control_number(self) -> str:
        """Field 001, or a name made from the bytes when the record has none.

        A control number is what the library knows its record by (MARC 21, field 001). Without it
        only the content is left: the same bytes sent again are still the same record.
        """
        for field in self.marc.get_fields("001"):
            if field.data and field.data.strip():
                return field.data.strip()
        return f"x-{sha256(self.raw).hexdigest()[:16]}"

    @property
    def deleted(self) -> bool:
        """Whether the library withdraws the record (leader/05 is ``d``)."""
        return self.marc.leader[5:6] == "d"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was not taken, with its own bytes and the reason in one sentence.

    ``rejected``: nothing can be made of it. ``quarantined``: it may well be sound, but Catena
    would have to guess (its character set, its dialect); a person decides among ``candidates``.
    """

    position: int
    reason: str
    raw: bytes
    verdict: Verdict = "rejected"
    format: Format = "iso2709"
    candidates: tuple[Candidate, ...] = ()
