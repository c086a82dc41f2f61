"""A backup: the log as a SQLite file, what was refused and cited, maybe the graph, and a list.

A backup is whole or not there: it is written beside its place and gets its name at the end.
"""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final

from store.errors import StoreError
from store.graph.embedded import EmbeddedGraph
from store.graph.generations import Generations, pinned
from store.log.copying import Contents, Reached, contents, copy_out
from store.log.reading import RecordLog, now
from store.manifest import CITATIONS, GRAPH, LOG, MANIFEST, REFUSED, Backup, digest, listed
from store.opening import GENERATIONS

_PART: Final = ".part"


def back_up(
    log: RecordLog, home: Path, folder: Path, *, release: str, graph: bool, reached: Reached
) -> Backup:
    """Writes a backup into a folder that is empty or not there, while others read and write.

    ``graph``: with the newest published generation of the graph, when it is of this log. Raises
    :class:`StoreError` for a folder that holds something, and when the log cannot be read.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"{folder} is there already. Name a folder that is empty or not there.")
    at = now()
    folder = folder.resolve()  # “.” has no name that another could be made of
    with _beside(folder) as part:
        # The graph first: what the log has beyond it is followed after a restore.
        reaches = _graph(log, home, part / GRAPH) if graph else None
        copy_out(log, part / LOG, reached)
        held: Contents = contents(part / LOG)
        if (home / REFUSED).is_dir():
            shutil.copytree(home / REFUSED, part / REFUSED)
        if (home / CITATIONS).is_dir():
            unfinished = shutil.ignore_patterns(".*")
            shutil.copytree(home / CITATIONS, part / CITATIONS, ignore=unfinished)
        made = Backup(
            release,
            at,
            log.database.dialect.name,
            **asdict(held),
            graph=reaches,
            files={name: digest(part / name) for name in listed(part)},
        )
        written = json.dumps(asdict(made), ensure_ascii=False, indent=2) + "\n"
        (part / MANIFEST).write_text(written, encoding="utf-8")
        _sync(part)
        folder.parent.mkdir(parents=True, exist_ok=True)
        part.rename(folder)
        _flush(folder.parent)
    return made


def _graph(log: RecordLog, home: Path, folder: Path) -> int | None:
    """The newest generation, in hard links where it can be; the change it is as of."""
    for generation in reversed(Generations(home / GENERATIONS).all()):
        try:
            with pinned(generation.folder) as there:
                frozen = EmbeddedGraph(there, read_only=True)
                if frozen.log != log.identity:
                    return None
                shutil.copytree(there, folder, copy_function=_link)
        except FileNotFoundError:  # gone by policy since it was listed
            shutil.rmtree(folder, ignore_errors=True)
            continue
        return generation.change
    return None


def _link(source: str, target: str) -> None:
    """A generation never changes, so a link is as good as a copy, until the disk breaks."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK):
            raise
        shutil.copy2(source, target)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A folder to write into, which goes when the block fails; one a killed process left goes."""
    part = folder.with_name(folder.name + _PART)
    part.mkdir(parents=True, exist_ok=True)
    held = os.open(part, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(
                f"Another process is writing a backup there ({part}). Wait for it, or name another "
                "folder."
            ) from None
        for left in part.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        try:
            yield part
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    finally:
        os.close(held)


def _sync(folder: Path) -> None:
    """What is written is on the disk before the backup has its name."""
    for file in folder.rglob("*"):
        _flush(file)
    _flush(folder)


def _flush(file: Path) -> None:
    opened = os.open(file, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
