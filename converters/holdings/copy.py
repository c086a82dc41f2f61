"""What is known of one copy, before anybody decides which library's it is: plain values.

A :class:`Copy` is what a field, a row or an XML element says of one thing on one shelf, in the
words of the library that wrote it. What is for its staff only has no place in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

#: What a textual statement is about (MARC 21 Format for Holdings Data: 866, 867, 868).
type Of = Literal["basic", "supplements", "indexes"]
#: A subfield by the place of its field in the record and its own in the field; -1: the field.
type Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A run of a serial or a set that is held: ``text`` as it is to be read."""

    text: str
    of: Of = "basic"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy.

    ``library`` is the code or name as it was written, ``member`` the union's code for it where the
    profile knows one. ``scheme`` names the classification of the call number: ``lcc``, ``ddc``,
    ``nlm``, ``sudocs``, or another code. ``count`` is how many there are where nothing tells them
    apart. ``origin`` leads from a subfield of the record to the copies it speaks of.
    """

    library: str = ""
    member: str = ""
    sublocation: str = ""
    shelfmark: str = ""
    scheme: str = ""
    barcodes: tuple[str, ...] = ()
    enumeration: str = ""
    chronology: str = ""
    held: tuple[Held, ...] = ()
    number: str = ""
    count: int = 1
    availability: str = ""
    policy: str = ""
    notes: tuple[str, ...] = ()
    price: str = ""
    urls: tuple[str, ...] = ()
    origin: tuple[Spot, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        """Whether anything at all is said of it."""
        return self != _NOTHING

    @property
    def is_a_thing(self) -> bool:
        """Whether it is told where the copy is or which it is, not only what it costs."""
        return bool(
            self.library
            or self.member
            or self.sublocation
            or self.shelfmark
            or self.barcodes
            or self.held
            or self.urls
            or self.enumeration
            or self.chronology
            or self.notes
        )


_NOTHING: Final = Copy()


@dataclass(frozen=True, slots=True)
class Link:
    """The bibliographic record a holding belongs to: ``control``, ``isbn``, ``issn``, ``oclc`` …

    ``agency`` is the MARC code of whose number it is (MARC 21 003, 014 $b), where that is told.
    """

    scheme: str
    value: str
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a record's or a row's copies.

    ``told`` says in sentences what a person should know; ``left`` gives, by the place of field and
    subfield, the reason why a subfield is kept in the log only; ``unread`` are the subfields of
    the fields that were read for which the profile has no rule.
    """

    copies: tuple[Copy, ...] = ()
    told: tuple[str, ...] = ()
    left: Mapping[Spot, str] = field(default_factory=lambda: MappingProxyType({}))
    unread: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """One record of holdings: an ISO 20775 holding, a row of a table, a MARC 21 holdings record.

    ``control`` is its own number, or made of its bytes; ``bib`` the ways to its bibliographic
    record, the surest first; ``raw`` can be read again alone with the same profile.
    """

    control: str
    bib: tuple[Link, ...]
    reading: Reading
    raw: bytes
    position: int

    @property
    def copies(self) -> tuple[Copy, ...]:
        return self.reading.copies
