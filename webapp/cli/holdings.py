"""``catena holdings``: everything a library holds, put in the place of what it told before."""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import click

from catalogue.copies.arriving import Arrived, arriving
from catalogue.copies.counting import Counts
from catalogue.copies.making import Maker
from catalogue.copies.replacing import Replacement, Stopped
from catalogue.copies.sorting import Sorted
from catalogue.copies.told import Told
from catalogue.description import Describer
from catalogue.ingest import Channel
from catalogue.members import codes
from catalogue.refused import Refusals
from converters import NotMarc
from converters.engines import conversion
from converters.holdings.profile import Profile
from converters.holdings.profile_file import profile as profile_named
from converters.holdings.profile_file import text_of, usual
from converters.pool import SELDOM
from converters.record import Rejected
from store.log.reading import now
from webapp.cli.engines import choice
from webapp.cli.load import OPTIMISED, REFUSED, said, user
from webapp.cli.opening import opened
from webapp.cli.progress import Progress
from webapp.cli.sentences import NOTHING_DONE, SOME_REFUSED, plainly, settings

#: Where a file is put in order, below CATENA_HOME.
_WORK = "work"


@click.command("holdings")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--member", metavar="CODE", help="The library that holds them (CATENA_MEMBER).")
@click.option("--profile", metavar="NAME|FILE", help="How the library writes its copies; kept.")
@click.option("--preview", is_flag=True, help="Tell what would be done; write nothing.")
@click.option("--yes", is_flag=True, help="Withdraw however many are no longer there.")
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object of the counts.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(
    files: tuple[Path, ...],
    *,
    member: str | None,
    profile: str | None,
    preview: bool,
    yes: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Put FILES, which tell all that a library holds, in the place of what it told before.

    Holdings as a table (CSV), as MARC 21 holdings records or as ISO 20775. All the rows of one book
    are one document; a holding that is in the catalogue and not in the files is withdrawn, last of
    all. When more than a fifth would go, or anything while a row cannot be read, nothing is done
    without --yes. Loading a file again changes nothing; a load that was killed goes on when it is
    begun again.

    read = added + changed + unchanged + unmatched + rejected. The unmatched are kept and wait for
    their books; a table in CATENA_HOME/refused tells which they are.
    """
    chosen = settings()
    member = member or chosen.member
    if not member.isprintable() or not member.strip():
        raise click.UsageError(f"--member {member!r} is no code; write it like PKU.")
    given = profile_named(profile) if profile else None
    gc.set_threshold(*SELDOM)
    with ExitStack() as stack:
        store = stack.enter_context(opened(chosen))
        members = codes(store)
        if profile and not preview:
            store.writer.describe_member(member, text_of(profile), now())
        own = given or Describer(store, members).own_profile(member)
        refusals = Refusals(chosen.home / REFUSED, files[0], member)
        told = Told(refusals, chosen.home / REFUSED, files[0].stem)
        stack.callback(told.close)
        came = stack.enter_context(Sorted(chosen.home / _WORK))
        refused = sum(_read(file, came, own, told) for file in files)
        came.sort()
        engine = conversion(choice(chosen)).version
        replacement = Replacement(
            store,
            came,
            Maker(member, members, own, store.base),
            engine,
            Channel(member, user(), "cli", now()),
            told,
            refused,
        )
        if preview:
            counts = replacement.preview()
        else:
            counts = _replaced(replacement, yes=yes, quiet=quiet or as_json)
        if store.keeping and not preview and counts.documents >= OPTIMISED:
            store.graph.optimise()
    _tell(counts, told, preview=preview, as_json=as_json)
    if not counts.whole:
        sys.exit(SOME_REFUSED)


def _read(file: Path, came: Sorted, own: Profile | None, told: Told) -> int:
    """Takes a file in, to be put in order; how many of its holdings were refused.

    A file that cannot be read ends all: without it, what it tells would be withdrawn.
    """
    refused = 0

    def taken() -> Iterator[Arrived]:
        nonlocal refused
        for each in arriving(file, own or usual("marc21")):
            if isinstance(each, Rejected):
                refused += 1
                told.refuse(each)
            else:
                yield each

    try:
        came.take(taken())
    except (NotMarc, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        click.echo(f"catena: {said(error)} Nothing was written.", err=True)
        sys.exit(NOTHING_DONE)
    return refused


def _replaced(replacement: Replacement, *, yes: bool, quiet: bool) -> Counts:
    """Does it, with a bar; the counts in the end."""
    with Progress("holdings", replacement.came.size, "holdings", quiet=quiet) as progress:
        try:
            with closing(replacement.run(yes=yes)) as running:
                for counts in running:
                    progress.reached(counts.read)
        except Stopped as error:
            click.echo(f"catena: {error}", err=True)
            sys.exit(NOTHING_DONE)
    return replacement.counts


def _tell(counts: Counts, told: Told, *, preview: bool, as_json: bool) -> None:
    would = "would be: " if preview else ""
    click.echo(f"{would}{counts}", err=True)
    if told.refusals.reasons:
        click.echo(f"What was refused or odd, and why: {told.refusals.reasons}", err=True)
    if told.waiting:
        click.echo(f"What waits for its book: {told.waiting}", err=True)
    if as_json:
        click.echo(json.dumps(counts.as_dict()))
