"""`make bench`: how fast records become a graph, beside the tools people use today, in one run."""

import os
import platform
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click
import psutil

import samples
from bench import copies, crosswalk, reading, uniting
from bench.engines import measured as measured_engines
from bench.equality import main as compare_engines
from bench.scale import main as measure_scale
from bench.source import cut
from bench.table import Measured, as_markdown
from bench.ways import as_marcxml, ways

#: Records the engines are timed on.
ENGINES = 2_000
#: Holdings in each file that is loaded.
HOLDINGS = 100_000
#: Records of the UNIMARC family, beside the project, to be read and crosswalked where they are.
SHARED = Path(__file__).parents[2] / "shared" / "data" / "unimarc-bib"
OTHERS = [
    SHARED / name
    for name in (
        "cnmarc-dev8__gb18030.iso",
        "rusmarc-nlr__TEST1-dev.iso",
        "cmarc-tw-nbinet__fixed.mrc",
        "marcjs__bib.mrc",
    )
]
RESULTS = Path(__file__).parent / "results"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--records", default=10_000, show_default=True, help="Take the first N records.")
@click.option("--rounds", default=1, show_default=True, help="Measure N times; the best counts.")
@click.option("--equality", is_flag=True, help="Then compare both engines over every record.")
@click.option("--scale", type=int, help="Only bench.scale: N real records, N synthetic books.")
@click.pass_context
def main(
    context: click.Context,
    file: Path | None,
    records: int,
    rounds: int,
    *,
    equality: bool,
    scale: int | None,
) -> None:
    """Measure three ways from MARC to SPARQL on the same records and print a Markdown table."""
    if scale:
        context.invoke(measure_scale, file=file, records=scale, bibs=scale)
        return
    marc, held = cut(file, records)
    measured: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory(prefix="catena-bench-") as name:
        folder = Path(name)
        marcxml, preparing = as_marcxml(marc, folder)
        for _ in range(rounds):  # in turn, so that a busy minute does not fall on one way alone
            for way in ways(marc, marcxml):
                click.echo(f"{way.name} …", err=True)
                result = Measured.of(way.name, way.go(folder / "way"), folder / "way")
                measured[way.name] = min(result, measured.get(way.name, result))
        few = cut(file, min(records, ENGINES))[0]
        engines = measured_engines(few, 3)
        others = [file for file in OTHERS if file.exists()]
        read = "\n".join(line for path in (few, *others) for line in reading.table(path))
        families = (few, *samples.cnmarc_files()[:2], *samples.authority_files(), *others)
        united = uniting.measured(marc, held, rounds, folder)
        loaded = "".join(copies.table(min(HOLDINGS, 10 * records), folder))
        crossed = "".join(row for path in families for row in crosswalk.measured(path, ENGINES, 3))
    text = (
        f"{datetime.now(UTC):%Y-%m-%d}: {held:,} records of {file.name if file else 'LC'}, "
        f"{os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} GiB, "
        f"Python {platform.python_version()}, best of {rounds}.\n\n"
        f"{as_markdown(list(measured.values()), held)}\n"
        f"Making MARCXML for (b) took {preparing:.1f} s more and is not counted. "
        "(c) has fewer triples because equal nodes of a record become one.\n\n"
        f"The engines alone, on one core:\n\n{engines}\n"
        f"Reading, on one core:\n\n{read}\n"
        f"The crosswalks, on one core:\n\n{crosswalk.HEAD}{crossed}\n"
        f"Matching, each record compared with all others:\n\n{united}\n"
        f"Holdings, by `catena holdings`:\n\n{loaded}"
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%S}.md").write_text(text, encoding="utf-8")
    click.echo(text)
    if equality:
        context.invoke(compare_engines)


if __name__ == "__main__":
    main(prog_name="make bench")
