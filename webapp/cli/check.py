"""``catena check``: every projection beside the log, to the statement, and the log in itself."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from time import monotonic, sleep
from typing import Final

import click

from store import RecordLog, Store, StoreBusy
from store.log.verifying import verify
from store.projections import Comparison, Projection
from store.projections.graph import GraphProjection
from webapp.cli.opening import opened
from webapp.cli.sentences import SOME_REFUSED, plainly, settings

#: How long to wait for a moment at which nobody writes (seconds).
PATIENCE: Final = 20.0


@click.command("check")
@click.option("--deep", is_flag=True, help="Look into the log itself as well: numbers, history.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@plainly
def command(*, deep: bool, as_json: bool) -> None:
    """Prove that graph and look-up say exactly what the record log says.

    With --deep also that the log agrees with itself: changes numbered without gaps, every
    version's statements, every contribution as it came. Works beside a running server. Exit code
    0 when all are equal, 1 when they are not ("catena rebuild" makes a projection again).
    """
    chosen = settings()
    with opened(chosen) as store, _at_rest(store) as log:
        found = [each.check(log, deep=deep) for each in _projections(store)]
        faults = list(verify(log)) if deep else []
    equal = all(each.equal for each in found) and not faults
    if as_json:
        told = {each.name: {"equal": each.equal} | asdict(each) for each in found}
        click.echo(json.dumps({"equal": equal, "projections": told, "faults": faults}))
    else:
        for each in found:
            for line in _sentences(each):
                click.echo(line)
        if deep and not faults:
            click.echo("The log agrees with itself: its numbers, its history, what was sent.")
        for fault in faults:
            click.echo(f"In the log: {fault}")
    if not equal:
        sys.exit(SOME_REFUSED)


@contextmanager
def _at_rest(store: Store) -> Iterator[RecordLog]:
    """The log as of one moment, at which the projections are as far as it is."""
    until = monotonic() + PATIENCE
    while True:
        for _ in store.catch_up():
            pass
        with store.log.snapshot() as log:
            if all(each.checkpoint == log.head for each in _projections(store)):
                yield log
                return
        if monotonic() > until:
            raise StoreBusy(
                "The catalogue is being written to all the time. Check it when the load is over."
            )
        sleep(0.1)


def _projections(store: Store) -> list[Projection]:
    """Those this process keeps; the published graph, where another keeps them."""
    return list(store.projections.values()) or [GraphProjection(store.graph)]


def _sentences(found: Comparison) -> Iterator[str]:
    if found.equal:
        yield (
            f"{found.name} = log: {found.records:,} records, {found.found:,} {found.unit}, each in "
            "both."
        )
        return
    if found.damaged:
        yield (
            f"{found.name}: {', '.join(found.damaged)} is not as it was written. “catena rebuild "
            f"{found.name}” makes it again from the log."
        )
        return
    yield (
        f"{found.name} ≠ log: {found.missing:,} {found.unit} are missing, {found.surplus:,} "
        f"are only in it. “catena rebuild {found.name}” makes it again from the log."
    )
    for example in found.examples:
        yield f"  {example}"
