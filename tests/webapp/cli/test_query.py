"""`catena query`: the same answers as the page's, in a terminal, as of any moment that is kept."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import monotonic, sleep

import pytest

from sparql.examples import GROUPS, examples
from sparql.service.answers import Answer, Cut, Failure
from store import Store, open_store
from tests.store.conftest import AT, entry
from webapp.cli import query as word
from webapp.cli.query_asking import Asking

BASE = "http://localhost:8000/"
SAYS = "SELECT ?x { ?s <urn:says> ?x } ORDER BY ?x"
#: Four statements, combined forty times over.
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(40))} }}"

type Catena = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two generations: a cited one of the first day of 2020, and one of today."""
    home = tmp_path_factory.mktemp("home")
    with open_store(home, BASE) as store:
        _put(store, 1, "呐喊")
        made = store.publish()
        made.rename(made.with_name(f"20200101T000000.000{made.name[19:]}"))
        store.generations.cite(store.generations.all()[0])
        _put(store, 2, "Call to arms")
        store.publish()
        assert len(store.generations.all()) == 2
    return home


def _put(store: Store, number: int, text: str) -> None:
    store.writer.append([entry(number, text)], AT, "tester", "test")
    for _ in store.catch_up():
        pass


@pytest.fixture
def ask(catena: Catena, home: Path) -> Catena:
    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        return catena("query", *words, CATENA_HOME=str(home))

    return run


def test_a_query_comes_as_words_from_a_file_and_from_standard_input(
    ask: Catena, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "q.rq").write_text(SAYS, encoding="utf-8")
    expected = '?x\n"Call to arms"\n"呐喊"\n'
    assert ask(SAYS).stdout == expected
    assert ask("-f", "q.rq").stdout == expected


def test_a_worked_example_is_run_by_its_name(ask: Catena) -> None:
    listed = ask("--examples").stdout
    for group in GROUPS:
        for example in examples(group):
            assert f"  {example.name}: {example.title}\n" in listed
    name = examples(next(iter(GROUPS)))[0].name
    assert ask("--example", name, "--format", "csv").returncode == 0
    wrong = ask("--example", "none")
    assert (wrong.returncode, "--examples" in wrong.stderr) == (2, True)


def test_one_query_at_a_time(ask: Catena, tmp_path: Path) -> None:
    (tmp_path / "q.rq").touch()
    for words in ((), (SAYS, "-f", "q.rq"), (SAYS, "--example", "x")):
        assert ask(*words).returncode == 2
    assert ask(SAYS, "--as-of", "2027-01-01", "--generation", "x").returncode == 2


def test_a_table_has_columns_that_stand_below_each_other(ask: Catena) -> None:
    query = (
        'SELECT * { VALUES (?a ?b ?c) { ("呐喊"@zh 1 UNDEF) ("x" <http://e/x> "\x1b[31mred") } }'
    )
    told = ask(query, "--format", "table").stdout
    assert told.splitlines() == [
        "a        b             c",
        "───────  ────────────  ────────",
        "呐喊@zh  1",
        "x        <http://e/x>  �[31mred",
        "(2 rows)",
    ]
    assert ask("ASK {}", "--format", "table").stdout == "yes\n"
    assert ask("SELECT ?x { ?x <urn:none> 1 }", "--format", "table").stdout.endswith("(0 rows)\n")
    shown = ask("SELECT ?s ?p { ?s ?p 'Call to arms' }", "--format", "table").stdout
    assert "<bib/b2#Work>" in shown
    graph = ask("CONSTRUCT WHERE { ?s ?p 'Call to arms' }", "--format", "table").stdout
    assert graph.startswith("<http://localhost:8000/bib/b2#Work> <urn:says>")


def test_as_of_a_moment_it_answers_as_it_did_then(ask: Catena) -> None:
    assert ask(SAYS, "--as-of", "2020-01-01T00:00Z").stdout == '?x\n"呐喊"\n'
    assert ask(SAYS, "--as-of", "2999-01-01").stdout == '?x\n"Call to arms"\n"呐喊"\n'
    early = ask(SAYS, "--as-of", "1999-01-01")
    assert early.returncode == 3
    assert "The oldest generation is of" in early.stderr
    wrong = ask(SAYS, "--as-of", "yesterday")
    assert (wrong.returncode, "--as-of: 'yesterday' is no moment" in wrong.stderr) == (3, True)


def test_of_a_generation_by_its_name(ask: Catena, home: Path) -> None:
    (name,) = (folder.name for folder in (home / "generations").glob("2020*Z-1-????????"))
    assert ask(SAYS, "--generation", name).stdout == '?x\n"呐喊"\n'
    for wrong in ("../graph", "20200101T000000.000Z-1-0123abce"):
        assert ask(SAYS, "--generation", wrong).returncode == 3


def test_what_is_cited_is_what_is_written(ask: Catena, home: Path) -> None:
    done = ask(SAYS, "--cite", "--format", "csv", "-o", "x.csv")
    assert done.returncode == 0, done.stderr
    result = Path("x.csv").read_bytes()
    assert f"SHA-256 {sha256(result).hexdigest()}\n" in done.stderr
    address = next(line for line in done.stderr.splitlines() if line.startswith(BASE))
    assert address.startswith(f"{BASE}cite/")
    kept = json.loads((home / "citations" / f"{address[-16:]}.json").read_text(encoding="utf-8"))
    assert (kept["query"], kept["media_type"]) == (SAYS, "text/csv")
    assert "[DS/OL]" in done.stderr
    refused = ask("SELECT (RAND() AS ?x) {}", "--cite")
    assert (refused.returncode, "RAND" in refused.stderr) == (3, True)


def test_what_may_go_wrong_is_said_before_it_runs(ask: Catena) -> None:
    done = ask("SELECT * {\n ?a <urn:says> ?b .\n ?c <urn:label> ?d } LIMIT 1")
    assert done.returncode == 0
    assert "Nothing joins" in done.stderr
    assert "Nothing joins" not in done.stdout


def test_a_query_over_its_time_is_stopped_and_told_how_to_get_more(ask: Catena) -> None:
    begun = monotonic()
    done = ask(ENDLESS, "--seconds", "0.5", "-o", "x.tsv")
    assert monotonic() - begun < 10
    assert done.returncode == 3, done.stdout
    assert "stopped after 0.5 seconds" in done.stderr
    assert "--seconds" in done.stderr
    assert not Path("x.tsv").exists()


class _Breaking:
    """The rest of a result that breaks off."""

    def __iter__(self) -> "_Breaking":
        return self

    def __next__(self) -> bytes:
        raise Cut(Failure(504, "Stopped", "The query was stopped after 30 seconds."))

    def close(self) -> None:
        pass


class _Saying:
    def answer(self, *_: object) -> Answer:
        return Answer(200, b"?x\n1\n", "text/tab-separated-values", rest=_Breaking())


def test_a_result_that_breaks_off_leaves_no_file_and_is_said(
    ask: Catena, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def __init__(self, *_: object, **__: object) -> None: ...
        def __enter__(self) -> Asking:
            return Asking(_Saying(), "", None)

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(word, "asking", Broken)
    for words in ((), ("-o", "x.tsv")):
        done = ask(SAYS, *words)
        assert done.returncode == 3
        assert "The result is not whole. The query was stopped" in done.stderr
    assert list(Path().glob("x.tsv*")) == []


def test_ctrl_c_ends_a_query_and_all_its_processes(home: Path, tmp_path: Path) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "webapp.cli", "query", ENDLESS],
        env={k: v for k, v in os.environ.items() if not k.startswith("CATENA_")}
        | {"CATENA_HOME": str(home)},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        deadline = monotonic() + 30
        while _processes(started.pid) < 3 and monotonic() < deadline:
            sleep(0.05)
        sleep(0.3)
        os.killpg(started.pid, signal.SIGINT)
        _, told = started.communicate(timeout=10)
    finally:
        started.kill()
    assert started.returncode == 3
    assert "Stopped." in told
    assert "Traceback" not in told
    deadline = monotonic() + 5
    while _processes(started.pid) and monotonic() < deadline:
        sleep(0.05)
    assert _processes(started.pid) == 0


def _processes(session: int) -> int:
    """How many processes of a session still run."""
    found = 0
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = each.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        found += of == str(session) and state != "Z"
    return found
