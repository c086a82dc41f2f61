"""How often people decide as each rule speaks: counted, never learned from by itself."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from catalogue.review.exporting import Row
from catalogue.review.reasons import words


@dataclass
class Counted:
    """A rule, and how people decided of the pairs it held for.

    ``weight`` is what it says for one record (or against); ``rule`` is ``= ask`` and so on for
    the rules' decision as a whole.
    """

    kind: str
    rule: str
    weight: float
    words: str
    same: int = 0
    different: int = 0

    @property
    def agree(self) -> int | None:
        """How many decided as the rule speaks; None where it speaks for nothing."""
        if not self.weight:
            return None
        return self.same if self.weight > 0 else self.different

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"agree": self.agree}


_WHOLE = {"same": 1.0, "ask": 0.0, "different": -1.0}


def counts(rows: Iterable[Row]) -> list[Counted]:
    """By kind, the rules that held most often first; of the decisions that are in force."""
    found: dict[tuple[str, str], Counted] = {}
    for row in rows:
        if not row.standing or not row.says:
            continue
        kind = row.decision.kind
        said = {f"= {row.says}": _WHOLE[row.says]}
        said |= {str(each["rule"]): float(each["weight"]) for each in row.evidence}
        for rule, weight in said.items():
            told = "the rules, all together" if rule.startswith("= ") else words(kind, rule)
            of = found.setdefault((kind, rule), Counted(kind, rule, weight, told))
            if row.decision.says == "same":
                of.same += 1
            else:
                of.different += 1
    return sorted(found.values(), key=lambda of: (of.kind, -of.same - of.different, of.rule))
