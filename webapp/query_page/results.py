"""The result of a query as a page shows it: rows of cells, or the beginning of a graph.

A page shows what the answer begins with and never reads the rest, so that a large result costs the
site no more than a small one.
"""

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from pyoxigraph import RdfFormat, parse, serialize

from shapes.iris import path_of
from shapes.namespaces import PREFIXES, XSD, compact
from sparql.service.answers import Answer
from webapp.addresses import local
from webapp.reading.description import Text

#: What the page asks the query service for: the beginning of either can be read by itself.
MEDIA_TYPES: Final = "application/sparql-results+json, application/n-triples;q=0.9"
#: Rows and statements shown on the page; the rest is in the downloads.
SHOWN: Final = 500
STATEMENTS_SHOWN: Final = 2000
#: Bytes of an answer that are read for the page, and characters of it that are shown as they came.
READ: Final = 2 * 1024 * 1024
RAW_SHOWN: Final = 64 * 1024

_BETWEEN: Final = re.compile(r"[\s,]*")
_NUMBERS: Final = frozenset(
    f"{XSD}{name}"
    for name in (
        *("integer", "decimal", "double", "float", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)

#: One value of the SPARQL JSON results: its `type`, `value`, `datatype` and `xml:lang`.
type Term = dict[str, Any]
type Row = dict[str, Term]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value: how it reads, its words when it is a literal, and where it leads."""

    shown: str
    text: Text | None = None
    link: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that were read, by variable, and the first of them as cells."""

    variables: list[str]
    bindings: list[Row]
    rows: list[list[Cell]]
    whole: bool = True  # there are no more rows than those read
    verdict: bool | None = None  # of an ASK
    raw: str = ""  # as it came, its beginning

    @property
    def count(self) -> int:
        """How many rows were read."""
        return len(self.bindings)


@dataclass(frozen=True, slots=True)
class Graph:
    """The beginning of a graph, with prefixes (the query service writes its IRIs in full)."""

    text: str
    count: int  # of the statements in `text`
    whole: bool


def table(answer: Answer, base: str) -> Table:
    """SPARQL JSON results (W3C) as rows of cells, links staying on this site where they can."""
    text = answer.body[:READ].decode("utf-8", "ignore")
    whole = _whole(answer)
    if whole:
        result: dict[str, Any] = json.loads(text)
        if "boolean" in result:
            return Table([], [], [], verdict=bool(result["boolean"]), raw=text)
        variables, found = result["head"].get("vars", []), result["results"]["bindings"]
    else:
        variables, found = _beginning(text)
    rows = [[cell(row.get(name), base) for name in variables] for row in found[:SHOWN]]
    return Table(variables, found, rows, whole, raw=_spaced(text))


def graph(answer: Answer) -> Graph:
    """The first statements of a graph in N-Triples, as Turtle."""
    lines = answer.body[:READ]
    whole = _whole(answer)
    if not whole:
        lines = lines[: lines.rfind(b"\n") + 1]
    statements = parse(lines, format=RdfFormat.N_TRIPLES)
    shown = [quad.triple for quad in islice(statements, STATEMENTS_SHOWN)]
    text = serialize(shown, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    return Graph(text.decode(), len(shown), whole and next(statements, None) is None)


def cell(term: Term | None, base: str) -> Cell:
    """One value for a page; a value that is a triple (SPARQL 1.2) in the words of its parts."""
    if term is None:
        return Cell("")
    value = term["value"]
    if term["type"] == "uri":
        ours = local(base, value)
        shown = value.removeprefix(base) if path_of(base, value) else compact(value)
        return Cell(shown, None, ours or (value if value.startswith(("http:", "https:")) else ""))
    if term["type"] == "bnode":
        return Cell(f"_:{value}")
    if term["type"] == "triple":
        parts = [cell(value[name], base).shown for name in ("subject", "predicate", "object")]
        return Cell(f"<<( {' '.join(parts)} )>>")
    return Cell(value, Text(value, term.get("xml:lang", "")), number=is_number(term))


def is_number(term: Term) -> bool:
    """Whether this is a literal of one of XML Schema's numeric types."""
    return term.get("datatype", "") in _NUMBERS


def _whole(answer: Answer) -> bool:
    return answer.rest is None and len(answer.body) <= READ


def _beginning(text: str) -> tuple[list[str], list[Row]]:
    """The variables, and the rows that are complete in the beginning of a result."""
    decoder = json.JSONDecoder()
    head, at = decoder.raw_decode(text, text.index("{", text.index('"head"')))
    at = text.index("[", text.index('"bindings"', at)) + 1
    rows: list[Row] = []
    while True:
        between = _BETWEEN.match(text, at)
        try:
            row, at = decoder.raw_decode(text, between.end() if between else at)
        except ValueError:  # here the row begins that was cut
            return head.get("vars", []), rows
        rows.append(row)


def _spaced(text: str) -> str:
    """The text as it came, each row on a line of its own: white space says nothing in JSON."""
    shown = text[:RAW_SHOWN].replace('"bindings":[{', '"bindings":[\n{').replace("}},{", "}},\n{")
    return shown if len(text) <= RAW_SHOWN else f"{shown} …"
