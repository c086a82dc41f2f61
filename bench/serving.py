"""A served catalogue at any size: the time of a page, and of an update until it is seen."""

import os
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from typing import Final
from urllib.parse import quote

import click

from bench.distributions import read, records
from bench.loading import LOG, head
from bench.steps import Found
from bench.ways import tool
from samples.synthetic.iso2709 import written

PAGES: Final = 200
_WARM: Final = 20
UPDATES: Final = 5
#: How long a server may take to open a store, and an update to be seen.
_PATIENCE: Final = 300.0
_SEEN: Final = """\
PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
ASK {{
  <{document}#Instance> bf:title/bf:mainTitle ?title
  FILTER(CONTAINS(STR(?title), "{word}"))
}}
"""


class Server:
    """A running ``catena serve`` and how to ask it."""

    def __init__(self, port: int) -> None:
        self._port = port

    def get(self, path: str, accept: str = "text/html") -> tuple[int, bytes]:
        """Status and body; 0 while nobody answers."""
        try:
            with closing(HTTPConnection("127.0.0.1", self._port, timeout=60)) as connection:
                connection.request("GET", path, headers={"Accept": accept})
                answer = connection.getresponse()
                return answer.status, answer.read()
        except (OSError, HTTPException):
            return 0, b""

    def knows(self, question: str) -> bool:
        _, said = self.get(f"/sparql?query={quote(question)}", "application/sparql-results+json")
        return b"true" in said


@contextmanager
def served(home: Path) -> Iterator[tuple[Server, float]]:
    """The catalogue served on a free port, and the seconds it took to start."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [tool("catena"), "serve", "--host", "127.0.0.1", "--port", f"{port}"]
    started = time.perf_counter()
    with (home / "serve.log").open("wb") as said:
        process = subprocess.Popen(
            command, cwd=home, env=os.environ | {"CATENA_HOME": str(home)}, stdout=said, stderr=said
        )
    try:
        server = Server(port)
        while server.get("/healthz")[0] != 200:
            if process.poll() is not None or time.perf_counter() - started > _PATIENCE:
                raise click.ClickException(f"catena serve did not start; see {home}/serve.log.")
            time.sleep(0.05)
        yield server, time.perf_counter() - started
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def looked_up(server: Server, home: Path) -> Found:
    """Milliseconds a record's page takes: the median and the 95th of a hundred, at random."""
    with closing(sqlite3.connect(f"file:{home / LOG}?mode=ro", uri=True)) as log:
        (last,) = log.execute("SELECT max(number) FROM record WHERE kind = 'bib'").fetchone()
    chance = Random(20).random
    taken: list[float] = []
    missing = 0
    while len(taken) < PAGES + _WARM and missing < 10 * PAGES:
        path = f"/bib/b{1 + int(chance() * last)}"
        started = time.perf_counter()
        status, _ = server.get(path)
        if status == 200:
            taken.append((time.perf_counter() - started) * 1_000)
        else:
            missing += 1
    warm = sorted(taken[_WARM:])
    if len(warm) < PAGES:
        raise click.ClickException(f"Only {len(warm)} of {PAGES} pages could be read.")
    return {"p50": warm[PAGES // 2], "p95": warm[PAGES * 95 // 100]}


def updated(server: Server, home: Path, file: Path, member: str, base: str) -> Found:
    """Seconds from the commit of a changed record until its page, and SPARQL, say what is new.

    The records of ``file`` are the ones changed; medians of five. ``load`` is the whole command.
    """
    times: dict[str, list[float]] = {"page": [], "sparql": [], "load": []}
    for number, raw in zip(range(UPDATES), records(file), strict=False):
        word = f"Renewed{os.getpid()}x{number}"
        control, changed = _changed(raw, word)
        one = home / "one.mrc"
        one.write_bytes(changed)
        path = _path(home, member, control)
        load: list[str | Path] = [tool("catena"), "load", one, "--member", member, "--quiet"]
        question = _SEEN.format(document=f"{base}{path}", word=word)
        for name, taken in _update(server, home, load, f"/{path}", question, word).items():
            times[name].append(taken)
    return {name: sorted(taken)[len(taken) // 2] for name, taken in times.items()}


def _update(  # noqa: PLR0917
    server: Server, home: Path, load: list[str | Path], page: str, question: str, word: str
) -> dict[str, float]:
    before = head(home)
    began = time.perf_counter()
    running = subprocess.Popen(
        load,
        cwd=home,
        env=os.environ | {"CATENA_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    ended: list[float] = []
    said: list[bytes] = []

    def wait() -> None:
        said.append(running.communicate()[1])
        ended.append(time.perf_counter())

    waiting = threading.Thread(target=wait)
    waiting.start()
    committed = shown = known = 0.0
    while not (shown and known):
        now = time.perf_counter()
        if not committed and head(home) > before:
            committed = now
        if committed and not shown and word.encode() in server.get(page)[1]:
            shown = time.perf_counter()
        if committed and not known and server.knows(question):
            known = time.perf_counter()
        if (ended and running.returncode) or now - began > _PATIENCE:
            break
        time.sleep(0.005)
    waiting.join()
    if not (shown and known):
        reason = said[0].decode(errors="replace").strip().splitlines()[-1:] or ["it is not seen"]
        raise click.ClickException(f"An update beside catena serve failed: {reason[0]}")
    return {"page": shown - committed, "sparql": known - committed, "load": ended[0] - began}


def _changed(raw: bytes, word: str) -> tuple[str, bytes]:
    """A record's control number, and the record with a word for its title proper."""
    leader, fields = read(raw + b"\x1d")
    texts = [
        (tag, marks + "".join(f"\x1f{code}{text}" for code, text in subfields))
        for tag, marks, subfields in fields
    ]
    control = next(text for tag, text in texts if tag == "001")
    titled = [(tag, f"{text[:2]}\x1fa{word}." if tag == "245" else text) for tag, text in texts]
    return control, written(leader, titled)


def _path(home: Path, member: str, control: str) -> str:
    with closing(sqlite3.connect(f"file:{home / LOG}?mode=ro", uri=True)) as log:
        row = log.execute(
            "SELECT path FROM source WHERE member = ? AND kind = 'bib' AND control = ?",
            (member, control),
        ).fetchone()
    return str(row[0])
