"""Why the rules decided as they did, in a cataloguer's words."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from catalogue.matching.rules import rules as matching
from catalogue.review.values import Reason
from catalogue.works.rules import rules as of_works


def _matching(table: str, rule: str) -> str:
    known = matching(table).get(rule)
    return known.says if known else rule


def _works(rule: str) -> str:
    known = of_works().get(rule)
    return known.meaning if known else rule


#: For each kind of case, the sentence of a rule in its table.
TABLES: Final[Mapping[str, Callable[[str], str]]] = {
    "bib": partial(_matching, "editions/rules"),
    "auth": partial(_matching, "headings/rules"),
    "work": _works,
}


def reasons(kind: str, evidence: bytes, *, turned: bool) -> tuple[Reason, ...]:
    """What speaks for and against, the weightiest first; ``turned``: the second record is ours."""
    found = []
    for each in json.loads(evidence) if evidence else ():
        sides = (str(each["a"]), str(each["b"]))
        one, other = sides[::-1] if turned else sides
        rule = str(each["rule"])
        found.append(Reason(rule, words(kind, rule), float(each["weight"]), one, other))
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def words(kind: str, rule: str) -> str:
    """The sentence of a rule; its name where the table has it no more."""
    return TABLES[kind](rule) if kind in TABLES else rule
