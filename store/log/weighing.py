"""What a person's decision about a doubtful pair would be worth, kept beside its verdict."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select

from store.log import tables
from store.log.doubts import rows_in
from store.log.likenesses import OWN, Decision, named, split_name
from store.log.rows import columns


def weigh(
    connection: Connection,
    paths: Collection[str],
    likenesses: Collection[int],
    decisions_too: Sequence[Decision],
) -> None:
    """Weighs anew what hangs together with these records, likenesses and decisions."""
    source = tables.source
    touched: set[int | None] = {*likenesses}
    for path in rows_in(connection, select(source.c.likeness).distinct(), source.c.path, paths):
        touched |= {*path}
    for each in decisions_too:
        for member, control in (split_name(each.a), split_name(each.b)):
            of = select(source.c.likeness).where(source.c.member == member)
            known = of.where(source.c.kind == each.kind, source.c.control == control)
            touched |= {*connection.scalars(known)}
    verdict = tables.verdict
    query = select(*columns(verdict, "a", "b", "score", "worth")).where(
        verdict.c.says.in_(("ask", "same"))
    )
    there = {each for each in touched if each is not None}
    rows = {
        (row.a, row.b): row
        for column in (verdict.c.a, verdict.c.b)
        for row in rows_in(connection, query, column, there)
    }
    unfounded = [pair for pair in _unfounded(connection, there) if pair not in rows]
    news: list[dict[str, Any]] = [{"one": a, "two": b, "weighs": None} for a, b in unfounded]
    if rows:
        weighing = _Weighing(connection, {each for pair in rows for each in pair})
        for pair, row in sorted(rows.items()):
            worth = weighing.worth(*pair, row.score)
            if worth != row.worth:
                news.append({"one": pair[0], "two": pair[1], "weighs": worth})
    if news:
        this = (verdict.c.a == bindparam("one")) & (verdict.c.b == bindparam("two"))
        connection.execute(verdict.update().where(this).values(worth=bindparam("weighs")), news)


def _unfounded(connection: Connection, touched: Collection[int]) -> list[tuple[int, int]]:
    """Pairs that are decided otherwise by the rules now."""
    verdict = tables.verdict
    query = select(verdict.c.a, verdict.c.b).where(
        verdict.c.says == "different", verdict.c.worth.is_not(None)
    )
    return [
        (row.a, row.b)
        for column in (verdict.c.a, verdict.c.b)
        for row in rows_in(connection, query, column, touched)
    ]


class _Weighing:
    """Where likenesses are, how many libraries are there, and what people decided about them."""

    def __init__(self, connection: Connection, likenesses: Collection[int]) -> None:
        source = tables.source
        live = select(*columns(source, "path", "likeness", "member", "control", "kind")).where(
            source.c.withdrawn == 0, source.c.member != OWN
        )
        self._at: defaultdict[int, set[str]] = defaultdict(set)
        for row in rows_in(connection, live, source.c.likeness, likenesses):
            self._at[row.likeness].add(row.path)
        paths = {path for found in self._at.values() for path in found}
        self._libraries: defaultdict[str, set[str]] = defaultdict(set)
        path_of: dict[tuple[str, str], str] = {}
        for row in rows_in(connection, live, source.c.path, paths):
            self._libraries[row.path].add(row.member)
            path_of[row.kind, named(row.member, row.control)] = row.path
        self._decided = set(_decided(connection, path_of))

    def worth(self, a: int, b: int, score: float) -> float | None:
        """What the pair is worth; None when it is at one record, or decided."""
        ones, others = self._largest(a), self._largest(b)
        most = 0
        for one in ones:
            if most and self._size(one) + self._size(others[0]) <= most:
                break
            for other in others:
                if one != other and frozenset((one, other)) not in self._decided:
                    most = max(most, self._size(one) + self._size(other))
                    break
        return round(most * score, 4) if most else None

    def _size(self, path: str) -> int:
        return len(self._libraries[path])

    def _largest(self, likeness: int) -> list[str]:
        return sorted(self._at.get(likeness, ()), key=lambda path: (-self._size(path), path))


#: A pair of records somebody has decided about.
type _Pair = frozenset[str]
_NOBODY: Final = select(tables.decision.c.id).limit(1)


def _decided(connection: Connection, path_of: dict[tuple[str, str], str]) -> Iterator[_Pair]:
    """The records between whose sources a decision is in force."""
    if connection.execute(_NOBODY).first() is None:
        return
    table = tables.decision
    names = {name for _, name in path_of}
    newest: dict[tuple[str, frozenset[str]], Any] = {}
    rows = {
        row.id: row
        for column in (table.c.a, table.c.b)
        for row in rows_in(connection, select(table), column, names)
    }
    for _, row in sorted(rows.items()):
        newest[row.kind, frozenset((row.a, row.b))] = row
    for row in newest.values():
        one, other = path_of.get((row.kind, row.a)), path_of.get((row.kind, row.b))
        if row.says != "open" and one and other:
            yield frozenset((one, other))
