"""The samples in a store on each pair of engines, with a history: updated, deleted, merged."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

import samples
from catalogue.ingest import Channel, Ingest
from catalogue.members import codes, load_members
from catalogue.reading import arrivals
from catalogue.refused import Refusals
from converters.holdings.profile_file import usual
from converters.pool import Pool
from sparql.lookup import LookupIndex
from store import Engines, Store, open_store
from tests.servers import oxigraph_server as oxigraph
from tests.servers import virtuoso
from tests.servers.postgresql import postgresql
from tests.store.merging import merge

AT = "2026-11-22T08:00:00+00:00"
BASE = "http://catena.example/"
UPDATED = "A title nobody has"


@dataclass(frozen=True)
class Place:
    """Where a catalogue is, and how files get into it."""

    home: Path
    engines: Engines
    pool: Pool

    def open(self, *rebuilding: str) -> AbstractContextManager[Store]:
        return open_store(
            self.home / "var",
            BASE,
            engines=self.engines,
            rebuilding=rebuilding,
            openers=(LookupIndex,),
        )

    def load(self, store: Store, file: Path, member: str = "") -> int:
        """As `catena load` does; how many records were not taken."""
        channel = Channel(member or file.stem, "tests", "file", AT)
        refusals = Refusals(self.home, file)
        ingest = Ingest(store, self.pool, channel, codes(store), refusals)
        for _ in ingest.run(arrivals(file, usual("cnmarc" if "cnmarc" in str(file) else "marc21"))):
            pass
        return ingest.tally.rejected


def sent_again(store: Store, path: str, change: Callable[[str], str], place: Place) -> None:
    """The newest contribution of a record, once more, altered."""
    record = store.log.record(path)
    assert record is not None
    assert record.contribution is not None
    before = store.log.contribution(record.contribution)
    file = place.home / f"again-{before.control}.xml"
    file.write_text(change(before.raw.decode()), encoding="utf-8")
    assert place.load(store, file, before.member) == 0


def deleted(text: str) -> str:
    """The same record with the leader's status d."""
    status = text.index("<leader>") + len("<leader>") + 5
    return f"{text[:status]}d{text[status + 1 :]}"


def _embedded(_: ExitStack) -> Engines:
    return Engines()


def _oxigraph(stack: ExitStack) -> Engines:
    if not oxigraph.program():
        pytest.skip("the oxigraph server is not installed")
    return Engines(graph=stack.enter_context(oxigraph.oxigraph_server()).endpoint())


def _postgresql_and_virtuoso(stack: ExitStack) -> Engines:
    if not virtuoso.program():
        pytest.skip("Virtuoso is not installed (virtuoso-opensource-7-bin)")
    server = stack.enter_context(postgresql())
    endpoint = stack.enter_context(virtuoso.virtuoso())
    return Engines(log=server.database(), graph=endpoint)


ENGINES = {
    "sqlite and embedded oxigraph": _embedded,
    "sqlite and oxigraph server": _oxigraph,
    "postgresql and virtuoso": _postgresql_and_virtuoso,
}


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    with Pool(1) as pool:
        yield pool


@pytest.fixture(scope="session", params=ENGINES)
def place(
    request: pytest.FixtureRequest, pool: Pool, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Place]:
    """The catalogue on these engines, loaded."""
    with ExitStack() as stack:
        engines = ENGINES[request.param](stack)
        place = Place(tmp_path_factory.mktemp("home"), engines, pool)
        with place.open() as store:
            load_members(store, samples.members(), Channel("catena", "tests", "file", AT))
            for file in (
                *samples.marc21_files(),
                *samples.cnmarc_files(),
                *samples.authority_files(),
                *samples.holdings_files(),
            ):
                assert place.load(store, file) == 0
            sent_again(store, "bib/b3", deleted, place)
            merge(store.log, "bib/b4", "bib/b6", AT, "the same edition twice")
        yield place
