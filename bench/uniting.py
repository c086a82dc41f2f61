"""`python -m bench.uniting`: what comparing costs a load, beside the same load without it."""

import json
import shutil
import tempfile
from pathlib import Path

import click

from bench.loading import timed
from bench.source import cut
from bench.ways import tool

HEAD = """\
| load | seconds | records/s | bytes of log a record |
| --- | ---: | ---: | ---: |
"""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--records", default=20_000, show_default=True, help="Real records.")
@click.option("--rounds", default=1, show_default=True, help="Each way so often, in turn.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False))
def main(file: Path | None, records: int, rounds: int, folder: Path | None) -> None:
    """Load real records comparing each with all, and without; print a Markdown table."""
    marc, held = cut(file, records)
    place = folder or Path(tempfile.mkdtemp(prefix="catena-bench-"))
    click.echo(measured(marc, held, rounds, place))


def measured(marc: Path, held: int, rounds: int, place: Path) -> str:
    """A Markdown table of both loads of a file of so many records, in homes under ``place``."""
    best: dict[str, tuple[float, int]] = {}
    merged = 0
    for _ in range(rounds):
        for way, options in (("apart", ["--apart"]), ("united", [])):
            home = place / way
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir(parents=True)
            click.echo(f"catena load {' '.join(options)} …", err=True)
            done = timed([tool("catena"), "load", marc, *options, "--json", "--quiet"], home)
            if done.status:
                raise click.ClickException(done.error)
            size = (home / "log.sqlite").stat().st_size
            best[way] = min(best.get(way, (done.seconds, size)), (done.seconds, size))
            merged = json.loads(done.output)["merged"]
            shutil.rmtree(home)
    (apart, small), (united, large) = best["apart"], best["united"]
    rows = "".join(
        f"| {way} | {seconds:.1f} | {held / seconds:.0f} | {size / held:,.0f} |\n"
        for way, seconds, size in (("apart", apart, small), ("united", united, large))
    )
    return (
        f"{held:,} records, {merged:,} of them merged.\n\n{HEAD}{rows}\n"
        f"Comparing adds {100 * (united / apart - 1):.0f} % to the load.\n"
    )


if __name__ == "__main__":
    main(prog_name="python -m bench.uniting")
