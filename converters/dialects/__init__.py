"""Which MARC a record is, and what kind of record, by evidence: never by its file or its name.

First the family is found (MARC 21, UNIMARC, INTERMARC), then the member of UNIMARC's, then whether
the record is bibliographic, an authority or holdings: ``families.tsv`` and ``kinds.tsv`` say how.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

import pymarc

from converters.dialects.weighing import Row, Table, shares
from converters.record import UNIMARC_FAMILY, Dialect, Kind

#: A family less likely than this is a question for a person.
SURE: Final = 0.85
_NOTHING: Final[Mapping[str, str]] = {}
_DIALECTS: Final = Table("families.tsv")
_KINDS: Final = Table("kinds.tsv")
#: The fields a dialect is judged by.
ASKED: Final = _DIALECTS.tags


@dataclass(frozen=True, slots=True)
class Judged:
    """The likeliest dialect, its score from 0 to 1, and all of them by score.

    ``doubtful``: its family is not sure; ``foreign``: it seems to be of none of these families.
    """

    dialect: Dialect
    score: float
    ranking: tuple[tuple[Dialect, float], ...]
    doubtful: bool
    foreign: bool


def judge(marc: pymarc.Record, stated: Mapping[str, str] = _NOTHING) -> Judged:
    """The dialect of a record; ``stated`` is what the record says of itself (XML attributes)."""
    if not stated and _plainly_marc21(marc):
        return _PLAIN
    sums = _DIALECTS.sums(marc, stated)
    families = shares({name: weight for name, weight in sums.items() if "/" not in name})
    family, score = next(iter(families.items()))
    if family == "marc21" and score > 0.99:
        return Judged("marc21", score, (("marc21", score),), doubtful=False, foreign=False)
    members = shares(
        {name.partition("/")[2]: weight for name, weight in sums.items() if "/" in name}
    )
    ranking = [(name, share) for name, share in families.items() if name in ("marc21", "intermarc")]
    ranking += [(name, share * families["unimarc"]) for name, share in members.items()]
    ranked = cast("list[tuple[Dialect, float]]", sorted(ranking, key=lambda item: -item[1]))
    best = next(name for name, _ in ranked if _family(name) == family or family == "other")
    return Judged(best, score, tuple(ranked), score < SURE or family == "other", family == "other")


_PLAIN: Final = Judged("marc21", 0.999, (("marc21", 0.999),), doubtful=False, foreign=False)
#: Fields that no record must have of which nothing more need be asked: they speak for others.
_ELSEWHERE: Final = frozenset(
    row.where.partition("$")[0]
    for row in _DIALECTS.rows
    if row.speaks_for != "marc21" and "/" not in row.speaks_for
) - {"100", "110", "700"}


def _plainly_marc21(marc: pymarc.Record) -> bool:
    """Whether the table need not be asked: a title in 245, 008, and nothing of the others."""
    leader = str(marc.leader)
    if leader[20:] != "4500" or leader[10] != "2" or not leader[6].isalpha():
        return False
    size = 0
    titled = False
    for field in marc.fields:
        tag = field.tag
        if tag in _ELSEWHERE:
            if tag != "008":
                return False
            size = len(field.data or "")
        elif tag == "245":
            titled = True
        elif tag == "100" and (field.get("a") or "")[:1].isdigit():
            return False
    return titled and 38 <= size <= 42


def _family(dialect: Dialect) -> str:
    return "unimarc" if dialect in UNIMARC_FAMILY else dialect


def why(marc: pymarc.Record, stated: Mapping[str, str] = _NOTHING) -> list[Row]:
    """The evidence for a dialect that a record holds, all of it, for a person to see."""
    return _DIALECTS.found(marc, stated)


def kind_of(
    marc: pymarc.Record, dialect: Dialect = "marc21", stated: Mapping[str, str] = _NOTHING
) -> Kind:
    """Bibliographic, authority or holdings, by leader/06 and by the fields that only one has."""
    plain = dialect == "marc21" and not stated and str(marc.leader)[6:7] in "acdefgijkmnoprt"
    if plain and marc.get("245") is not None:
        return "bib"
    family = _family(dialect)
    sums = _KINDS.sums(marc, stated)
    kinds = {n.partition("/")[2]: w for n, w in sums.items() if n.startswith(f"{family}/")}
    return cast("Kind", max(kinds, key=lambda kind: kinds[kind]))
