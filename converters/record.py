"""What the reader hands on: a record it understood, or the bytes it had to refuse and why."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import pymarc

type Kind = Literal["bib", "auth", "holding"]
type Dialect = Literal["marc21", "unimarc"]
type Format = Literal["iso2709", "marcxml"]


type Verdict = Literal["rejected", "quarantined"]


class Unreadable(ValueError):
    """The bytes of one record cannot be read; the text says why, in one clause."""

    def __init__(self, reason: str, verdict: Verdict = "rejected") -> None:
        super().__init__(reason)
        self.verdict: Verdict = verdict


@dataclass(frozen=True, slots=True)
class MarcRecord:
    """One MARC record as it came in, and as it was understood.

    ``position`` counts from 1 in its file; ``raw`` is never altered, but that XML in another
    encoding is kept in UTF-8; ``mended`` says in words what was repaired on the way from the one to
    the other.
    """

    position: int
    raw: bytes
    format: Format
    marc: pymarc.Record
    dialect: Dialect
    kind: Kind
    charset: str
    mended: tuple[str, ...] = ()

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
    would have to guess (its character set) or cannot convert its kind; a person decides.
    """

    position: int
    reason: str
    raw: bytes
    verdict: Verdict = "rejected"


def dialect_of(marc: pymarc.Record) -> Dialect:
    """MARC 21 or the UNIMARC family, by the fields present, never by the file's name.

    UNIMARC has its title in 200 and 36 characters of coded data in 100 $a (UNIMARC Manual, 100);
    in MARC 21 the title is 245 and 100 is a personal name.
    """
    if marc.get_fields("245"):
        return "marc21"
    if marc.get_fields("200"):
        return "unimarc"
    coded = marc.get("100")
    return (
        "unimarc"
        if coded
        and len((coded.get("a") or "").rstrip()) >= 22
        and ((coded.get("a") or "")[:8].isdigit())
        else "marc21"
    )


def kind_of(marc: pymarc.Record) -> Kind:
    """Bibliographic, authority or holdings, by leader/06 (MARC 21 Format, Leader)."""
    match marc.leader[6:7]:
        case "z":
            return "auth"
        case "u" | "v" | "x" | "y":
            return "holding"
        case _:
            return "bib"
