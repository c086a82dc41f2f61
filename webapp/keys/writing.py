"""Changes to the file of keys: a key added, a key taken out, whole or not at all."""

import fcntl
import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Final

from webapp.keys.file import TABLE, Holder, KeysFault, parsed, source

_HEAD: Final = re.compile(rf"^(?=[ \t]*\[\[[ \t]*{TABLE}[ \t]*\]\])", re.MULTILINE)
#: Comments and blank lines at the end of a table tell of the next one, or of the file.
_TAIL: Final = re.compile(r"(?:^[ \t]*(?:#[^\n]*)?\n)*\Z", re.MULTILINE)


def new_token() -> str:
    """A token nobody guesses: 256 random bits."""
    return secrets.token_urlsafe(32)


def add(file: Path, holder: Holder) -> None:
    """Puts a key at the end. Raises :class:`KeysFault`, also for a name that is taken."""
    with _alone(file) as real:
        text = source(real)
        before = parsed(text, file)
        if any(each.name == holder.name for each in before):
            raise KeysFault(
                f"There is a key {holder.name} in {file}. Remove it first, or choose another name."
            )
        if text and not text.endswith("\n"):
            text += "\n"
        text += ("\n" if text else "") + _table(holder)
        if parsed(text, file) != (*before, holder):
            raise KeysFault(f"The key cannot be put at the end of {file}. Write it there by hand.")
        _replace(real, text)


def remove(file: Path, name: str) -> None:
    """Takes a key out; comments elsewhere stay. Raises :class:`KeysFault`."""
    with _alone(file) as real:
        text = source(real)
        before = parsed(text, file)
        places = [number for number, each in enumerate(before) if each.name == name]
        if not places:
            raise KeysFault(f"There is no key {name} in {file}. “catena key list” names them all.")
        parts = _HEAD.split(text)  # what stands before the first table, then the tables
        taken = parts[places[0] + 1] if len(parts) == len(before) + 1 else ""
        tail = _TAIL.search(taken)
        rest = [*parts[: places[0] + 1], tail[0] if tail else "", *parts[places[0] + 2 :]]
        if not taken or parsed("".join(rest), file) != tuple(h for h in before if h.name != name):
            raise KeysFault(f"{file} is written in a way of its own. Take {name} out by hand.")
        _replace(real, "".join(rest))


def _table(holder: Holder) -> str:
    lines = [f"[[{TABLE}]]"]
    for field in fields(Holder):
        value = getattr(holder, field.name)
        if value is not None and value != "":
            # What JSON escapes in a string, TOML's basic strings escape alike.
            shown = value.isoformat() if isinstance(value, date) else json.dumps(value)
            if isinstance(value, str):
                shown = json.dumps(value, ensure_ascii=False)
            lines.append(f"{field.name} = {shown}")
    return "\n".join(lines) + "\n"


@contextmanager
def _alone(file: Path) -> Iterator[Path]:
    """The file that is meant, behind links, while no other `catena key` changes it."""
    real = Path(os.path.realpath(file))
    try:
        folder = os.open(real.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise KeysFault(
            f"The folder {real.parent} cannot be used: {error.strerror}. Make it, or set "
            "CATENA_KEYS to a file elsewhere."
        ) from None
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield real
    except OSError as error:
        raise KeysFault(
            f"{file} cannot be written: {error.strerror or error}. Mend that and try again; the "
            "file is as it was."
        ) from None
    finally:
        os.close(folder)


def _replace(file: Path, text: str) -> None:
    """The new text in place of the old, for its owner's eyes only."""
    number, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")  # mode 600
    written = Path(name)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
            if file.exists():
                # The server may run as somebody else than who calls `sudo catena key`.
                with suppress(PermissionError):
                    os.fchown(out.fileno(), file.stat().st_uid, file.stat().st_gid)
        written.replace(file)
    except BaseException:
        written.unlink(missing_ok=True)
        raise
