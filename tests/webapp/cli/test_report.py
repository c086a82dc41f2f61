"""``catena convert --report``: the table, the page and the accounts say the same."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import html

import samples
from webapp.cli.convert import command

CNMARC = samples.cnmarc_files()[0]
type Catena = Callable[..., subprocess.CompletedProcess[str]]
type Convert = Callable[..., Result]


@pytest.fixture
def convert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Convert:
    """``catena convert`` in this process: to start others takes longer than these records take."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CATENA_WORKERS", "1")

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(command, [str(word) for word in words])

    return run


def test_the_table_the_page_and_the_accounts_say_the_same(convert: Convert, tmp_path: Path) -> None:
    done = convert(CNMARC, "--report", "page.html", "--quiet")
    assert done.exit_code == 0, done.stderr
    together = next(line for line in done.stdout.splitlines() if line.startswith("together"))
    every, *ways = (int(number.replace(",", "")) for number in together.split()[1:])
    accounts = [json.loads(line) for line in (tmp_path / "page.jsonl").read_text().splitlines()]
    counted = Counter(
        subfield["way"]
        for account in accounts
        for field in account["fields"]
        for subfield in field["subfields"]
    )
    assert counted.total() == every == sum(ways)
    assert [counted[way] for way in ("graph", "log", "repaired", "lost")] == ways
    page = html.fromstring((tmp_path / "page.html").read_text())
    assert f"{every:,} subfields of {len(accounts)} records" in page.text_content()
    # It stands alone, and asks nobody for anything.
    assert page.xpath("//script | //link | //img | //iframe | //@src") == []
    assert [link for link in page.xpath("//a/@href") if not link.startswith("#")] == []
    # A subfield leads to its statements by their numbers.
    (title,) = (field for field in accounts[0]["fields"] if field["tag"] == "200")
    said = [accounts[0]["statements"][number] for number in title["subfields"][0]["says"]]
    assert any("mainTitle" in line for line in said)


def test_with_several_processes_it_is_the_same(
    catena: Catena, convert: Convert, tmp_path: Path
) -> None:
    convert(CNMARC, "--report", "one.html", "--quiet")
    catena("convert", CNMARC, "--report", "two.html", "--quiet", CATENA_WORKERS="2")
    for kind in ("html", "jsonl"):
        one, two = (tmp_path / f"{name}.{kind}" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_a_value_with_markup_is_text_in_the_page(convert: Convert, tmp_path: Path) -> None:
    lines = "=LDR  00000cam a2200000 a 4500", "=001  x", "=245  10$aCats", "=300  \\\\$b<b>x</b>"
    (tmp_path / "odd.mrk").write_text("\n".join(lines) + "\n\n")
    convert("odd.mrk", "--report", "page.html", "--quiet")
    assert "<b>x</b>" not in (tmp_path / "page.html").read_text()
    assert "&lt;b&gt;x&lt;/b&gt;" in (tmp_path / "page.html").read_text()


def test_for_machines_the_counts_are_one_line_of_json(convert: Convert) -> None:
    told = json.loads(convert(CNMARC, "--report", "page.html", "--json").stdout)
    assert told["accepted"] == told["read"] > 0
    assert told["graph"] > told["log"] > told["lost"] == 0
    assert told["lost_fields"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--report", "page.html", "-o", "x.nt"), "--report and -o exclude each other"),
        (("--report", "page.html", "--to", "mrk"), "--report and --to exclude each other"),
        (("--report", "page.txt"), "give the page a name that ends in .html"),
    ],
)
def test_a_report_is_a_page_and_nothing_else(
    convert: Convert, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = convert(CNMARC, *words)
    assert done.exit_code == 2
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_marc_is_told_and_costs_only_itself(
    convert: Convert, tmp_path: Path
) -> None:
    (tmp_path / "no.txt").write_text("no record at all")
    done = convert("no.txt", CNMARC, "--report", "page.html", "--quiet")
    assert done.exit_code == 1
    assert "no.txt" in done.stderr
    assert (tmp_path / "page.html").exists()


def test_when_nothing_can_be_read_nothing_is_written(convert: Convert, tmp_path: Path) -> None:
    (tmp_path / "no.txt").write_text("no record at all")
    (tmp_path / "page.html").write_text("before")
    done = convert("no.txt", "--report", "page.html", "--quiet")
    assert done.exit_code == 3
    assert (tmp_path / "page.html").read_text() == "before"
    assert not (tmp_path / "page.jsonl").exists()
