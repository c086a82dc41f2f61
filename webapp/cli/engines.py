"""``--engine``: which engine converts, for the commands that do."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from converters.engines import ENGINES, Choice
from webapp.settings import Settings


def engine_option[F: Callable[..., Any]](command: F) -> F:
    """Adds ``--engine``, given to the command as ``engine``."""
    return click.option(
        "--engine",
        type=click.Choice(list(ENGINES)),
        help="catena: the rules of `catena rules`; lc: LC's own stylesheet (CATENA_ENGINE).",
    )(command)


def choice(settings: Settings, engine: str | None = None) -> Choice:
    """The engine asked for on the command line, or the one of the settings."""
    name = engine or settings.engine
    if name not in ENGINES:
        raise click.UsageError(f"CATENA_ENGINE is {name!r}; it should be {' or '.join(ENGINES)}.")
    chosen = Choice(name)
    if name == "catena" and settings.local_rules:
        chosen = replace(chosen, local=Path(settings.local_rules))
    return chosen
