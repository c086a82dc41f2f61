"""``catena decide``: how doubtful records are to be read, said by a person, and done."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, cast, get_args

import click

from catalogue.ingest import Channel, Ingest
from catalogue.members import codes
from catalogue.refused import Decisions, Doubtful
from converters import MarcRecord, Rejected, Unreadable, parse_one
from converters.charsets import CHARSETS
from converters.holdings.groups import plain
from converters.pool import Pool
from converters.record import Dialect
from store.log.reading import now
from webapp.cli.engines import choice
from webapp.cli.load import user
from webapp.cli.opening import opened
from webapp.cli.sentences import SOME_REFUSED, plainly, settings, stop

DIALECTS: Final = get_args(Dialect.__value__)
DROP: Final = "drop"


@click.command("decide")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("decisions", nargs=-1, metavar="[ROW=CHOICE]…")
@click.option("--all", "everything", metavar="CHOICE", help="The same for all that wait.")
@click.option("--member", metavar="CODE", help="The library that sent them, if the table is wrong.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each that waits.")
@plainly
def command(
    table: Path, decisions: Sequence[str], everything: str | None, member: str | None, as_json: bool
) -> None:
    """Show the doubtful records of a load, or take them in as a person has decided.

    TABLE is the file `catena load` named. Without decisions, each record that waits is shown with
    the ways it may be read, numbered. CHOICE is one of these numbers, or a dialect and a character
    set (cnmarc/gb18030), or "drop" for a record that is not to be taken.
    """
    try:
        waiting = Decisions(table)
        doubtful = list(waiting.waiting())
    except UnicodeDecodeError:
        stop(f"{table} is no table of refused records; name the .tsv that `catena load` told.")
    except ValueError as error:
        stop(str(error))
    if not decisions and not everything:
        _show(doubtful, as_json)
        if doubtful and not as_json:
            click.echo(
                f"To decide: catena decide {table} {doubtful[0].row}={_easiest(doubtful[0])}"
            )
        return
    if not doubtful:
        click.echo("Nothing waits for a decision.")
        return
    chosen = _chosen(doubtful, decisions, everything)
    dropped = {row: "dropped by decision" for row, how in chosen.items() if how == DROP}
    taking = [each for each in doubtful if each.row in chosen and each.row not in dropped]
    again = _Again()
    told = settings()
    with opened(told) as store, Pool(told.cores, choice(told)) as pool:
        for code in dict.fromkeys(member or each.member for each in taking):
            channel = Channel(code or told.member, user(), "cli", now())
            theirs = [each for each in taking if (member or each.member) == code]
            records = _read(theirs, chosen)
            ingest = Ingest(store, pool, channel, codes(store), again)
            with closing(ingest.run(records)) as tallies:
                for _ in tallies:
                    pass
    taken = {
        each.row: f"taken as {chosen[each.row]}" for each in taking if each.row not in again.refused
    }
    waiting.decide(dropped | taken)
    click.echo(f"{len(taken):,} taken, {len(dropped):,} dropped, {len(again.refused):,} not taken.")
    for row, reason in again.refused.items():
        click.echo(f"catena: row {row}: {reason}", err=True)
    if again.refused:
        sys.exit(SOME_REFUSED)


def _show(doubtful: Sequence[Doubtful], as_json: bool) -> None:
    for each in doubtful:
        if as_json:
            told = {"row": each.row, "position": each.position, "reason": each.reason}
            ways = [asdict(way) for way in each.candidates]
            click.echo(json.dumps(told | {"candidates": ways}, ensure_ascii=False))
            continue
        said = plain(each.reason)
        click.echo(f"row {each.row}, record {each.position}, {each.verdict}: {said}")
        for number, way in enumerate(each.candidates, start=1):
            reads = plain(way.reads)
            click.echo(f"  {number}  {way.score:.2f}  {way.dialect}/{way.charset}  {reads}")
    if not doubtful and not as_json:
        click.echo("Nothing waits for a decision.")


def _easiest(doubtful: Doubtful) -> str:
    """A decision to show as an example: the likeliest way, or none where no way is known."""
    return "1" if doubtful.candidates else DROP


def _chosen(
    doubtful: Sequence[Doubtful], decisions: Sequence[str], everything: str | None
) -> dict[int, str]:
    """For each row decided about, ``dialect/charset`` or ``drop``."""
    by_row = {each.row: each for each in doubtful}
    written = {str(row): everything for row in by_row} if everything else {}
    for decision in decisions:
        row, equals, how = decision.partition("=")
        if not equals or not row.isdecimal() or int(row) not in by_row:
            raise click.UsageError(
                f"{decision!r}: write ROW=CHOICE with a row that waits; see `catena decide TABLE`."
            )
        written[row] = how
    return {int(row): _way(by_row[int(row)], how or "") for row, how in written.items()}


def _way(doubtful: Doubtful, how: str) -> str:
    if how == DROP:
        return how
    if how.isdecimal():
        if not 1 <= int(how) <= len(doubtful.candidates):
            raise click.UsageError(f"row {doubtful.row} has no candidate {how}.")
        way = doubtful.candidates[int(how) - 1]
        return f"{way.dialect}/{way.charset}"
    dialect, _, charset = how.partition("/")
    if dialect not in DIALECTS or not charset:
        raise click.UsageError(
            f"{how!r} is no choice: a number, {DROP}, or DIALECT/CHARSET with a dialect of "
            f"{', '.join(DIALECTS)}."
        )
    if charset not in CHARSETS:
        raise click.UsageError(
            f"{how!r}: there is no character set {charset}. Choose one of {', '.join(CHARSETS)}."
        )
    return how


def _read(doubtful: Sequence[Doubtful], chosen: dict[int, str]) -> Iterator[MarcRecord | Rejected]:
    """The records, read as decided; ``position`` is the row, so that refusals lead back to it."""
    for each in doubtful:
        dialect, _, charset = chosen[each.row].partition("/")
        try:
            yield parse_one(
                each.raw, each.format, each.row, charset=charset, dialect=cast("Dialect", dialect)
            )
        except (Unreadable, LookupError) as error:
            yield Rejected(each.row, str(error), each.raw, format=each.format)


@dataclass
class _Again:
    """Takes the refusals of records that were decided about: they stay where they are."""

    refused: dict[int, str] = field(default_factory=dict)

    def refuse(self, refused: Rejected) -> None:
        """Notes the reason; the record keeps waiting."""
        self.refused[refused.position] = refused.reason

    def mend(self, position: int, mended: tuple[str, ...]) -> None:
        """Tells what was repaired in a record that was taken."""
        for sentence in mended:
            click.echo(f"row {position}: {sentence}", err=True)
