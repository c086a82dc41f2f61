"""The rules by which two records are found to be of one work: ``rules.tsv``, read once."""

from dataclasses import dataclass
from functools import cache

from catalogue.matching.verdict import Evidence
from catalogue.works.words import rows


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of ``rules.tsv``; ``says``: adds, ask or different."""

    says: str
    weight: float
    meaning: str


@cache
def rules() -> dict[str, Rule]:
    """The table, by the names of the rules."""
    return {row[0]: Rule(row[1], float(row[2]), row[3]) for row in rows("rules.tsv")}


def held(rule: str, a: str = "", b: str = "") -> Evidence:
    """That a rule held, and what either record says."""
    return Evidence(rule, rules()[rule].weight, a, b)
