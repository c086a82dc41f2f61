"""The tables of this folder: what was measured, what is assumed, and the words texts are made of.

A line that begins with # says what a table holds. In coded positions # stands for a blank.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

#: Places in a table that is drawn from: a value seldomer than one in so many is never drawn.
_PLACES: Final = 1 << 14

#: How often one heading comes back, most used first: (times, headings).
type Reuse = Sequence[tuple[int, int]]


def rows(name: str) -> Iterator[list[str]]:
    """The rows of ``measured/years`` and so on, split at the tabs."""
    text = files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    yield from (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def places[T](weighted: Mapping[T, int]) -> list[T]:
    """The values, each as often as its weight among 16,384 places, for a draw by one index."""
    total = sum(weighted.values())
    found: list[T] = []
    reached = 0
    for value, weight in weighted.items():
        reached += weight
        found += [value] * (reached * _PLACES // total - len(found))
    return found


@cache
def sampled() -> int:
    """How many records were counted for all measured tables but ``reuse``."""
    return _counted("measured/tags")


def _counted(name: str) -> int:
    """The number before the word “records” at the head of a table."""
    text = files(__package__).joinpath(f"{name}.tsv").read_text("utf-8")
    return int(text.split(" records", 1)[0].rsplit(" ", 1)[1].replace(",", ""))


@cache
def measured(name: str) -> Mapping[str, int]:
    """A table of values with how often each occurs; several columns of a value keep their tab."""
    return {"\t".join(one[:-1]): int(one[-1]) for one in rows(name)}


@cache
def codes(name: str) -> Mapping[str, int]:
    """Coded positions (``008/18-34``) with how often each occurs; blanks are blanks again."""
    return {
        code.replace("#", " "): int(times)
        for of, code, times in rows("measured/codes")
        if of == name
    }


@cache
def tags(name: str) -> Mapping[str, Mapping[int, int]]:
    """Of each tag: how many records have it once, twice and so on."""
    found: dict[str, dict[int, int]] = {}
    for tag, times, records in rows(name):
        found.setdefault(tag, {})[int(times)] = int(records)
    return found


@cache
def patterns() -> Mapping[str, Mapping[tuple[str, str], int]]:
    """Of each tag: indicators and codes of the subfields in their order, with how many fields."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for tag, marks, subfields, fields in rows("measured/patterns"):
        found.setdefault(tag, {})[marks.replace("#", " "), subfields] = int(fields)
    return found


@cache
def words(file: str) -> Mapping[str, Sequence[str]]:
    """The words of ``words/western.tsv`` and the like, by their kind."""
    found: dict[str, list[str]] = {}
    for kind, word, *_ in rows(f"words/{file}"):
        found.setdefault(kind, []).append(word)
    return found


@cache
def lengths() -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Of each subfield (tag, code): the deciles of its length in characters, eleven of them."""
    return {
        (tag, code): tuple(map(int, deciles.split()))
        for tag, code, deciles in rows("measured/lengths")
    }


@cache
def reuse(kind: str) -> Reuse:
    """How often headings of a kind (``person``, ``topic``) come back, the most used first."""
    found = [(int(times), int(many)) for of, times, many in rows("measured/reuse") if of == kind]
    return sorted(found, reverse=True)


@cache
def holders() -> Sequence[tuple[float, float]]:
    """What share of editions has at most so many holders, in times the mean, which is 1."""
    points = [(float(share), float(times)) for share, times in rows("assumed/holders")]
    mean = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(points))
    return [(share, times / mean) for share, times in points]
