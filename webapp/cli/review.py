"""``catena review``: what waits for a decision, decided by keys in a terminal."""

import json
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Final

import click

from catalogue.review.converting import InThisProcess
from catalogue.review.counting import counts
from catalogue.review.deciding import Desk
from catalogue.review.exchange import Unusable, read, write_json, write_table
from catalogue.review.exporting import rows
from catalogue.review.questions import KINDS, question
from catalogue.review.queue import Queue
from converters.pool import Pool
from store import Store
from store.log.likenesses import Decided
from store.log.whereabouts import WORK
from webapp.cli.columns import aligned
from webapp.cli.engines import choice
from webapp.cli.load import user
from webapp.cli.opening import opened
from webapp.cli.review_session import Session, brief
from webapp.cli.sentences import plainly, settings, stop
from webapp.settings import Settings

#: So many decisions of a file are worth starting processes for that convert.
_MANY: Final = 200


@click.command("review")
@click.option(
    "--kind", type=click.Choice(KINDS), default=None, help="Only editions, headings, or works."
)
@click.option("--alarms", is_flag=True, help="What the rules call the same, and could not join.")
@click.option("--list", "as_list", is_flag=True, help="List what waits, and end.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=25, show_default=True, metavar="N"
)
@click.option("--rules", is_flag=True, help="Count how often people decide as each rule speaks.")
@click.option(
    "--same", nargs=2, metavar="A B", help="Decide that two sources are the same, or of one work."
)
@click.option("--different", nargs=2, metavar="A B", help="Decide that they are not.")
@click.option("--open", "open_", nargs=2, metavar="A B", help="Take that back.")
@click.option("--reason", default="", metavar="TEXT", help="Why, for the three above.")
@click.option("--export", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--import", "import_", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Lists and counts as JSON.")
@plainly
def command(
    *,
    kind: str | None,
    alarms: bool,
    as_list: bool,
    limit: int,
    rules: bool,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    open_: tuple[str, str] | None,
    reason: str,
    export: Path | None,
    import_: Path | None,
    as_json: bool,
) -> None:
    """Decide what the rules of matching leave to a person, the most valuable first.

    It is asked whether two records are the same edition or heading, or editions of one work. They
    stand side by side, what differs in {braces}; one key decides: s the same,
    d different, l later, u takes the last decision back, r gives the next one a reason, q ends.
    A decision is applied at once, with all that follows from it, and can always be taken back.
    Sources are written like PKU:ocm0001; with --kind work also records, like bib/b42.

    --export writes all decisions with what the rules say of them (.tsv or .json), --import takes
    decisions made elsewhere; the same file twice changes nothing.
    """
    chosen = settings()
    pairs: list[tuple[Decided, tuple[str, str] | None]] = [
        ("same", same),
        ("different", different),
        ("open", open_),
    ]
    given = [(says, pair) for says, pair in pairs if pair]
    with opened(chosen) as store:
        queue = Queue(store.log, "same" if alarms else "ask", kind or "")
        if export:
            _export(store, export)
        elif import_:
            _import(store, chosen, import_)
        elif given:
            desk = Desk(store, partial(InThisProcess, choice(chosen)))
            for says, pair in given:
                _say(desk, kind or "bib", _names(store, kind or "bib", pair), says, reason)
        elif rules:
            _rules(store, as_json=as_json)
        elif as_list or as_json:
            _list(queue, limit, as_json=as_json)
        else:
            Session(Desk(store, partial(InThisProcess, choice(chosen))), queue).run()
        if store.keeping:
            for _ in store.catch_up():
                pass


def _list(queue: Queue, limit: int, *, as_json: bool) -> None:
    found = queue.listed(limit)
    if as_json:
        click.echo(json.dumps([brief(each) for each in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("Nothing waits.")
        return
    rows_ = [
        (
            f"{each.worth:.1f}",
            f"{100 * each.score:.0f} %",
            each.kind,
            f"{each.one.path} {each.other.path}",
            each.one.title,
            each.other.title,
        )
        for each in found
    ]
    for line in aligned(("worth", "sure", "of", "records", "one", "the other"), rows_):
        click.echo(line)
    click.echo(f"{queue.length:,} wait.", err=True)


def _rules(store: Store, *, as_json: bool) -> None:
    found = counts(rows(store.log))
    if as_json:
        click.echo(json.dumps([each.as_dict() for each in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("There are no decisions to count.")
        return
    rows_ = [
        (
            each.kind,
            each.rule,
            "" if each.rule.startswith("=") else f"{each.weight:+g}",
            str(each.same),
            str(each.different),
            ""
            if each.agree is None
            else f"{100 * each.agree / (each.same + each.different):.0f} %",
            each.words,
        )
        for each in found
    ]
    headings = ("of", "rule", "weight", "same", "different", "as it speaks", "in words")
    for line in aligned(headings, rows_):
        click.echo(line)


def _say(desk: Desk, kind: str, pair: tuple[str, str], says: Decided, reason: str) -> None:
    a, b = pair
    click.echo(desk.say(kind, a, b, says, by=user(), reason=reason, channel="cli").sentence)


def _names(store: Store, kind: str, pair: tuple[str, str]) -> tuple[str, str]:
    """What decisions of this kind call two things that are named on the command line."""
    records = kind == WORK
    for name in pair:
        if ":" not in name and not (records and name.startswith("bib/")):
            more = ", or a record like bib/b42" if records else ""
            raise click.UsageError(f"{name!r} is no source; write it like PKU:ocm0001{more}.")
    asked = question(store.log, kind)
    here = asked.here([name for name in pair if ":" in name])
    for name in pair:
        if ":" in name and name not in here:
            raise click.UsageError(f"{name} feeds no record here, so it is of no work.")
    now = asked.now([here.get(name, name) for name in pair])
    one, other = (now[here.get(name, name)] for name in pair)
    if one == other:
        raise click.UsageError(f"{' and '.join(pair)} are one: {one}. A decision is about two.")
    return one, other


def _export(store: Store, file: Path) -> None:
    write = write_json if file.suffix == ".json" else write_table
    # csv ends its lines by itself
    with file.open("w", encoding="utf-8", newline="") as out:
        count = write(rows(store.log), out)
    click.echo(f"{file}: {count:,} {'decision' if count == 1 else 'decisions'}.", err=True)


def _import(store: Store, chosen: Settings, file: Path) -> None:
    try:
        decisions = read(file)
    except Unusable as error:
        stop(str(error))
    many = len(decisions) > _MANY
    with Pool(chosen.cores, choice(chosen)) if many else nullcontext() as pool:
        desk = Desk(store, (lambda: pool) if pool else partial(InThisProcess, choice(chosen)))
        news = desk.take(decisions, user(), channel="cli")
    known = len(decisions) - news
    click.echo(
        f"{file.name}: {len(decisions):,} read = {news:,} applied + {known:,} known here, or "
        "superseded.",
        err=True,
    )
