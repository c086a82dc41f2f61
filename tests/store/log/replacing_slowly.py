"""What another process does in the tests of a restore that is killed."""

from multiprocessing.connection import Connection
from pathlib import Path
from time import sleep

from store.log.database import open_log
from store.log.replacing import replace
from tests.store.conftest import BASE


def replace_and_hang(pipe: Connection, file: Path, url: str, copy: Path) -> None:
    """Puts a copy in a log's place up to the last step before the commit; then waits to be killed.

    For good, so that nothing but the death of this process can end its transaction.
    """

    def reached(done: int, total: int) -> None:
        if done == total:
            pipe.send("all written")
            sleep(600)

    replace(open_log(file, BASE, url), copy, "new", before=lambda: None, reached=reached)
