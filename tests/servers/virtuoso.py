"""A real Virtuoso 7, for as long as a block runs; three seconds to start."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from store.engines import Endpoint
from tests.servers.processes import free_port, started

NAME = "http://catena.example/graph"
#: Small: a test's graph fits into 80 MB of buffers.
INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 7500

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10

[SPARQL]
"""


def program() -> str | None:
    return shutil.which("virtuoso-t")


@contextmanager
def virtuoso(name: str = NAME) -> Iterator[Endpoint]:
    """Its endpoint with HTTP Digest, which may read and write."""
    found = program()
    assert found
    with TemporaryDirectory(prefix="virtuoso-") as folder:
        port = free_port()
        ini = Path(folder) / "virtuoso.ini"
        ini.write_text(INI.format(sql=free_port(), http=port))
        command = [found, "+foreground", "+configfile", str(ini)]
        process = started(command, port, Path(folder))
        try:
            at = f"http://127.0.0.1:{port}/sparql-auth"
            yield Endpoint(at, at, name, "dba", "dba", 20.0)
        finally:
            process.kill()
            process.wait()
