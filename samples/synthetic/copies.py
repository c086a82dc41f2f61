"""Who holds a book: fields inside its record, or MARC 21 holdings records of each library."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from samples.synthetic import tables
from samples.synthetic.drawing import Chance, on_line
from samples.synthetic.edition import Edition
from samples.synthetic.iso2709 import Field, written
from samples.synthetic.members import Member, Members

type Family = Literal["marc21", "cnmarc"]

#: A record of ISO 2709 has room for so many copies beside the description.
_MOST: Final = 1_000


class Copies:
    """Draws holders, ``per_bib`` of them on average, and writes what they hold.

    With ``lean`` a copy tells its library alone, as in a union catalogue that leaves shelves and
    barcodes to its members; else also its collection, call number and barcode.
    """

    def __init__(
        self, chance: Chance, members: Members, per_bib: float, *, lean: bool = False
    ) -> None:
        self._chance = chance
        self._members = members
        self._per_bib = per_bib
        self._lean = lean
        self._line = tables.holders()
        self._barcode = 0
        self._record = 0

    def holders(self, first: Member) -> Sequence[Member]:
        """The libraries that hold a book which this one describes; all different."""
        chance = self._chance
        if self._per_bib < 1:
            return [first] if chance() < self._per_bib else []
        more = (self._per_bib - 1) * on_line(self._line, chance())
        return self._members.holders(chance, first, min(1 + int(more + chance()), _MOST))

    def fields(self, family: Family, of: Edition, holders: Sequence[Member]) -> list[Field]:
        """The copies as fields of the book's own record: 852, or 905 in CNMARC."""
        if self._lean:
            tag = "905" if family == "cnmarc" else "852"
            return [(tag, f"  \x1fa{one.code}") for one in holders]
        letter = chr(65 + of.number % 26)
        if family == "cnmarc":
            shelf = f"\x1fd{of.classed}\x1fe{letter}{of.number % 900}"
            return [
                ("905", f"  \x1fa{one.code}\x1fb{barcode}\x1fc{one.collection}{shelf}")
                for one, barcode in self._barcodes(holders)
            ]
        shelf = f"\x1fh{of.classed}\x1fi.{letter}{of.number % 900} {of.year}"
        return [
            ("852", f"0 \x1fa{one.code}\x1fb{one.collection}{shelf}\x1fp{barcode}")
            for one, barcode in self._barcodes(holders)
        ]

    def records(self, of: Edition, holders: Sequence[Member]) -> Iterator[tuple[Member, bytes]]:
        """The same as MARC 21 holdings records, each with the library that sends it.

        The library that describes the book names its own record (004); the others name it by ISBN,
        or by the number that every record of the union bears (:attr:`Edition.union`).
        """
        coded = f"{of.entered[2:]}2p####8###4001aueng0{of.entered[2:]}".replace("#", " ")
        way = ("020", f"  \x1fa{of.isbn}") if of.isbn else ("014", f"0 \x1fa{of.union}\x1fbOCoLC")
        for one, (_, copy) in zip(holders, self.fields("marc21", of, holders), strict=True):
            self._record += 1
            control = ("001", f"H{self._record:010d}")
            stamp = [("005", f"{of.entered}120000.0"), ("008", coded)]
            if one.code == of.by:
                fields = [control, ("004", of.control), *stamp]
            else:
                fields = [control, *stamp, way]
            yield one, written("     nx  a22000002n 4500", [*fields, ("852", copy)])

    def _barcodes(self, holders: Sequence[Member]) -> Iterator[tuple[Member, str]]:
        for one in holders:
            self._barcode += 1
            yield one, f"{one.number:04d}{self._barcode:010d}"
