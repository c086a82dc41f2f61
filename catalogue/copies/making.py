"""A holding of a file as the log keeps it: its statements, its bytes, the ways to its book."""

from collections.abc import Collection
from csv import Error
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, cast

from catalogue import books
from catalogue.copies.sorting import Group
from catalogue.holdings import document
from converters.holdings import iso20775
from converters.holdings.copy import Holding
from converters.holdings.profile import Profile
from converters.holdings.profile_file import usual
from converters.holdings.reading import read_holding
from converters.holdings.table import of_rows
from converters.reader import parse_one
from converters.record import Dialect, Format, Unreadable
from shapes.iris import INSTANCE, thing
from store import statements
from store.log.packing import Packed
from store.log.records import Awaited

_DIGEST: Final = 16


def digest(raw: bytes) -> bytes:
    """What a source is known to have sent by."""
    return blake2b(raw, digest_size=_DIGEST).digest()


@dataclass(frozen=True, slots=True)
class Made:
    """Statements (sorted N-Triples), and statements and bytes as the log keeps them."""

    triples: bytes
    packed: Packed


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes what a member's holdings say; ``own`` is its profile, if it has one."""

    member: str
    members: Collection[str]
    own: Profile | None
    base: str

    def read(self, group: Group) -> Holding:
        """The copies of a group and the ways to its book. Raises :class:`Unreadable`."""
        origin = group.origin
        profile = self.own or usual(cast("Dialect", origin.dialect))
        if origin.format == "csv":
            try:
                texts = [text.decode() for text in group.texts]
                return of_rows(texts, origin.header, origin.columns, profile)
            except Error as error:
                raise Unreadable(f"its quotes are not as in a table ({error})") from None
        if origin.format == "iso20775":
            return iso20775.read_one(group.raw, profile)
        record = parse_one(
            group.raw,
            cast("Format", origin.format),
            charset=origin.charset,
            dialect=cast("Dialect", origin.dialect),
        )
        return read_holding(record, profile)

    def ways(self, holding: Holding) -> tuple[Awaited, ...]:
        """What leads to the book, the surest first."""
        return books.awaited(self.member, holding.bib)

    def make(self, holding: Holding, raw: bytes, path: str, book: str | None) -> Made:
        """What a holding says under this path, of this book."""
        triples, about = document(
            holding.copies,
            member=self.member,
            members=self.members,
            base=self.base,
            path=path,
            instance=thing(self.base, book, INSTANCE) if book else None,
        )
        shared = frozenset(map(statements.key, about))
        return Made(triples, Packed(statements.pack(triples), shared, statements.pack(raw)))
