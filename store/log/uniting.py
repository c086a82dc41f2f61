"""Sources that come, go and are put together otherwise: all that one decision changes, at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Table, delete

from store import statements
from store.log import tables
from store.log.batch import Batch, Source_
from store.log.entries import Entry
from store.log.likenesses import MOMENT, Decision, Edge, Kept, Moment
from store.log.packing import SILENCE, Packed
from store.log.records import Action, Awaited
from store.log.rows import PORTION
from store.log.transactions import insert
from store.log.weighing import weigh
from store.log.whereabouts import Changes, as_editions


@dataclass(frozen=True, slots=True)
class Sent:
    """A contribution on its way in; of ``entry`` the triples are not looked at.

    ``likeness`` is the number of what it is compared by; None when it is not to be compared. For
    ``came`` see :data:`store.log.tables.source`.
    """

    entry: Entry
    likeness: int | None = None
    came: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A source that feeds another record from now on, or is compared otherwise."""

    source: Source_
    path: str
    likeness: int | None
    came: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What a record says from now on; None: nothing, for it is withdrawn or merged.

    ``contribution`` is the source whose newest contribution it is made of; None for a hub, which is
    made of all its editions. ``other`` is the path it
    is merged into, or split from. ``number`` is that of a new record's path.
    """

    path: str
    kind: str
    number: int | None
    action: Action
    reason: str
    says: Packed | None = None
    contribution: Source_ | None = None
    engine: str = ""
    other: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Grouped:
    """Which work a record is an edition of, by what it is compared by as one."""

    path: str
    likeness: int | None
    hub: str | None
    came: str


@dataclass
class Union:
    """What changes together: all of it is in the log afterwards, or nothing.

    ``gone`` are likenesses no source has any more: their keys and verdicts go with them;
    ``undecided`` are pairs of likenesses that are compared no more. Decisions are given their
    numbers on the way in.
    """

    sent: list[Sent] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    born: list[Kept] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    edges: list[Edge] = field(default_factory=list)
    undecided: set[tuple[int, int]] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    editions: list[Grouped] = field(default_factory=list)
    holdings: dict[str, tuple[Awaited, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(vars(self).values())


@dataclass(frozen=True, slots=True)
class Occasion:
    """When something is written (ISO 8601, UTC), at whose wish, by what way."""

    at: str
    by: str
    channel: str


def write(
    connection: Connection, base: str, union: Union, occasion: Occasion, then: Moment
) -> bool:
    """Writes it under the writers' lock; False, and nothing, when the log has moved on since."""
    if Moment(*connection.execute(MOMENT).one()) != then:
        return False
    batch = Batch(connection, base, occasion.at)
    batch.recall_sources(
        [
            *((s.entry.member, s.entry.kind, s.entry.control) for s in union.sent),
            *(moved.source for moved in union.moved),
            *(told.contribution for told in union.told if told.contribution),
        ]
    )
    batch.recall_records(told.path for told in union.told)
    for sent in union.sent:
        entry = sent.entry
        raw = entry.packed.raw if entry.packed else statements.pack(entry.raw)
        batch.sent(
            entry,
            raw,
            occasion.by,
            occasion.channel,
            likeness=sent.likeness,
            came=sent.came,
        )
    for moved in union.moved:
        batch.move(moved.source, moved.path, moved.likeness, moved.came)
    for told in union.told:
        _tell(batch, told)
    for path, ways in union.holdings.items():
        batch.wait(path, ways)
    batch.finish()
    _likenesses(connection, union)
    _decisions(connection, union.decisions, then.decision)
    as_works = as_editions(connection, [each.path for each in union.editions])
    as_works |= {each.likeness for each in union.editions if each.likeness is not None}
    _upsert(connection, tables.edition, ["path"], [_row(each) for each in union.editions])
    paths = {told.path for told in union.told}
    compared = {(edge.a, edge.b) for edge in union.edges}
    weigh(connection, Changes(paths, compared, union.decisions, as_works))
    return True


def number(key: bytes) -> int:
    """The number a digest or key goes by: its first 8 bytes (BLAKE2b), signed."""
    return int.from_bytes(blake2b(key, digest_size=8).digest(), signed=True)


def _tell(batch: Batch, told: Told) -> None:
    new: dict[str, Any] = {
        "status": {"delete": "deleted", "merge": "merged"}.get(told.action, "live"),
        "survivor": told.other if told.action == "merge" else None,
        "reason": told.reason,
    }
    if told.contribution:
        new["contribution"] = batch.newest(told.contribution)
    if told.says is not None:
        new["engine"] = told.engine
        if told.action == "update" and batch.says(told.path, told.says, new.get("contribution")):
            return
    created = {"path": told.path, "kind": told.kind, "number": told.number}
    created |= {"contribution": None, "engine": told.engine}
    batch.change(created, new, told.says or SILENCE, told.action, by=told.by, other=told.other)


def _likenesses(connection: Connection, union: Union) -> None:
    """What is compared from now on, and what was found by comparing."""
    verdict = tables.verdict
    for portion in batched(sorted(union.gone), PORTION):
        for column in (tables.likeness.c.id, tables.likeness_key.c.likeness):
            connection.execute(delete(column.table).where(column.in_(portion)))
        for column in (verdict.c.a, verdict.c.b):
            connection.execute(delete(verdict).where(column.in_(portion)))
    for a, b in sorted(union.undecided):
        connection.execute(delete(verdict).where(verdict.c.a == a, verdict.c.b == b))
    born = [
        {"id": each.id, "kind": each.kind, "alone": int(each.alone), "body": each.body}
        for each in union.born
    ]
    _upsert(connection, tables.likeness, ["id"], born)
    keys = sorted({(each_key, each.id) for each in union.born for each_key in numbers(each)})
    rows = [{"key": key, "likeness": likeness} for key, likeness in keys]
    if rows:
        made = insert(connection, tables.likeness_key)
        connection.execute(made.on_conflict_do_nothing(), rows)
    decided = [
        {
            "a": edge.a,
            "b": edge.b,
            "says": edge.says,
            "score": edge.score,
            "evidence": statements.pack(edge.evidence),
        }
        for edge in sorted(union.edges, key=lambda edge: (edge.a, edge.b))
    ]
    _upsert(connection, verdict, ["a", "b"], decided)


def numbers(kept: Kept) -> Sequence[int]:
    """The numbers of its keys; those of one kind are no other kind's."""
    return _numbers(kept.kind, kept.keys)


@lru_cache(maxsize=8192)
def _numbers(kind: str, keys: tuple[str, ...]) -> Sequence[int]:
    return [number(f"{kind}:{key}".encode()) for key in keys]


def _decisions(connection: Connection, decisions: list[Decision], last: int) -> None:
    if decisions:
        rows = [_row(each) | {"id": last + place} for place, each in enumerate(decisions, start=1)]
        connection.execute(tables.decision.insert(), rows)


def _row(of: Decision | Grouped) -> dict[str, Any]:
    return {name: getattr(of, name) for name in of.__slots__}


def _upsert(
    connection: Connection, table: Table, keys: list[str], rows: list[dict[str, Any]]
) -> None:
    if not rows:
        return
    made = insert(connection, table)
    news = {name: made.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(made.on_conflict_do_update(index_elements=keys, set_=news), rows)
