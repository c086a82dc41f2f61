"""Records of every dialect made in a test, and the account of one."""

from collections.abc import Callable

import pymarc
import pytest

from converters.accounts import Account, Accountant, Fate
from converters.engines import Choice, conversion
from converters.holdings.profile_file import usual
from converters.record import Dialect, Kind, MarcRecord

DOCUMENT = "http://catena.example/bib/b1"
LEADERS: dict[Kind, str] = {
    "bib": "00000cam a2200000 a 4500",
    "auth": "00000cz  a2200000n  4500",
    "holding": "00000cx  a22000003i 4500",
}
type Accounted = Callable[..., Account]
type Fates = Callable[..., dict[str, Fate]]


def marc(*fields: str, kind: Kind = "bib") -> pymarc.Record:
    """``245 10 $aTitle`` or ``008 760101…``; ``#`` is a blank indicator."""
    record = pymarc.Record()
    record.leader = pymarc.Leader(LEADERS[kind])
    for written in fields:
        tag, rest = written[:3], written[4:]
        if tag < "010":
            record.fields.append(pymarc.Field(tag, data=rest))
            continue
        subfields = [pymarc.Subfield(part[0], part[1:]) for part in rest[3:].split("$")[1:]]
        indicators = pymarc.Indicators(*rest[:2].replace("#", " "))
        record.fields.append(pymarc.Field(tag, indicators, subfields))
    return record


@pytest.fixture(scope="session")
def accountant() -> Accountant:
    return Accountant(conversion(Choice()), usual)


@pytest.fixture(scope="session")
def account(accountant: Accountant) -> Accounted:
    """``account("245 10 $aTitle", dialect=…, kind=…)``."""

    def make(*fields: str, dialect: Dialect = "marc21", kind: Kind = "bib") -> Account:
        made = marc(*fields, kind=kind)
        record = MarcRecord(1, b"", "iso2709", made, dialect, kind, "utf-8")
        return accountant.account(record, DOCUMENT)

    return make


@pytest.fixture(scope="session")
def fates(account: Accounted) -> Fates:
    """The fates by ``245$a``; of several written the same the last."""

    def make(*fields: str, dialect: Dialect = "marc21", kind: Kind = "bib") -> dict[str, Fate]:
        made = account(*fields, dialect=dialect, kind=kind)
        found = {}
        for origin, fate in made.fates.items():
            field = made.record.marc.fields[origin.place]
            code = f"${field.subfields[origin.subfield].code}" if origin.subfield >= 0 else ""
            found[field.tag + code] = fate
        return found

    return make
