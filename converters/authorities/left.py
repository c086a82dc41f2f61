"""Why a subfield of an authority record never reaches the graph, where that is on purpose."""

import csv
from functools import cache
from importlib.resources import files
from typing import Final

#: In the table's last column of codes: every code that is neither a letter nor a digit.
_NO_CODE: Final = "*!"


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    text = (files("converters.authorities") / "left.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("# "))
    reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    next(reader)
    return tuple((tag, code, reason) for tag, code, reason in reader)


@cache
def reason(tag: str, code: str) -> str:
    """The reason a subfield (a control field: ``""``) stays in the log only; ``""`` if it need not.

    The rows of :file:`left.tsv` that name the tag and the code come before those for any.
    """
    for row_tag, row_code, why in _rows():
        if not _is(tag, row_tag):
            continue
        if row_code == "*" and row_tag != "*":
            return why
        if row_code == code or (row_code == _NO_CODE and code and not code.isalnum()):
            return why
    return ""


def _is(tag: str, pattern: str) -> bool:
    return pattern == "*" or all(
        wanted in {"X", digit} for digit, wanted in zip(tag, pattern, strict=False)
    )
