"""A MARC 21 record read for other formats: each field with its other script, marks cut off.

Field 880 is the same field in another script (MARC 21 Format, appendix A); ``$6`` says of which.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pymarc

from converters.writing.scripts import LATIN, script

#: Which of the two scripts a text is wanted in: that of the work, or the Latin of its field.
type Wanted = Literal["own", "latin"]

_MARKS: Final = re.compile(r"[\s/:;,،、=+]+$")
#: A full stop that ends the area, not an abbreviation or an initial.
_STOP: Final = re.compile(r"(?<=[^\W\d_]{4})\.$|(?<=\d)\.$|(?<=[\])\u3400-\u9fff\uac00-\ud7a3])\.$")
_INITIAL: Final = re.compile(r"(?:\.\.|\b\w)\.$")
_NONSORT: Final = re.compile("[\x98\x9c]")


@dataclass(frozen=True, slots=True)
class Both:
    """A field, and the same in another script where the record has it."""

    tag: str
    main: pymarc.Field
    other: pymarc.Field | None = None

    @property
    def first(self) -> str:
        return self.main.indicators[0] if self.main.indicators else " "

    @property
    def second(self) -> str:
        return self.main.indicators[1] if self.main.indicators else " "

    def halves(self) -> Sequence[pymarc.Field]:
        """The field as it stands and its other script."""
        return (self.main, self.other) if self.other is not None else (self.main,)

    def half(self, wanted: Wanted) -> pymarc.Field:
        """The half in the script wanted; the only one when there is but one."""
        if self.other is None:
            return self.main
        latin = script(_all(self.main)) == LATIN
        return self.main if latin == (wanted == "latin") else self.other

    def values(self, codes: str, wanted: Wanted = "latin") -> list[str]:
        """The subfields with one of these codes, in their order, without marks at the end."""
        return values(self.half(wanted), codes)

    def value(self, codes: str, wanted: Wanted = "latin") -> str:
        """The first of them; empty when there is none."""
        return next(iter(self.values(codes, wanted)), "")


class Read:
    """A record's fields by tag, 880s beside the fields they belong to."""

    def __init__(self, marc: pymarc.Record) -> None:
        self.marc = marc
        self.leader = str(marc.leader).ljust(24)
        fixed = marc.get("008")
        self.fixed = (fixed.data or "" if fixed else "").ljust(40)
        self._fields: dict[str, list[Both]] = {}
        others: dict[tuple[str, str], pymarc.Field] = {}
        for field in marc.get_fields("880"):
            link = field.get("6") or ""
            if link[4:6] not in ("", "00"):
                others.setdefault((link[:3], link[4:6]), field)
            else:
                self._put(Both(link[:3], field))
        for field in marc.fields:
            if field.tag != "880":
                link = "" if field.control_field else field.get("6") or ""
                self._put(Both(field.tag, field, others.pop((field.tag, link[4:6]), None)))
        for (tag, _), field in others.items():
            self._put(Both(tag, field))

    def _put(self, field: Both) -> None:
        self._fields.setdefault(field.tag, []).append(field)

    def fields(self, *tags: str) -> Iterator[Both]:
        """The fields with one of these tags, in the order of the tags and of the record."""
        for tag in tags:
            yield from self._fields.get(tag, ())

    def field(self, *tags: str) -> Both | None:
        return next(self.fields(*tags), None)

    def data(self, tag: str) -> str:
        """The content of a control field; empty without one."""
        return next((field.main.data or "" for field in self.fields(tag)), "").strip()


def values(field: pymarc.Field, codes: str) -> list[str]:
    """Values of one field by code, cleaned; empty ones left out."""
    if field.control_field:
        return []
    cleaned = (clean(value) for code, value in field.subfields if code in codes)
    return [value for value in cleaned if value]


def clean(value: str) -> str:
    """A value without the punctuation that led to the next (ISBD), and without marks of sorting."""
    value = " ".join(_NONSORT.sub("", value).split())
    return _STOP.sub("", _MARKS.sub("", value)).strip()


def titled(value: str) -> str:
    """A title, which has no full stop at its end but that of an initial or an ellipsis."""
    value = clean(value)
    return value[:-1] if value.endswith(".") and not _INITIAL.search(value) else value


def unbracketed(value: str) -> str:
    """A value without the brackets of what the cataloguer supplied."""
    return value.translate({ord(mark): None for mark in "[]〔〕"}).strip()


def _all(field: pymarc.Field) -> str:
    return "".join(value for code, value in field.subfields if code.isalpha())
