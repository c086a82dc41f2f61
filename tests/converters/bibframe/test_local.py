"""A site adds rules for its local fields by the page that says how, and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from converters.bibframe import Rules
from converters.bibframe.local import LocalRulesError, load_rules

PAGE = Path(__file__).parents[3] / "docs" / "rules.md"
IMPORT = "from converters.bibframe.table import Each, instance\n"
type Lines = Callable[..., set[str]]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The file the page tells a reader to write."""
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "ours.py"
    file.write_text(blocks[0], encoding="utf-8")
    return file


def with_rules(file: Path) -> Rules:
    local = load_rules(file)
    return Rules([local.table], local.version)


def test_the_rule_of_the_page_makes_the_notes_it_promises(example: Path, lines: Lines) -> None:
    rules = with_rules(example)
    plain = lines("245 10 $aTitle")
    said = lines("245 10 $aTitle", "950 0# $aVellum.$bLi Ming", rules=rules) - plain
    assert {line.split(" ", 1)[1] for line in said if line.startswith("#Note")} == {
        "rdf:type bf:Note",
        'rdfs:label "Vellum"',
        next(line for line in said if "bf:agent" in line).split(" ", 1)[1],
    }
    assert any(line.startswith("#Agent") and line.endswith('"Li Ming"') for line in said)
    assert lines("245 10 $aTitle", "950 1# $aVellum.", rules=rules) == plain


def test_without_the_file_the_local_field_stays_in_the_log(lines: Lines) -> None:
    assert lines("245 10 $aTitle", "950 0# $aVellum.") == lines("245 10 $aTitle")


def test_the_words_of_the_page_are_those_of_the_command(example: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = page.partition("$ catena rules 950\n950\n")[2].partition("$")[0]
    assert [line.strip() for line in shown.splitlines()] != []
    said = [f"    {line}" for line in with_rules(example).words("950")]
    assert page.partition("$ catena rules 950\n950\n")[2].startswith("\n".join(said))


def test_a_change_of_the_file_is_another_version_of_the_rules(example: Path) -> None:
    before = with_rules(example).version
    example.write_text(f"{example.read_text()}\n# a comment\n")
    assert with_rules(example).version != before
    assert before.startswith(Rules().version)


def test_a_local_table_adds_to_ours_and_takes_nothing_away(tmp_path: Path, lines: Lines) -> None:
    file = tmp_path / "more.py"
    file.write_text(
        "from converters.bibframe.table import Each, Has, work\n"
        'TABLE = {"245": (work(Has("bf:note", "bf:Note", Each("rdfs:label", "c"))),)}\n'
    )
    fields = ("245 10 $aTitle$cby her",)
    assert lines(*fields) < lines(*fields, rules=with_rules(file))


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "have no TABLE"),
        ("TABLE = {\n", "line 1: SyntaxError"),
        ("\nTABLE = {'950': absent()}", "line 2: NameError"),
        (
            f"{IMPORT}TABLE = {{'950': (instance(Each('rdfs:label', 'a')))}}",
            "mind the comma",
        ),
        ("TABLE = ['950']", "must give, for each tag"),
        (f"{IMPORT}TABLE = {{'95': (instance(Each('rdfs:label', 'a')),)}}", "of three characters"),
        (
            f"{IMPORT}TABLE = {{'950': (instance(Each('nowhere:label', 'a')),)}}",
            "nowhere:label has a prefix nobody knows",
        ),
    ],
)
def test_rules_that_do_not_work_are_told_in_a_sentence(
    tmp_path: Path, written: str, sentence: str
) -> None:
    file = tmp_path / "broken.py"
    file.write_text(written)
    with pytest.raises(LocalRulesError, match=re.escape(sentence)):
        load_rules(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LocalRulesError, match="CATENA_LOCAL_RULES must name a file"):
        load_rules(tmp_path / "absent.py")
