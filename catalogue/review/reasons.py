"""Why the rules decided as they did, in a cataloguer's words."""

import json
from collections.abc import Mapping
from typing import Final

from catalogue.matching.rules import rules
from catalogue.review.values import Reason

#: The table of rules for each kind that is compared.
TABLES: Final[Mapping[str, str]] = {"bib": "editions/rules", "auth": "headings/rules"}


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
    known = rules(TABLES[kind]).get(rule) if kind in TABLES else None
    return known.says if known else rule
