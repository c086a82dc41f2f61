"""How well joins agree with what readers said: precision, recall, F1, and how sure they are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt
from typing import Final, Literal

from bench.matching.pairs import Label

#: What a method says of a pair; ``no key``: it would never have compared them.
type Answer = Literal["same", "different", "ask", "no key"]

#: The normal quantile of a confidence of 95 %.
_Z: Final = 1.959964


@dataclass(slots=True)
class Figures:
    """Counts of what readers said against what a method says, for some of the pairs."""

    counts: Counter[tuple[Label, Answer]] = field(default_factory=Counter)

    def add(self, said: Label, answer: Answer) -> None:
        self.counts[said, answer] += 1

    def of(self, said: Label, *answers: Answer) -> int:
        """Pairs that readers gave this label; with answers, those of them answered so."""
        return sum(
            count
            for (label, answer), count in self.counts.items()
            if label == said and (not answers or answer in answers)
        )

    @property
    def precision(self) -> "Share":
        """Of the pairs joined, those that are the same; pairs readers leave open do not count."""
        right = self.of("same", "same")
        return Share(right, right + self.of("different", "same"))

    @property
    def recall(self) -> "Share":
        """Of the pairs that are the same, those joined; a question put to a person is no join."""
        return Share(self.of("same", "same"), self.of("same"))

    @property
    def f1(self) -> float:
        """The harmonic mean of both, from 0 to 1."""
        right = self.of("same", "same")
        all_ = self.precision.of + self.recall.of
        return 2 * right / all_ if all_ else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``of``."""

    right: int
    of: int

    @property
    def value(self) -> float:
        return self.right / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with a confidence of 95 % (Wilson's score interval)."""
        if not self.of:
            return 0.0, 1.0
        n, p = self.of, self.value
        middle = p + _Z * _Z / (2 * n)
        half = _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
        whole = 1 + _Z * _Z / n
        return max(0.0, (middle - half) / whole), min(1.0, (middle + half) / whole)

    def __str__(self) -> str:
        """``0.993 (0.981–0.998)``; a dash where there is nothing to share."""
        if not self.of:
            return "–"
        low, high = self.interval
        return f"{self.value:.3f} ({low:.3f}–{high:.3f})"


def counted(answers: Iterable[tuple[Label, Answer]]) -> Figures:
    """The figures of these pairs: what a reader said of each, and what a method says."""
    figures = Figures()
    for said, answer in answers:
        figures.add(said, answer)
    return figures
