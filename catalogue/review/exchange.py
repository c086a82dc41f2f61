"""Decisions as a file: a table (TSV) or JSON, written for measuring, read from another place."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TextIO, get_args

from catalogue.review.counting import counts
from catalogue.review.deciding import LONGEST, tidy
from catalogue.review.exporting import COLUMNS, Row
from catalogue.review.questions import KINDS
from store.log.likenesses import Decided, Decision
from store.log.whereabouts import WORK

_SAYS: Final = get_args(Decided.__value__)
_NAMED: Final = re.compile(r"[^:\s][^:]{0,99}:.{1,300}", re.DOTALL)
#: A record without a source when it was written: nothing another catalogue knows.
_PATH: Final = re.compile(r"bib/[^:\s]{1,100}")
_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_LONGEST_NAME: Final = 100
#: The longest cell of a table: evidence and traits of two records.
_CELL: Final = 8 * 1024 * 1024


class Unusable(ValueError):
    """A file that holds no decisions; the text says where, and what should be there."""


def write_table(rows: Iterable[Row], out: TextIO) -> int:
    """A table with :data:`COLUMNS` as its first line; returns how many decisions it has."""
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    written = 0
    for written, row in enumerate(rows, 1):  # noqa: B007 - counted
        table.writerow(row.cells())
    return written


def write_json(rows: Iterable[Row], out: TextIO) -> int:
    """``{"decisions": […], "rules": […]}``: each decision, and the counts of each rule."""
    every: list[Row] = []
    out.write('{"decisions": [')
    for row in rows:
        out.write(",\n" if every else "\n")
        out.write(json.dumps(row.as_dict(), ensure_ascii=False))
        every.append(row)
    told = [each.as_dict() for each in counts(every)]
    out.write(f'\n],\n"rules": {json.dumps(told, ensure_ascii=False, indent=1)}}}\n')
    return len(every)


def read(file: Path) -> list[Decision]:
    """The decisions in a file that was exported, in either form. Raises :class:`Unusable`."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable(f"{file.name} is not in UTF-8 ({error.reason}). Save it in UTF-8.") from None
    if text.lstrip().startswith("{"):
        told = _of_json(text, file.name)
    else:
        told = _of_table(text, file.name)
    return [_decision(each, f"{file.name}, decision {n}") for n, each in enumerate(told, 1)]


def _of_json(text: str, name: str) -> Iterator[Mapping[str, Any]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unusable(f"{name} is not JSON: {error}. Export it again.") from None
    found = whole.get("decisions") if isinstance(whole, dict) else None
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise Unusable(f'{name} has no list "decisions". Take a file of `catena review --export`.')
    yield from found


def _of_table(text: str, name: str) -> Iterator[Mapping[str, Any]]:
    before = csv.field_size_limit(_CELL)
    try:
        table = csv.DictReader(text.splitlines(keepends=True), delimiter="\t")
        wanted = {"kind", "a", "b", "says", "by", "at"}
        if not wanted <= {*(table.fieldnames or ())}:
            raise Unusable(
                f"{name} is no table of decisions: its first line should name the columns "
                f"{', '.join(sorted(wanted))}. Take a file of `catena review --export`."
            )
        yield from table
    except csv.Error as error:
        raise Unusable(f"{name} is no table: {error}. Export it again.") from None
    finally:
        csv.field_size_limit(before)


def _decision(told: Mapping[str, Any], where: str) -> Decision:
    said = {name: told.get(name) for name in ("kind", "a", "b", "says", "by", "at")}
    for name, value in said.items():
        if not isinstance(value, str) or not value:
            raise Unusable(f"{where}: {name} is missing. Every decision has it.")
    kind, a, b, says, by, at = (str(value) for value in said.values())
    if kind not in KINDS:
        raise Unusable(f"{where}: kind is {kind[:40]!r}; it should be {' or '.join(KINDS)}.")
    if says not in _SAYS:
        raise Unusable(f"{where}: says is {says[:40]!r}; it should be {', '.join(_SAYS)}.")
    for name in (a, b):
        known = _NAMED.fullmatch(name) or (kind == WORK and _PATH.fullmatch(name))
        if not known or not name.isprintable():
            raise Unusable(f"{where}: {name[:80]!r} is no source. Write it like PKU:ocm0001.")
    if a == b:
        raise Unusable(f"{where}: both sources are {a[:80]}. A decision is about two.")
    if not _real(at):
        raise Unusable(f"{where}: at is {at[:40]!r}; write it like 2026-01-31T12:00:00Z.")
    if not by.isprintable() or len(by) > _LONGEST_NAME:
        raise Unusable(f"{where}: by should be a name of at most {_LONGEST_NAME} characters.")
    reason = told.get("reason") or ""
    return Decision(0, kind, a, b, _said(says), by, at, tidy(str(reason)[: 4 * LONGEST]))


def _real(at: str) -> bool:
    try:
        return bool(_MOMENT.fullmatch(at) and datetime.fromisoformat(at))
    except ValueError:
        return False


def _said(text: str) -> Decided:
    match text:
        case "same" | "different":
            return text
        case _:
            return "open"
