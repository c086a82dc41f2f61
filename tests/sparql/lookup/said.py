"""A log in memory that knows what records say, and the questions the look-up answered before."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from pyoxigraph import QueryResultsFormat, RdfFormat, Store

from sparql.lookup import LookupIndex
from store.log.reading import RecordLog
from store.log.records import Change, Record

BASE = "http://catena.example/"
ORACLE = Path(__file__).parent / "oracle"
_AT = datetime(2026, 1, 1, tzinfo=UTC)


class SaidLog:
    """As much of a record log as a projection reads."""

    base = BASE
    identity = "said"

    def __init__(self) -> None:
        self.records: dict[str, bytes] = {}
        self._changes: list[Change] = []

    @property
    def head(self) -> int:
        return len(self._changes)

    def say(self, path: str, lines: Iterable[str]) -> None:
        """A record says these statements from now on; none when it is gone."""
        self.records[path] = "".join(f"{line}\n" for line in sorted(set(lines))).encode()
        action = "update" if self.records[path] else "delete"
        change = {"seq": self.head + 1, "path": path, "version": 1, "action": action, "at": _AT}
        self._changes.append(Change(**change, reason="", removed=b""))  # type: ignore[arg-type]

    def changes(self, after: int = 0, limit: int = 100) -> list[Change]:
        return self._changes[after : after + limit]

    def saying(self, paths: Sequence[str]) -> dict[str, bytes]:
        return {path: self.records[path] for path in paths}

    def live(self) -> Iterator[tuple[Record, bytes]]:
        for path, triples in sorted(self.records.items()):
            if triples:
                kind = path.partition("/")[0]
                yield Record(path, kind, 1, "live", None, _AT, _AT, None, ""), triples

    def graph(self) -> Store:
        """Everything the live records say, as Oxigraph holds it."""
        graph = Store()
        graph.bulk_load(b"".join(self.records.values()), RdfFormat.N_TRIPLES)
        return graph

    @property
    def log(self) -> RecordLog:
        return cast("RecordLog", self)


def follow(index: LookupIndex, log: RecordLog | SaidLog, portion: int = 100) -> None:
    """Brings the index up to the log."""
    reading = cast("RecordLog", log)
    while changes := reading.changes(index.checkpoint, portion):
        index.follow(reading, changes)


def asked(graph: Store, name: str) -> list[dict[str, str]]:
    """The rows of a question of `oracle/`."""
    result = graph.query((ORACLE / f"{name}.rq").read_text(encoding="utf-8"))
    written = result.serialize(format=QueryResultsFormat.JSON)  # type: ignore[arg-type]
    rows = json.loads(written or b"{}")["results"]["bindings"]
    return [{variable: term["value"] for variable, term in row.items()} for row in rows]
