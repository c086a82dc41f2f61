"""One record on its way out, as the MARC that is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pymarc

from converters.conversion import NoRules, pivoted
from converters.crosswalk.cnmarc import to_cnmarc
from converters.record import Dialect, Kind, MarcRecord
from converters.writing.asked import Asked, Unwritable
from converters.writing.back import to_marc21

_KINDS: Final[dict[Kind, str]] = {
    "bib": "a bibliographic",
    "auth": "an authority",
    "holding": "a holdings",
}
_PINYIN: Final = "/Latn-pinyin"


@dataclass(frozen=True)
class Source:
    """A record as it came (``record``; none when it was no MARC), and its statements on demand.

    ``document`` is its address, ``triples`` gives what is said of it as N-Triples.
    """

    document: str
    triples: Callable[[], bytes]
    record: MarcRecord | None = None
    kind: Kind = "bib"
    made: pymarc.Record | None = None

    @classmethod
    def of_marc21(cls, marc: pymarc.Record) -> "Source":
        """A record that is MARC 21 already, and of which nothing else is known."""
        return cls("", bytes, made=marc)

    def marc(self, asked: Asked) -> tuple[pymarc.Record, Dialect]:
        """The record in the MARC asked for, and which one that is. Raises :class:`Unwritable`."""
        if asked.into == "own" and self.record is not None:
            return self.record.marc, self.record.dialect
        if asked.into == "cnmarc":
            return self._cnmarc(asked), "cnmarc"
        return self.marc21, "marc21"

    @cached_property
    def marc21(self) -> pymarc.Record:
        """The record as MARC 21. Raises :class:`Unwritable`."""
        return _plain(self._pivot)

    @cached_property
    def _pivot(self) -> pymarc.Record:
        """The same, romanisations made by rule still marked so (``/Latn-pinyin``)."""
        if self.made is not None:
            return self.made
        if self.record is None:
            return to_marc21(self.triples(), self.document)
        try:
            return pivoted(self.record).marc
        except NoRules as error:
            raise Unwritable(f"It cannot be made MARC 21: {error}.") from None

    @property
    def bibliographic(self) -> pymarc.Record:
        """The MARC 21 pivot of a publication; :class:`Unwritable` for a record of anything else."""
        if self.kind != "bib":
            raise Unwritable(
                f"It is {_KINDS[self.kind]} record, and this format is for publications. "
                "Ask for MARCXML."
            )
        return self.marc21

    def _cnmarc(self, asked: Asked) -> pymarc.Record:
        if self.record is not None and self.record.dialect == "cnmarc":
            return self.record.marc
        if self.kind != "bib":
            raise Unwritable(
                f"It is {_KINDS[self.kind]} record, and only bibliographic ones are made CNMARC. "
                "Ask for MARC 21."
            )
        return to_cnmarc(self._pivot, asked.rules).marc


def _plain(marc: pymarc.Record) -> pymarc.Record:
    """Without the crosswalk's own mark on romanisations made by rule, which no MARC 21 has."""
    if not any(_marked(field) for field in marc.fields):
        return marc
    plain = pymarc.Record(force_utf8=True)
    plain.leader = marc.leader
    for field in marc.fields:
        if _marked(field):
            subfields = [
                pymarc.Subfield(code, value.removesuffix(_PINYIN) if code == "6" else value)
                for code, value in field.subfields
            ]
            field = pymarc.Field(  # noqa: PLW2901 - the record itself stays as it is
                tag=field.tag, indicators=field.indicators, subfields=subfields
            )
        plain.fields.append(field)
    return plain


def _marked(field: pymarc.Field) -> bool:
    return not field.control_field and any(
        code == "6" and value.endswith(_PINYIN) for code, value in field.subfields
    )
