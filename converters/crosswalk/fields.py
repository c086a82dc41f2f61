"""What a crosswalk reads and writes: fields with their place, and the record being made."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pymarc

from converters.record import Dialect

#: The place of "the whole field" among its subfields.
WHOLE: Final = -1

type Subfields = list[tuple[str, str]]


@dataclass(slots=True)
class Field:
    """A field of the source: ``place`` counts fields from 0; ``data`` is set for control fields.

    ``places`` are those of the subfields in the record's own field. ``other`` is the same field in
    another script, when the source has it: pinyin beside ``$a``, or a linked 880.
    """

    tag: str
    first: str
    second: str
    subfields: Subfields
    place: int
    places: Sequence[int] = ()
    data: str | None = None
    other: "Field | None" = None

    def get(self, code: str) -> str:
        """The first subfield with this code, without blanks around it; empty when there is none."""
        for each, value in self.subfields:
            if each == code and value.strip():
                return value.strip()
        return ""

    def all(self, codes: str) -> list[str]:
        """All subfields with one of these codes (``"ab"``), in order, none blank."""
        return [value.strip() for each, value in self.subfields if each in codes and value.strip()]

    def __contains__(self, code: str) -> bool:
        return any(each == code for each, _ in self.subfields)


def view(marc_field: pymarc.Field, place: int) -> Field:
    """A pymarc field as a crosswalk sees it."""
    if not marc_field.subfields:
        return Field(marc_field.tag, " ", " ", [], place, (), marc_field.data or "")
    indicators = [*(marc_field.indicators or ()), " ", " "]
    subfields = [(code, value or "") for code, value in marc_field.subfields]
    first, second = (indicator or " " for indicator in indicators[:2])
    return Field(marc_field.tag, first, second, subfields, place, range(len(subfields)))


class Record:
    """The source record: fields in order and by tag, those in another script joined to theirs."""

    def __init__(
        self,
        marc: pymarc.Record,
        dialect: Dialect,
        fields: Sequence[Field],
    ) -> None:
        self.leader: str = str(marc.leader)
        self.dialect: Dialect = dialect
        self.fields = fields
        self._by_tag: dict[str, list[Field]] = {}
        for each in fields:
            self._by_tag.setdefault(each.tag, []).append(each)

    def all(self, *tags: str) -> Iterator[Field]:
        """The fields with these tags, tag by tag."""
        for tag in tags:
            yield from self._by_tag.get(tag, ())

    def first(self, *tags: str) -> Field | None:
        """The first field with one of these tags, in the order of the tags."""
        return next(self.all(*tags), None)

    def get(self, tag: str, code: str) -> str:
        """The first value of a subfield in the first field with the tag that has it."""
        return next((found for each in self.all(tag) if (found := each.get(code))), "")


@dataclass(slots=True)
class Made:
    """A field of the record being made; ``place`` is that of the source field it comes from."""

    tag: str
    indicators: str
    subfields: Subfields
    place: int = WHOLE
    data: str | None = None

    def as_field(self) -> pymarc.Field:
        """The field in pymarc's terms."""
        if self.data is not None:
            return pymarc.Field(tag=self.tag, data=self.data)
        return pymarc.Field(
            tag=self.tag,
            indicators=pymarc.Indicators(self.indicators[0], self.indicators[1]),
            subfields=[pymarc.Subfield(code, value) for code, value in self.subfields],
        )


#: Joins what was made of a field and of the same field in another script.
type Pairing = Callable[["Target", list[Made], list[Made]], list[Made]]


@dataclass(slots=True)
class Target:
    """The record being made, with what was noted on the way.

    A rule adds fields with :meth:`add`; :meth:`leave` says that a subfield stays in the log only.
    ``pairs`` counts the pairs of scripts written so far, for those who number them.
    """

    source: Record
    pairing: Pairing
    leader: str = ""
    fields: list[Made] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    left: dict[tuple[int, int], str] = field(default_factory=dict)
    pairs: int = 0
    _current: Field | None = None
    _begun: list[list[Made]] = field(default_factory=list)

    def begin(self, source: Field) -> None:
        """What is added from here on comes from this field."""
        self._current = source
        self._begun.append([])

    def end(self) -> None:
        """The field, with its other script, is done."""
        main, *others = self._begun
        self.fields += self.pairing(self, main, others[0]) if others else main
        self._begun = []
        self._current = None

    def add(self, tag: str, indicators: str, subfields: Subfields) -> None:
        """A data field. Subfields with nothing in them are left out, and so is a field of none."""
        kept = [(code, value) for code, value in subfields if value.strip()]
        if kept:
            self._put(Made(tag, indicators, kept))

    def control(self, tag: str, data: str) -> None:
        """A control field."""
        self._put(Made(tag, "  ", [], data=data))

    def _put(self, made: Made) -> None:
        if self._current is None:
            self.fields.append(made)
        else:
            made.place = self._current.place
            self._begun[-1].append(made)

    def note(self, sentence: str) -> None:
        """Tells, once, what was repaired or supposed."""
        if sentence not in self.noted:
            self.noted.append(sentence)

    def leave(self, source: Field, codes: str | None, reason: str) -> None:
        """Says why subfields with these codes (all of them with None) stay in the log only."""
        if codes is None and not source.subfields:
            self.left[source.place, WHOLE] = reason
        for (code, _), place in zip(source.subfields, source.places, strict=True):
            if codes is None or code in codes:
                self.left[source.place, place] = reason

    def finished(self) -> pymarc.Record:
        """The record: fields by tag, those of one tag as they were added."""
        record = pymarc.Record()
        record.leader = pymarc.Leader(self.leader.ljust(24)[:24])
        ordered = sorted(self.fields, key=lambda made: made.tag)
        record.fields = [made.as_field() for made in ordered]
        return record
