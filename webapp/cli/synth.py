"""``catena synth``: a union that never was, as large as one likes, to try things at their size."""

import json
from pathlib import Path
from typing import Literal

import click

from samples.synthetic.union import AUTHORITIES, MANIFEST, Plan, write
from webapp.cli.progress import Progress
from webapp.cli.sentences import plainly, stop


@click.command("synth")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--bibs", type=click.IntRange(min=1, max=99_999_999), required=True, help="Books to describe."
)
@click.option(
    "--authorities",
    type=click.IntRange(min=0),
    help="Authority records; as many as the books have headings at most.  [default: 28 for 100 "
    "books]",
)
@click.option(
    "--holdings",
    metavar="PER_BIB",
    type=click.FloatRange(min=0, max=1_000),
    default=11.0,
    show_default=True,
    help="Libraries that hold a book, on average.",
)
@click.option(
    "--members",
    type=click.IntRange(min=1, max=9_999),
    default=707,
    show_default=True,
    help="Member libraries.",
)
@click.option(
    "--family",
    type=click.Choice(["marc21", "cnmarc", "both"]),
    default="both",
    show_default=True,
    help="Western books in MARC 21, Chinese ones in CNMARC.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another: another union.")
@click.option(
    "--separate-holdings", is_flag=True, help="Copies in holdings records, not inside the book's."
)
@click.option("--lean-holdings", is_flag=True, help="A copy tells its library and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object of the counts.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(
    folder: Path,
    *,
    bibs: int,
    authorities: int | None,
    holdings: float,
    members: int,
    family: Literal["marc21", "cnmarc", "both"],
    seed: int,
    separate_holdings: bool,
    lean_holdings: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write a synthetic union into FOLDER, which must be new or empty.

    Invented books, names and copies, as often and as long as real ones were counted to be; the same
    options give the same bytes on every machine. FOLDER/manifest.json tells what was written, and
    the order and the --member each file is loaded with; it is written last.
    """
    wanted = int(bibs * AUTHORITIES) if authorities is None else authorities
    plan = Plan(bibs, wanted, holdings, members, family, seed, separate_holdings, lean_holdings)
    with Progress("synth", bibs + wanted, "records", quiet=quiet or as_json) as progress:
        try:
            for done in write(folder, plan):
                progress.reached(done)
        except FileExistsError:
            stop(f"{folder} is not empty. Name a new folder, or empty it.")
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    counts: dict[str, int] = manifest["counts"]
    if as_json:
        click.echo(json.dumps(counts))
        return
    said = ", ".join(f"{name}: {many:,}" for name, many in counts.items())
    click.echo(f"{folder}: {len(manifest['files']):,} files; {said}.", err=True)
