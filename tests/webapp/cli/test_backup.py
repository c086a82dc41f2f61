"""``catena backup``, ``restore``, ``compact`` and ``history``, beside a server that is running."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner, Result

from store import open_store
from store.log.writer import Entry, LogWriter
from webapp.cli import main

BASE = "http://localhost:8000/"
BF = "http://id.loc.gov/ontologies/bibframe/"
AT = "2026-11-22T08:00:00+00:00"
type Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, in this process: one that is started anew costs a second."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CATENA_")]:
        monkeypatch.delenv(name)
    before = signal.getsignal(signal.SIGTERM)

    def invoke(*words: str | Path, **environment: str) -> Result:
        try:
            return CliRunner().invoke(main, [str(word) for word in words], env=environment)
        finally:
            signal.signal(signal.SIGTERM, before)

    return invoke


def sent(number: int, title: str) -> Entry:
    path = f"bib/b{number}"
    written = title.replace("\x1b", "\\u001B")  # as Oxigraph writes it
    triples = (
        f'<{BASE}{path}#Title-1> <{BF}mainTitle> "{written}" .\n'
        f"<{BASE}{path}#Work> <{BF}title> <{BASE}{path}#Title-1> .\n"
    )
    raw = title.encode()
    facts = ("PKU", str(number), "bib", "marc21", "utf-8", "iso2709", raw, raw[:16], path, number)
    return Entry(*facts, triples.encode(), "tests")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "var"
    with open_store(home, BASE) as store:
        store.writer.append([sent(1, "Na han"), sent(2, "Pang huang")], AT, "me", "file")
        store.writer.append([sent(1, "Call\x1b[31m to arms")], AT, "me", "file")
        for _ in store.catch_up():
            pass
    return home


def test_a_catalogue_goes_to_another_folder_and_says_the_same(
    run: Run, home: Path, tmp_path: Path
) -> None:
    done = run("backup", "kept", "--with-graph", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["folder"], told["head"], told["records"], told["graph"]) == (
        "kept",
        3,
        {"bib": 2},
        3,
    )
    assert told["files"] > 2
    assert run("backup", "kept").exit_code == 3
    assert run("backup", ".").exit_code == 3

    done = run("restore", "kept", "--json", CATENA_HOME="new")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["head"], told["replaced"], told["graph_restored"]) == (3, None, True)
    checked = run("check", CATENA_HOME="new")
    assert checked.exit_code == 0, checked.output

    again = run("restore", "kept", CATENA_HOME="new")
    assert (again.exit_code, "--replace" in again.stderr) == (3, True)
    again = run("restore", "kept", "--replace", CATENA_HOME="new")
    assert again.exit_code == 0, again.output
    assert re.search(r"What was there before is in new/replaced-\d{8}T", again.stdout)
    other = run("restore", "kept", CATENA_HOME="third", CATENA_BASE_IRI="http://other.example/")
    assert (other.exit_code, f"CATENA_BASE_IRI={BASE}" in other.stderr) == (3, True)
    assert not (tmp_path / "third").exists()


def test_there_is_nothing_to_back_up_where_no_catalogue_is(run: Run, tmp_path: Path) -> None:
    for words in (("backup", "kept"), ("history", "bib/b1")):
        done = run(*words, CATENA_HOME="nowhere")
        assert (done.exit_code, "no catalogue" in done.stderr) == (3, True)
    assert list(tmp_path.iterdir()) == []


def test_compacting_says_what_each_part_took_and_takes(run: Run, home: Path) -> None:
    told = json.loads(run("compact", "--json").stdout)
    assert set(told) == {"log", "graph", "generations", "kept_by"}
    assert told["log"]["after"] >= 4096
    assert told["kept_by"] is None
    assert re.search(r"^log: 0.\d MB, now 0.\d MB$", run("compact").stdout, re.MULTILINE)
    assert run("check").exit_code == 0


def test_the_versions_of_a_record_are_told(run: Run, home: Path) -> None:
    lines = run("history", "bib/b1").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["version", "2", "1"]
    assert re.search(r"^2 +2026-11-22 08:00:00  update  PKU +me +\+1 −1$", lines[1])
    by_iri = run("history", f"{BASE}bib/b1#Work", "--json")
    assert [each["action"] for each in json.loads(by_iri.stdout)["versions"]] == [
        "update",
        "create",
    ]


def test_what_became_of_a_record_is_told_shortly_and_whole(run: Run, home: Path) -> None:
    short = run("history", "bib/b1", "--diff", "1", "2").stdout.splitlines()
    assert short == [
        '- <bib/b1#Title-1> bf:mainTitle "Na han"',
        '+ <bib/b1#Title-1> bf:mainTitle "Call\\u001b[31m to arms"',
    ]
    whole = json.loads(run("history", "bib/b1", "--diff", "2", "1", "--json").stdout)
    assert whole["added"] == [f'<{BASE}bib/b1#Title-1> <{BF}mainTitle> "Na han" .']
    then = run("history", "bib/b1", "--version", "1").stdout.splitlines()
    assert then == [
        '<bib/b1#Title-1> bf:mainTitle "Na han"',
        "<bib/b1#Work> bf:title <bib/b1#Title-1>",
    ]


def test_a_version_is_restored_with_its_reason(run: Run, home: Path) -> None:
    done = run("history", "bib/b1", "--restore", "1", "--reason", "it was right")
    assert (done.exit_code, "version 3" in done.stdout) == (0, True)
    newest = json.loads(run("history", "bib/b1", "--json").stdout)["versions"][0]
    assert (newest["version"], newest["reason"]) == (3, "it was right")
    told = json.loads(run("history", "bib/b1", "--diff", "1", "3", "--json").stdout)
    assert told["removed"] == told["added"] == []


def test_a_version_or_a_record_that_never_was_is_a_sentence(run: Run, home: Path) -> None:
    told = {
        ("bib/b1", "--restore", "1"): 2,
        ("bib/b1", "--restore", "1", "--reason", " "): 2,
        ("bib/b1", "--reason", "x"): 2,
        ("bib/b1", "--version", "1", "--diff", "1", "2"): 2,
        ("bib/b1", "--version", "7"): 3,
        ("bib/b1", "--diff", "0", "1"): 3,
        ("bib/b7",): 3,
        ("bib/b1", "--restore", "7", "--reason", "x"): 3,
    }
    for words, code in told.items():
        done = run("history", *words)
        assert (words, done.exit_code, done.stdout) == (words, code, "")
        assert isinstance(done.exception, SystemExit)


@pytest.fixture
def site(home: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a `catena serve` over the home folder."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("CATENA_")}
    with (
        (tmp_path / "said").open("w") as said,
        subprocess.Popen(
            [sys.executable, "-m", "webapp.cli", "serve", "--port", "0"],
            cwd=tmp_path,
            env=clean | {"CATENA_QUERY_WORKERS": "1"},
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        ) as serving,
    ):
        try:
            assert serving.stdout is not None
            address = re.search(r"http://localhost:\d+", serving.stdout.readline())
            assert address is not None
            yield address[0].replace("localhost", "127.0.0.1")
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.wait(20)


def status(address: str) -> int:
    try:
        with urlopen(address, timeout=20) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code


def titles(site: str) -> list[str]:
    """What SPARQL knows."""
    query = f"SELECT ?t {{ ?n <{BF}mainTitle> ?t }} ORDER BY ?t"
    accept = {"Accept": "text/csv"}
    with urlopen(Request(f"{site}/sparql?query={quote(query)}", headers=accept)) as answer:
        return answer.read().decode().split("\r\n")[1:-1]


def await_titles(wanted: list[str], site: str, said: Path) -> None:
    until = monotonic() + 15
    while (found := titles(site)) != wanted:
        assert monotonic() < until, (found, said.read_text())
        sleep(0.05)


def test_a_log_is_replaced_under_a_server_that_goes_on_and_comes_to_say_the_new_one(
    run: Run, home: Path, site: str, tmp_path: Path
) -> None:
    assert run("backup", "kept", "--with-graph").exit_code == 0
    with open_store(home, BASE) as store:
        assert not store.keeping
        LogWriter(store.log).append([sent(1, "Outcry"), sent(3, "Wild grass")], AT, "me", "file")
    assert status(f"{site}/bib/b3.nt") == 200
    await_titles(["Outcry", "Pang huang", "Wild grass"], site, tmp_path / "said")
    done = run("restore", "kept", "--replace", "--json")
    assert done.exit_code == 0, done.output
    assert not json.loads(done.stdout)["graph_restored"]  # the server keeps its own
    assert status(f"{site}/bib/b3.nt") == 404  # from the log, at once
    await_titles(["Call\x1b[31m to arms", "Pang huang"], site, tmp_path / "said")
    told = json.loads(run("compact", "--json").stdout)
    assert "serve" in told["kept_by"]
