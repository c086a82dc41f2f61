"""What came of one decision, in words."""

from dataclasses import dataclass
from typing import Literal

from store.log.likenesses import Decision

#: ``joined``: one record, or work, now; ``apart``: two; ``gone``: one of them was withdrawn, or
#: never came.
type Became = Literal["joined", "apart", "gone"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the two things of a decision: ``paths`` of their records, each once.

    ``led``: paths that lead to the record now. ``libraries`` have sent it (or them). ``newest``:
    whether nothing was decided of the two since.
    """

    decision: Decision
    became: Became
    paths: tuple[str, ...]
    led: tuple[str, ...]
    libraries: int
    newest: bool

    @property
    def standing(self) -> bool:
        """Whether the decision is in force."""
        return self.newest and self.decision.says != "open"

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        if not self.newest:
            return "Not in force: decided otherwise, or taken back, since."
        match self.became:
            case "gone":
                return "One of the two is not in the catalogue (any more)."
            case "joined":
                return self._joined()
            case "apart":
                return self._apart()

    @property
    def held(self) -> str:
        """How many libraries have it."""
        return f"{self.libraries} {'library has' if self.libraries == 1 else 'libraries have'} it"

    def _joined(self) -> str:
        (path,) = self.paths
        if self.decision.says == "different":
            return f"They are still one record, {path}."
        if self.decision.says == "open":
            return f"Taken back. Both belong to {path} by the rules; {self.held}."
        if not self.led:
            return f"Both belong to {path}; {self.held}."
        lead = "leads" if len(self.led) == 1 else "lead"
        return f"{' and '.join(self.led)} now {lead} to {path}; {self.held}."

    def _apart(self) -> str:
        two = " and ".join(self.paths)
        if self.decision.says == "same":
            return f"{two} are two records: another decision keeps them apart."
        if self.decision.says == "open":
            return f"Taken back: {two} are two records and wait again."
        return f"{two} stay two records; nobody is asked about them again."


@dataclass(frozen=True, slots=True)
class WorkOutcome(Outcome):
    """What became of two records somebody decided about as editions.

    ``work`` is the path of the work both are editions of, of ``editions`` in all; ``silent`` those
    of the two that tell no author and title, and so are in no work.
    """

    work: str = ""
    editions: int = 0
    silent: tuple[str, ...] = ()

    def _joined(self) -> str:
        if len(self.paths) == 1:
            return f"Both are one record now, {self.paths[0]}."
        two = " and ".join(self.paths)
        of = f"{self.work}, which has {self.editions} editions"
        if self.decision.says == "different":
            return f"{two} are still of one work, {self.work}."
        if self.decision.says == "open":
            return f"Taken back. {two} are editions of {of}, by the rules."
        return f"{two} are editions of {of}."

    def _apart(self) -> str:
        two = " and ".join(self.paths)
        if self.silent:
            told = " and ".join(self.silent)
            return f"{two} stay apart: {told} does not tell an author with a title, or a work."
        if self.decision.says == "same":
            return f"{two} are of two works: another decision keeps them apart."
        if self.decision.says == "open":
            return f"Taken back: {two} are of two works by the rules, and wait if these doubt it."
        return f"{two} stay of two works; nobody is asked about them again."
