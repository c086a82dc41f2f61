"""The keys in force while the server runs: those of the file as it is now."""

from collections.abc import Callable
from datetime import UTC, datetime
from hmac import compare_digest
from pathlib import Path
from threading import Lock

from sparql.jobs.job import Allowance
from webapp.keys.file import Holder, KeysFault, hashed, read


class Keyring:
    """Reads the file again when it has changed; while it cannot be read, the last good one holds.

    ``tell`` is given the sentences for who runs the server. Raises
    :class:`webapp.keys.file.KeysFault` when the file is broken from the start. Any thread may ask.
    """

    def __init__(self, file: Path, tell: Callable[[str], None]) -> None:
        self._file = file
        self._tell = tell
        self._lock = Lock()
        self._seen = self._state()
        self._holders = read(file)
        if self._seen is None:
            tell(f"There is no file of keys {file} yet. “catena key new NAME” makes it.")

    def shown(self, token: str) -> Holder | None:
        """Who holds this token; the time it takes tells nothing of which are near it."""
        wanted = hashed(token)
        found = None
        for holder in self.holders():
            if compare_digest(holder.sha256, wanted):
                found = holder
        return found

    def allowance(self, identity: str) -> Allowance | None:
        """What the jobs of a holder may take; None when the key is gone or has expired."""
        today = datetime.now(UTC).date()
        for holder in self.holders():
            if holder.identity == identity and not holder.expired(today):
                return holder.allowance
        return None

    def holders(self) -> tuple[Holder, ...]:
        with self._lock:
            state = self._state()
            if state != self._seen:
                self._seen = state
                self._read_again(there=state is not None)
            return self._holders

    def _read_again(self, *, there: bool) -> None:
        if not there:
            self._tell(
                f"The file of keys {self._file} is gone; its keys hold until the server is started "
                "again. To end them all, leave an empty file there."
            )
            return
        try:
            self._holders = read(self._file)
        except KeysFault as fault:
            self._tell(f"{fault} Until then the keys of before hold.")

    def _state(self) -> tuple[int, int, int] | None:
        """What changes when the file does; None when there is none."""
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size
