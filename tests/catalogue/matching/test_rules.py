"""The tables of rules say all that the code knows, in words."""

import re
from pathlib import Path

import pytest

from catalogue.matching.rules import Held, decided, rules

FOLDER = Path(__file__).parents[3] / "catalogue" / "matching"
SURE = ["title", "isbn", "pages", "year"]
QUOTED = re.compile(r'"([a-z]+(?:-[a-z]+)*)"')


@pytest.mark.parametrize("kind", ["editions", "headings"])
def test_every_rule_of_a_table_is_held_somewhere_and_says_what_it_is(kind: str) -> None:
    code = " ".join(file.read_text("utf-8") for file in (FOLDER / kind).glob("compar*.py"))
    told = {name: rule for name, rule in rules(f"{kind}/rules").items() if name[0] != "="}
    assert told.keys() <= set(QUOTED.findall(code))
    assert all(rule.says for rule in told.values())


@pytest.mark.parametrize(
    ("held", "anchored", "sure", "says"),
    [
        (["title", "name", "publisher", "year"], False, False, "same"),
        (["title", "name"], False, False, "ask"),
        (["title"], False, False, "different"),
        ([*SURE, "part-differs"], True, True, "different"),
        ([*SURE, "name", "edition-differs"], False, False, "different"),
        (
            [*SURE, "name", "publisher", "edition-differs"],
            True,
            False,
            "ask",
        ),
        ([*SURE, "part-missing"], False, False, "ask"),
        ([*SURE, "part-missing"], True, True, "same"),
    ],
)
def test_guards_decide_over_any_sum(held: list[str], anchored: bool, sure: bool, says: str) -> None:
    lines: list[Held] = [(name, "", "") for name in held]
    assert decided("editions/rules", lines, anchored=anchored, sure=sure).says == says
