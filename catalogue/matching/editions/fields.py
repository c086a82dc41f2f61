"""The fields of one record by tag, with those of 880 beside the fields they write otherwise."""

from collections.abc import Iterator
from typing import Final

import pymarc

#: What is read of one record at most: fields, values of one kind, characters of one value.
FIELDS: Final = 3000
VALUES: Final = 16
CHARACTERS: Final = 400


class Fields:
    """A MARC 21 record, read once: ``of`` gives the fields of a tag, in every script."""

    def __init__(self, marc: pymarc.Record) -> None:
        self.leader = f"{marc.leader!s:24.24}"
        self.own: dict[str, list[pymarc.Field]] = {}
        self.other: dict[str, list[pymarc.Field]] = {}
        for field in marc.fields[:FIELDS]:
            if field.tag == "880":
                tag = next((s.value[:3] for s in field.subfields if s.code == "6"), "")
                self.other.setdefault(tag, []).append(field)
            else:
                self.own.setdefault(field.tag, []).append(field)

    def control(self, tag: str) -> str:
        """The text of the first control field of this tag, or ``""``."""
        fields = self.own.get(tag)
        return (fields[0].data or "")[:CHARACTERS] if fields else ""

    def of(self, *tags: str) -> Iterator[pymarc.Field]:
        """The first fields with these tags; then those of 880 linked to them."""
        for place in (self.own, self.other):
            for tag in tags:
                if tag in place:
                    yield from place[tag][:VALUES]

    def texts(self, tag: str, codes: str) -> list[str]:
        """The first values of these subfields, in the record's order."""
        found = []
        for field in self.own.get(tag, ())[:VALUES]:
            found += values(field, codes)
        return found[:VALUES]


def values(field: pymarc.Field, codes: str) -> list[str]:
    """The first values of a field's subfields with these codes."""
    found = [s.value[:CHARACTERS] for s in field.subfields[:100] if s.code in codes and s.value]
    if all(map(str.isascii, found)):
        return found
    return [text.encode("utf-8", "ignore").decode() for text in found]  # halves of characters


def joined(field: pymarc.Field, codes: str) -> str:
    """The values of these subfields as one text, with a space between."""
    return " ".join(values(field, codes)[:VALUES])[:CHARACTERS]


def indicator(field: pymarc.Field, which: int) -> str:
    """The first (0) or second (1) indicator; a blank when there is none."""
    indicators = field.indicators
    return str(indicators[which]) if indicators and len(indicators) > which else " "
