"""Checks triples against the SHACL shapes of this folder and says, for a cataloguer, what is amiss.

The shapes are the ``.ttl`` files beside this module. This is the only place outside the tests where
rdflib is used: pySHACL walks rdflib's graphs, and everything else in Catena is pyoxigraph.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import batched
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import RDF, SH, Graph
from rdflib.collection import Collection
from rdflib.query import Result
from rdflib.term import Node

from shapes.namespaces import BF, compact
from shapes.report import COUNTED, Finding, Report, Severity

#: One file per class; together they are the shapes graph.
FILES: Final = ("work.ttl", "instance.ttl", "item.ttl", "agent.ttl", "authority.ttl", "hub.ttl")
#: The names of formats `validate` reads, as `catena convert --format` spells them.
FORMATS: Final[dict[str, ox.RdfFormat]] = {
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
#: Documents checked at once: more does not go faster, and takes more memory.
BATCH: Final = 100
_SEVERITIES: Final[dict[Node | None, "Severity"]] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
}


class NotRdf(ValueError):
    """What was to be checked cannot be read."""


def validate(data: bytes | Path, *, format: str = "ntriples", base: str | None = None) -> Report:  # noqa: A002
    """Everything the shapes have to say about the data; see `Report.conforms`.

    ``base`` resolves relative IRIs of Turtle, JSON-LD and RDF/XML. For more than fits in memory,
    call this for some hundred records at a time and add the reports up.
    """
    if format not in FORMATS:
        raise NotRdf(f"cannot check {format!r}: give one of {', '.join(FORMATS)}")
    content = data.read_bytes() if isinstance(data, Path) else data
    try:
        quads = list(ox.parse(content, format=FORMATS[format], base_iri=base))
    except SyntaxError as error:
        raise NotRdf(f"this is not {format} ({error}): mend it, or name its format") from error
    report = Report(_counts(quads))
    for batch in _batches(quads):
        report += Report({}, _findings(batch))
    return report


@cache
def shapes_graph() -> Graph:
    """All shapes in one graph, parsed once in a process."""
    graph = Graph()
    for name in FILES:
        graph.parse(data=files("shapes").joinpath(name).read_bytes(), format="turtle")
    return graph


def _counts(quads: Iterable[ox.Quad]) -> dict[str, int]:
    """How many things of ours (hash IRIs; blank nodes, if it comes to that) have each class."""
    classes = {ox.NamedNode(BF + name): name for name in COUNTED}
    typed = {
        (quad.subject, classes[quad.object])
        for quad in quads
        if quad.predicate.value == str(RDF.type)
        and isinstance(quad.object, ox.NamedNode)
        and quad.object in classes
        and "#" in getattr(quad.subject, "value", "#")
    }
    counts = Counter(name for _, name in typed)
    return {name: counts[name] for name in COUNTED}


def _batches(quads: list[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """The quads, whole documents together, each batch with what it says of nodes outside.

    A document's own statements may hang on an outside node (an authority's IRI), so those are not
    documents of their own.
    """
    if not all(isinstance(quad.subject, ox.NamedNode) for quad in quads):
        # A blank node belongs to no document one could see; the shapes refuse it anyhow.
        yield quads
        return
    documents: dict[str, list[ox.Quad]] = {}
    outside: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        home, fragment = _split(quad.subject)
        (documents if fragment else outside).setdefault(home, []).append(quad)
    spoken_of: set[str] = set()
    for group in batched(documents, BATCH):
        batch = [quad for home in group for quad in documents[home]]
        elsewhere = documents.keys() - set(group)
        included: set[str] = set()
        for quad in batch:  # grows as it is walked: an outside node may speak of another
            home, fragment = _split(quad.object)
            if not fragment and home in outside and home not in included:
                included.add(home)
                batch += [q for q in outside[home] if _split(q.object)[0] not in elsewhere]
        spoken_of |= included
        yield batch
    if rest := [quad for home in outside.keys() - spoken_of for quad in outside[home]]:
        yield rest


def _split(term: object) -> tuple[str, str]:
    """An IRI's document and fragment; two empty strings for what is no IRI."""
    iri = term.value if isinstance(term, ox.NamedNode) else ""
    home, _, fragment = iri.partition("#")
    return home, fragment


class _Batch(Graph):
    """An rdflib graph whose SPARQL is answered by Oxigraph.

    pySHACL asks the shapes' SPARQL targets of the graph it is given, and rdflib takes longer over
    them than over everything else together.
    """

    def __init__(self, quads: list[ox.Quad]) -> None:
        super().__init__()
        self._oxigraph = ox.Store()
        self._oxigraph.bulk_extend(quads)
        terms: dict[object, Node] = {}
        for quad in quads:
            parts = (quad.subject, quad.predicate, quad.object)
            for part in parts:
                if part not in terms:
                    terms[part] = _rdflib_term(part)
            self.add((terms[parts[0]], terms[parts[1]], terms[parts[2]]))

    def query(self, query_object: Any, *_args: Any, **_kwargs: Any) -> Result:
        solutions = self._oxigraph.query(str(query_object))
        if not isinstance(solutions, ox.QuerySolutions):
            raise TypeError(f"a shape's target must be a SELECT query: {query_object}")
        result = Result("SELECT")
        result.vars = [rdflib.Variable(variable.value) for variable in solutions.variables]
        result.bindings = [
            {name: _rdflib_term(term) for name, term in zip(result.vars, row, strict=True)}
            for row in solutions
        ]
        return result


def _rdflib_term(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal(language=str() as language):
            return rdflib.Literal(term.value, lang=language)
        case ox.Literal():
            datatype = rdflib.URIRef(term.datatype.value)
            return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise NotRdf(f"statements about statements cannot be checked: leave out {term}")


def _findings(quads: list[ox.Quad]) -> list[Finding]:
    # rdflib logs a traceback for each date that is none; that is a finding here, not an accident.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    shapes = shapes_graph()
    _, results, text = pyshacl.validate(
        _Batch(quads), shacl_graph=shapes, advanced=True, inplace=True, inference="none"
    )
    if not isinstance(results, Graph):
        raise TypeError(f"pySHACL could not apply the shapes: {text}")
    return [_finding(results, result, shapes) for result in results.objects(None, SH.result)]


def _finding(results: Graph, result: Node, shapes: Graph) -> Finding:
    shape = results.value(result, SH.sourceShape)
    path = shapes.value(shape, SH.path)
    return Finding(
        severity=_SEVERITIES[results.value(result, SH.resultSeverity)],
        focus=_text(results.value(result, SH.focusNode)),
        path="" if path is None else _path(shapes, path),
        value=_text(results.value(result, SH.value)),
        message=str(results.value(result, SH.resultMessage)),
        shape=str(shape).rpartition(":")[2],
    )


def _text(term: Node | None) -> str:
    if isinstance(term, rdflib.BNode):
        return f"_:{term}"
    return "" if term is None else compact(str(term))


def _path(shapes: Graph, path: Node) -> str:
    """A SHACL path, written as SPARQL writes it: ``bf:title/bf:mainTitle``."""
    if isinstance(path, rdflib.URIRef):
        return compact(str(path))
    if (inverse := shapes.value(path, SH.inversePath)) is not None:
        return f"^{_path(shapes, inverse)}"
    if (alternatives := shapes.value(path, SH.alternativePath)) is not None:
        return "|".join(_path(shapes, each) for each in Collection(shapes, alternatives))
    steps = [_path(shapes, each) for each in Collection(shapes, path)]
    return "/".join(f"({step})" if "|" in step else step for step in steps)
