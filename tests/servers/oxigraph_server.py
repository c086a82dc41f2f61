"""A real Oxigraph server, for as long as a block runs."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from store.engines import Endpoint
from tests.servers.processes import free_port, started

NAME = "http://catena.example/graph"


def program() -> str | None:
    """Where it is installed; the PyPI package puts it beside the interpreter."""
    return shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}")


class OxigraphServer:
    """A server that can be killed, started again on its data, and suspended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def endpoint(self, seconds: float = 20.0, name: str = NAME) -> Endpoint:
        at = f"http://127.0.0.1:{self._port}"
        return Endpoint(f"{at}/query", f"{at}/update", name, seconds=seconds)

    def start(self) -> None:
        found = program()
        assert found
        command = [found, "serve", "--location", str(self._folder)]
        self._process = started(
            [*command, "--bind", f"127.0.0.1:{self._port}"], self._port, self._folder.parent
        )

    def send(self, number: int) -> None:
        """A signal, and what it does waited for."""
        assert self._process
        self._process.send_signal(number)
        if number in (signal.SIGKILL, signal.SIGTERM):
            self._process.wait()
        if number == signal.SIGSTOP:
            os.waitpid(self._process.pid, os.WUNTRACED)

    def end(self) -> None:
        if self._process and self._process.poll() is None:
            self.send(signal.SIGKILL)


@contextmanager
def oxigraph_server() -> Iterator[OxigraphServer]:
    with TemporaryDirectory(prefix="oxigraph-") as folder:
        server = OxigraphServer(Path(folder) / "data")
        try:
            yield server
        finally:
            server.end()
