"""A union whose likenesses and verdicts the test decides, and whose records say hardly anything."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import pymarc
import pytest

from catalogue.description import Describer
from catalogue.joining.arrivals import Arrival
from catalogue.joining.comparing import Rules
from catalogue.joining.uniting import United, Uniting
from catalogue.matching.verdict import Says, Verdict
from converters.engine import Converted, Job
from converters.record import MarcRecord
from store import Store, open_store
from store.log.entries import Entry
from store.log.likenesses import Decided, Decision, Kept, feeding
from store.log.uniting import Occasion, number

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"


class Terse:
    """Says of each record that it is a work with its title, and when that was said."""

    version = "terse"

    def convert(self, jobs: Iterable[Job], generated: str) -> Iterator[tuple[Job, Converted]]:
        for job in jobs:
            title = job.record.marc["245"]["a"]
            work = f'<{job.document}#Work> <http://example.org/title> "{title}" .\n'
            date = f'<{job.document}#Work> <http://example.org/made> "{generated}" .\n'
            yield job, Converted((date + work).encode())


@dataclass
class Small:
    """A union of sources ``A:1``, ``B:1`` …; ``verdicts`` of pairs of their likenesses."""

    store: Store
    verdicts: Mapping[frozenset[str], tuple[Says, float]]
    alone: frozenset[str] = frozenset()
    common: int = 200

    def uniting(self) -> Uniting:
        describer = Describer(self.store, ())
        rules = Rules(self.compare, self.common)
        return Uniting(self.store, Terse(), describer, Occasion(AT, "t", "test"), rules)

    def compare(self, a: Kept, b: Kept) -> Verdict:
        says, score = self.verdicts.get(
            frozenset((a.traits.decode(), b.traits.decode())), ("ask", 0.5)
        )
        return Verdict(says, score, ())

    def take(self, **sources: str | None) -> United:
        """What each source sends now, its likeness; None: it withdraws its record."""
        return self.uniting().take([self.arrival(name, says) for name, says in sources.items()])

    def decide(self, a: str, b: str, says: Decided) -> United:
        decision = Decision(0, "bib", f"{a}:1", f"{b}:1", says, "t", AT, "")
        return self.uniting().take([], [decision])

    def arrival(self, member: str, says: str | None) -> Arrival:
        marc = pymarc.Record()
        marc.add_field(pymarc.Field("001", data="1"))
        title = [pymarc.Subfield("a", says or "withdrawn")]
        marc.add_field(pymarc.Field("245", pymarc.Indicators("0", "0"), title))
        raw = marc.as_marc()
        known = self.store.log.sources(member, "bib", ["1"]).get("1")
        free = None if known else self.store.writer.reserve("bib", 1)[0]
        path = known.path if known else f"bib/b{free}"
        expects = bytes(known.digest) if known else None
        digest = blake2b(raw, digest_size=16).digest()
        entry = Entry(
            member=member,
            control="1",
            kind="bib",
            dialect="marc21",
            charset="utf-8",
            format="iso2709",
            raw=raw,
            digest=digest,
            path=path,
            number=free,
            triples=b"",
            engine=Terse.version,
            delete=says is None,
            reason="" if says else "withdrawn",
            expects=expects,
        )
        record = MarcRecord(1, raw, "iso2709", marc, "marc21", "bib", "utf-8")
        return Arrival(record, entry, self.kept(says) if says else None)

    def kept(self, says: str) -> Kept:
        lone = says in self.alone
        return Kept(number(says.encode()), "bib", lone, says.encode(), ("all",))

    def groups(self) -> dict[str, str]:
        """The members that feed each live record: ``{"bib/b1": "AB"}``."""
        live = [record.path for record, _ in self.store.log.live("bib")]
        return {
            path: "".join(sorted(each.member for each in feeding(self.store.log, paths=[path])))
            for path in live
        }

    def says(self) -> dict[str, bytes]:
        return {record.path: said for record, said in self.store.log.live("bib")}

    def known(self, member: str) -> str:
        return self.store.log.sources(member, "bib", ["1"])["1"].path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "home", BASE) as opened:
        yield opened
