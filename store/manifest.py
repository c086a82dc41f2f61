"""What a backup is made of: its files, and the list of them with their hashes, ``backup.json``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from store.errors import StoreError

MANIFEST: Final = "backup.json"
LOG: Final = "log.sqlite"
REFUSED: Final = "refused"
CITATIONS: Final = "citations"
GRAPH: Final = "graph"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class File:
    """A file of a backup: its size in bytes, and the SHA-256 of what is in it (hexadecimal)."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds, as ``backup.json`` says it.

    ``at`` is when it was begun (ISO 8601, UTC), ``graph`` the change its graph is as of, if it has
    one. ``files`` go by their paths in the folder.
    """

    catena: str
    at: str
    engine: str
    schema: int
    base: str
    log: str
    head: int
    records: dict[str, int]
    graph: int | None = None
    files: dict[str, File] = field(default_factory=dict)
    format: int = _FORMAT

    @property
    def bytes(self) -> int:
        """How large it is."""
        return sum(file.bytes for file in self.files.values())


def listed(folder: Path) -> Iterator[str]:
    """The path of every file of a backup but the list itself, with slashes, in order.

    Raises :class:`StoreError` for what is no plain file: it would lead somewhere else.
    """
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink() or not (file.is_file() or file.is_dir()):
            raise StoreError(f"{file} is no plain file. Take it away, or use another backup.")
        if file.is_file() and name != MANIFEST:
            yield name


def digest(file: Path) -> File:
    """Size and hash of a file."""
    with file.open("rb") as stream:
        hashed = file_digest(stream, "sha256")
        return File(stream.tell(), hashed.hexdigest())


def manifest(folder: Path) -> Backup:
    """What ``backup.json`` says. Raises :class:`StoreError` when there is none that can be read."""
    file = folder / MANIFEST
    try:
        said: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if said.get("format") != _FORMAT:
            raise StoreError(
                f"{folder} is a backup of format {said.get('format')}; this Catena reads "
                f"{_FORMAT}. Use the version that made it: {said.get('catena')}."
            )
        files = {str(name): File(**each) for name, each in said.pop("files").items()}
        return Backup(**said, files=files)
    except FileNotFoundError:
        raise StoreError(f"{folder} is no backup: it has no {MANIFEST}.") from None
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise StoreError(f"{file} cannot be read ({error}). Use another backup.") from None
