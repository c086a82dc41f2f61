"""The files of a union, written piece by piece with no file left open: there may be thousands."""

import errno
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

#: Bytes kept of one file before they are written, and of all together.
_KEPT: Final = 1 << 16
_TOGETHER: Final = 1 << 26


@dataclass(slots=True)
class _File:
    """What is known of one file: how it is to be loaded, and what it holds."""

    member: str
    kind: str
    records: int = 0
    size: int = 0
    waiting: bytearray = field(default_factory=bytearray)
    digest: blake2b = field(default_factory=lambda: blake2b(digest_size=16))


class Files:
    """Files below ``folder``, which is made; raises ``FileExistsError`` when it is not empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, _File] = {}
        self._waiting = 0
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FileExistsError(errno.EEXIST, "it is not empty", str(folder))

    def add(self, name: str, data: bytes, *, member: str, kind: str) -> None:
        """One more record of this kind, sent by this member, into the file of this name."""
        file = self._files.get(name)
        if file is None:
            file = self._files[name] = _File(member, kind)
        file.records += 1
        file.size += len(data)
        file.waiting += data
        self._waiting += len(data)
        if len(file.waiting) > _KEPT:
            self._write(name, file)
        elif self._waiting > _TOGETHER:
            self.close()

    def close(self) -> None:
        """Writes all that waits."""
        for name, file in self._files.items():
            if file.waiting:
                self._write(name, file)

    def manifest(self) -> list[dict[str, Any]]:
        """Every file in the order it is to be loaded in, with its counts and its BLAKE2 digest."""
        order = ("member", "auth", "bib", "holding")
        return [
            {
                "file": name,
                "member": file.member,
                "kind": file.kind,
                "records": file.records,
                "bytes": file.size,
                "blake2b": file.digest.hexdigest(),
            }
            for name, file in sorted(
                self._files.items(), key=lambda one: (order.index(one[1].kind), one[0])
            )
        ]

    def _write(self, name: str, file: _File) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as stream:
            stream.write(file.waiting)
        file.digest.update(file.waiting)
        self._waiting -= len(file.waiting)
        file.waiting.clear()
