"""Doubtful records: shown with the ways they may be read, taken in as a person has decided."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pymarc
import pytest

from converters import as_iso2709

type Catena = Callable[..., subprocess.CompletedProcess[str]]

TITLES = ("紅樓", "Café", "西遊記考證")


def doubtful(number: int, title: str, charset: str) -> bytes:
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader("00000nam a2200000   4500")
    record.fields = [
        pymarc.Field("001", data=f"q{number}"),
        pymarc.Field("245", pymarc.Indicators("1", "0"), [pymarc.Subfield("a", "TITLE")]),
    ]
    return as_iso2709(record).replace(b"TITLE", title.encode(charset))


@pytest.fixture
def table(catena: Catena, tmp_path: Path) -> Path:
    file = tmp_path / "mixed.mrc"
    sets = ("big5", "latin-1", "big5")
    records = [doubtful(n, *each) for n, each in enumerate(zip(TITLES, sets, strict=True))]
    file.write_bytes(b"".join(records))
    done = catena("load", file, "--member", "TW")
    assert done.returncode in (1, 3), done.stderr
    assert "catena decide" in done.stderr
    (found,) = (tmp_path / "var" / "refused").glob("*.tsv")
    return found


def titles(catena: Catena) -> set[str]:
    query = "SELECT ?t { ?w a <http://id.loc.gov/ontologies/bibframe/Work> ; "
    query += "<http://id.loc.gov/ontologies/bibframe/title>/"
    query += "<http://id.loc.gov/ontologies/bibframe/mainTitle> ?t }"
    return set(catena("query", query, "--format", "csv").stdout.split()) - {"t"}


def test_each_way_to_read_a_doubtful_record_is_shown(catena: Catena, table: Path) -> None:
    shown = catena("decide", table)
    assert shown.returncode == 0, shown.stderr
    for title in TITLES[:2]:
        assert title in shown.stdout
    told = [json.loads(line) for line in catena("decide", table, "--json").stdout.splitlines()]
    assert {each["position"] for each in told} >= {1, 2}
    assert told[0]["candidates"][0]["charset"] == "big5"


def test_one_command_takes_them_in_as_decided(catena: Catena, table: Path) -> None:
    rows = [json.loads(line) for line in catena("decide", table, "--json").stdout.splitlines()]
    second = next(each["row"] for each in rows if each["position"] == 2)
    done = catena("decide", table, "--all", "marc21/big5", f"{second}=marc21/latin-1")
    assert done.returncode == 0, done.stderr
    assert titles(catena) == set(TITLES)
    assert "Nothing waits" in catena("decide", table).stdout
    assert "equal" in catena("check", "--json").stdout


def test_a_choice_by_number_and_one_dropped(catena: Catena, table: Path) -> None:
    rows = [json.loads(line) for line in catena("decide", table, "--json").stdout.splitlines()]
    by_position = {each["position"]: each["row"] for each in rows}
    done = catena("decide", table, f"{by_position[1]}=1", f"{by_position[2]}=drop")
    assert done.stdout.startswith("1 taken, 1 dropped, 0 not taken"), done.stderr
    assert TITLES[0] in titles(catena)
    assert "dropped by decision" in table.read_text(encoding="utf-8")


def test_a_decision_that_cannot_be_right_changes_nothing(catena: Catena, table: Path) -> None:
    before = table.read_bytes()
    row = json.loads(catena("decide", table, "--json").stdout.splitlines()[0])["row"]
    refused = catena("decide", table, f"{row}=marc21/utf-8")
    assert refused.returncode == 1
    assert f"row {row}" in refused.stderr
    assert table.read_bytes() == before
    for wrong in (f"{row}=99", f"{row}=klingon/utf-8", f"{row}=marc21/klingon", "x=1", "7777=1"):
        assert catena("decide", table, wrong).returncode == 2, wrong
    assert table.read_bytes() == before


def test_a_table_that_is_none_is_said_so(catena: Catena, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    for content in (b"a\tb\n", "紅樓".encode("big5")):  # somebody names the file, not the table
        other.write_bytes(content)
        done = catena("decide", other)
        assert done.returncode == 3
        assert "no table of refused records; name the .tsv" in done.stderr


def test_the_way_to_decide_is_told_until_nothing_waits(catena: Catena, table: Path) -> None:
    *_, last = catena("decide", table).stdout.splitlines()
    assert last == f"To decide: catena decide {table} 1=1"
    assert catena("decide", table, *last.split()[5:]).returncode == 0
    assert catena("decide", table, "--all", "drop").returncode == 0
    for call in ((), ("--all", "drop")):
        assert catena("decide", table, *call).stdout == "Nothing waits for a decision.\n"
