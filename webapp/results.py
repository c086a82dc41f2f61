"""The result of a query as a page shows it: a table, or a graph in Turtle."""

from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from pyoxigraph import RdfFormat, parse, serialize

from shapes.iris import path_of
from shapes.namespaces import PREFIXES, compact
from webapp.addresses import local
from webapp.reading.description import Text

#: Rows and statements shown on the page; the rest is in the downloads.
SHOWN: Final = 500
STATEMENTS_SHOWN: Final = 2000


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: how it reads, its words when it is a literal, and where it leads."""

    shown: str
    text: Text | None = None
    link: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    variables: list[str]
    rows: list[list[Cell]]
    count: int
    verdict: bool | None = None  # of an ASK


def table(result: dict[str, Any], base: str) -> Table:
    """The SPARQL JSON results (W3C) as rows of cells, links staying on this site where they can."""
    if "boolean" in result:
        return Table([], [], 0, bool(result["boolean"]))
    variables: list[str] = result["head"]["vars"]
    found: list[dict[str, dict[str, str]]] = result["results"]["bindings"]
    rows = [[_cell(row.get(name), base) for name in variables] for row in found[:SHOWN]]
    return Table(variables, rows, len(found))


@dataclass(frozen=True, slots=True)
class Graph:
    """The beginning of a graph, with prefixes (the query service writes its IRIs in full)."""

    text: str
    count: int  # of the statements in `text`
    whole: bool


def graph(turtle: bytes) -> Graph:
    statements = parse(turtle, format=RdfFormat.TURTLE)
    shown = [quad.triple for quad in islice(statements, STATEMENTS_SHOWN)]
    text = serialize(shown, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    return Graph(text.decode(), len(shown), next(statements, None) is None)


def _cell(term: dict[str, str] | None, base: str) -> Cell:
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] == "uri":
        ours = local(base, value)
        shown = value.removeprefix(base) if path_of(base, value) else compact(value)
        return Cell(shown, None, ours or (value if value.startswith(("http:", "https:")) else ""))
    datatype = term.get("datatype", "").rpartition("#")[2]
    text = Text(value, term.get("xml:lang", ""))
    return Cell(value, text, number=datatype in ("integer", "decimal", "double", "float"))
