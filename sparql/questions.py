"""The questions we ask: the `.rq` files of `queries/`, by name, and one function that asks them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Variable,
)

type Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the title and the explanation its file opens with."""

    name: str
    title: str
    shows: str
    text: str


class Graph(Protocol):
    """What our own questions are put to: a graph that fills in variables (`store.Graph`)."""

    def query(
        self, query: str, /, *, substitutions: Mapping[Variable, Value] | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples: ...


@cache
def question(name: str) -> Question:
    """The question `queries/<name>.rq`."""
    text = files("sparql").joinpath("queries", f"{name}.rq").read_text(encoding="utf-8")
    title, shows, *_ = text.splitlines()
    return Question(name, title.removeprefix("# "), shows.removeprefix("# "), text)


def ask(graph: Graph, name: str, **bindings: Value) -> list[dict[str, str]]:
    """The rows of a SELECT, each variable by its text; an unbound one is not in its row.

    Through the JSON serialization, which is written without the interpreter's lock: walking the
    solutions one by one takes the lock for each, 5 ms beside a busy thread (docs/decisions/0009).
    """
    substitutions = {Variable(variable): value for variable, value in bindings.items()}
    result = graph.query(question(name).text, substitutions=substitutions)
    written = result.serialize(format=QueryResultsFormat.JSON)  # type: ignore[arg-type]
    rows = json.loads(written or b"{}")["results"]["bindings"]
    return [{variable: term["value"] for variable, term in row.items()} for row in rows]
