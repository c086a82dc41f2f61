"""``catena synth``: what it writes is taken in as it is, and it writes nowhere else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli import main

type Catena = Callable[..., Result]

ITEMS = "SELECT (COUNT(*) AS ?n) { ?i a <http://id.loc.gov/ontologies/bibframe/Item> }"
LINKED = "SELECT (COUNT(*) AS ?n) { ?i <http://id.loc.gov/ontologies/bibframe/itemOf> ?e }"
HOLDERS = (
    "SELECT (COUNT(DISTINCT ?m) AS ?n) { ?i <http://id.loc.gov/ontologies/bibframe/heldBy> ?m ."
    " ?m <http://id.loc.gov/ontologies/bibframe/code> ?c }"
)


@pytest.fixture
def catena(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catena:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATENA_HOME", "home")
    monkeypatch.setenv("CATENA_WORKERS", "1")

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(main, [*map(str, words)], catch_exceptions=False)

    return run


def synth(catena: Catena, *options: str) -> dict[str, int]:
    made = catena("synth", "union", "--json", *options)
    assert made.exit_code == 0, made.stderr
    counts: dict[str, int] = json.loads(made.stdout.splitlines()[-1])
    return counts


def load(catena: Catena) -> dict[str, int]:
    """Loads every file as the manifest says; the counts of all, where nothing was mended."""
    manifest = json.loads(Path("union/manifest.json").read_text(encoding="utf-8"))
    members: dict[str, list[Path]] = {file["member"]: [] for file in manifest["files"]}
    for file in manifest["files"]:
        members[file["member"]].append(Path("union", file["file"]))
    total: dict[str, int] = {}
    for member, files in members.items():
        loaded = catena("load", *files, "--member", member or "catena", "--json")
        assert loaded.exit_code == 0, loaded.stderr
        assert "mended" not in loaded.stderr
        for name, many in json.loads(loaded.stdout.splitlines()[-1]).items():
            total[name] = total.get(name, 0) + many
    assert list(Path("home").glob("refused/*")) == []
    return total


def asked(catena: Catena, question: str) -> int:
    return int(catena("query", question, "--format", "csv").stdout.split()[-1])


def test_every_record_is_accepted_as_it_is_and_every_copy_is_a_members(catena: Catena) -> None:
    counts = synth(catena, "--bibs", "240", "--authorities", "60", "--members", "25")
    assert load(catena) == {
        "read": 325, "accepted": 325, "merged": 0, "unchanged": 0, "rejected": 0, "quarantined": 0,
    }  # fmt: skip
    assert counts["copies"] > 1_500
    assert asked(catena, ITEMS) == counts["copies"]
    assert asked(catena, LINKED) == counts["copies"]
    assert asked(catena, HOLDERS) == 25


def test_holdings_sent_apart_find_their_books(catena: Catena) -> None:
    options = ("--bibs", "40", "--authorities", "0", "--members", "3", "--separate-holdings")
    counts = synth(catena, *options)
    assert counts["holding"] == counts["copies"] > 40
    total = load(catena)
    assert total["read"] == total["accepted"] == 3 + 40 + counts["holding"]
    assert asked(catena, LINKED) == counts["copies"]


def test_a_folder_with_something_in_it_is_left_alone(catena: Catena) -> None:
    Path("union").mkdir()
    Path("union/mine.txt").write_text("mine", encoding="utf-8")
    refused = catena("synth", "union", "--bibs", "3")
    assert refused.exit_code == 3
    assert refused.stderr == "catena: union is not empty. Name a new folder, or empty it.\n"
    assert [file.name for file in Path("union").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("family", "folders"), [("marc21", {"marc21"}), ("cnmarc", {"cnmarc"})])
def test_one_family_alone(catena: Catena, family: str, folders: set[str]) -> None:
    options = ("--bibs", "4", "--authorities", "0", "--holdings", "0", "--family", family)
    assert synth(catena, *options)["copies"] == 0
    assert {path.name for path in Path("union").iterdir() if path.is_dir()} == folders
