"""A backup put back: proved whole, then made the log of a store, whichever engine keeps it."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from pyoxigraph import Literal, Quad, Store

from store.backup import back_up
from store.errors import OtherBase, StoreBusy, StoreError
from store.graph.embedded import CHECKPOINT
from store.graph.generations import Generations
from store.lock import Lock
from store.log import tables
from store.log.copying import Reached, contents
from store.log.reading import RecordLog
from store.log.replacing import replace
from store.manifest import CITATIONS, GRAPH, LOG, REFUSED, Backup, digest, listed, manifest
from store.opening import GENERATIONS, SUMS

_COMING: Final = ".restoring"
_GOING: Final = ".replaced"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back, where what was there before is now, and whether the graph came too."""

    backup: Backup
    replaced: Path | None
    graph: bool


def proved(folder: Path, reached: Reached) -> Backup:
    """A backup, read through: every file as it was written, and the log without a gap.

    Raises :class:`StoreError` for the first thing that is not so.
    """
    backup = manifest(folder)
    present = set(listed(folder))
    for name in sorted(backup.files.keys() | present):
        if name not in present:
            raise StoreError(f"{folder} is not whole: {name} is missing. Use another backup.")
        if name not in backup.files:
            raise StoreError(f"{folder / name} is not of this backup. Take it away.")
    done = 0
    for name, file in backup.files.items():
        if digest(folder / name) != file:
            raise StoreError(
                f"{folder / name} is not what was written: its hash is another. Use another backup."
            )
        done += file.bytes
        reached(done, backup.bytes)
    held = contents(folder / LOG)
    said = (backup.base, backup.log, backup.head, backup.records)
    if (held.base, held.log, held.head, held.records) != said:
        raise StoreError(f"{folder / LOG} is of another backup. Use another backup.")
    if held.schema != tables.SCHEMA:
        raise StoreError(
            f"{folder} holds a log of schema {held.schema}; this Catena writes {tables.SCHEMA}. "
            f"Restore it with the version that made it: {backup.catena}."
        )
    return backup


def fits(backup: Backup, base: str, folder: Path) -> None:
    """Raises :class:`OtherBase` when the records of a backup have other IRIs than these."""
    if backup.base != base:
        raise OtherBase(
            f"{folder} holds records of {backup.base}, and CATENA_BASE_IRI is {base}. "
            f"Set CATENA_BASE_IRI={backup.base}."
        )


def restore(
    folder: Path,
    backup: Backup,
    home: Path,
    log: RecordLog,
    *,
    over: bool,
    graph: bool,
    release: str,
    reached: Reached,
) -> Restored:
    """Makes the log what a :func:`proved` backup holds; ``over`` also where there is one already.

    That one is backed up first, into the home folder. With ``graph`` the backup's takes the place
    of the one in that folder, unless another process keeps it: then that makes it again. Raises
    :class:`StoreError` for a log that has changes and is not to be replaced, or that cannot be.
    """
    identity = uuid4().hex
    kept: Path | None = None

    def keep() -> None:
        nonlocal kept
        if log.head and not over:
            raise _refused(log)
        if log.head:
            at = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")[:-3]
            kept = home / f"replaced-{at}Z"
            back_up(log, home, kept, release=release, graph=False, reached=lambda *_: None)

    if log.head and not over:
        raise _refused(log)
    lock = _lock(home)
    try:
        coming = _coming(folder, home, backup, identity) if lock and graph else None
        replace(log, folder / LOG, identity, keep, reached)
        if coming:
            _take_place(home, coming)
    finally:
        if lock:
            lock.release()
    for kept_beside in (REFUSED, CITATIONS):
        if (folder / kept_beside).is_dir():
            shutil.copytree(folder / kept_beside, home / kept_beside, dirs_exist_ok=True)
    return Restored(backup, kept, coming is not None)


def _refused(log: RecordLog) -> StoreError:
    return StoreError(
        f"The record log has {log.head:,} changes already. Set CATENA_HOME or CATENA_LOG to an "
        "empty place, or give --replace: what is there is backed up first."
    )


def _lock(home: Path) -> Lock | None:
    try:
        return Lock(home)
    except StoreBusy:
        return None


def _coming(folder: Path, home: Path, backup: Backup, identity: str) -> Path | None:
    """The backup's graph, beside its place and said to follow the log that is to come."""
    coming = home / f"{GRAPH}{_COMING}"
    shutil.rmtree(coming, ignore_errors=True)
    if backup.graph is None:
        return None
    shutil.copytree(folder / GRAPH, coming)
    try:
        graph = Store(str(coming))
    except (OSError, RuntimeError):  # it can be made again, the log cannot
        shutil.rmtree(coming)
        return None
    for quad in list(graph.quads_for_pattern(None, None, Literal(backup.log), CHECKPOINT)):
        graph.remove(quad)
        graph.add(Quad(quad.subject, quad.predicate, Literal(identity), CHECKPOINT))
    graph.flush()
    return coming


def _take_place(home: Path, coming: Path) -> None:
    """Killed here, the graph of the old log is left, which the next start makes again."""
    going = home / f"{GRAPH}{_GOING}"
    shutil.rmtree(going, ignore_errors=True)
    Generations(home / GENERATIONS).clear()
    # Tables of both graphs may have the same numbers.
    (home / SUMS).unlink(missing_ok=True)
    if (home / GRAPH).exists():
        (home / GRAPH).rename(going)
    coming.rename(home / GRAPH)
    shutil.rmtree(going, ignore_errors=True)
