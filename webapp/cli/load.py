"""``catena load``: files of records into the catalogue."""

import gc
import getpass
import json
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from catalogue.description import Describer
from catalogue.ingest import Channel, Ingest
from catalogue.joining.preparing import pack, prepare
from catalogue.members import codes, load_members
from catalogue.reading import arrivals
from catalogue.refused import Refusals
from catalogue.tally import Tally
from converters import NotMarc
from converters.cluster import open_cluster
from converters.deciding import Assumed
from converters.holdings.profile import Profile
from converters.holdings.profile_file import profile as profile_named
from converters.holdings.profile_file import text_of, usual
from converters.pool import SELDOM, Converters, Pool
from store import Store
from store.log.reading import now
from webapp.cli.assuming import assumed, assuming
from webapp.cli.engines import choice, engine_option
from webapp.cli.opening import opened
from webapp.cli.preview import preview as previewed
from webapp.cli.preview_text import render
from webapp.cli.progress import Progress
from webapp.cli.sentences import NOTHING_DONE, SOME_REFUSED, plainly, settings

REFUSED = "refused"
#: From so many new records on the graph is put in order for readers at the end.
OPTIMISED = 100_000


@click.command("load")
# Not click's check of permission: one file that cannot be read must not stop the others.
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--member", metavar="CODE", help="The library that sends them (CATENA_MEMBER).")
@click.option("--profile", metavar="NAME|FILE", help="How the library writes its copies; kept.")
@click.option("--apart", is_flag=True, help="Compare with nothing: records stay by themselves.")
@click.option("--preview", is_flag=True, help="Show how copies would be read; write nothing.")
@assuming
@engine_option
@click.option("--dask", metavar="ADDRESS", help="Convert on this cluster, like tcp://host:8786.")
@click.option("--json", "as_json", is_flag=True, help="End with one JSON object of the counts.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(
    files: tuple[Path, ...],
    *,
    member: str | None,
    profile: str | None,
    apart: bool,
    preview: bool,
    dialect: str | None,
    charset: str | None,
    engine: str | None,
    dask: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Take FILES of MARC records, or of holdings, into the catalogue.

    Bibliographic, authority and holdings records of MARC 21 and the UNIMARC family, in ISO 2709,
    XML, JSON or lines; holdings also as a table (CSV) or ISO 20775. What each record is, and its
    character set, is told by the record itself; --dialect and --charset overrule it. A file of
    Turtle (.ttl) describes member libraries.

    What is the same edition, by the rules of matching, becomes part of the record that is there;
    with --apart it does when `catena rebuild union` compares it.

    Loading a file again changes nothing; a record sent again with other bytes is a new version;
    one with leader/05 "d" is withdrawn. Records that are not taken go to CATENA_HOME/refused, as
    their own bytes, with the reason; doubtful ones wait there for `catena decide`.
    """
    chosen = settings()
    member = member or chosen.member
    if not member.isprintable() or not member.strip() or ":" in member:
        raise click.UsageError(f"--member {member!r} is no code; write it like PKU.")
    assume = assumed(dialect, charset)
    own = profile_named(profile) if profile else None
    total = Tally()
    done = 0
    engine_ = choice(chosen, engine)
    ready = pack if apart else prepare
    gc.set_threshold(*SELDOM)
    with (
        opened(chosen) as store,
        (
            open_cluster(dask, engine_, ready) if dask else Pool(chosen.cores, engine_, ready)
        ) as converters,
        _summary(total, as_json=as_json and not preview),
    ):
        if preview:
            done = sum(_shown(store, file, member, own, assume) for file in files)
            sys.exit(0 if done == len(files) else SOME_REFUSED if done else NOTHING_DONE)
        if profile:
            _keep(store, member, profile)
        loading = Loading(
            store, converters, chosen.home, total, apart=apart, quiet=quiet or as_json
        )
        for file in files:
            try:
                loading.load(file, member, assume)
            except (NotMarc, FileNotFoundError, IsADirectoryError, PermissionError) as error:
                click.echo(f"catena: {said(error)}", err=True)
                continue
            done += 1
        if store.keeping and total.accepted >= OPTIMISED:
            store.graph.optimise()
    if len(files) > 1 and done and not as_json:
        click.echo(f"Together: {total}")
    if not done:
        sys.exit(NOTHING_DONE)
    if done < len(files) or not total.whole:
        sys.exit(SOME_REFUSED)


def _keep(store: Store, member: str, profile: str) -> None:
    """Keeps the profile as the member's own; tells which records were read with another."""
    stale = store.writer.describe_member(member, text_of(profile), now())
    if stale:
        click.echo(
            f"{member} has a new profile: `catena rebuild records` reads the copies of its "
            f"{stale:,} records again.",
            err=True,
        )


def _shown(
    store: Store, file: Path, member: str, own: Profile | None, assume: Assumed | None
) -> bool:
    """Shows how a file's copies would be read; whether it could be read at all."""
    members = codes(store)
    own = own or Describer(store, members).own_profile(member)
    try:
        records = arrivals(file, own or usual("marc21"), assume)
        click.echo(render(previewed(records, own, members)))
    except (NotMarc, FileNotFoundError, IsADirectoryError, PermissionError) as error:
        click.echo(f"catena: {said(error)}", err=True)
        return False
    return True


@contextmanager
def _summary(total: Tally, *, as_json: bool) -> Iterator[None]:
    """The last line for machines, even when the load is stopped half-way."""
    try:
        yield
    finally:
        if as_json:
            click.echo(json.dumps(total.as_dict()))


@dataclass(frozen=True, slots=True)
class Loading:
    """Files into an open store, one after the other; ``total`` counts what became of all."""

    store: Store
    converters: Converters
    home: Path
    total: Tally
    apart: bool = False
    quiet: bool = False

    def load(self, file: Path, member: str, assume: Assumed | None = None) -> None:
        """One file; says on standard error what became of its records."""
        channel = Channel(member, user(), "cli", now())
        if file.suffix == ".ttl":
            tally = load_members(self.store, file, channel)
            self.total.add(tally)
            click.echo(f"{file.name}: {tally}", err=True)
            return
        refusals = Refusals(self.home / REFUSED, file, member)
        members = codes(self.store)
        ingest = Ingest(self.store, self.converters, channel, members, refusals, self.apart)
        own = Describer(self.store, members).own_profile(member)
        records = arrivals(file, own or usual("marc21"), assume)
        with Progress(file.name, file.stat().st_size, "records", quiet=self.quiet) as progress:
            try:
                # Closed at once when we are stopped here: a thread of it uses the graph.
                with closing(ingest.run(records)) as taking:
                    for tally in taking:
                        progress.reached(ingest.done, tally.read)
            finally:
                refusals.close()
                ingest.tally.stop()
                self.total.add(ingest.tally)
        click.echo(f"{file.name}: {ingest.tally}", err=True)
        if refusals.reasons:
            click.echo(f"What was refused or mended, and why: {refusals.reasons}", err=True)
        if ingest.tally.quarantined:
            told = f"To decide about the doubtful ones: catena decide {refusals.reasons}"
            click.echo(told, err=True)


def user() -> str:
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
