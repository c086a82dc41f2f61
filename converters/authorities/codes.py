"""Code lists of authority records: facts, in the TSV files of ``codes/``."""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a TSV file, its header and the comment above it (``#``) left out."""
    text = (files("converters.authorities") / "codes" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    next(reader)
    yield from reader


@cache
def pairs(name: str) -> Mapping[str, str]:
    """A list of two columns."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def by_two(name: str) -> Mapping[tuple[str, str], str]:
    """A list of three columns, by the first two."""
    return {(row[0], row[1]): row[2] for row in rows(name)}
