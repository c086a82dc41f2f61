"""``--dialect`` and ``--charset``: what a person knows of a file, for the commands that read."""

from collections.abc import Callable
from typing import Any, Final, cast, get_args

import click

from converters.charsets import CHARSETS
from converters.deciding import Assumed
from converters.record import Dialect

DIALECTS: Final[tuple[Dialect, ...]] = get_args(Dialect.__value__)


def assuming[F: Callable[..., Any]](command: F) -> F:
    """Adds both options, given to the command as ``dialect`` and ``charset``."""
    for option in (
        click.option("--charset", type=click.Choice(CHARSETS), help="Of the records' bytes."),
        click.option("--dialect", type=click.Choice(DIALECTS), help="Of the records."),
    ):
        command = option(command)
    return command


def assumed(dialect: str | None, charset: str | None) -> Assumed | None:
    """What the options say; None when they say nothing."""
    if dialect is None and charset is None:
        return None
    return Assumed(cast("Dialect | None", dialect), charset)
