"""The bombs: queries that explode, one in a file that opens with a line that says why.

Two marks keep the files short. ``⟦text⟧9`` is the text nine times, with ``№`` for the number of
the turn from 0 and ``⁺`` for the next; ``⟪text⟫9`` is the same inside of one.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_INNER: Final = re.compile(r"⟪([^⟫]*)⟫([0-9]+)")
_OUTER: Final = re.compile(r"⟦([^⟧]*)⟧([0-9]+)")


@dataclass(frozen=True, slots=True)
class Bomb:
    """A query that explodes, and why."""

    name: str
    why: str
    text: str


@cache
def bombs() -> tuple[Bomb, ...]:
    """All of them, by their names."""
    folder = files("bench.queries").joinpath("bombs")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".rq"))
    return tuple(_bomb(name, folder.joinpath(name).read_text(encoding="utf-8")) for name in names)


def _bomb(file: str, written: str) -> Bomb:
    why, _, text = written.partition("\n")
    return Bomb(file.removesuffix(".rq"), why.removeprefix("# "), repeated(text))


def repeated(text: str) -> str:
    """A text with its repetitions written out."""
    return _OUTER.sub(_times, _INNER.sub(_times, text))


def _times(match: re.Match[str]) -> str:
    turns = range(int(match[2]))
    return "".join(match[1].replace("№", f"{n}").replace("⁺", f"{n + 1}") for n in turns)
