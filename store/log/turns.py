"""A queue before SQLite's lock, which goes to whoever asks at the right moment.

A process that writes batch after batch asks again at once, while one that waits sleeps between its
tries: it could wait for minutes. In the queue, whoever has had the lock comes after whoever waits.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Final

from store.errors import StoreError
from store.log.faults import PATIENCE, busy

#: Seconds between tries.
_PAUSE: Final = 0.004


@contextmanager
def first_in_line(log: str) -> Iterator[None]:
    """The block has the file beside this log to itself, and asks for SQLite's lock in it.

    Raises :class:`store.errors.StoreBusy` after :data:`store.log.faults.PATIENCE` seconds.
    """
    until = monotonic() + PATIENCE
    try:
        line = os.open(f"{log}-turn", os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(
            f"The record log {log} cannot be written: {error.strerror}. See who may write in its "
            "folder."
        ) from None
    try:
        while True:
            try:
                fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() > until:
                    raise busy(log) from None
                sleep(_PAUSE)
            else:
                break
        yield
    finally:
        os.close(line)
