"""A union of a few books, and files of what a library holds of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import pytest

from catalogue.copies.arriving import Arrived, arriving
from catalogue.copies.counting import Counts
from catalogue.copies.making import Maker
from catalogue.copies.replacing import Replacement
from catalogue.copies.sorting import Group, Sorted
from catalogue.ingest import Channel
from converters.holdings.profile_file import usual
from converters.record import Rejected
from shapes.namespaces import BF, RDF
from store import Store
from store.log.records import Awaited
from store.log.writer import Entry
from tests.catalogue.conftest import BASE

AT = "2026-01-02T00:00:00Z"
HEADINGS = "控制号,ISBN,馆藏地,索书号,条码,状态"


def book(number: int, isbn: str = "", member: str = "PKU") -> Entry:
    """A book ``bib/b<number>`` that PKU knows as ``B<number>``."""
    path = f"bib/b{number}"
    own = f"<{BASE}{path}#"
    lines = [f"{own}Instance> <{RDF}type> <{BF}Instance> ."]
    if isbn:
        lines.append(f"{own}Instance> <{BF}identifiedBy> {own}Isbn-1> .")
        lines.append(f"{own}Isbn-1> <{RDF}type> <{BF}Isbn> .")
        lines.append(f'{own}Isbn-1> <{RDF}value> "{isbn}" .')
    raw = f"{member} {number}".encode()
    return Entry(
        member=member,
        control=f"B{number}",
        kind="bib",
        dialect="marc21",
        charset="utf-8",
        format="lines",
        raw=raw,
        digest=blake2b(raw, digest_size=16).digest(),
        path=path,
        number=number,
        triples="".join(f"{line}\n" for line in sorted(lines)).encode(),
        engine="test",
    )


@dataclass
class Heard:
    """What was told of single holdings."""

    refused: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def refuse(self, refused: Rejected) -> None:
        self.refused.append(refused.reason)

    def mend(self, position: int, mended: tuple[str, ...]) -> None:
        self.mended += mended

    def unmatched(self, group: Group, ways: Sequence[Awaited]) -> None:
        self.waiting.append(group.control)


@dataclass
class Union:
    """A store with books, and one library that sends files of holdings."""

    store: Store
    folder: Path
    heard: Heard = field(default_factory=Heard)

    def add(self, *books: Entry) -> None:
        self.store.writer.append(books, AT, "tester", "test")
        for _ in self.store.catch_up():
            pass

    def replacement(self, came: Sorted, *texts: str, suffix: str = ".csv") -> Replacement:
        refused = 0
        for number, text in enumerate(texts):
            file = self.folder / f"holdings{number}{suffix}"
            file.write_text(text, encoding="utf-8")
            taken: list[Arrived] = []
            for each in arriving(file, usual("marc21")):
                if isinstance(each, Rejected):
                    self.heard.refuse(each)
                    refused += 1
                else:
                    taken.append(each)
            came.take(taken)
        came.sort()
        maker = Maker("PKU", {"PKU"}, None, self.store.base)
        channel = Channel("PKU", "tester", "test", AT)
        return Replacement(self.store, came, maker, "test 1", channel, self.heard, refused)

    def replace(self, *texts: str, yes: bool = False, suffix: str = ".csv") -> Counts:
        with Sorted(self.folder) as came:
            replacement = self.replacement(came, *texts, suffix=suffix)
            for _ in replacement.run(yes=yes):
                pass
            return replacement.counts

    def preview(self, *texts: str) -> Counts:
        with Sorted(self.folder) as came:
            return self.replacement(came, *texts).preview()

    def holdings(self) -> list[str]:
        return [record.path for record, _ in self.store.log.live("holding")]


def table(*rows: str) -> str:
    return "\n".join([HEADINGS, *rows, ""])


@pytest.fixture
def union(store: Store, tmp_path: Path) -> Union:
    made = Union(store, tmp_path / "files")
    made.folder.mkdir()
    made.add(book(1, "9787020008728"), book(2), book(3, "9787301000014"), book(4, "9787301000014"))
    return made


@pytest.fixture
def rows() -> Callable[..., str]:
    return table
