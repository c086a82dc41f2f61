"""Where Catena means to differ from LC's rules: a test for each line of ``differences.tsv``.

Each is asked of the smallest part of a record that shows a difference (:mod:`bench.blame`), so
that an intended difference never covers for another one in the same record.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Final

import pymarc

from bench.compare import Said

#: Whether this is what a part differs by: its few fields, what only we say, what only LC says.
type Applies = Callable[[pymarc.Record, Counter[Said], Counter[Said]], bool]

INTENDED: Final[Mapping[str, Applies]] = {}


def told() -> set[str]:
    """The names the table of intended differences argues for; it has one line for each."""
    table = files("converters") / "bibframe" / "differences.tsv"
    if not table.is_file():
        return set()
    _, *rows = table.read_text(encoding="utf-8").splitlines()
    return {row.partition("\t")[0] for row in rows if row.strip()}
