"""What came of a query, ready for the page: the result in its views, or the line that is wrong."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import current_app, request, url_for

from sparql.service.answers import Answer, Failure
from store.graph.generations import Generation, described
from webapp.query_page.charts import Bars, Years, chart
from webapp.query_page.maps import Map, world, world_map
from webapp.query_page.results import Graph, Table, graph, table
from webapp.querying import protocol
from webapp.site import site

VIEWS: Final = ("table", "chart", "map", "raw")
GRAPHS: Final = ("default-graph-uri", "named-graph-uri")
#: Downloads by short name, with the name readers know.
_ROWS: Final = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "xml": "XML"}
_STATEMENTS: Final = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML"}
_VERDICT: Final = {"json": "JSON", "xml": "XML"}
#: Lines shown before and after the one a query is wrong in.
_AROUND: Final = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a query that is wrong; in the one that is, the text from where it goes wrong."""

    number: int
    text: str
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result with all that the page says about it."""

    seconds: float
    kept: bool
    generation: str
    made: Generation | None  # when the generation was, and as of which change
    downloads: list[tuple[str, str]]  # the name of a format, and its address
    address: str  # of this page, for the data of whenever it is read
    lasting: str  # of this page, for the data as they were; empty where they are not kept
    table: Table | None
    graph: Graph | None
    chart: Years | Bars | None
    map: Map | None

    @property
    def views(self) -> list[str]:
        """The ways it can be looked at."""
        if self.table is None or self.table.verdict is not None or not self.table.count:
            return []
        there = {"chart": self.chart, "map": self.map}
        return [view for view in VIEWS if view not in there or there[view] is not None]


def outcome(text: str, answer: Answer, seconds: float) -> Outcome:
    """A result as the page shows it; it took so many seconds. Reads no more than its beginning."""
    base = site().store.base
    rows = None if answer.media_type == "application/n-triples" else table(answer, base)
    drawn = rows if rows and rows.verdict is None else None
    same: dict[str, str | list[str]] = {"query": text}
    same |= {name: request.values.getlist(name) for name in GRAPHS}
    then = same | ({"generation": answer.generation} if answer.generation else {})
    outline = world(Path(current_app.static_folder or "") / "built" / "world.json")
    return Outcome(
        seconds,
        answer.kept,
        answer.generation,
        described(Path(answer.generation)) if answer.generation else None,
        [(name, _address(then, short)) for short, name in _formats(rows).items()],
        _address(same, protocol.PAGE),
        _address(then, protocol.PAGE) if answer.generation else "",
        rows,
        None if rows else graph(answer),
        chart(drawn, base) if drawn else None,
        world_map(drawn, outline, base) if drawn else None,
    )


def wrong_lines(text: str, failure: Failure) -> list[Line]:
    """The line a query is wrong in, and those around it; none where the failure names no line."""
    if failure.line is None or failure.column is None:
        return []
    lines = text.split("\n")
    first = max(0, failure.line - 1 - _AROUND)
    shown = [
        Line(number, line.rstrip("\r"))
        for number, line in enumerate(lines[first : failure.line + _AROUND], first + 1)
    ]
    at = failure.line - 1 - first
    if at < len(shown):
        line = shown[at].text
        cut = len(line[: failure.column - 1])
        if not line[cut:].strip() or line[cut].isspace():
            # The parser gave up behind a word: it is the word that is wrong.
            words = line[:cut].rstrip()
            cut = max(words.rfind(" "), words.rfind("\t")) + 1
        shown[at] = Line(failure.line, line[:cut], line[cut:])
    return shown


def _formats(rows: Table | None) -> dict[str, str]:
    if rows is None:
        return _STATEMENTS
    return _ROWS if rows.verdict is None else _VERDICT


def _address(parameters: dict[str, str | list[str]], format_: str) -> str:
    return url_for(".sparql", **parameters, format=format_)  # type: ignore[arg-type]
