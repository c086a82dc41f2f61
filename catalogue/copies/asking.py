"""Questions about hundreds of things at once: the rows of a query whose VALUES are filled in.

A set of values cannot be substituted for a variable. The terms are written by pyoxigraph, whose
N-Triples are SPARQL's own syntax (SPARQL 1.1 §19.8), so nothing in them can end the block.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode, QueryResultsFormat

from store import Store

type Term = NamedNode | Literal
_BLOCK: Final = "{ }"


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath("queries", f"{name}.rq").read_text("utf-8")


def ask(store: Store, name: str, values: Iterable[Sequence[Term]]) -> list[dict[str, str]]:
    """The rows of ``queries/<name>.rq`` for these rows of values, each variable by its text."""
    rows = " ".join(f"({' '.join(map(str, row))})" for row in values)
    text = _text(name).replace(_BLOCK, f"{{ {rows} }}", 1)
    found = store.graph.query(text).serialize(
        format=QueryResultsFormat.JSON,  # type: ignore[arg-type]
    )
    answers = json.loads(found or b"{}")["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in answers]
