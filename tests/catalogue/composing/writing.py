"""Records written in lines, for the tests of composing: ``245 10 $a Title``, blanks as ``_``."""

from collections.abc import Iterable

from pymarc import Field, Indicators, Leader, Record, Subfield

from catalogue.composing import Composed, Contributed
from converters.record import Dialect, Kind, MarcRecord

FULL = "00000nam a2200000 i 4500"
BRIEF = "00000nam a22000003i 4500"


def field(line: str) -> Field:
    tag, rest = line[:3], line[4:]
    if tag < "010":
        return Field(tag, data=rest)
    subfields = [
        Subfield(part[0], part[1:].strip())
        for part in f" {rest[2:]}".replace("  ", " ").split(" $")[1:]
    ]
    return Field(tag, Indicators(rest[0].replace("_", " "), rest[1].replace("_", " ")), subfields)


def record(
    lines: Iterable[str] | str,
    leader: str = FULL,
    kind: Kind = "bib",
    dialect: Dialect = "marc21",
) -> MarcRecord:
    if isinstance(lines, str):
        lines = [line.strip() for line in lines.strip().splitlines()]
    marc = Record(force_utf8=True)
    marc.leader = Leader(leader)
    marc.fields = [field(line) for line in lines]
    return MarcRecord(1, repr(marc.fields).encode(), "iso2709", marc, dialect, kind, "utf-8")


def source(member: str, record: MarcRecord, received: str = "2026-01-01") -> Contributed:
    return Contributed(member, f"{member}-1", received, record)


def sources(*records: MarcRecord) -> list[Contributed]:
    """One source for each: of the members ``a``, ``b``, ``c`` …, each a day later."""
    return [
        source(chr(ord("a") + number), each, f"2026-01-{number + 1:02}")
        for number, each in enumerate(records)
    ]


def lines(composed: Composed, tags: str = "") -> list[str]:
    """The fields with these tags (all of them without) as lines, each with its member before it."""
    return [
        f"{member} {written(each)}"
        for each, (member, _) in zip(composed.record.marc.fields, composed.given, strict=True)
        if each.tag in tags.split() or not tags
    ]


def written(each: Field) -> str:
    if each.data is not None:
        return f"{each.tag} {each.data}"
    indicators = "".join(each.indicators or "  ").replace(" ", "_")
    return " ".join([each.tag, indicators, *(f"${code} {value}" for code, value in each.subfields)])
