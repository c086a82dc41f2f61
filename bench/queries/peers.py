"""The servers that are compared, on the same data of this machine, each surely ended."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import click

from bench.queries.client import Client, Way
from bench.ways import tool
from store.graph.generations import Generations

FRESH: Final = "(a) Catena, nothing kept"
KEPT: Final = "(b) Catena, answers kept"
BARE: Final = "(c) `oxigraph serve-read-only`"
#: How long a server may take to open its data (seconds).
_PATIENCE: Final = 300.0


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str | Path], port: int, folder: Path, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, once its port answers; what it says goes to a file in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "said.log").open("ab") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=os.environ | (env or {}), stdout=said, stderr=said
        )
    try:
        until = time.perf_counter() + _PATIENCE
        while not _listens(port):
            if process.poll() is not None or time.perf_counter() > until:
                raise click.ClickException(f"{command[0]} did not start; see {folder}/said.log.")
            time.sleep(0.05)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


@contextmanager
def catena(
    home: Path, folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`catena serve` on a home, and its port."""
    port = free_port()
    command = [tool("catena"), "serve", "--host", "127.0.0.1", "--port", f"{port}"]
    env = {"CATENA_HOME": str(home.resolve())} | dict(settings or {})
    with running(command, port, folder, env) as process:
        yield process, port


def ours(port: int) -> list[Way]:
    """The service with what it keeps, and without."""
    return [
        Way(FRESH, port, "/sparql", {"Cache-Control": "no-cache"}),
        Way(KEPT, port, "/sparql"),
    ]


def newest(home: Path) -> Path:
    """The generation that a served home publishes."""
    generation = Generations(home / "generations").newest()
    if generation is None:
        raise click.ClickException(f"{home} has no generation; is it a catalogue of Catena?")
    return generation.folder


@contextmanager
def bare(generation: Path, folder: Path, seconds: float) -> Iterator[Way]:
    """Oxigraph's own server on the same generation, with the same limit."""
    port = free_port()
    command: list[str | Path] = [tool("oxigraph"), "serve-read-only", "--location", generation]
    options = ["--bind", f"127.0.0.1:{port}", "--timeout-s", f"{seconds:.0f}"]
    with running([*command, *options], port, folder):
        yield Way(BARE, port, "/query")


def warm(way: Way, text: str, patience: float) -> None:
    """Asks until there is an answer: a port may be open before the server is ready."""
    until = time.perf_counter() + _PATIENCE
    with Client(way, patience) as client:
        while client.ask(text).status != 200:
            if time.perf_counter() > until:
                raise click.ClickException(f"{way.name} gives no answer.")
            time.sleep(0.2)
