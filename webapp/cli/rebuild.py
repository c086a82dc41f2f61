"""``catena rebuild``: what newer rules make differently, and the graph, from the log."""

import json
from collections.abc import Sequence
from typing import Any, Final

import click

from catalogue.description import Describer
from catalogue.joining.renewing import Renewing, renew
from catalogue.joining.uniting import Uniting
from catalogue.members import codes
from catalogue.remake import Remaking, remake
from converters.bibframe import Rules
from converters.engines import Choice, made
from converters.pool import Pool
from converters.record import Kind
from store import Store
from store.log.reading import now
from store.log.uniting import Occasion
from store.projections.following import catch_up
from webapp.cli.engines import choice, engine_option
from webapp.cli.load import user
from webapp.cli.opening import PROJECTIONS, opened
from webapp.cli.progress import Progress
from webapp.cli.sentences import SOME_REFUSED, plainly, settings

RECORDS: Final = "records"
UNION: Final = "union"
#: What is compared, in this order.
KINDS: Final[tuple[Kind, ...]] = ("auth", "bib")
PARTS: Final = (RECORDS, UNION, *PROJECTIONS)


@click.command("rebuild")
@click.argument("parts", nargs=-1, type=click.Choice(PARTS), metavar="[PART]...")
@engine_option
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(parts: Sequence[str], engine: str | None, as_json: bool, quiet: bool) -> None:
    """Make again what is made from the log: records, union, graph, lookup; all by default.

    records: those another version of the rules made are converted again; only what then says
    something else becomes a new version, and is told by the field it comes from. union: all are
    compared anew, and merged or split where the rules of today decide otherwise than those of the
    day they came; what people decided stays. A projection,
    graph or lookup, is thrown away, damaged or not, and made again; for this no server may be
    running.
    """
    chosen = settings()
    parts = parts or PARTS
    told: dict[str, Any] = {}
    remaking = None
    with opened(chosen, set(PROJECTIONS) & set(parts)) as store:
        if RECORDS in parts:
            remaking = _records(store, choice(chosen, engine), chosen.cores, quiet or as_json)
            told |= {
                "records": remaking.looked_at,
                "changed": remaking.changed,
                "failed": len(remaking.failed),
                "left_out": len(remaking.left_out),
                "fields": dict(sorted(remaking.fields.items())),
            }
        if UNION in parts:
            renewing = _union(store, choice(chosen, engine), chosen.cores, quiet or as_json)
            told |= {"compared": renewing.compared, "moved": len(renewing.moved)}
        head = store.log.head
        for name, projection in store.projections.items():
            with Progress(name, head, "changes", quiet=quiet or as_json) as progress:
                for seq in catch_up(store.log, projection):
                    progress.reached(seq)
        told |= {"changes": head, "statements": len(store.graph)}
    if as_json:
        click.echo(json.dumps(told))
    else:
        for line in _sentences(told, remaking, [part for part in parts if part in PROJECTIONS]):
            click.echo(line)
    for failed in remaking.failed if remaking else ():
        click.echo(f"catena: left as it was: {failed}", err=True)
    for told_ in remaking.left_out if remaking else ():
        click.echo(f"catena: {told_}", err=True)
    if remaking and (remaking.failed or remaking.left_out):
        raise SystemExit(SOME_REFUSED)


def _records(store: Store, chosen: Choice, cores: int, quiet: bool) -> Remaking:
    done = Remaking()
    rules = made(chosen)
    with Pool(cores, chosen) as pool:
        total = store.log.counts().get("bib", 0)
        with Progress("records", total, "records", quiet=quiet) as progress:
            ours = rules if isinstance(rules, Rules) else None
            for done in remake(store, pool, ours, codes(store), now()):
                progress.reached(done.looked_at)
    return done


def _union(store: Store, chosen: Choice, cores: int, quiet: bool) -> Renewing:
    """Everything compared anew: the authorities, and the books with their works."""
    done = Renewing()
    total = sum(store.log.counts().get(kind, 0) for kind in ("auth", "bib"))
    describer = Describer(store, codes(store))
    with Pool(cores, chosen) as pool, Progress("union", total, "records", quiet=quiet) as progress:
        uniting = Uniting(store, pool, describer, Occasion(now(), user(), "rebuild"))
        for kind in KINDS:
            before = done.compared
            for part in renew(uniting, kind):
                done.moved |= part.moved
                done.compared = before + part.compared
                progress.reached(done.compared)
    return done


def _sentences(
    told: dict[str, Any], remaking: Remaking | None, projections: Sequence[str]
) -> list[str]:
    lines = []
    if remaking and not remaking.looked_at:
        lines.append("Every record was made by these rules.")
    elif remaking:
        lines.append(
            f"{remaking.looked_at:,} records were made by other rules; "
            f"{remaking.changed:,} of them say something else now."
        )
        for tag, count in sorted(remaking.fields.items()):
            what = f"field {tag}" if tag else "statements that went"
            lines.append(f"    {what}: {count:,} records")
    if "compared" in told:
        lines.append(
            f"{told['compared']:,} sources were compared; {told['moved']:,} records were merged or "
            "split."
        )
    for name in projections:
        size = f"{told['statements']:,} statements from " if name == "graph" else ""
        lines.append(f"The {name} was made again: {size}{told['changes']:,} changes.")
    return lines
