"""`python -m bench.scale`: a whole catalogue at size, on real records and on a synthetic union.

Each step is kept in a folder as JSON: a run that was stopped goes on, and `--peer-seconds` takes
the other way's time from an earlier one. The table is written again from what the folder holds.
"""

import json
import os
import platform
import shutil
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import click
import psutil

from bench.loading import loaded, timed
from bench.peer import peer
from bench.scale_table import real, union
from bench.serving import looked_up, served, updated
from bench.source import CACHE, cut
from bench.steps import Found, Steps
from bench.watch import run
from bench.ways import tool
from catalogue.members import UNION
from samples.synthetic.union import MANIFEST
from webapp.settings import Settings

PEER: Final = "(b) `xsltproc` + `oxigraph load`"
PEERS: Final = "(b) with an `xsltproc` on each core"
RESULTS: Final = Path(__file__).parent / "results"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--records", default=250_000, show_default=True, help="Real records; 0: none.")
@click.option("--bibs", default=1_000_000, show_default=True, help="Synthetic books; 0: none.")
@click.option("--small", default=10_000, show_default=True, help="The size growth is told from.")
@click.option("--members", default=707, show_default=True, help="Libraries of the union.")
@click.option("--lean", is_flag=True, help="Copies that tell their library and nothing else.")
@click.option("--peer-seconds", type=float, help="Seconds (b) took before; do not run it again.")
@click.option("--skip-peer", is_flag=True, help="Leave (b) out.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=CACHE / "scale")
@click.option("--again", is_flag=True, help="Forget what was measured before.")
def main(
    file: Path | None,
    *,
    records: int,
    bibs: int,
    small: int,
    members: int,
    lean: bool,
    peer_seconds: float | None,
    folder: Path,
    skip_peer: bool,
    again: bool,
) -> None:
    """Measure a load of real records beside its peer, and a synthetic union as it grows.

    A step is named by its size: measure with other options in another --folder.
    """
    if again:
        shutil.rmtree(folder, ignore_errors=True)
    steps = Steps(folder.resolve())
    text = f"{_machine()}\n"
    if records:
        marc, held = cut(file, records)
        ours = steps.of(f"lc-{held}", partial(_lc, marc, steps.folder / "lc"))
        beside: dict[str, Found] = {}
        if peer_seconds:
            beside[PEER] = {"seconds": peer_seconds}
        elif not skip_peer:
            for name, processes in {PEER: 1, PEERS: os.cpu_count() or 1}.items():
                way = partial(peer, marc, steps.folder / "peer", processes)
                beside[name] = steps.of(f"peer-{held}-{processes}", way)
        text += f"\n{real(held, ours, beside)}"
    if bibs:
        options = ["--members", f"{members}", *(["--lean-holdings"] if lean else [])]
        sized = {size: _grown(steps, size, options) for size in dict.fromkeys((small, bibs))}
        bare = steps.of(f"bare-{small}", partial(_bare, steps.folder, small, options))
        text += f"\n{union(sized, bare)}"
    RESULTS.mkdir(exist_ok=True)
    target = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-scale.md"
    target.write_text(text, encoding="utf-8")
    click.echo(text)


def _lc(marc: Path, home: Path) -> Found:
    """What a load of real records took; the home stays, for `python -m bench.queries`."""
    shutil.rmtree(home, ignore_errors=True)
    return loaded(home, [([marc], "BENCH")])


def _grown(steps: Steps, size: int, options: list[str]) -> Found:
    """All that is measured of a union of one size; its files and its home stay, to be gone on."""
    made, home = steps.folder / f"union-{size}", steps.folder / f"home-{size}"
    found = {"synth": steps.of(f"synth-{size}", partial(_synth, made, size, options))}
    found["load"] = steps.of(f"load-{size}", partial(_load, made, home))
    found["serve"] = steps.of(f"serve-{size}", partial(_serve, made, home))
    found["check"] = steps.of(f"check-{size}", partial(_check, home))
    return found


def _bare(folder: Path, size: int, options: list[str]) -> Found:
    """The small union without a copy: what its books alone take."""
    made, home = folder / f"bare-union-{size}", folder / f"bare-home-{size}"
    _synth(made, size, [*options, "--holdings", "0"])
    found = _load(made, home)
    shutil.rmtree(made)
    shutil.rmtree(home)
    return found


def _synth(made: Path, size: int, options: list[str]) -> Found:
    shutil.rmtree(made, ignore_errors=True)
    command: list[str | Path] = [
        tool("catena"),
        "synth",
        made,
        "--bibs",
        f"{size}",
        "--quiet",
        *options,
    ]
    done = run(command, made.parent, os.environ)
    if done.status:
        raise click.ClickException(f"catena synth failed: {done.error}")
    return {"seconds": done.seconds, "peak": done.peak, "counts": _manifest(made)["counts"]}


def _load(made: Path, home: Path) -> Found:
    shutil.rmtree(home, ignore_errors=True)
    calls: dict[str, list[Path]] = {}
    for file in _manifest(made)["files"]:
        calls.setdefault(file["member"] or UNION, []).append(made / file["file"])
    return loaded(home, [(files, member) for member, files in calls.items()])


def _serve(made: Path, home: Path) -> Found:
    file = next(made.glob("marc21/*.mrc"))
    with served(home) as (server, started):
        pages = looked_up(server, home)
        base = Settings().base_iri
        return {"start": started} | pages | updated(server, home, file, file.stem, base)


def _check(home: Path) -> Found:
    done = timed([tool("catena"), "check", "--json"], home)
    said: Found = json.loads(done.output) if done.output.startswith("{") else {}
    return {"seconds": done.seconds, "peak": done.peak, "said": said or done.error}


def _manifest(made: Path) -> Found:
    manifest: Found = json.loads((made / MANIFEST).read_text(encoding="utf-8"))
    return manifest


def _machine() -> str:
    return (
        f"{datetime.now(UTC):%Y-%m-%d}: {os.cpu_count()} cores, "
        f"{psutil.virtual_memory().total / 2**30:.0f} GiB, Python {platform.python_version()}."
    )


if __name__ == "__main__":
    main(prog_name="python -m bench.scale")
