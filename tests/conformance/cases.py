"""The tests of a suite, read from its manifests: what to load, what to ask, what must come back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple

MF: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT: Final = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT: Final = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#: The files are read as if they were here, so that relative IRIs agree.
AT: Final = "http://catena.example/tests/"
#: Groups that are not about queries, and are asked in other ways.
OTHERS: Final = frozenset({"protocol", "service-description", "graph-store-protocol"})
_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^<>]*)>", re.IGNORECASE)

type Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Case:
    """One test: `kind` is its class in the manifest, `base` what its IRIs are relative to."""

    group: str
    name: str
    kind: str
    base: str
    text: Path
    data: tuple[tuple[str, Path], ...] = ()  # name of the graph, empty: the default graph
    result: Path | None = None
    lax: bool = False  # the number of equal rows is left open

    @property
    def title(self) -> str:
        return f"{self.group}#{self.name}"

    @property
    def updates(self) -> bool:
        return "Update" in self.kind or self.text.suffix == ".ru"

    def dataset(self) -> Store:
        """What the query is put to; a graph that it names itself is there under its name."""
        store = Store()
        for name, file in (*self.data, *self._named_in_text()):
            target = NamedNode(name) if name else None
            store.load(path=file, base_iri=name or f"{self.base}{file.name}", to_graph=target)
        return store

    def _named_in_text(self) -> Iterator[tuple[str, Path]]:
        if self.data:
            return
        for relative in _FROM.findall(self.text.read_text(encoding="utf-8")):
            file = self.text.parent / relative
            if file.is_file():
                yield urljoin(self.base, relative), file


def cases(suite: str, folder: Path) -> list[Case]:
    """Every test of queries and updates, group by group."""
    groups = sorted(file.parent for file in folder.glob("*/manifest.ttl"))
    return [case for group in groups if group.name not in OTHERS for case in _group(suite, group)]


def _group(suite: str, folder: Path) -> Iterator[Case]:
    base = f"{AT}{suite}/{folder.name}/"
    store = Store()
    store.load(
        path=folder / "manifest.ttl", format=RdfFormat.TURTLE, base_iri=f"{base}manifest.ttl"
    )
    for quad in store.quads_for_pattern(None, NamedNode(f"{MF}entries"), None):
        for entry in _list(store, quad.object):
            if not _all(store, entry, f"{MF}action"):
                continue  # listed, and nowhere described
            yield _case(store, f"{suite}/{folder.name}", folder, base, entry)


def _case(store: Store, group: str, folder: Path, base: str, entry: Term) -> Case:
    kinds = [_local(kind) for kind in _all(store, entry, f"{RDF}type")]
    kind = next(kind for kind in kinds if kind.endswith(("Test", "Test11")))
    action = _all(store, entry, f"{MF}action")[0]
    texts = _all(store, action, f"{QT}query") or _all(store, action, f"{UT}request")
    text = texts[0] if texts else action
    data = [("", _file(folder, base, each)) for each in _all(store, action, f"{QT}data")]
    data += [
        (each.value, _file(folder, base, each))
        for each in _all(store, action, f"{QT}graphData")
        if isinstance(each, NamedNode)
    ]
    results = _all(store, entry, f"{MF}result")
    result = _file(folder, base, results[0]) if results else None
    lax = bool(_all(store, entry, f"{MF}resultCardinality"))
    return Case(
        group, _local(entry), kind, base, _file(folder, base, text), tuple(data), result, lax
    )


def _all(store: Store, subject: Term, predicate: str) -> list[Term]:
    if isinstance(subject, Literal | Triple):
        return []
    found = store.quads_for_pattern(subject, NamedNode(predicate), None)
    return [quad.object for quad in found]


def _list(store: Store, head: Term) -> Iterator[Term]:
    while first := _all(store, head, f"{RDF}first"):
        yield first[0]
        head = _all(store, head, f"{RDF}rest")[0]


def _local(term: Term) -> str:
    return re.split(r"[#/]", term.value)[-1] if isinstance(term, NamedNode) else ""


def _file(folder: Path, base: str, term: Term) -> Path:
    relative = term.value.removeprefix(base) if isinstance(term, NamedNode) else ""
    return folder / relative
