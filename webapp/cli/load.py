"""``catena load``: files of records into the catalogue."""

import getpass
import json
import os
import sys
from pathlib import Path

import click

from catalogue.ingest import Channel, Ingest
from catalogue.members import codes, load_members
from catalogue.refused import Refusals
from catalogue.tally import Tally
from converters import NotMarc, read
from converters.pool import Pool
from store import Store, open_store
from store.log import now
from webapp.cli.engines import choice, engine_option
from webapp.cli.progress import Progress
from webapp.cli.sentences import NOTHING_DONE, SOME_REFUSED, plainly, settings

REFUSED = "refused"


@click.command("load")
# Not click's check of permission: one file that cannot be read must not stop the others.
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--member", metavar="CODE", help="The library that sends them (CATENA_MEMBER).")
@engine_option
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object of the counts.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(
    files: tuple[Path, ...], member: str | None, engine: str | None, as_json: bool, quiet: bool
) -> None:
    """Take FILES of MARC 21 records, ISO 2709 or MARCXML, into the catalogue.

    A file of Turtle (.ttl) describes member libraries. Loading a file again changes nothing; a
    record sent again with other bytes is a new version; one with leader/05 "d" is withdrawn.
    Records that are not taken go to CATENA_HOME/refused, as their own bytes, with the reason.
    """
    chosen = settings()
    member = member or chosen.member
    if not member.isprintable() or not member.strip():
        raise click.UsageError(f"--member {member!r} is no code; write it like PKU.")
    total = Tally()
    done = 0
    with (
        open_store(chosen.home, chosen.base_iri) as store,
        Pool(chosen.cores, choice(chosen, engine)) as pool,
    ):
        for file in files:
            try:
                tally = load(store, pool, file, member, chosen.home, quiet=quiet or as_json)
            except (NotMarc, FileNotFoundError, IsADirectoryError, PermissionError) as error:
                click.echo(f"catena: {said(error)}", err=True)
                continue
            done += 1
            total += tally
    if as_json:
        click.echo(json.dumps(total.as_dict()))
    elif len(files) > 1 and done:
        click.echo(f"Together: {total}")
    if not done:
        sys.exit(NOTHING_DONE)
    if done < len(files) or not total.whole:
        sys.exit(SOME_REFUSED)


def load(
    store: Store, pool: Pool, file: Path, member: str, home: Path, *, quiet: bool = False
) -> Tally:
    """One file into an open store; says on standard error what became of its records."""
    channel = Channel(member, _user(), "cli", now())
    if file.suffix == ".ttl":
        tally = load_members(store, file, channel)
        click.echo(f"{file.name}: {tally}", err=True)
        return tally
    refusals = Refusals(home / REFUSED, file)
    ingest = Ingest(store, pool, channel, codes(store), refusals)
    with Progress(file.name, file.stat().st_size, "records", quiet=quiet) as progress:
        try:
            for tally in ingest.run(read(file)):
                progress.reached(ingest.done, tally.read)
        finally:
            refusals.close()
    click.echo(f"{file.name}: {ingest.tally}", err=True)
    if refusals.reasons:
        click.echo(f"What was refused or mended, and why: {refusals.reasons}", err=True)
    return ingest.tally


def _user() -> str:
    """Who loads; in a container the number may have no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def said(error: Exception) -> str:
    """The sentence for a file that could not be read."""
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}."
    return str(error)
