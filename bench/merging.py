"""`python -m bench.merging`: records merged and taken apart at random; all must be as it was."""

import tempfile
import time
from hashlib import blake2b
from pathlib import Path
from random import Random

import click

from bench.source import cut
from catalogue.description import Describer
from catalogue.ingest import Channel, Ingest
from catalogue.joining.uniting import Uniting
from catalogue.refused import Refusals
from converters.pool import Pool
from converters.reader import read
from store import Store, open_store
from store.graph.embedded import EmbeddedGraph
from store.log.likenesses import Decided, Decision, feeding
from store.log.uniting import Occasion
from store.log.verifying import verify
from store.projections.comparing import compare

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"
MEMBERS = ("A", "B", "C")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--records", default=1_000, show_default=True, help="Real records, in three files.")
@click.option("--times", default=1_000, show_default=True, help="Merges, each taken back.")
@click.option("--seed", default=1, show_default=True)
def main(file: Path | None, records: int, times: int, seed: int) -> None:
    """Merge records of a union at random, take it back, and compare every byte."""
    marc, held = cut(file, records)
    rng = Random(seed)
    with (
        tempfile.TemporaryDirectory(prefix="catena-bench-") as folder,
        open_store(Path(folder), BASE) as store,
        Pool(2) as pool,
    ):
        for member in MEMBERS:
            refusals = Refusals(Path(folder, "refused"), marc, member)
            ingest = Ingest(store, pool, Channel(member, "t", "bench", AT), (), refusals)
            sent = [record for record in read(marc) if rng.random() < 0.6]
            for _ in ingest.run(sent):
                pass
        before, graph = _said(store), _graph(store)
        uniting = Uniting(store, pool, Describer(store, ()), Occasion(AT, "t", "bench"))
        started = time.perf_counter()
        merged = 0
        for number in range(1, times + 1):
            paths = rng.sample(sorted(before), 2)
            if paths[0].partition("/")[0] != "bib" or paths[1].partition("/")[0] != "bib":
                continue
            a, b = (min(each.name for each in feeding(store.log, paths=[path])) for path in paths)
            _decide(uniting, a, b, "same")
            now = [store.log.record(path) for path in paths]
            merged += any(each is not None and each.status == "merged" for each in now)
            _decide(uniting, a, b, "open")
            if number % 100 == 0 and _said(store) != before:
                raise click.ClickException(f"after {number} merges something is not as it was")
        seconds = time.perf_counter() - started
        if _said(store) != before or _graph(store) != graph:
            raise click.ClickException("something is not as it was")
        faults = [*verify(store.log)]
        if faults or not compare(store.log, store.graph).equal:
            raise click.ClickException(f"the log is not sound: {faults}")
    click.echo(
        f"{held:,} records of three libraries, {len(before):,} documents: {merged:,} merges, each "
        f"taken back; every record and the graph are the same bytes. {1e3 * seconds / times:.0f}"
        " ms for two decisions."
    )


def _decide(uniting: Uniting, a: str, b: str, says: Decided) -> None:
    uniting.take(decisions=[Decision(0, "bib", a, b, says, "t", AT, "")])


def _said(store: Store) -> dict[str, bytes]:
    return {record.path: said for record, said in store.log.live()}


def _graph(store: Store) -> bytes:
    for _ in store.catch_up():
        pass
    assert isinstance(store.graph, EmbeddedGraph)
    lines = sorted(store.graph.dump().splitlines())
    return blake2b(b"\n".join(lines)).digest()


if __name__ == "__main__":
    main(prog_name="python -m bench.merging")
