"""What came of decisions, as the union is now."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from catalogue.joining.assigning import order
from store.log.doubts import about
from store.log.likenesses import Decision, Sourced, feeding, split_name
from store.log.reading import RecordLog

#: ``joined``: one record now; ``apart``: two; ``gone``: one of them was withdrawn, or never came.
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

    def _joined(self) -> str:
        (path,) = self.paths
        held = f"{self.libraries} {'library has' if self.libraries == 1 else 'libraries have'} it"
        if self.decision.says == "different":
            return f"They are still one record, {path}."
        if self.decision.says == "open":
            return f"Taken back. Both belong to {path} by the rules; {held}."
        if not self.led:
            return f"Both belong to {path}; {held}."
        lead = "leads" if len(self.led) == 1 else "lead"
        return f"{' and '.join(self.led)} now {lead} to {path}; {held}."

    def _apart(self) -> str:
        two = " and ".join(self.paths)
        if self.decision.says == "same":
            return f"{two} are two records: another decision keeps them apart."
        if self.decision.says == "open":
            return f"Taken back: {two} are two records and wait again."
        return f"{two} stay two records; nobody is asked about them again."


#: Of so many paths is told that they lead to a record.
_LEADS: Final = 5


def outcomes(log: RecordLog, decisions: Sequence[Decision]) -> list[Outcome]:
    """What came of each."""
    wanted = [(*split_name(name), each.kind) for each in decisions for name in (each.a, each.b)]
    at = {(each.kind, each.name): each for each in feeding(log, named=wanted)}
    members: defaultdict[str, set[str]] = defaultdict(set)
    for each in feeding(log, paths={source.path for source in at.values()}):
        members[each.path].add(each.member)
    newest = _newest(log, decisions)
    found: list[Outcome] = []
    for decision in decisions:
        one, other = (at.get((decision.kind, name)) for name in (decision.a, decision.b))
        last = newest[_pair(decision)] == decision.id
        if one is None or other is None:
            found.append(Outcome(decision, "gone", (), (), 0, last))
            continue
        paths = tuple(sorted({one.path, other.path}, key=order))
        libraries = len({member for path in paths for member in members[path]})
        became: Became = "joined" if len(paths) == 1 else "apart"
        found.append(Outcome(decision, became, paths, _led(one, other), libraries, last))
    return found


def _led(one: Sourced, other: Sourced) -> tuple[str, ...]:
    """Paths both had before, that lead to the one they share."""
    came = {path for each in (one, other) for path in each.came if path != each.path}
    return tuple(sorted(came, key=order))[:_LEADS] if one.path == other.path else ()


def _pair(decision: Decision) -> tuple[str, frozenset[str]]:
    return decision.kind, frozenset((decision.a, decision.b))


def _newest(log: RecordLog, decisions: Sequence[Decision]) -> dict[tuple[str, frozenset[str]], int]:
    """The number of the newest decision about each pair."""
    found: dict[tuple[str, frozenset[str]], int] = {}
    for kind in {each.kind for each in decisions}:
        names = {each.a for each in decisions if each.kind == kind}
        for each in about(log, kind, names):
            found[_pair(each)] = max(each.id, found.get(_pair(each), 0))
    return found
