"""What a comparison of two records says, and why."""

from dataclasses import dataclass
from typing import Literal

type Says = Literal["same", "different", "ask"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One rule that held: its name in the table, its weight, and what either record says."""

    rule: str
    weight: float
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on two records; ``score`` from 0 to 1 grows with how surely they are one."""

    says: Says
    score: float
    evidence: tuple[Evidence, ...]
