"""A query process that may ask the relay reaches nothing else."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sparql.federation.conftest import Outside
from tests.sparql.listening import Listener

PROGRAM = """
import socket, sys
from pyoxigraph import Store
from sparql.federation import only_port

def call(family, kind, *address):
    try:
        with socket.socket(family, kind) as it:
            if kind == socket.SOCK_DGRAM:
                it.sendto(b"x", address)
            else:
                it.connect(address)
    except OSError as error:
        return type(error).__name__
    return "called"

right, wrong = int(sys.argv[1]), int(sys.argv[2])
tcp, port = only_port(right)
store = Store()
rows = store.query(
    f"SELECT * {{ SERVICE <http://127.0.0.1:{right}/rows> {{ ?s <http://e/name> ?name }} }}"
)
print(tcp, port, len(list(rows)))
print(call(socket.AF_INET, socket.SOCK_DGRAM, "127.0.0.1", wrong))
print(call(socket.AF_INET6, socket.SOCK_STREAM, "::1", right))
print(call(socket.AF_INET, socket.SOCK_STREAM, "127.0.0.1", wrong))
"""


def test_a_query_process_reaches_the_relay_and_nothing_else(
    outside: Outside, listener: Listener
) -> None:
    wrong = listener.address.rstrip("/").rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(outside.port), wrong],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        check=True,
    )
    first, datagram, newer, other = done.stdout.splitlines()
    tcp, port, rows = first.split()
    assert rows == "2"
    if tcp == "True":
        assert (datagram, newer) == ("PermissionError", "PermissionError")
    if port == "True":
        assert other == "PermissionError"
        assert not listener.called()
    if (tcp, port) == ("False", "False"):
        pytest.skip("this kernel or machine has neither seccomp filters nor Landlock")


def test_the_listener_would_notice(listener: Listener) -> None:
    host, _, port = listener.address.removeprefix("http://").rstrip("/").partition(":")
    socket.create_connection((host, int(port))).close()
    assert listener.called()
