"""A person at the keys of a terminal: two records side by side, and one key for each decision."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, Final

import click

from catalogue.review.cases import case
from catalogue.review.deciding import Desk, Stale
from catalogue.review.outcome import Outcome
from catalogue.review.queue import Queue
from catalogue.review.values import Case, Line, Listed, Piece, Side
from store.log.doubts import Place
from store.log.likenesses import Decided
from webapp.cli.load import user

KEYS: Final = "s same   d different   l later   u undo   r reason   q quit"
#: Columns of a label, of how a line compares, and of the record that says it.
_COLUMNS: Final = (17, 9, 8)
_ASKED: Final = {
    "bib": "Are these the same edition?",
    "auth": "Are these the same person, body, title or subject?",
    "work": "Are these editions of one work?",
}
_ENDS: Final = ("q", "\x04", "\x03", "\x1b", "")


def brief(of: Listed) -> dict[str, Any]:
    """A case of the list, for machines."""
    return {
        "kind": of.kind,
        "worth": of.worth,
        "score": of.score,
        "records": [
            {
                "path": side.path,
                "title": side.title,
                "name": side.name,
                "sources": [source.name for source in side.sources],
                "copies": side.copies,
            }
            for side in (of.one, of.other)
        ],
    }


def shown(of: Case, width: int) -> str:
    """A case as lines of text; what differs stands in {braces}, with a word at the left for it."""
    one, other = (side.path.partition("/")[2] for side in (of.one, of.other))
    verdict = "the rules have not compared them"
    if of.says:
        verdict = f"the rules are {100 * of.score:.0f} % sure"
    if of.alarm:
        verdict = "ALARM: the rules say the same, but the groups cannot be joined"
    if of.together:
        verdict += f"; both are of {of.together}"
    worth = f", worth {of.place.worth:.1f}" if of.place else ""
    lines = ["", "═" * min(width, 100), _ASKED[of.kind], f"{verdict}{worth}"]
    lines += [_who(name, side) for name, side in ((one, of.one), (other, of.other))]
    for reason in of.reasons:
        sign = "+" if reason.weight > 0 else "-" if reason.weight < 0 else "?"
        lines.append(f"  {sign} {reason.words}")
    if of.decided:
        lines.append(f"Decided: {of.decided.says}, by {of.decided.by}, {of.decided.at[:10]}.")
    lines.append("")
    last = ""
    for line in of.lines:
        lines += _line(line, line.label if line.label != last else "", (one, other), width)
        last = line.label
    return "\n".join(lines)


def told(outcome: Outcome) -> str:
    """What came of a decision."""
    return f"→ {outcome.sentence}"


def _who(name: str, side: Side) -> str:
    copies = f", {side.copies:,} {'copy' if side.copies == 1 else 'copies'}" if side.copies else ""
    return f"{name}: {side.path}, {', '.join(side.members[:12])}{copies}"


def _line(line: Line, label: str, names: tuple[str, str], width: int) -> Iterator[str]:
    if line.state == "same":
        yield from _wrapped((label, "=", ""), line.one, width)
        return
    word = {"alike": "spelling", "differs": "DIFFERS"}.get(line.state, "ONLY")
    for name, said in zip(names, (line.one, line.other), strict=True):
        if said:
            yield from _wrapped((label, word, name), said, width)
            label = word = ""


def _wrapped(cells: tuple[str, str, str], said: Iterable[Piece], width: int) -> Iterator[str]:
    text = "".join(f"{{{words}}}" if differs else words for words, differs in said)
    first = " ".join(f"{cell:<{size}}" for cell, size in zip(cells, _COLUMNS, strict=True))
    yield from textwrap.wrap(
        text,
        max(width, 60),
        initial_indent=first,
        subsequent_indent=" " * len(first),
    )


def _key() -> str:
    """The key that was pressed; the empty one when nobody is there."""
    try:
        return click.getchar()[:1].lower()
    except (EOFError, KeyboardInterrupt):
        return ""
    except OSError:
        raise click.UsageError(
            "there is no terminal to press keys at. Use --list, --same, --different or --import."
        ) from None


class Session:
    """A person at the keys: case after case, until the list or the person's day ends."""

    def __init__(self, desk: Desk, queue: Queue) -> None:
        self._desk = desk
        self._queue = queue
        self._last = 0
        self._reason = ""
        self._decided = 0
        self._ended = False
        #: What was passed over lies before this.
        self._place: Place | None = None

    def run(self) -> None:
        """Goes through the list; says what came of each decision."""
        current = self._next(None)
        while current := current or self._ending():
            click.echo(shown(current, shutil.get_terminal_size().columns))
            click.echo(f"\n{self._queue.length:,} wait   {KEYS}")
            current = self._pressed(current)
        click.echo(f"{self._decided:,} decided.", err=True)

    def _ending(self) -> Case | None:
        """Behind the last case; what was decided last may still be taken back."""
        if self._ended:
            return None
        click.echo("Nothing waits (behind what you passed over).")
        if self._last:
            click.echo("u undo   any other key ends")
            if _key() == "u":
                return self._undone()
        return None

    def _pressed(self, current: Case) -> Case | None:
        """Does what one key says; the case to show then."""
        while True:
            key = _key()
            if key in ("s", "d"):
                self._decide(current, "same" if key == "s" else "different")
                return self._next(None)
            if key == "l":
                return self._next(current)
            if key == "u" and self._last:
                return self._undone()
            if key == "r":
                self._reason = click.prompt("Why", default="", show_default=False)
            elif key in _ENDS:
                self._ended = True
                return None
            else:
                click.echo(KEYS)

    def _decide(self, current: Case, says: Decided) -> None:
        try:
            outcome = self._desk.decide(current, says, user(), self._reason, channel="cli")
        except Stale as error:
            click.echo(str(error))
            return
        self._reason = ""
        self._last = outcome.decision.id
        self._decided += 1
        click.echo(f"\n{told(outcome)}")

    def _undone(self) -> Case | None:
        outcome = self._desk.take_back(self._last, user(), channel="cli")
        self._last = 0
        if outcome is None:
            return self._next(None)
        self._decided -= 1
        click.echo(f"\n{told(outcome)}")
        if len(outcome.paths) == 2:
            return case(self._queue.log, *outcome.paths, outcome.decision.kind)
        return self._next(None)

    def _next(self, passed: Case | None) -> Case | None:
        """The first case of the list, or the first behind one that was passed over."""
        if passed and passed.place:
            self._place = passed.place
        for pair in self._queue.pairs(self._place):
            found = case(self._queue.log, pair.one, pair.other, pair.kind)
            if found:
                return found
        return None
