"""The graph beside the log, to the statement, in memory that does not grow with either."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Final, Protocol, runtime_checkable

from store import statements
from store.graph import Graph
from store.log.reading import RecordLog
from store.projections import Comparison

EXAMPLES: Final = 5
#: Statements whose keys are held in memory at once, when the ones that differ are looked for.
HELD: Final = 8_000_000
#: Records whose statements a graph over a network is asked for together.
ASKED: Final = 200
_KEYS: Final = 1 << 128


@runtime_checkable
class Listed(Protocol):
    """A graph that can list what it holds."""

    def statements(self) -> Iterator[bytes]:
        """Every statement, as a line of N-Triples."""
        ...


@dataclass(slots=True)
class _Sum:
    """How many statements, and their keys (16 bytes of a hash of each) added up.

    Equal sets have equal sums; that others have is as unlikely as two equal hashes, 1 in 2^128.
    """

    count: int = 0
    keys: int = 0

    def add(self, lines: Collection[bytes]) -> None:
        self.count += len(lines)
        key = statements.key
        self.keys += sum([int.from_bytes(key(line)) for line in lines])

    def same(self, other: "_Sum") -> bool:
        return self.count == other.count and (self.keys - other.keys) % _KEYS == 0


def compare(log: RecordLog, graph: Graph) -> Comparison:
    """The graph beside the log.

    Where the graph can list its statements, both are added up as they pass, and only where the
    sums differ are they gone through again for what differs. Where it cannot, over a network, it is
    asked for every statement of the log, and counted.
    """
    behind = log.head - graph.checkpoint
    if not isinstance(graph, Listed):
        return _asked(log, graph, behind)
    said, records = _said(log)
    found = _Sum()
    lines: list[bytes] = []
    for line in graph.statements():
        lines.append(line)
        if len(lines) == 10_000:
            found.add(lines)
            lines.clear()
    found.add(lines)
    if said.same(found):
        return _comparison(records, said.count, found.count, behind)
    return _differing(log, graph, records, behind)


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


def _said(log: RecordLog) -> tuple[_Sum, int]:
    """What the live records say: their own statements, and once each those that several make."""
    own = _Sum()
    records = 0
    for record, triples in log.live():
        records += 1
        lines = triples.splitlines()
        own.add(lines)
        shared = statements.shared(lines, log.base, record.path)
        own.count -= len(shared)
        own.keys -= sum([int.from_bytes(statements.key(line)) for line in shared])
    for key in log.shared():
        own.count += 1
        own.keys += int.from_bytes(key)
    return own, records


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
    in_log, records = 0, 0
    missing: set[bytes] = set()
    shared: set[bytes] = set()
    for portion in batched(log.live(), ASKED):
        records += len(portion)
        asking: set[bytes] = set()
        for record, triples in portion:
            lines = triples.splitlines()
            others = statements.shared(lines, log.base, record.path)
            in_log += len(lines) - len(others)
            asking.update(lines)
            asking -= others & shared
            shared |= others
        missing |= graph.missing(asking)
    in_log += len(shared)
    keys = {statements.key(line) for line in missing}
    examples = tuple(_lost(log, keys, EXAMPLES)) if keys else ()
    found = len(graph)
    surplus = found - (in_log - len(missing))
    return _comparison(
        records,
        in_log,
        found,
        behind,
        missing=len(missing),
        surplus=surplus,
        examples=examples,
    )
