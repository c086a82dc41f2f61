"""A member's holdings replaced by a whole file: what comes and changes first, what goes last.

File and log are gone through side by side, in portions, each one transaction. A replacement that is
killed has taken nothing back, and begun again it goes on where it was: what is in the log already
is the same as in the file.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import batched
from typing import Final, Protocol

from catalogue.copies.counting import Counts, Difference, difference, rows_of
from catalogue.copies.finding import books
from catalogue.copies.making import Maker
from catalogue.copies.side_by_side import Pair, side_by_side
from catalogue.copies.sorting import Group, Sorted
from catalogue.copies.writing import PORTION, Read, Writing
from catalogue.ingest import Channel
from converters.holdings.copy import Holding
from converters.record import Rejected, Unreadable
from store import Store
from store.log.held_reading import Known, known, sent
from store.log.records import Awaited
from store.projections.following import Follower
from store.projections.graph import GRAPH, GraphProjection
from store.projections.handing import Handing

#: More than this share of a member's holdings does not go without a word of confirmation.
SHARE: Final = 0.2


class Stopped(Exception):
    """More might be withdrawn than is meant: nothing was written; the text says what to do."""


class Telling(Protocol):
    """Who is told what became of single holdings."""

    def refuse(self, refused: Rejected) -> None:
        """One that was not taken."""

    def mend(self, position: int, mended: tuple[str, ...]) -> None:
        """What was odd in one that was taken."""

    def unmatched(self, group: Group, ways: Sequence[Awaited]) -> None:
        """One whose book is not in the union, and what it was looked for by."""


@dataclass
class Replacement:
    """One replacement of ``maker.member``'s holdings: iterate over :meth:`run`.

    ``refused`` are how many were refused on reading: nobody knows which holdings they were.
    """

    store: Store
    came: Sorted
    maker: Maker
    engine: str
    channel: Channel
    telling: Telling
    refused: int = 0
    counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        self._writing = Writing(self.store, self.maker, self.engine, self.channel)
        #: Whether file and log did not agree yet in something when they were gone through last.
        self._left_out = False
        self.counts.read = self.counts.rejected = self.refused

    def preview(self) -> Counts:
        """What :meth:`run` would do; nothing is written."""
        for portion in batched(self._pairs(), PORTION):
            self._look(portion, writing=False)
        return self.counts

    def run(self, *, yes: bool = False) -> Generator[Counts]:
        """Replaces; yields the counts whenever some more is safely in the log.

        Raises :class:`Stopped` before anything is written. To be closed before the store is.
        """
        if not yes:
            self._beware()
        with ExitStack() as stack:
            handing, follower = self._following(stack)
            self._writing.handing = handing
            for portion in batched(self._pairs(), PORTION):
                self._look(portion, writing=True, losing=False)
                yield self.counts
            self._writing.flush()
            for portion in batched(self._left(), PORTION):
                self._look(portion, writing=True, losing=True)
                yield self.counts
            self._writing.flush()
            if handing:
                handing.finish()
            follower.finish()
        for _ in self.store.catch_up():
            pass
        yield self.counts

    def _following(self, stack: ExitStack) -> tuple[Handing | None, Follower]:
        """What makes the projections follow; nothing where another process keeps them."""
        kept = dict(self.store.projections) if self.store.keeping else {}
        graph = kept.pop(GRAPH, None)
        handing = None
        if isinstance(graph, GraphProjection):
            handing = stack.enter_context(Handing(self.store.log, graph))
        following = Follower(self.store.log, list(kept.values()), gathering=True)
        return handing, stack.enter_context(following)

    def _pairs(self) -> Iterator[Pair]:
        return side_by_side(self.came.groups(), known(self.store.log, self.maker.member))

    def _left(self) -> Iterator[Pair]:
        """What file and log still do not agree in: what has lost something, or is gone."""
        pairs = self._pairs() if self._left_out else ()
        return (pair for pair in pairs if pair.known and not pair.same)

    def _beware(self) -> None:
        """Counts what would go before anything is done."""
        gone = before = 0
        if next(known(self.store.log, self.maker.member), None) is None:
            return
        for portion in batched(self._pairs(), PORTION):
            were = self._before(portion)
            for pair in portion:
                if pair.known is None or pair.known.withdrawn:
                    continue
                if pair.group and pair.same:
                    before += len(pair.group.texts)
                    continue
                rows = were[pair.known.contribution]
                before += len(rows)
                gone += difference(rows, _rows(pair.group)).withdrawn
        told = f"{gone:,} of {before:,} holdings the union has of this library are not in the file"
        if gone > SHARE * before:
            raise Stopped(
                f"{told} and would be withdrawn. Is it the whole file, and the right library? Look "
                "with --preview; if it is meant, load it with --yes. Nothing was written."
            )
        if gone and self.refused:
            raise Stopped(
                f"{told}, and {self.refused:,} of its rows cannot be read, which may be the same "
                "ones. Correct them and load the file again; if the others are to be withdrawn "
                "nevertheless, load it with --yes. Nothing was written."
            )

    def _before(self, pairs: Sequence[Pair]) -> dict[int, list[bytes]]:
        """The rows that were sent before of those that are not the same, by contribution."""
        wanted = [
            pair.known.contribution
            for pair in pairs
            if pair.known and not pair.known.withdrawn and not pair.same
        ]
        found = sent(self.store.log, wanted)
        return {number: rows_of(*found[number]) for number in wanted}

    def _look(self, portion: Sequence[Pair], *, writing: bool, losing: bool | None = None) -> None:
        """Counts a portion and writes it: what loses nothing, or what ``losing``, or all of it."""
        counts = self.counts
        were = self._before(portion)
        reading: list[tuple[Pair, Group, Difference]] = []
        for pair in portion:
            group, there = pair.group, pair.known
            if group is None:
                if pair.gone and there and losing is not False:
                    self._withdraw(there, len(were[there.contribution]), writing=writing)
                self._left_out = self._left_out or pair.gone
                continue
            if pair.same and there:
                self._count_refused(group)
                counts.read += len(group.texts)
                counts.before += len(group.texts)
                if there.waits:
                    counts.unmatched += len(group.texts)
                else:
                    counts.unchanged += len(group.texts)
                continue
            before = were.get(there.contribution, []) if there else []
            found = difference(before, _rows(group)) if before else _new(group)
            if losing is not None and losing != bool(found.withdrawn):
                self._left_out = self._left_out or not losing
                continue
            counts.before += len(before)
            self._count_refused(group)
            reading.append((pair, group, found))
        read = self._read(reading)
        for each in read:
            self._count(each)
        if writing:
            self._writing.write(read)

    def _withdraw(self, there: Known, rows: int, *, writing: bool) -> None:
        self.counts.withdrawn += rows
        self.counts.before += rows
        self.counts.documents += 1
        if writing:
            self._writing.withdraw(there)

    def _count_refused(self, group: Group) -> None:
        for refused in group.refused:
            self._refuse(refused)

    def _refuse(self, refused: Rejected) -> None:
        self.counts.read += 1
        self.counts.rejected += 1
        self.telling.refuse(refused)

    def _read(self, wanted: Sequence[tuple[Pair, Group, Difference]]) -> list[Read]:
        """Reads holdings and finds their books, all together."""
        holdings: list[tuple[Pair, Group, Difference, Holding]] = []
        for pair, group, found in wanted:
            try:
                holdings.append((pair, group, found, self.maker.read(group)))
            except Unreadable as error:
                for position in group.positions:
                    refused = Rejected(position, str(error), group.raw, format="csv")
                    self._refuse(refused)
        ways = [self.maker.ways(holding) for *_, holding in holdings]
        return [
            Read(pair, group, holding, way, book, found)
            for (pair, group, found, holding), way, book in zip(
                holdings, ways, books(self.store, ways), strict=True
            )
        ]

    def _count(self, read: Read) -> None:
        counts, found, rows = self.counts, read.difference, len(read.group.texts)
        counts.read += rows
        counts.withdrawn += found.withdrawn
        counts.documents += 1
        if read.book is None:
            counts.unmatched += rows
            self.telling.unmatched(read.group, read.ways)
        else:
            counts.added += found.added
            counts.changed += found.changed
            counts.unchanged += found.unchanged
        if read.holding.reading.told:
            self.telling.mend(read.group.positions[0], read.holding.reading.told)


def _rows(group: Group | None) -> list[bytes]:
    """The rows of the file as :func:`rows_of` gives those of the log."""
    if group is None:
        return []
    if group.origin.format != "csv":
        return list(group.texts)
    header = group.origin.header.encode() + b"\n"
    return [header + text for text in group.texts]


def _new(group: Group) -> Difference:
    return Difference(0, 0, len(group.texts), 0)
