"""Which subfield each statement comes from: the record without it does not say the statement.

Each subfield is taken away twice at most. First from a small record, of its field and what the
field is read with: what goes with it, and the whole record says, comes from it, though another
field may say it as well. Where nothing goes, from the whole record, together with all others that
seem to say nothing: of what is left over, all can be taken away at once and no statement changes.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import pymarc

from converters.accounts.parts import WHOLE, Origin, every, fields_read_with, twins, without

#: A conversion: a record's statements (lines of N-Triples) and the sentences on what was mended.
type Convert = Callable[[pymarc.Record], tuple[bytes, Sequence[str]]]

NOTHING: Final[Mapping[str, Collection[str]]] = MappingProxyType({})
#: A node is named by what it says, so that what is taken away renames the nodes above it too. The
#: shape of a statement has only the kinds of nodes.
_NAME: Final = re.compile(rb"#([A-Za-z]+)-[0-9a-f]{12}>")
_NAMED: Final = re.compile(rb"#[A-Za-z]+-[0-9a-f]{12}> \.\Z")
_TYPE: Final = b" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
_LANGUAGE: Final = re.compile(rb'"@[A-Za-z0-9-]+ \.\Z')
_PLACE: Final = re.compile(r"\(\d+ of the record\)")


@dataclass(frozen=True, slots=True)
class Traced:
    """``lines``: each statement with what it comes from, in order, perhaps nothing of the record.

    That is a subfield, or a field as a whole, where it takes all its subfields away to be rid of
    the statement; also such statements of the leader, and those every record has, come from nothing.
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
class _Said:
    """What a conversion gave."""

    text: bytes
    told: Counter[str]
    _lines: frozenset[bytes] | None = None

    @property
    def lines(self) -> frozenset[bytes]:
        if self._lines is None:
            self._lines = frozenset(self.text.splitlines())
        return self._lines

    def beyond(self, other: "_Said") -> list[bytes]:
        """The statements the other has no equal of, not even under other names."""
        if self.text == other.text:
            return []
        more = self.lines - other.lines
        if not more:
            return []
        surplus = Counter(map(_shape, more))
        surplus.subtract(map(_shape, other.lines - self.lines))
        return [line for line in more if surplus[_shape(line)] > 0]

    def same_as(self, other: "_Said") -> bool:
        """Whether both say the same, whatever the names of nodes."""
        if self.text == other.text:
            return True
        more, less = self.lines - other.lines, other.lines - self.lines
        return len(more) == len(less) and Counter(map(_shape, more)) == Counter(map(_shape, less))


@dataclass(slots=True)
class _Tracing:
    """One record being taken apart."""

    marc: pymarc.Record
    convert: Convert
    whole: _Said
    lines: dict[bytes, set[Origin]]
    mended: dict[str, set[Origin]]
    heard: set[Origin] = field(default_factory=set)
    _small: dict[tuple[tuple[int, ...], tuple[Origin, ...]], _Said] = field(default_factory=dict)
    _shapes: dict[bytes, list[bytes]] = field(default_factory=dict)

    def said(self, marc: pymarc.Record) -> _Said:
        return _said(*self.convert(marc))

    def take_apart(
        self,
        context: Collection[int],
        read_with: Mapping[int, Collection[int]],
        bones: Collection[Origin],
    ) -> None:
        """Finds out all there is to find out; what is left without an origin last."""
        silent: list[Origin] = []
        for place, others in read_with.items():
            silent += self.in_small(place, (*context, *others))
        for place, others in read_with.items():
            if len(others) > 1:
                self.of_fields(others, context)
        quiet: list[Origin] = []
        self.in_whole(silent, quiet)
        self.by_itself(quiet, bones)
        places = range(len(self.marc.fields))
        if not all(self.mended.values()):
            self.each_in_whole(origin for place in places for origin in every(self.marc, place))
        if orphans := self.orphans():
            self.look_for(orphans, [place for place in places if place not in context])

    def in_small(
        self, place: int, context: Collection[int], dropped: Sequence[Origin] = ()
    ) -> list[Origin]:
        """Takes a field's subfields from the record it makes with its context; gives the silent."""
        read_with = sorted({place, *context})
        full = self.said_of(read_with, dropped)
        silent: list[Origin] = []
        for origin in every(self.marc, place):
            less = self.said(without(self.marc, (origin, *dropped), keep=read_with))
            self._hear(origin, full, less)
            gone = self._also_whole(full.beyond(less))
            for line in gone:
                self.lines[line].add(origin)
            if gone:
                self.heard.add(origin)
            else:
                silent.append(origin)
        rest = [each for each in read_with if each != place]
        self.of_field(place, full, self.said_of(rest, dropped))
        return silent

    def of_field(self, place: int, full: _Said, less: _Said) -> None:
        """What no subfield makes alone comes from the field as a whole."""
        for line in self._also_whole(full.beyond(less)):
            if not any(origin.place == place for origin in self.lines[line]):
                self.lines[line].add(Origin(place, WHOLE))

    def of_fields(self, places: Collection[int], context: Collection[int]) -> None:
        """What several fields say together comes from each of them."""
        full = self.said_of(sorted({*places, *context}))
        for line in self._also_whole(full.beyond(self.said_of(sorted({*context} - {*places})))):
            if not self.lines[line]:
                self.lines[line].update(Origin(place, WHOLE) for place in places)

    def said_of(self, places: Sequence[int], dropped: Sequence[Origin] = ()) -> _Said:
        """What is said of a record with only these fields, and without these subfields of theirs."""
        key = (tuple(places), tuple(dropped))
        if key not in self._small:
            self._small[key] = self.said(without(self.marc, dropped, keep=places))
        return self._small[key]

    def by_itself(self, silent: Sequence[Origin], bones: Collection[Origin]) -> None:
        """Those that say what the context, or their own field, says too."""
        held = sorted({bone.place for bone in bones})
        dropped = [o for place in held for o in every(self.marc, place) if o not in bones]
        bare = self.said_of(held, dropped)
        for place in sorted({origin.place for origin in silent}):
            if place not in held and self.said_of(sorted({place, *held}), dropped).beyond(bare):
                self.in_small(place, held, dropped)
        for origin in silent:
            for twin in twins(self.marc, origin):
                if twin in self.heard:
                    self.heard.add(origin)
                    for line in [line for line, origins in self.lines.items() if twin in origins]:
                        self.lines[line].add(origin)

    def in_whole(self, group: Sequence[Origin], silent: list[Origin]) -> None:
        """Sorts out those of a group that can be taken away with all that is silent already."""
        if not group:
            return
        less = self.said(without(self.marc, (*silent, *group)))
        if less.same_as(self.whole):
            silent += group
        elif len(group) == 1:
            self.heard.update(group)
            for line in self.whole.beyond(less):
                self.lines[line].update(group)
        else:
            half = len(group) // 2
            self.in_whole(group[:half], silent)
            self.in_whole(group[half:], silent)

    def each_in_whole(self, origins: Iterable[Origin]) -> None:
        """Takes each from the whole record."""
        for origin in origins:
            less = self.said(without(self.marc, (origin,)))
            self._hear(origin, self.whole, less)
            for line in self.whole.beyond(less):
                self.lines[line].add(origin)
            if not less.same_as(self.whole):
                self.heard.add(origin)

    def orphans(self) -> frozenset[bytes]:
        """The statements of which no origin is known yet, but those every record has."""
        usual = {_shape(line) for line in self.said_of(()).lines}
        return frozenset(
            line
            for line, origins in self.lines.items()
            if not origins and _shape(line) not in usual
        )

    def look_for(self, orphans: frozenset[bytes], places: Sequence[int]) -> None:
        """Finds which of these fields make the statements, halving them until one is left."""
        origins = [origin for place in places for origin in every(self.marc, place)]
        less = self.said(without(self.marc, origins)) if places else self.whole
        found = orphans.intersection(self.whole.beyond(less))
        if not found:
            return
        if len(places) == 1:
            self.each_in_whole(origins)
            for line in found:
                if not any(origin.place == places[0] for origin in self.lines[line]):
                    self.lines[line].add(Origin(places[0], WHOLE))
            return
        half = len(places) // 2
        self.look_for(found, places[:half])
        self.look_for(found, places[half:])

    def _hear(self, origin: Origin, full: _Said, less: _Said) -> None:
        for sentence in full.told - less.told:
            if sentence in self.mended:
                self.mended[sentence].add(origin)

    def _also_whole(self, gone: Sequence[bytes]) -> list[bytes]:
        """Of what a small record said, what the whole one says: so, or of another node."""
        own = [line for line in gone if line in self.lines]
        if len(own) == len(gone):
            return own
        if not self._shapes:
            for line in self.lines:
                self._shapes.setdefault(_text(line), []).append(line)
        values = [line for line in gone if not _NAMED.search(line) and _TYPE not in line]
        shapes = {_text(line) for line in values if line not in self.lines}
        said = shapes & self._shapes.keys()
        if not own and said != shapes:
            return []
        return [*own, *(line for shape in said for line in self._shapes[shape])]


def trace(
    marc: pymarc.Record,
    convert: Convert,
    context: Collection[int] = (),
    read_with: Mapping[str, Collection[str]] = NOTHING,
    bones: Collection[Origin] = (),
) -> Traced:
    """Every statement of a record, and every repair, with the subfields it comes from.

    ``context`` are the places of the fields without which others cannot be understood;
    ``read_with`` gives for a tag others that are read with it; both only save time. ``bones`` are
    subfields without which nothing is said at all.
    """
    text, told = convert(marc)
    whole = _said(text, told)
    work = _Tracing(
        marc,
        convert,
        whole,
        {line: set() for line in text.splitlines()},
        {sentence: set() for sentence in whole.told},
    )
    if text or told:
        work.take_apart(context, fields_read_with(marc, read_with), bones)
    return Traced(
        {line: tuple(sorted(origins)) for line, origins in work.lines.items()},
        {each: tuple(sorted(work.mended[_PLACE.sub("", each)])) for each in told},
        frozenset(work.heard),
    )


def _said(text: bytes, told: Sequence[str]) -> _Said:
    """The place of a field is another in a record that lacks one."""
    return _Said(text, Counter(_PLACE.sub("", each) for each in told))


def _shape(line: bytes) -> bytes:
    return _NAME.sub(rb"#\1>", line)


def _text(line: bytes) -> bytes:
    """The shape without a language, which may be another where a pair is taken apart."""
    return _LANGUAGE.sub(b'" .', _shape(line))
