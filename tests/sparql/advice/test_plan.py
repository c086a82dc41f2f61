"""The engine's plan: what it says, that it reads no data, and that no query can use it for harm."""

import socket
from pathlib import Path
from time import perf_counter

import pytest

from sparql.advice import plan
from sparql.advice.layout import MOST, indented
from sparql.advice.plan import SECONDS
from tests.servers.oxigraph_server import program

QUERY = """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
SELECT ?title { ?work bf:title/bf:mainTitle ?title ; a bf:Work }
"""


@pytest.fixture(autouse=True)
def installed() -> None:
    if program() is None:
        pytest.skip("the oxigraph program is not installed (PyPI: oxigraph)")


def test_a_plan_begins_with_what_is_looked_up_first() -> None:
    planned = plan(QUERY)
    assert planned is not None
    patterns = [line.strip() for line in planned.splitlines() if "QuadPattern" in line]
    assert patterns[0] == "QuadPattern(?work rdf:type bf:Work)"
    assert patterns[-1].endswith(" bf:mainTitle ?title)")
    assert planned.splitlines()[0] == "Project(?title)"


@pytest.mark.parametrize("form", ["ASK {%s}", "CONSTRUCT {%s} {%s}", "DESCRIBE ?a {%s}"])
def test_every_form_of_query_has_a_plan(form: str) -> None:
    planned = plan(form.replace("%s", "?a <x:b> ?c"))
    assert planned is not None
    assert "QuadPattern(?a <x:b> ?c)" in planned


@pytest.mark.parametrize("text", ["nonsense", "ASK " + "{" * 9_000, "#" * 30_000])
def test_what_cannot_be_planned_has_none(text: str) -> None:
    assert plan(text) is None


def test_a_query_that_takes_long_on_no_data_has_no_plan() -> None:
    many = " ".join(map(str, range(400)))
    values = " ".join(f"VALUES ?v{n} {{ {many} }}" for n in range(5))
    began = perf_counter()
    assert plan(f"SELECT (COUNT(*) AS ?n) {{ {values} }}") is None
    assert perf_counter() - began < SECONDS + 3


def test_a_plan_calls_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        at = f"http://127.0.0.1:{server.getsockname()[1]}/"
        plan(f"ASK {{ SERVICE <{at}> {{ ?a ?b ?c }} }}")
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_plan_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert plan(QUERY)
    assert list(tmp_path.iterdir()) == []


def test_a_plan_without_end_is_cut() -> None:
    deep: dict[str, object] = {"name": "Join", "children": []}
    for _ in range(2 * MOST):
        deep = {"name": "Union", "children": [deep, {"name": "QuadPattern"}]}
    lines = indented(deep, str).splitlines()
    assert (len(lines), lines[-1]) == (MOST + 1, "…")
