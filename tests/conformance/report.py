"""The page about conformance: passes counted by group, every miss with its reason."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.conformance.running import Outcome

PAGE: Final = Path(__file__).parents[2] / "docs" / "conformance.md"
_TOLD: Final = tomllib.loads(Path(__file__).with_name("misses.toml").read_text(encoding="utf-8"))
#: By the name of a test, or of a group all of whose misses have one reason.
MISSES: Final[dict[str, str]] = {
    name: miss["reason"] for miss in _TOLD["miss"] for name in miss["tests"]
}


def explained(title: str) -> str:
    """Why this test is missed, as far as it is known."""
    return MISSES.get(title) or MISSES.get(title.partition("#")[0], "")


def table(outcomes: Sequence[Outcome]) -> str:
    """A row for each group of tests."""
    lines = [
        "| group | tests | passed | of these by value | missed | updates, refused with 403 |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.group, []).append(outcome)
    lines += [_row(f"`{group}`", told) for group, told in groups.items()]
    lines.append(_row("**all**", list(outcomes)))
    return "\n".join(lines)


def _row(name: str, outcomes: list[Outcome]) -> str:
    queries = [outcome for outcome in outcomes if not outcome.case.updates]
    passed = [outcome for outcome in queries if not outcome.complaint]
    valued = sum(outcome.valued for outcome in passed)
    refused = sum(outcome.case.updates and outcome.refused for outcome in outcomes)
    counts = (len(queries), len(passed), valued, len(queries) - len(passed), refused)
    return f"| {name} | {' | '.join(f'{count:,}' if count else '' for count in counts)} |"


def misses(outcomes: Sequence[Outcome]) -> str:
    """Every miss by its name, under its reason; then those of the older copy."""
    reasons: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.complaint and not outcome.case.updates:
            why = explained(outcome.case.title) or f"Not explained: {outcome.complaint}"
            reasons.setdefault(why, []).append(outcome.case.title)
    for miss in _TOLD["miss"]:
        if miss.get("older"):
            reasons[miss["reason"]] = miss["tests"]
    return "\n\n".join(
        f"{why}\n\n" + "\n".join(f"- `{title}`" for title in titles)
        for why, titles in reasons.items()
    )
