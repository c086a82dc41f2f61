"""A table of rules: what agrees or differs in two records, what it weighs, what it decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Final, Literal

from catalogue.matching.verdict import Evidence, Says, Verdict
from catalogue.matching.words import rows

type Decides = Literal["", "ask", "different", "never"]
#: One rule that held: its name, and what either record says.
type Held = tuple[str, str, str]
#: The lines that are no rules but the sums from which records are the same, or to be asked.
_SAME: Final = "= same"
_ASK: Final = "= ask"
#: Between which scores each answer lies.
_SCORES: Final[Mapping[Says, tuple[float, float]]] = {
    "same": (0.7, 1.0),
    "ask": (0.3, 0.7),
    "different": (0.0, 0.3),
}
#: So much of what a record says is shown as evidence.
_SHOWN: Final = 120


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table.

    ``ask``: not the same without a person; ``different``: not the same, but a person is asked when
    all else says so; ``never``: not the same, whatever else agrees.
    """

    weight: float
    decides: Decides
    says: str


@cache
def rules(table: str) -> Mapping[str, Rule]:
    """The rules by name; ``table`` as ``editions/rules``."""
    return {
        name: Rule(float(weight), _decides(decides), says)
        for name, weight, decides, says in rows(table)
    }


def _decides(text: str) -> Decides:
    match text:
        case "" | "ask" | "different" | "never":
            return text
    raise ValueError(f"a rule decides {text!r}; write ask, different, never, or leave it empty")


def says(
    table: str, held: Sequence[Held], *, anchored: bool, sure: bool = False
) -> tuple[Says, float]:
    """What follows from the rules that held, and the sum of their weights.

    ``anchored``: all else says that it is one thing, which softens ``different`` to ``ask``;
    ``sure``: so clearly that no person need be asked.
    """
    known = rules(table)
    total = 0.0
    decides: set[Decides] = set()
    for name, _, _ in held:
        rule = known[name]
        total += rule.weight
        decides.add(rule.decides)
    told: Says = "different"
    if total >= known[_ASK].weight:
        told = "same" if total >= known[_SAME].weight else "ask"
    if "never" in decides:
        return "different", total
    if "different" in decides:
        return ("ask" if anchored and told == "same" else "different"), total
    if "ask" in decides and told == "same" and not sure:
        return "ask", total
    return told, total


def decided(table: str, held: Sequence[Held], *, anchored: bool, sure: bool = False) -> Verdict:
    """The verdict of all rules that held, with its evidence; see :func:`says`."""
    told, total = says(table, held, anchored=anchored, sure=sure)
    known = rules(table)
    middle = (known[_SAME].weight + known[_ASK].weight) / 2
    score = 1 / (1 + exp((middle - total) / 2))
    low, high = _SCORES[told]
    evidence = tuple(
        Evidence(name, known[name].weight, a[:_SHOWN], b[:_SHOWN]) for name, a, b in held
    )
    return Verdict(told, round(min(max(score, low), high), 4), evidence)
