"""Holdings of a replacement on their way into the log, and to the graph at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from catalogue.copies.counting import Difference
from catalogue.copies.making import Maker, digest
from catalogue.copies.side_by_side import Pair
from catalogue.copies.sorting import Group
from catalogue.ingest import Channel
from converters.holdings.copy import Holding
from shapes.iris import numbered
from store import Store
from store.log.held import KIND, Held, HeldWriter
from store.log.held_reading import Known
from store.log.packing import SILENCE
from store.log.records import Awaited
from store.log.writer import Entry
from store.projections.handing import Handing

#: Most that are written in one transaction.
PORTION: Final = 4_000
_WITHDRAWN: Final = "not in the file its library sent"


@dataclass(frozen=True, slots=True)
class Read:
    """A holding that is new or says something else, with its book, if that is there."""

    pair: Pair
    group: Group
    holding: Holding
    ways: tuple[Awaited, ...]
    book: str | None
    difference: Difference


@dataclass
class Writing:
    """Writes for ``maker.member``; ``handing`` gets what is new, if this process has the graph."""

    store: Store
    maker: Maker
    engine: str
    channel: Channel
    handing: Handing | None = None
    _changed: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        channel = self.channel
        self._writer = HeldWriter(
            self.store.log, self.maker.member, self.engine, channel.by, channel.name
        )

    def write(self, read: Sequence[Read]) -> None:
        """What is new at once, what is in the log already when enough has come together."""
        new = [each for each in read if each.pair.known is None]
        for each in read:
            if there := each.pair.known:
                self._changed.append(self._entry(each, there.path, there.digest))
        if new:
            self._append(new)
        if len(self._changed) >= PORTION:
            self.flush()

    def _append(self, new: Sequence[Read]) -> None:
        """Holdings of numbers nobody has sent yet."""
        numbers = self.store.writer.reserve(KIND, len(new))
        held: list[Held] = []
        documents: list[bytes] = []
        for number, each in zip(numbers, new, strict=True):
            path, raw, origin = numbered(KIND, number), each.group.raw, each.group.origin
            made = self.maker.make(each.holding, raw, path, each.book)
            documents.append(made.triples)
            held.append(
                Held(
                    each.group.control,
                    number,
                    path,
                    origin.format,
                    origin.dialect,
                    origin.charset,
                    made.packed.raw,
                    digest(raw),
                    made.packed.triples,
                    tuple(made.packed.shared),
                    () if each.book else each.ways,
                )
            )
        done = self._writer.append(held, self.channel.at)
        late = {each.control for each in done.late}
        if late:
            self._overtaken([each for each in new if each.group.control in late])
            documents = [
                text for text, each in zip(documents, held, strict=True) if each.control not in late
            ]
        if self.handing and documents:
            self.handing.give(done.first, done.last, documents)

    def _overtaken(self, late: Sequence[Read]) -> None:
        """Another load of the same library was quicker: what this file says comes after it."""
        controls = [each.group.control for each in late]
        sources = self.store.log.sources(self.maker.member, KIND, controls)
        for each in late:
            source = sources[each.group.control]
            if bytes(source.digest) != digest(each.group.raw):
                self._changed.append(self._entry(each, source.path, bytes(source.digest)))

    def _entry(self, read: Read, path: str, before: bytes) -> Entry:
        """A new version of a holding that is in the log, or was."""
        raw, origin = read.group.raw, read.group.origin
        made = self.maker.make(read.holding, raw, path, read.book)
        return Entry(
            member=self.maker.member,
            control=read.group.control,
            kind=KIND,
            dialect=origin.dialect,
            charset=origin.charset,
            format=origin.format,
            raw=raw,
            digest=digest(raw),
            path=path,
            number=None,
            triples=made.triples,
            engine=self.engine,
            awaits=() if read.book else read.ways,
            expects=before,
            packed=made.packed,
        )

    def withdraw(self, there: Known) -> None:
        """A holding that is no longer in the file."""
        self._changed.append(
            Entry(
                member=self.maker.member,
                control=there.control,
                kind=KIND,
                dialect="marc21",
                charset="utf-8",
                format="csv",
                raw=b"",
                digest=digest(b""),
                path=there.path,
                number=None,
                triples=b"",
                engine=self.engine,
                delete=True,
                reason=_WITHDRAWN,
                expects=there.digest,
                packed=SILENCE,
            )
        )
        if len(self._changed) >= PORTION:
            self.flush()

    def flush(self) -> None:
        """What is overtaken by another load of the same library stays as that has made it."""
        if self._changed:
            channel = self.channel
            self.store.writer.append(self._changed, channel.at, channel.by, channel.name)
            self._changed = []
