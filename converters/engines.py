"""Which engine converts: ours, or LC's own stylesheet; with a site's own rules or without."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from converters.bibframe import Rules
from converters.bibframe.local import load_rules
from converters.conversion import Conversion
from converters.engine import Engine
from converters.lc import Stylesheet


@dataclass(frozen=True, slots=True)
class Choice:
    """An engine by name (see :data:`ENGINES`), and the file of a site's rules for local fields.

    Small and picklable: worker processes make the engine it names.
    """

    name: str = "catena"
    local: Path | None = None


def _ours(choice: Choice) -> Engine:
    if choice.local is None:
        return Rules()
    local = load_rules(choice.local)
    return Rules([local.table], local.version)


#: LC's stylesheet cannot take a site's rules; it is there for who wants exactly its output.
ENGINES: Final[Mapping[str, Callable[[Choice], Engine]]] = {
    "catena": _ours,
    "lc": lambda choice: Stylesheet(),  # noqa: ARG005 - see above
}


@cache
def made(choice: Choice) -> Engine:
    """The engine for MARC 21, made once in a process.

    Raises ``LocalRulesError`` for rules it cannot use.
    """
    return ENGINES[choice.name](choice)


@cache
def conversion(choice: Choice) -> Conversion:
    """The same engine with all that leads to it: for records of every dialect and kind."""
    return Conversion(made(choice))
