"""A record on the bench: what it says whole, and what it says without some of its parts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pymarc

from converters.accounts.parts import Origin, without
from converters.accounts.said import Said, has_value, said, text

#: A conversion: a record's statements (lines of N-Triples) and the sentences on what was mended.
type Convert = Callable[[pymarc.Record], tuple[bytes, Sequence[str]]]

#: Conversions of one whole record: its time must not be that of its length squared.
MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Traced:
    """``lines``: each statement with what it comes from, in order, perhaps nothing of the record.

    That is a subfield, or a field as a whole, where it takes all its subfields away to be rid of
    the statement; those of the leader, and those every record has, come from nothing here.
    ``mended``: each sentence on what was repaired with the subfields it is about. ``heard``: the
    subfields the statements would not be the same without; also those that say what others say
    too, or that only keep something from being said.
    """

    lines: Mapping[bytes, tuple[Origin, ...]]
    mended: Mapping[str, tuple[Origin, ...]]
    heard: frozenset[Origin]

    def of(self, origin: Origin) -> list[bytes]:
        """The statements that come from a subfield."""
        return [line for line, origins in self.lines.items() if origin in origins]


#: Of a record that makes no statements.
NOTHING_SAID: Final = Traced({}, {}, frozenset())


@dataclass(slots=True)
class Taking:
    """A record being taken apart: what is known of where its statements come from.

    ``lines`` and ``mended`` gather the origins, ``heard`` the subfields that matter.
    """

    marc: pymarc.Record
    convert: Convert
    whole: Said
    lines: dict[bytes, set[Origin]]
    mended: dict[str, set[Origin]]
    heard: set[Origin] = field(default_factory=set)
    #: How many conversions of the whole record may still be made.
    left: int = MOST
    _small: dict[tuple[tuple[int, ...], tuple[Origin, ...]], Said] = field(default_factory=dict)
    _shapes: dict[bytes, list[bytes]] = field(default_factory=dict)

    def of(self, marc: pymarc.Record) -> Said:
        """What is said of a record nearly as long as the whole; these are counted."""
        self.left -= 1
        return said(*self.convert(marc))

    def said_of(self, places: Sequence[int], dropped: Sequence[Origin] = ()) -> Said:
        """What is said of a record with only these fields, less some of their subfields."""
        key = (tuple(places), tuple(dropped))
        if key not in self._small:
            self._small[key] = said(*self.convert(without(self.marc, dropped, keep=places)))
        return self._small[key]

    def hear(self, run: Sequence[Origin], full: Said, less: Said) -> None:
        """Puts down to these subfields the repairs that are not told without them."""
        for sentence in full.told - less.told:
            if sentence in self.mended:
                self.mended[sentence].update(run)

    def also_whole(self, gone: Sequence[bytes]) -> list[bytes]:
        """Of what a small record said, what the whole one says: so, or of another node."""
        own = [line for line in gone if line in self.lines]
        if len(own) == len(gone):
            return own
        if not self._shapes:
            for line in self.lines:
                self._shapes.setdefault(text(line), []).append(line)
        values = [line for line in gone if has_value(line)]
        shapes = {text(line) for line in values if line not in self.lines}
        said = shapes & self._shapes.keys()
        if not own and said != shapes:
            return []
        return [*own, *(line for shape in said for line in self._shapes[shape])]
