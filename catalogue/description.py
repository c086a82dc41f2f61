"""What a record says in the union: what conversion made of it and its copies, of itself alone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from catalogue import books
from catalogue.holdings import items
from converters.holdings.copy import Copy, Holding
from converters.holdings.fields import read_copies
from converters.holdings.profile import Profile
from converters.holdings.profile_file import usual
from converters.holdings.reading import read_holding
from converters.record import Dialect, MarcRecord
from shapes.iris import INSTANCE, document, thing
from store import Store
from store.log.records import Awaited


@dataclass(frozen=True, slots=True)
class Said:
    """A record's statements, sorted lines of N-Triples; ``told``: what was odd in its copies.

    ``awaits`` are the ways to the book, of holdings whose book is not in the union yet.
    """

    triples: bytes
    told: tuple[str, ...] = ()
    awaits: tuple[Awaited, ...] = ()


@dataclass(frozen=True, slots=True)
class Describer:
    """Puts together what records say: ``members`` are the codes of all member libraries."""

    store: Store
    members: Collection[str]
    profiles: dict[str, Profile | None] = field(default_factory=dict)

    def profile(self, member: str, dialect: Dialect) -> Profile:
        """How this member writes its copies: by its own profile, or as is usual in the dialect."""
        return self.own_profile(member) or usual(dialect)

    def own_profile(self, member: str) -> Profile | None:
        """The profile the member was loaded with, if there is one."""
        if member not in self.profiles:
            text = self.store.log.profile(member)
            self.profiles[member] = Profile.read(text, member) if text else None
        return self.profiles[member]

    def says(self, record: MarcRecord, triples: bytes, member: str, path: str) -> Said:
        """All a record says; ``triples`` is what conversion made, ``member`` who contributes it."""
        if record.kind != "holding":
            return self.shared(triples, [self.copies(record, member, path)], path)
        holding: Holding = read_holding(record, self.profile(member, record.dialect))
        ways = books.awaited(member, holding.bib)
        book = books.find(self.store, ways)
        told, awaits = holding.reading.told, () if book else ways
        return Said(self._items(holding.copies, member, path, book), told, awaits)

    def ways(self, record: MarcRecord, member: str) -> tuple[Awaited, ...]:
        """The ways in which holdings know their book."""
        holding = read_holding(record, self.profile(member, record.dialect))
        return books.awaited(member, holding.bib)

    def copies(self, record: MarcRecord, member: str, path: str) -> Said:
        """What a record says of its library's copies alone, in the document at ``path``."""
        if record.kind == "auth":
            return Said(b"")
        reading = read_copies(record.marc, self.profile(member, record.dialect))
        return Said(self._items(reading.copies, member, path, path), reading.told)

    def shared(self, triples: bytes, copies: Iterable[Said], path: str) -> Said:
        """All a shared record says: what was made of its description, and everybody's copies."""
        own = _own(triples, self.store.base, path)
        said = [each for each in copies if each.triples or each.told]
        told = tuple(sentence for each in said for sentence in each.told)
        lines = {line for each in said for line in each.triples.splitlines()}
        return Said(_sorted(lines.union(own.splitlines())) if lines else own, told)

    def _items(self, copies: Iterable[Copy], member: str, path: str, book: str | None) -> bytes:
        """These copies as items in the document at ``path``, of the book at ``book``."""
        base = self.store.base
        instance = thing(base, book, INSTANCE) if book else None
        codes = self.members
        return _sorted(
            items(copies, member=member, members=codes, base=base, path=path, instance=instance)
        )


def _own(triples: bytes, base: str, path: str) -> bytes:
    """The statements without those about other records of the union: it may not speak for them."""
    ours = f"<{base}".encode()
    own = f"<{document(base, path)}#".encode()
    foreign = triples.startswith(ours) and not triples.startswith(own)
    if not foreign and triples.count(b"\n" + ours) == triples.count(b"\n" + own):
        return triples
    lines = triples.splitlines()
    return _sorted(line for line in lines if not line.startswith(ours) or line.startswith(own))


def _sorted(lines: Iterable[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in sorted(lines))
