"""Which subfield each statement comes from: the record without it does not say the statement.

Each subfield is taken away twice at most. First from a small record, of its field and what the
field is read with: what goes with it, and the whole record says, comes from it, though another
field may say it as well. Where nothing goes, from the whole record, together with all others that
seem to say nothing: of what is left over, all can be taken away at once and no statement changes.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pymarc

from converters.accounts.parts import WHOLE, Origin, every, fields_read_with, runs, without, written
from converters.accounts.said import Said, placeless, said, shape
from converters.accounts.taking import Convert, Taking, Traced

NOTHING: Final[Mapping[str, Collection[str]]] = MappingProxyType({})


@dataclass(slots=True)
class _Tracing(Taking):
    """One record being taken apart."""

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
        for others in read_with.values():
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
        for run in runs(self.marc, place):
            less = said(*self.convert(without(self.marc, (*run, *dropped), keep=read_with)))
            self.hear(run, full, less)
            gone = self.also_whole(full.beyond(less))
            for line in gone:
                self.lines[line].update(run)
            if gone:
                self.heard.update(run)
            else:
                silent += run
        rest = [each for each in read_with if each != place]
        self.of_field(place, full, self.said_of(rest, dropped))
        return silent

    def of_field(self, place: int, full: Said, less: Said) -> None:
        """What no subfield makes alone comes from the field as a whole."""
        for line in self.also_whole(full.beyond(less)):
            if not any(origin.place == place for origin in self.lines[line]):
                self.lines[line].add(Origin(place, WHOLE))

    def of_fields(self, places: Collection[int], context: Collection[int]) -> None:
        """What several fields say together comes from each of them."""
        full = self.said_of(sorted({*places, *context}))
        for line in self.also_whole(full.beyond(self.said_of(sorted({*context} - {*places})))):
            if not self.lines[line]:
                self.lines[line].update(Origin(place, WHOLE) for place in places)

    def by_itself(self, silent: Sequence[Origin], bones: Collection[Origin]) -> None:
        """Those that say what the context, or their own field, says too."""
        held = sorted({bone.place for bone in bones})
        dropped = [o for place in held for o in every(self.marc, place) if o not in bones]
        bare = self.said_of(held, dropped)
        for place in sorted({origin.place for origin in silent}):
            if place not in held and self.said_of(sorted({place, *held}), dropped).beyond(bare):
                self.in_small(place, held, dropped)
        twins = {written(self.marc, origin): origin for origin in self.heard}
        like = [(origin, twins.get(written(self.marc, origin))) for origin in silent]
        alike = {origin: twin for origin, twin in like if twin is not None}
        self.heard.update(alike)
        for origins in self.lines.values() if alike else ():
            origins.update([origin for origin, twin in alike.items() if twin in origins])

    def in_whole(self, group: Sequence[Origin], silent: list[Origin]) -> None:
        """Sorts out those of a group that can be taken away with all that is silent already.

        Those that there is no time to try are not silent.
        """
        if not group:
            return
        if self.left <= 0:
            self.heard.update(group)
            return
        less = self.of(without(self.marc, (*silent, *group)))
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
        """Takes each from the whole record, while there is time."""
        for origin in origins:
            if self.left <= 0:
                return
            less = self.of(without(self.marc, (origin,)))
            self.hear((origin,), self.whole, less)
            for line in self.whole.beyond(less):
                self.lines[line].add(origin)
            if not less.same_as(self.whole):
                self.heard.add(origin)

    def orphans(self) -> frozenset[bytes]:
        """The statements of which no origin is known yet, but those every record has."""
        usual = {shape(line) for line in self.said_of(()).lines}
        return frozenset(
            line for line, origins in self.lines.items() if not origins and shape(line) not in usual
        )

    def look_for(self, orphans: frozenset[bytes], places: Sequence[int]) -> None:
        """Finds which of these fields make the statements, halving them until one is left."""
        origins = [origin for place in places for origin in every(self.marc, place)]
        less = self.of(without(self.marc, origins)) if places else self.whole
        found = orphans.intersection(self.whole.beyond(less))
        if not found or self.left <= 0:
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
    triples, told = convert(marc)
    whole = said(triples, told)
    work = _Tracing(
        marc,
        convert,
        whole,
        {line: set() for line in triples.splitlines()},
        {sentence: set() for sentence in whole.told},
    )
    if triples or told:
        work.take_apart(context, fields_read_with(marc, read_with), bones)
    return Traced(
        {line: tuple(sorted(origins)) for line, origins in work.lines.items()},
        {each: tuple(sorted(work.mended[placeless(each)])) for each in told},
        frozenset(work.heard),
    )
