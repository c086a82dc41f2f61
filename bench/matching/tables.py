"""The figures as Markdown: all methods on all pairs, then by language, type, file and hardness."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bench.matching.figures import Answer, Figures, counted
from bench.matching.pairs import LABELS, Kind, Pair

#: The answers of one method, by its name.
type Answers = dict[str, list[Answer]]

NAMES: Final[dict[Kind, str]] = {"edition": "Editions", "heading": "Headings", "work": "Works"}
OURS: Final = "Catena"
#: A language or type with fewer pairs than this is told under "others".
FEW: Final = 20
HARD: Final = {True: "hard", False: "easy"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The pairs of one kind, and what each method says of each, in the same order."""

    kind: Kind
    pairs: Sequence[Pair]
    answers: Answers

    def figures(self, method: str, which: Callable[[Pair], bool] | None = None) -> Figures:
        """Of the pairs chosen, or of all."""
        both = zip(self.pairs, self.answers[method], strict=True)
        return counted(
            (pair.verdict, answer) for pair, answer in both if which is None or which(pair)
        )


def page(judgements: Iterable[Judgement]) -> str:
    """All tables."""
    return "\n".join(part for one in judgements if one.pairs for part in _of(one))


def _of(one: Judgement) -> Iterable[str]:
    yield f"## {NAMES[one.kind]}\n\n{_whole(one)}"
    yield _asked(one)
    groups: dict[str, Callable[[Pair], str]] = {
        "pairs": lambda pair: HARD[pair.hard],
        "language": lambda pair: pair.language,
        "type": lambda pair: pair.type,
        "file": lambda pair: pair.source,
    }
    for name, group in groups.items():
        yield _by(one, name, group)


def _whole(one: Judgement) -> str:
    """Every method on all pairs."""
    rows = [["method", "precision", "recall", "F1", "joined wrongly", "not joined"]]
    for method in one.answers:
        all_ = one.figures(method)
        rows.append(
            [
                method,
                str(all_.precision),
                str(all_.recall),
                f"{all_.f1:.3f}",
                f"{all_.of('different', 'same'):,}",
                f"{all_.of('same') - all_.of('same', 'same'):,}",
            ]
        )
    return markdown(rows)


def _asked(one: Judgement) -> str:
    """What we say of the pairs of each label."""
    rows = [["readers say", "pairs", "same", "ask", "different", "no common key"]]
    all_ = one.figures(OURS)
    for label in LABELS:
        answers: tuple[Answer, ...] = ("same", "ask", "different", "no key")
        counts = [all_.of(label), *(all_.of(label, answer) for answer in answers)]
        rows.append([label, *(f"{count:,}" for count in counts)])
    return f"What Catena answers:\n\n{markdown(rows)}"


def _by(one: Judgement, name: str, group: Callable[[Pair], str]) -> str:
    """Precision and recall of each method, by one property of the pairs."""
    sizes = Counter(map(group, one.pairs))
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for value, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        groups[value if size >= FEW or len(sizes) < 8 else "others"].add(value)
    told = ["Catena precision", "recall", *(f"{m}: P / R" for m in one.answers if m != OURS)]
    rows = [[name, "same", "different", "ask", *told]]
    for value, members in groups.items():

        def chosen(pair: Pair, members: set[str] = members) -> bool:
            return group(pair) in members

        ours = one.figures(OURS, chosen)
        counts = [f"{ours.of(label):,}" for label in LABELS]
        row = [value, *counts, str(ours.precision), str(ours.recall)]
        for method in one.answers:
            if method != OURS:
                theirs = one.figures(method, chosen)
                row.append(f"{_share(theirs.precision.value)} / {_share(theirs.recall.value)}")
        rows.append(row)
    return markdown(rows)


def _share(value: float) -> str:
    return f"{value:.2f}"


def counts(pairs: Iterable[Pair]) -> str:
    """How many pairs there are of each kind, label and hardness, each once."""
    known = list(pairs)
    rows = [["kind", "pairs", *LABELS, "hard"]]
    for kind in (*NAMES, "all"):
        these = [pair for pair in known if kind in ("all", pair.kind)]
        labels = Counter(pair.verdict for pair in these)
        told = [len(these), *(labels[label] for label in LABELS), sum(p.hard for p in these)]
        rows.append([kind, *(f"{count:,}" for count in told)])
    return markdown(rows)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """The first row is the head; all columns but the first are figures."""
    head, *body = rows
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *body]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
