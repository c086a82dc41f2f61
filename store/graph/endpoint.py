"""The graph on a server: any SPARQL 1.1 endpoint, by its address."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from typing import Final

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    QuerySolutions,
    RdfFormat,
    Store,
    Variable,
)

from store.engines import Endpoint
from store.errors import StoreError, Unreachable
from store.graph import Default, Named, Results, Term, answers
from store.graph.protocol import Connections
from store.graph.query_text import NOWHERE, bound, calls_built_in, form, kept_to_one_graph
from store.graph.replies import Reply, shown
from store.graph.updates import Updates

_CHANGE: Final = "<urn:catena:change>"
_LOG: Final = "<urn:catena:log>"
#: Subjects whose statements are asked for together.
SUBJECTS: Final = 200
#: Statements emptied at once: no server has to delete millions within one request's time.
EMPTIED: Final = 50_000
#: Virtuoso cuts longer IRIs and writes a hash of the rest; it does find them by the whole.
_LONG_IRI: Final = 1_500

_READERS: Final[Mapping[str, tuple[str, Callable[[Reply], Results]]]] = {
    "SELECT": (answers.ROWS, answers.rows),
    "ASK": (answers.ROWS, answers.truth),
}


class EndpointGraph:
    """A graph that SPARQL 1.1 Protocol leads to; may be used from many threads.

    Its named graph is the whole dataset of every query. Nothing is asked of the server before the
    first call. Every call raises :class:`Unreachable` when the server is down, slow or breaks off,
    :class:`StoreError` when what answers is no SPARQL endpoint, or does not let us in.

    An update may be cut off at any point: the checkpoint is written after what it vouches for, and
    the same changes, made again, end in the same graph.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._connections = Connections(endpoint)
        self._updates = Updates(self._connections, endpoint.name)
        self._parser = Store()
        name = endpoint.name
        # A graph of its own beside the data's, in which no query looks.
        self._marks = f"{name}-checkpoint" if name else "urn:catena:checkpoint"

    def query(
        self,
        query: str,
        /,
        *,
        substitutions: Mapping[Variable, Term] | None = None,
        default_graph: Default | None = None,
        named_graphs: Named | None = None,  # noqa: ARG002 - the catalogue has none
    ) -> Results:
        self._check(query)
        text = kept_to_one_graph(query)
        if substitutions:
            text = bound(text, {variable.value: term for variable, term in substitutions.items()})
            self._check(text)
        ours = (DefaultGraph(), NamedNode(self._endpoint.name or NOWHERE))
        seen = default_graph is None or any(graph in ours for graph in default_graph)
        return self._ask(text, self._endpoint.name if seen else NOWHERE)

    def __len__(self) -> int:
        return int(self._one("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }") or 0)

    @property
    def checkpoint(self) -> int:
        # A cut between writing the new number and deleting the old one leaves both.
        return min((int(said) for said in self._marked(_CHANGE)), default=0)

    @property
    def log(self) -> str:
        return next(iter(self._marked(_LOG)), "")

    def begin(self, log: str) -> None:
        # First the marks: a graph half emptied follows no log.
        self._updates.run(f"DELETE WHERE {{ GRAPH <{self._marks}> {{ ?s ?p ?o }} }}")
        pattern = self._updates.within("?s ?p ?o")
        for _ in range(len(self) // EMPTIED + 2):
            if not self._holds_something():
                break
            self._updates.run(
                f"DELETE {{ {pattern} }} WHERE {{ "
                f"{{ SELECT ?s ?p ?o WHERE {{ {pattern} }} LIMIT {EMPTIED} }} }}"
            )
        else:
            raise StoreError(
                f"The graph at {shown(self._endpoint.update)} cannot be emptied. Set "
                "CATENA_GRAPH_NAME to a graph that only Catena writes to."
            )
        said = f"<{self._marks}> {_LOG} {Literal(log)} ; {_CHANGE} 0"
        self._updates.run(f"INSERT DATA {{ GRAPH <{self._marks}> {{ {said} }} }}")

    def apply(self, removed: set[bytes], added: set[bytes], checkpoint: int) -> None:
        self._updates.write("DELETE", sorted(removed - added))
        self._updates.write("INSERT", sorted(added))
        self._mark(checkpoint)

    def load(self, documents: Iterable[bytes], checkpoint: int) -> None:
        self._updates.write(
            "INSERT", (line for each in documents for line in each.splitlines() if line)
        )
        self._mark(checkpoint)

    def missing(self, statements: Collection[bytes]) -> set[bytes]:
        # First by the text, as Oxigraph writes it, which is how the log keeps it. An engine that
        # writes a literal in another way still knows what it means: it decides about the rest.
        lost: set[bytes] = set()
        by_subject: dict[bytes, set[bytes]] = {}
        for line in statements:
            by_subject.setdefault(line.partition(b" ")[0], set()).add(line)
        subjects = list(by_subject)
        for start in range(0, len(subjects), SUBJECTS):
            some = subjects[start : start + SUBJECTS]
            found = self._saying(some)
            altered = {line.rpartition(b"> ")[0].split(b" ", 2)[1] for line in found}
            for subject in some:
                for line in by_subject[subject] - found:
                    doubtful = line.split(b" ", 2)[1] in altered or len(line) > _LONG_IRI
                    if not doubtful or not self._has(line):
                        lost.add(line)
        return lost

    def optimise(self) -> None:
        """The server sees to it."""

    def close(self) -> None:
        self._connections.close()

    def _check(self, text: str) -> None:
        """``SyntaxError`` for what is no SPARQL query, in Oxigraph's words, on every engine."""
        # It parses, and then refuses this for a graph, before it plans anything: planning may take
        # minutes, or all of the stack.
        with suppress(TypeError, ValueError):
            self._parser.query(text, default_graph=0)  # type: ignore[arg-type]
        if calls_built_in(text):
            raise SyntaxError(
                "an IRI that begins with bif: or sql: calls the engine's own functions"
            )

    def _ask(self, text: str, graph: str) -> Results:
        """The answer from one graph; from the default graph when it has no name."""
        fields = [("query", text)]
        if graph:
            fields += [("default-graph-uri", graph), ("named-graph-uri", NOWHERE)]
        accept, read = _READERS.get(form(text), (answers.GRAPH, answers.constructed))
        reply = self._connections.query(fields, accept)
        if reply.status == 400:
            raise SyntaxError(f"the graph's server says: {reply.words}")
        if not reply.taken:
            raise self._connections.failure(reply)
        try:
            return read(reply)
        except answers.Broken as error:
            raise self._broken(error) from None

    def _broken(self, error: answers.Broken) -> Unreachable:
        return Unreachable(
            f"The answer of the graph's server at {shown(self._endpoint.query)} is not whole or "
            f"not well formed ({error}). Try again."
        )

    def _one(self, query: str) -> str:
        """The text of the only value of the only row."""
        results = self._ask(query, self._endpoint.name)
        assert isinstance(results, QuerySolutions)  # noqa: S101 - a SELECT
        return next(
            (term.value for row in results for term in row if isinstance(term, Literal)), ""
        )

    def _holds_something(self) -> bool:
        return bool(self._ask("ASK { ?s ?p ?o }", self._endpoint.name))

    def _has(self, line: bytes) -> bool:
        try:
            return bool(self._ask(f"ASK {{ {line.decode()} }}", self._endpoint.name))
        except SyntaxError:
            return False

    def _saying(self, subjects: Collection[bytes]) -> set[bytes]:
        """What the graph says of these subjects, as lines of N-Triples."""
        text = (
            "CONSTRUCT { ?s ?p ?o } WHERE { "
            f"VALUES ?s {{ {b' '.join(subjects).decode()} }} ?s ?p ?o }}"
        )
        fields = [("query", text)]
        if self._endpoint.name:
            fields.append(("default-graph-uri", self._endpoint.name))
        reply = self._connections.query(fields, answers.GRAPH)
        if not reply.taken:
            raise self._connections.failure(reply)
        try:
            found = answers.triples(reply)
        except answers.Broken as error:
            raise self._broken(error) from None
        written = found.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()) or b""
        return set(written.splitlines())

    def _marked(self, of: str) -> list[str]:
        results = self._ask(f"SELECT ?said WHERE {{ <{self._marks}> {of} ?said }}", self._marks)
        assert isinstance(results, QuerySolutions)  # noqa: S101 - a SELECT
        terms = [row["said"] for row in results]
        return [term.value for term in terms if isinstance(term, Literal)]

    def _mark(self, checkpoint: int) -> None:
        at = f"<{self._marks}> {_CHANGE}"
        graph = f"GRAPH <{self._marks}>"
        self._updates.run(f"INSERT DATA {{ {graph} {{ {at} {checkpoint} }} }}")
        self._updates.run(
            f"DELETE {{ {graph} {{ {at} ?old }} }} "
            f"WHERE {{ {graph} {{ {at} ?old FILTER(?old != {checkpoint}) }} }}"
        )
