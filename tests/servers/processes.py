"""Server processes: on a free port of this machine, ended with the test that started them."""

import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def started(command: Sequence[str], port: int, folder: Path) -> subprocess.Popen[bytes]:
    """The process, once its port answers."""
    with (folder / "output.txt").open("ab") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    until = monotonic() + PATIENCE
    while process.poll() is None and monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            sleep(0.05)
        else:
            return process
    process.kill()
    process.wait()
    said = (folder / "output.txt").read_text(errors="replace")[-2000:]
    raise RuntimeError(f"{command[0]} did not start: {said}")
