"""Why a subfield that no statement needs is kept in the log only: a table of reasons.

``kept.tsv`` has a line for each: dialect (``unimarc`` is its whole family, ``*`` any), kind, tag (a
regular expression), codes, value (a regular expression; empty: any) and the reason. Codes: ``*``
all, ``-`` the field itself, where it has no subfields, ``*!`` those that are neither small letters
nor digits, ``*!a`` those not listed after it. The first line that fits holds.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from converters.accounts.parts import WHOLE, Origin
from converters.authorities import left
from converters.record import UNIMARC_FAMILY, MarcRecord

_LINKED: Final = re.compile(r"\d{3}")


@dataclass(frozen=True, slots=True)
class _Line:
    dialect: str
    kind: str
    tag: re.Pattern[str]
    codes: str
    value: re.Pattern[str] | None
    reason: str

    def is_about(self, dialect: str, kind: str, tag: str) -> bool:
        family = "unimarc" if dialect in UNIMARC_FAMILY else dialect
        return (
            self.dialect in ("*", dialect, family)
            and self.kind in ("*", kind)
            and self.tag.fullmatch(tag) is not None
        )

    def fits(self, code: str, value: str) -> bool:
        return self._has(code) and (self.value is None or self.value.fullmatch(value) is not None)

    def _has(self, code: str) -> bool:
        match self.codes:
            case "*":
                return True
            case "*!":
                return bool(code) and not (code.isascii() and (code.isdigit() or code.islower()))
            case codes if codes.startswith("*!"):
                return bool(code) and code not in codes[2:]
        return (code or "-") in self.codes


@cache
def _lines() -> tuple[_Line, ...]:
    text = files(__package__).joinpath("kept.tsv").read_text(encoding="utf-8")
    rows = csv.reader(
        (line for line in text.splitlines() if line and not line.startswith("#")),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    return tuple(
        _Line(
            dialect,
            kind,
            re.compile(tag),
            codes,
            re.compile(value, re.DOTALL) if value else None,
            why,
        )
        for dialect, kind, tag, codes, value, why in rows
    )


@cache
def _about(dialect: str, kind: str, tag: str) -> tuple[_Line, ...]:
    return tuple(line for line in _lines() if line.is_about(dialect, kind, tag))


def reason(record: MarcRecord, origin: Origin) -> str:
    """Why this subfield is in the log only; empty when no line says. An 880 is what it stands for.

    For authority records of MARC 21 the table of their own rules is asked too.
    """
    field = record.marc.fields[origin.place]
    tag = field.tag
    if tag == "880" and record.dialect == "marc21":
        link = _LINKED.match(field.get("6") or "")
        tag = link[0] if link else tag
    if origin.subfield == WHOLE:
        code, value = "", field.data or ""
    else:
        code, value = field.subfields[origin.subfield]
    for line in _about(record.dialect, record.kind, tag):
        if line.fits(code, value or ""):
            return line.reason
    if record.dialect == "marc21" and record.kind == "auth":
        return left.reason(tag, code)
    return ""
