"""What is in the bytes of a result: how many rows, and whether two differ in order alone."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Any, Final

from pyoxigraph import QueryResultsFormat, RdfFormat

from sparql.service.formats import RESULTS, TRIPLES

#: Results up to this size are read through for their rows (bytes).
_CHEAP: Final = 1024 * 1024
_XML_ROW: Final = re.compile(rb"<result>(.*?)</result>", re.DOTALL)


def rows(result: bytes, media_type: str) -> int | None:
    """The rows of a SELECT, the statements in N-Triples; None for what is costly or has none."""
    if len(result) > _CHEAP:
        return None
    found = _rows(result, media_type)
    return None if found is None else len(found)


def reordered(one: bytes, other: bytes, media_type: str) -> bool:
    """Whether the same rows are in both, in whatever order."""
    if len(one) != len(other):
        return False
    mine, theirs = _rows(one, media_type), _rows(other, media_type)
    return mine is not None and theirs is not None and Counter(mine) == Counter(theirs)


def _rows(result: bytes, media_type: str) -> list[Hashable] | None:
    written = RESULTS.get(media_type)
    if written is None:
        plain = TRIPLES.get(media_type) == RdfFormat.N_TRIPLES
        return list(result.splitlines()) if plain else None
    if b"\n" not in result and written in (QueryResultsFormat.CSV, QueryResultsFormat.TSV):
        return None  # the answer to an ASK
    if written == QueryResultsFormat.CSV:
        return _of_csv(result.decode())
    if written == QueryResultsFormat.TSV:
        return list(result.removesuffix(b"\n").split(b"\n")[1:])
    if written == QueryResultsFormat.XML:
        return list(_XML_ROW.findall(result)) if b"<results" in result else None
    said: dict[str, Any] = json.loads(result)
    return list(_bindings(said)) if "results" in said else None


def _of_csv(result: str) -> list[Hashable] | None:
    """Not by lines: a value may hold line breaks."""
    try:
        lines = csv.reader(io.StringIO(result, newline=""))
        found: list[Hashable] = [tuple(line) for line in lines]
    except csv.Error:  # a value longer than the reader takes
        return None
    return found[1:]


def _bindings(said: dict[str, Any]) -> Iterator[str]:
    for row in said["results"]["bindings"]:
        yield json.dumps(row, sort_keys=True)
