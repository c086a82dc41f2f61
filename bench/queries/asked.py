"""The mix: its queries, and the parameters that are drawn for them from the data."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any, Final

import click
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, Store

#: The parameters are the same in each run on the same data.
SEED: Final = 6
_KIND: Final = re.compile(r"# Kind: (\w+); times: (\d+)")
_VARIABLE: Final = re.compile(r"\?(\w+)\b")


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the mix.

    ``times`` it is asked in one round of the mix, each time with other ``parameters``: variables
    of its text that are replaced by a term of the data.
    """

    name: str
    title: str
    kind: str
    times: int
    text: str
    parameters: tuple[str, ...]

    def filled(self, terms: dict[str, str]) -> str:
        """The text with its parameters replaced."""
        return _VARIABLE.sub(lambda found: terms.get(found[1], found[0]), self.text)


@cache
def questions() -> tuple[Question, ...]:
    """The mix, in its order."""
    return tuple(_question(name, text) for name, text in _texts("mix"))


def _question(name: str, text: str) -> Question:
    title, second, *_ = text.splitlines()
    kind = _KIND.fullmatch(second)
    if kind is None:
        raise click.ClickException(f"{name}: its second line does not say its kind and times.")
    drawn = {one for one, _ in _texts("draws")}
    parameters = sorted(set(_VARIABLE.findall(text)) & drawn)
    return Question(name, title.removeprefix("# "), kind[1], int(kind[2]), text, tuple(parameters))


@cache
def _texts(folder: str) -> tuple[tuple[str, str], ...]:
    found = files("bench.queries").joinpath(folder).iterdir()
    names = sorted(file.name for file in found if file.name.endswith(".rq"))
    where = files("bench.queries").joinpath(folder)
    return tuple(
        (name.removesuffix(".rq"), where.joinpath(name).read_text(encoding="utf-8"))
        for name in names
    )


class Drawn:
    """Terms for every parameter, as many as the rounds need."""

    def __init__(self, graph: Path, most: int) -> None:
        store = Store.read_only(str(graph))
        self._terms = {name: _drawn(store, text, most) for name, text in _texts("draws")}

    def texts(self, question: Question, first: int, count: int) -> Iterator[str]:
        """The texts number `first` and following; after the last term comes the first again."""
        for number in range(first, first + count):
            yield question.filled(
                {
                    name: self._terms[name][number % len(self._terms[name])]
                    for name in question.parameters
                }
            )


def _drawn(store: Store, text: str, most: int) -> list[str]:
    """So many terms at random, in the notation of SPARQL."""
    rows: Any = store.query(text)
    written = rows.serialize(format=QueryResultsFormat.JSON)
    found = sorted(_term(row["value"]) for row in json.loads(written)["results"]["bindings"])
    if not found:
        raise click.ClickException(f"The catalogue has nothing for a parameter: {text[:60]}")
    random = Random(SEED)
    distinct = random.sample(found, min(len(found), 4 * most))
    return list(dict.fromkeys(distinct))[:most]


def _term(binding: dict[str, str]) -> str:
    if binding["type"] == "uri":
        return str(NamedNode(binding["value"]))
    if binding["type"] == "bnode":
        return str(BlankNode(binding["value"]))
    language, datatype = binding.get("xml:lang"), binding.get("datatype")
    if datatype:
        return str(Literal(binding["value"], datatype=NamedNode(datatype)))
    return str(Literal(binding["value"], language=language))


def mixed(drawn: Drawn, asked: Sequence[Question], turn: int) -> list[tuple[Question, str]]:
    """One round of the mix, shuffled: the same order, and the same terms, for every way."""
    found = [
        (question, text)
        for question in asked
        for text in drawn.texts(question, turn * question.times, question.times)
    ]
    Random(SEED + turn).shuffle(found)
    return found
