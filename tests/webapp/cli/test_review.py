"""``catena review``: keys in a terminal, lists, and decisions by name and by file."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.matching.verdict import Says
from catalogue.review.deciding import Desk
from store import Store
from tests.catalogue.joining.conftest import Terse
from tests.catalogue.review.conftest import Bookcase, Shelf, log_alone
from webapp.cli import review
from webapp.settings import Settings


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A small union in the place of the one the settings name."""
    doubts: dict[frozenset[str], tuple[Says, float]] = {
        frozenset(("moon", "moons")): ("ask", 0.6),
        frozenset(("sun", "suns")): ("ask", 0.4),
    }
    with log_alone(tmp_path) as store:
        shelf = Shelf(store, doubts)
        shelf.take(A="moon", B="moons", C="sun", D="suns")

        @contextmanager
        def opened(_: Settings) -> Iterator[Store]:
            yield store

        monkeypatch.setattr(review, "opened", opened)
        monkeypatch.setattr(review, "Desk", partial(Desk, rules=shelf.desk().rules))
        monkeypatch.setattr(review, "InThisProcess", lambda _: Terse())
        monkeypatch.setattr("webapp.cli.review_session.user", lambda: "anna")
        yield shelf


def run(*words: str | Path, keys: str = "") -> Result:
    return CliRunner().invoke(review.command, [*map(str, words)], input=keys)


def test_a_key_decides_and_another_takes_it_back(shelf: Shelf) -> None:
    done = run(keys="sduq")
    assert done.exit_code == 0, done.output
    assert re.search(r"Title +DIFFERS +b1 +\{moon\}\n +b2 +\{moons\}", done.output)
    assert "→ bib/b2 now leads to bib/b1; 2 libraries have it." in done.output
    assert "→ Taken back: bib/b3 and bib/b4 are two records and wait again." in done.output
    assert "1 decided." in done.output
    assert shelf.groups() == {"bib/b1": "AB", "bib/b3": "C", "bib/b4": "D"}


def test_later_passes_a_case_over_and_a_reason_goes_with_the_next_decision(shelf: Shelf) -> None:
    done = run(keys="lrtwo suns\nds")
    assert "→ bib/b3 and bib/b4 stay two records" in done.output
    assert "Nothing waits (behind what you passed over)." in done.output
    assert shelf.waiting() == ["A+B"]
    decided = shelf.case("C", "D").decided
    assert decided is not None
    assert decided.reason == "two suns"


def test_what_waits_is_listed_for_people_and_machines(shelf: Shelf) -> None:
    listed = run("--list").output.splitlines()
    assert listed[1].split() == ["1.2", "60", "%", "bib", "bib/b1", "bib/b2", "moon", "moons"]
    told = json.loads(run("--json", "--limit", "1").output)
    assert [each["name"] for each in told[0]["records"]] == ["A:1", "B:1"]


def test_sources_are_decided_by_their_names(shelf: Shelf) -> None:
    done = run("--same", "A:1", "D:1", "--reason", "one light")
    assert done.output == "bib/b4 now leads to bib/b1; 2 libraries have it.\n"
    assert shelf.groups() == {"bib/b1": "AD", "bib/b2": "B", "bib/b3": "C"}
    run("--open", "A:1", "D:1")
    assert shelf.groups() == {"bib/b1": "A", "bib/b2": "B", "bib/b3": "C", "bib/b4": "D"}
    assert run("--same", "A1", "D:1").exit_code == 2


def test_works_are_decided_by_keys_and_by_names(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    bookcase = Bookcase(shelf.store, {})
    monkeypatch.setattr(review, "Desk", partial(Desk, rules=bookcase.desk().rules))
    bookcase.take(E="dawn : fishing at night", F="dawn : the emperor dances")
    listed = run("--list", "--kind", "work").output.splitlines()
    assert listed[1].split()[:6] == ["1.4", "70", "%", "work", "bib/b5", "bib/b6"]
    done = run("--kind", "work", keys="sul")
    assert "Are these editions of one work?" in done.output
    assert "→ bib/b5 and bib/b6 are editions of hub/w1, which has 2 editions." in done.output
    assert "→ Taken back: bib/b5 and bib/b6 are of two works" in done.output
    done = run("--kind", "work", "--same", "E:1", "bib/b6")
    assert done.output == "bib/b5 and bib/b6 are editions of hub/w1, which has 2 editions.\n"
    assert bookcase.works() == {"hub/w1": {"bib/b5", "bib/b6"}}
    for name in ("N:9", "auth/a1", "E:1"):
        assert run("--kind", "work", "--open", "bib/b5", name).exit_code == 2


@pytest.mark.parametrize("form", ["tsv", "json"])
def test_a_file_of_decisions_goes_out_and_comes_in_and_twice_changes_nothing(
    shelf: Shelf, tmp_path: Path, form: str
) -> None:
    file = tmp_path / f"made.{form}"
    run("--same", "A:1", "B:1")
    assert "1 decision." in run("--export", file).output
    assert "1 read = 0 applied + 1 known here" in run("--import", file).output
    assert json.loads(run("--rules", "--json").output)[0]["same"] == 1
    file.write_text("nonsense", encoding="utf-8")
    assert "is no table of decisions" in run("--import", file).output
