"""Code lists of authority records: facts, in the TSV files of ``codes/``."""

from collections.abc import Iterator, Mapping
from functools import cache

from converters.bibframe.codes import rows as rows_of


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a TSV file (see :func:`converters.bibframe.codes.rows`)."""
    return rows_of(name, "converters.authorities")


@cache
def pairs(name: str) -> Mapping[str, str]:
    """A list of two columns."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def by_two(name: str) -> Mapping[tuple[str, str], str]:
    """A list of three columns, by the first two."""
    return {(row[0], row[1]): row[2] for row in rows(name)}
