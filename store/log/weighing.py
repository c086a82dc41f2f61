"""What a person's decision about a doubtful pair would be worth, kept beside its verdict."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from store.log import tables
from store.log.likenesses import OWN
from store.log.rows import columns, rows_at
from store.log.whereabouts import Changes, OfEditions, OfSources, Spot, Whereabouts


def weigh(connection: Connection, changes: Changes) -> None:
    """Weighs anew what hangs together with what has changed."""
    levels: tuple[Whereabouts, ...] = (OfSources(connection), OfEditions(connection))
    touched = {each for level in levels for each in level.touched(changes)}
    # All pairs of a likeness are looked at with it: of one that came, one end is enough.
    touched |= {a for a, b in changes.compared if touched.isdisjoint((a, b))}
    verdict, likeness = tables.verdict, tables.likeness
    query = (
        select(likeness.c.kind, *columns(verdict, "a", "b", "score", "worth"))
        .join(likeness, likeness.c.id == verdict.c.a)
        .where(verdict.c.says.in_(("ask", "same")))
    )
    rows = {
        (row.a, row.b): row
        for column in (verdict.c.a, verdict.c.b)
        for row in rows_at(connection, query, column, touched)
    }
    unfounded = [pair for pair in _unfounded(connection, touched) if pair not in rows]
    news: list[dict[str, Any]] = [{"one": a, "two": b, "weighs": None} for a, b in unfounded]
    for level in levels:
        scores = {pair: row.score for pair, row in rows.items() if row.kind in level.kinds}
        for pair, worth in _Weighing(connection, level, scores).worth():
            if worth != rows[pair].worth:
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
        for row in rows_at(connection, query, column, touched)
    ]


class _Weighing:
    """Pairs of likenesses at one level, with the libraries of the records that have them."""

    def __init__(
        self,
        connection: Connection,
        level: Whereabouts,
        scores: Mapping[tuple[int, int], float],
    ) -> None:
        self._scores = scores
        self._at = level.at({each for pair in scores for each in pair})
        self._apart = {pair for pair in scores if self._in_two_groups(*pair)}
        spots = {spot for pair in self._apart for each in pair for spot in self._at[each]}
        self._libraries: defaultdict[str, set[str]] = defaultdict(set)
        source = tables.source
        live = select(*columns(source, "path", "member")).where(
            source.c.withdrawn == 0, source.c.member != OWN
        )
        for row in rows_at(connection, live, source.c.path, {spot.path for spot in spots}):
            self._libraries[row.path].add(row.member)
        self._decided = level.decided(spots) if spots else set()

    def worth(self) -> list[tuple[tuple[int, int], float | None]]:
        """What each pair is worth; None when it is at one record, or work, or decided."""
        return [
            (pair, self._worth(*pair, score) if pair in self._apart else None)
            for pair, score in sorted(self._scores.items())
        ]

    def _in_two_groups(self, a: int, b: int) -> bool:
        if a not in self._at or b not in self._at:
            return False
        return len({spot.group for each in (a, b) for spot in self._at[each]}) > 1

    def _worth(self, a: int, b: int, score: float) -> float | None:
        ones, others = self._largest(a), self._largest(b)
        most = 0
        for one in ones:
            if most and self._size(one) + self._size(others[0]) <= most:
                break
            for other in others:
                groups = frozenset((one.group, other.group))
                if len(groups) > 1 and groups not in self._decided:
                    most = max(most, self._size(one) + self._size(other))
                    break
        return round(most * score, 4) if most else None

    def _size(self, spot: Spot) -> int:
        return len(self._libraries[spot.path])

    def _largest(self, likeness: int) -> list[Spot]:
        return sorted(self._at[likeness], key=lambda spot: (-self._size(spot), spot.path))
