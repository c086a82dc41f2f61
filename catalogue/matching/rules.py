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


def decided(table: str, held: Sequence[Held], *, anchored: bool, sure: bool = False) -> Verdict:
    """The verdict of all rules that held.

    ``anchored``: all else says that it is one thing, which softens ``different`` to ``ask``;
    ``sure``: so clearly that no person need be asked.
    """
    known = rules(table)
    total = sum(known[name].weight for name, _, _ in held)
    same, ask = known[_SAME].weight, known[_ASK].weight
    says: Says = "same" if total >= same else "ask" if total >= ask else "different"
    decides = {known[name].decides for name, _, _ in held}
    if "never" in decides:
        says = "different"
    elif "different" in decides:
        says = "ask" if anchored and says == "same" else "different"
    elif "ask" in decides and says == "same" and not sure:
        says = "ask"
    middle = (same + ask) / 2
    score = 1 / (1 + exp((middle - total) / 2))
    low, high = {"same": (0.7, 1.0), "ask": (0.3, 0.7), "different": (0.0, 0.3)}[says]
    evidence = tuple(
        Evidence(name, known[name].weight, a[:_SHOWN], b[:_SHOWN]) for name, a, b in held
    )
    return Verdict(says, round(min(max(score, low), high), 4), evidence)
