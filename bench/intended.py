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
from shapes.namespaces import BF, RDF

#: Whether this is what a part differs by: its few fields, what only we say, what only LC says.
type Applies = Callable[[pymarc.Record, Counter[Said], Counter[Said]], bool]

_TITLE: Final = {f"<{BF}title>", f"<{BF}mainTitle>", f"<{RDF}type>", f"<{BF}qualifier>"}
_PROVISION: Final = {f"<{BF}provisionActivity>", f"<{BF}copyrightDate>"}
_COUNTRIES: Final = "<http://id.loc.gov/vocabulary/countries/>"
_DLC: Final = "<http://id.loc.gov/vocabulary/organizations/dlc>"


def _only(lc: Counter[Said], predicate: str, object_: str) -> bool:
    """Whether all that LC says more is this statement, of whatever."""
    return bool(lc) and all((p, o) == (predicate, object_) for _, p, o in lc)


def _blank_date(_: pymarc.Record, ours: Counter[Said], lc: Counter[Said]) -> bool:
    return not ours and _provision(lc) and any(o.startswith('"    "') for _, _, o in lc)


def _blank_country(_: pymarc.Record, ours: Counter[Said], lc: Counter[Said]) -> bool:
    return not ours and _provision(lc) and any(o == _COUNTRIES for _, _, o in lc)


def _provision(lc: Counter[Said]) -> bool:
    """Nothing but blanks as date or country, and an activity that had nothing else to say."""
    return all(
        o == _COUNTRIES or o.startswith('"    "') or "Activity" in s or "Activity" in o
        for s, _, o in lc
    )


def _whole_and_part(marc: pymarc.Record, ours: Counter[Said], lc: Counter[Said]) -> bool:
    tags = {field.tag for field in marc.fields} | {six[:3] for six in _sixes(marc)}
    return not ours and bool(tags & {"773", "774"}) and all(p in _TITLE for _, p, _ in lc)


def _sixes(marc: pymarc.Record) -> list[str]:
    return [six for field in marc.get_fields("880") for six in field.get_subfields("6")]


def _without_008(marc: pymarc.Record, ours: Counter[Said], lc: Counter[Said]) -> bool:
    told = any(p in _PROVISION or "tatement>" in p for _, p, _ in ours)
    return not lc and told and not marc.get_fields("008")


#: The difference that is compared by itself (:mod:`bench.equality`): ours runs as LC has it first.
PAIRS: Final = "pairs-of-scripts"

INTENDED: Final[Mapping[str, Applies]] = {
    "blank-date": _blank_date,
    "blank-country": _blank_country,
    "whole-and-part": _whole_and_part,
    "acquired": lambda _, ours, lc: not ours and _only(lc, f"<{BF}heldBy>", _DLC),
    "without-008": _without_008,
    "edition-of-a-scheme": lambda _, ours, lc: (
        not lc and bool(ours) and all(p == f"<{BF}edition>" for _, p, _ in ours)
    ),
    "uncontrolled-type": lambda _, ours, lc: not ours and _only(lc, f"<{RDF}type>", '""'),
}


def told() -> set[str]:
    """The names the table of intended differences argues for; it has one line for each."""
    table = files("converters") / "bibframe" / "differences.tsv"
    _, *rows = table.read_text(encoding="utf-8").splitlines()
    return {row.partition("\t")[0] for row in rows if row.strip()}
