"""The graph beside the log, to the statement, in memory that does not grow with either."""

from collections.abc import Collection, Iterator
from itertools import batched
from typing import Final, Protocol, runtime_checkable

from store import statements
from store.graph import Graph
from store.log.reading import RecordLog
from store.projections import Comparison

EXAMPLES: Final = 5
#: Statements whose keys are held in memory at once, when the ones that differ are looked for.
HELD: Final = 8_000_000
#: Records whose statements the graph is asked for together.
ASKED: Final = 200


@runtime_checkable
class Listed(Protocol):
    """A graph that can list what it holds."""

    def statements(self) -> Iterator[bytes]:
        """Every statement, as a line of N-Triples."""
        ...


def compare(log: RecordLog, graph: Graph) -> Comparison:
    """The graph beside the log.

    The graph is asked for every statement of the log, and counted: it has all of them and no more,
    or it differs. Only then is a graph that can list its statements gone through for what it has
    beyond the log.
    """
    behind = log.head - graph.checkpoint
    found = _asked(log, graph, behind)
    if found.surplus and isinstance(graph, Listed):
        return _differing(log, graph, found.records, behind)
    return found


def _comparison(
    records: int,
    in_log: int,
    found: int,
    behind: int,
    *,
    missing: int = 0,
    surplus: int = 0,
    examples: tuple[str, ...] = (),
) -> Comparison:
    return Comparison(
        "graph", "statements", records, in_log, found, missing, surplus, behind, examples
    )


def _differing(log: RecordLog, graph: Listed, records: int, behind: int) -> Comparison:
    """Goes through both as often as memory asks for, each time for a part of all keys."""
    in_log = found = missing = surplus = 0
    examples: list[str] = []
    size = sum(1 for _ in graph.statements())
    parts = 1 + size // HELD
    for part in range(parts):
        said: dict[bytes, None] = {}
        for _, triples in log.live():
            keys = map(statements.key, triples.splitlines())
            said.update(dict.fromkeys(key for key in keys if key[0] % parts == part))
        in_log += len(said)
        for line in graph.statements():
            key = statements.key(line)
            if key[0] % parts != part:
                continue
            found += 1
            if key in said:
                del said[key]
            else:
                surplus += 1
                if len(examples) < EXAMPLES:
                    examples.append(f"only in the graph: {line.decode()}")
        missing += len(said)
        examples += _lost(log, said.keys(), EXAMPLES) if said else ()
    return _comparison(
        records, in_log, found, behind, missing=missing, surplus=surplus, examples=tuple(examples)
    )


def _lost(log: RecordLog, keys: Collection[bytes], most: int) -> Iterator[str]:
    """Some statements of the log with these keys, and the records they are of."""
    for record, triples in log.live():
        for line in triples.splitlines():
            if statements.key(line) in keys:
                yield f"only in the log ({record.path}): {line.decode()}"
                most -= 1
                if not most:
                    return


def _asked(log: RecordLog, graph: Graph, behind: int) -> Comparison:
    """Every statement of the log asked for; what the graph has beyond them shows in its number."""
    own = missing = records = 0
    examples: list[str] = []
    lost: set[bytes] = set()
    for portion in batched(log.live(), ASKED):
        records += len(portion)
        shared: set[bytes] = set()
        asking: dict[bytes, str] = {}
        for record, triples in portion:
            lines = triples.splitlines()
            others = statements.shared(lines, log.base, record.path)
            own += len(lines) - len(others)
            shared |= others
            asking.update(dict.fromkeys(lines, record.path))
        for line in sorted(graph.missing(asking)):
            if line in shared:
                lost.add(statements.key(line))
            else:
                missing += 1
            if len(examples) < EXAMPLES:
                examples.append(f"only in the log ({asking[line]}): {line.decode()}")
    missing += len(lost)
    in_log = own + log.shared()
    found = len(graph)
    return _comparison(
        records,
        in_log,
        found,
        behind,
        missing=missing,
        surplus=found - (in_log - missing),
        examples=tuple(examples),
    )
