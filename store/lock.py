"""One keeper of the projections at a time: a lock on the store's folder that says who holds it."""

import fcntl
import os
import sys
from pathlib import Path
from typing import Final

from store.errors import StoreBusy

NAME: Final = "lock"


class Lock:
    """Held from construction to :meth:`release`, or until the process ends, however it ends.

    Raises :class:`StoreBusy` while another process holds it.
    """

    def __init__(self, home: Path) -> None:
        self._file = (home / NAME).open("a+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise StoreBusy(f"The store in {home} is in use by {self.holder(home)}.") from None
        self._file.truncate(0)
        self._file.write(
            f"process {os.getpid()} ({' '.join([Path(sys.argv[0]).name, *sys.argv[1:2]])})"
        )
        self._file.flush()

    @staticmethod
    def holder(home: Path) -> str:
        """Who holds it, for a sentence."""
        return (home / NAME).read_text(encoding="utf-8").strip() or "another process"

    def release(self) -> None:
        """Lets another process keep them."""
        self._file.truncate(0)
        self._file.close()
