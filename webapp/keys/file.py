"""The file of keys: who may ask more than the public does, each by the hash of a token."""

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sparql.jobs.job import Allowance
from sparql.service.answers import Limits
from webapp.settings import SettingsError

TABLE: Final = "key"
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")
#: How who shows no key is called in the access log, so nobody else may be.
PUBLIC: Final = "public"
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_MEGA: Final = 1024 * 1024
_LARGEST: Final = 1024 * 1024  # a tebibyte, in megabytes
#: The least and the most a number may be.
BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    "seconds": (1, 7 * 24 * 3600),
    "megabytes": (16, _LARGEST),
    "answer_megabytes": (1, _LARGEST),
    "jobs": (0, 64),
    "kept_megabytes": (1, _LARGEST),
    "days": (1, 366),
}


class KeysFault(SettingsError):
    """A file of keys that cannot be used; the text says where, and what it should be."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a key: the table ``[[key]]`` of the file, field by field.

    ``seconds``, ``megabytes`` and ``answer_megabytes`` are for one query, ``jobs`` is how many run
    at the same time, ``kept_megabytes`` and ``days`` are for their results. ``expires`` is the
    last day on which the key is good. ``review``: may decide at the desk.
    """

    name: str
    sha256: str  # of the token, which is nowhere
    seconds: float = 600.0
    megabytes: int = 4096
    answer_megabytes: int = 1024
    jobs: int = 1
    kept_megabytes: int = 4096
    days: int = 7
    expires: date | None = None
    note: str = ""
    review: bool = False

    @property
    def limits(self) -> Limits:
        """What one query of theirs may take."""
        return Limits(self.seconds, self.megabytes * _MEGA, self.answer_megabytes * _MEGA)

    @property
    def allowance(self) -> Allowance:
        """What their jobs may take."""
        return Allowance(self.limits, self.jobs, self.kept_megabytes * _MEGA, self.days)

    @property
    def identity(self) -> str:
        """Whose jobs they are: somebody who gets this name later is somebody else."""
        return f"{self.name}-{self.sha256[:16]}"

    def expired(self, today: date) -> bool:
        return self.expires is not None and today > self.expires


def hashed(token: str) -> str:
    """What the file keeps of a token.

    A plain hash is enough: a token is 256 random bits, which nobody tries through.
    """
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def read(file: Path) -> tuple[Holder, ...]:
    """The keys in a file; none, when there is no file. Raises :class:`KeysFault`."""
    return parsed(source(file), file)


def source(file: Path) -> str:
    """The text of the file; empty, when there is none. Raises :class:`KeysFault`."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise KeysFault(f"{file} is not in UTF-8 ({error.reason}). Save it in UTF-8.") from None
    except OSError as error:
        raise KeysFault(
            f"The file of keys {file} cannot be read: {error.strerror or error}. Mend that, or "
            "set CATENA_KEYS to another file."
        ) from None


def parsed(text: str, file: Path) -> tuple[Holder, ...]:
    """The keys in the text of a file. Raises :class:`KeysFault`."""
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KeysFault(f"{file} is not TOML: {error}. Correct that place.") from None
    tables = written.pop(TABLE, [])
    if written or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise KeysFault(f"{file} should hold tables headed [[{TABLE}]], and nothing else.")
    holders = tuple(_holder(table, number, file) for number, table in enumerate(tables, 1))
    for field, what in (("name", "the name"), ("sha256", "the token")):
        if len({getattr(each, field) for each in holders}) < len(holders):
            raise KeysFault(f"{file}: two keys have {what} in common. Remove one of them.")
    return holders


def _holder(table: Mapping[str, Any], number: int, file: Path) -> Holder:
    known = [field.name for field in fields(Holder)]
    where = f"{file}, key {number}"
    if unknown := sorted(set(table) - set(known)):
        raise KeysFault(f"{where} sets {unknown[0]!r}; a key has {', '.join(known)}.")
    for name, pattern, wanted in (
        ("name", NAME, "letters, digits, “.”, “_” and “-”, 63 at most"),
        ("sha256", _HASH, "64 small hexadecimal digits, the SHA-256 of the token"),
    ):
        value = table.get(name)
        if not isinstance(value, str) or not pattern.fullmatch(value) or value == PUBLIC:
            raise KeysFault(f"{where}: {name} should be {wanted}.")
    values = dict(table)
    for name, bounds in BOUNDS.items():
        if name in table:
            values[name] = _number(table[name], name, bounds, where)
    if "expires" in table and type(table["expires"]) is not date:  # a date-time is one too
        raise KeysFault(f"{where}: expires should be a day, like 2027-12-31.")
    if type(table.get("review", False)) is not bool:
        raise KeysFault(f"{where}: review should be true or false.")
    note = table.get("note", "")
    if not isinstance(note, str) or not note.isprintable():
        raise KeysFault(f"{where}: note should be one line of text.")
    return Holder(**values)


def _number(value: object, name: str, bounds: tuple[float, float], where: str) -> float:
    least, most = bounds
    whole = name != "seconds"
    right = type(value) is int or (not whole and isinstance(value, float))
    # Infinite and not-a-number are TOML too.
    if not right or not isinstance(value, int | float) or not math.isfinite(value):
        kind = "a whole number" if whole else "a number"
        raise KeysFault(f"{where}: {name} should be {kind}.")
    if not least <= value <= most:
        raise KeysFault(f"{where}: {name} should be between {least:g} and {most:g}.")
    return value
