"""A real PostgreSQL for the tests: made in a folder of its own, on 127.0.0.1, surely ended."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

USER: Final = "catena"
PASSWORD: Final = "s3cret/of:the@log"
#: As it must be written in an address.
QUOTED: Final = "s3cret%2Fof%3Athe%40log"


class PostgreSQL:
    """One server; :meth:`database` makes empty databases in it."""

    def __init__(self, programs: Path, folder: Path, *, durable: bool) -> None:
        self._programs = programs
        self._folder = folder
        self._durable = durable
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    def initialise(self) -> None:
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        made = subprocess.run(
            [
                *_as_another(),
                *(self._programs / "initdb", "--pgdata", self._folder / "data"),
                *("--username", USER, "--pwfile", secret, "--no-sync", "--locale=C.UTF-8"),
                *("--encoding=UTF8", "--auth-host=scram-sha-256", "--auth-local=trust"),
            ],
            cwd=self._folder,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert made.returncode == 0, made.stderr.decode()

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        settings = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self._folder,
            "fsync": "on" if self._durable else "off",
            "shared_buffers": "32MB",
            "max_connections": 50,
            "jit": "off",
        }
        options = [
            option for name, value in settings.items() for option in ("-c", f"{name}={value}")
        ]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *_as_another(),
                    self._programs / "postgres",
                    "-D",
                    self._folder / "data",
                    *options,
                ],
                cwd=self._folder,
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + 30
        while True:
            try:
                self.execute("SELECT 1")
            except OperationalError:
                assert self._process.poll() is None, (self._folder / "log").read_text()
                assert time.monotonic() < until, "PostgreSQL does not answer"
                time.sleep(0.05)
            else:
                return

    def stop(self, *, immediately: bool = False) -> None:
        """Ends it as ``pg_ctl stop`` does in mode fast, or immediate: then it comes back by
        recovery, like after a crash.
        """
        if self._process:
            self._process.send_signal(signal.SIGQUIT if immediately else signal.SIGINT)
            self._process.wait(30)
            self._process = None

    def address(self, database: str = "postgres", *, password: str = QUOTED) -> str:
        """A database of this server as a SQLAlchemy URL over TCP, with the password."""
        return f"postgresql+psycopg://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    def local(self, database: str = "postgres") -> str:
        """The same over the server's socket, which is quicker and wants no password."""
        return f"postgresql+psycopg://{USER}@/{database}?host={self._folder}&port={self.port}"

    def database(self, template: str = "template1") -> str:
        """The address (:meth:`local`) of a new database: empty, or a copy of one of these."""
        name = f"d{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.local(name)

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Runs one statement outside of any transaction."""
        engine = create_engine(self.local(database), isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()


@contextmanager
def postgresql(*, durable: bool = False) -> Iterator[PostgreSQL]:
    """A server for the time of the block; the test is skipped where there is no PostgreSQL.

    ``durable`` leaves fsync on, for tests that cut the power.
    """
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    # Not under pytest's own folder, which only its user may enter; and short, for the socket.
    folder = Path(tempfile.mkdtemp(prefix="catena-pg-", dir=None if durable else _memory()))
    server = PostgreSQL(programs, folder, durable=durable)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _account().pw_uid, _account().pw_gid)
        server.initialise()
        server.start()
        yield server
    finally:
        server.stop(immediately=True)
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> str | None:
    """A folder in memory where there is one with room: each database is 300 files."""
    shared = Path("/dev/shm")
    return str(shared) if shared.is_dir() and shutil.disk_usage(shared).free > 4 << 30 else None


def _programs() -> Path | None:
    """The newest PostgreSQL's programs: Debian keeps them apart, each version in a folder."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin")]
    folders.sort(key=lambda folder: int(folder.parent.name))
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    return folders[-1] if folders else None


def _account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    pytest.skip("PostgreSQL refuses to run as root, and there is no other account")


def _as_another() -> list[str]:
    """How to start what refuses root, and so that it ends when this process does, however."""
    if not shutil.which("setpriv"):
        return []
    prefix = ["setpriv", "--pdeathsig", "INT"] if sys.platform == "linux" else []
    if os.geteuid() == 0:
        account = _account()
        prefix += ["--reuid", str(account.pw_uid), "--regid", str(account.pw_gid), "--clear-groups"]
    return prefix
