"""``catena holdings``: what it tells, and with which exit code it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli.holdings import command

TABLE = "ISBN,location,barcode\n9787020008728,Stacks,1\n9787020008728,Stacks,2\n"


class Holdings:
    """The command on one file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self, text: str, *options: str) -> Result:
        self.file.write_text(text, encoding="utf-8")
        return CliRunner().invoke(command, [str(self.file), "--member", "PKU", *options])


@pytest.fixture
def holdings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Holdings:
    monkeypatch.setenv("CATENA_HOME", str(tmp_path / "home"))
    return Holdings(tmp_path / "held.csv")


def test_the_last_line_has_the_counts_and_a_table_tells_what_waits(holdings: Holdings) -> None:
    seen = holdings(TABLE, "--json", "--preview")
    assert seen.exit_code == 0
    assert "would be: 2 read = 0 added + 2 unmatched" in seen.output
    done = holdings(TABLE, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output.splitlines()[-1]) == {
        "read": 2, "added": 0, "changed": 0, "unchanged": 0,
        "unmatched": 2, "rejected": 0, "withdrawn": 0, "documents": 1,
    }  # fmt: skip
    waiting = max((holdings.file.parent / "home" / "refused").glob("*-unmatched.csv"))
    rows = waiting.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 3
    assert "isbn 9787020008728" in rows[1]


def test_what_is_no_file_of_holdings_writes_nothing(holdings: Holdings) -> None:
    assert holdings("nothing,of,this\n1,2,3\n").exit_code == 3
    assert CliRunner().invoke(command, ["nowhere.csv", "--member", "PKU"]).exit_code == 3


def test_too_many_withdrawn_ends_with_three_and_yes_does_it(holdings: Holdings) -> None:
    holdings(TABLE)
    half = "".join(TABLE.splitlines(keepends=True)[:2])
    stopped = holdings(half)
    assert stopped.exit_code == 3
    assert "--yes" in stopped.output
    done = holdings(half, "--yes")
    assert done.exit_code == 0
    assert "1 withdrawn" in done.output
