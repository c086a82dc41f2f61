"""One query process from our side: asked, listened to, and ended when it takes too long."""

import json
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from sparql.service import worker
from sparql.service.answers import Failure, QueryRequest
from sparql.service.evaluation import Calls
from sparql.service.turns import TICK
from sparql.service.worker import Fence, Place

#: Most a fresh process may take to start; far above the tenths of a second it takes.
_START_SECONDS: Final = 60.0
#: Forked from a process that has done nothing else: the server has threads, whose locks a fork
#: of it would copy as they happen to be.
_CLEAN: Final = multiprocessing.get_context("forkserver")
_CLEAN.set_forkserver_preload(["sparql.service.worker"])
_CLOCK: Final = os.sysconf("SC_CLK_TCK")
#: How far a process that has worked for long stands back for others (see nice(2)).
_STEP_BACK: Final = 10


@dataclass(frozen=True, slots=True)
class Head:
    """A result begins: its media type, and by what chance it comes about."""

    media_type: str = ""
    chance: str = ""


#: What a process says: the head, then bytes, or why it failed; None while it is silent.
type Said = Head | bytes | Failure | None


class QueryProcess:
    """A process that answers one query at a time, and reaches no more than its fence lets it.

    It opens ``place`` while it waits for the first.
    """

    def __init__(self, place: Place, fence: Fence = None) -> None:
        self._pipe, theirs = _CLEAN.Pipe()
        self._ready = self._last = False
        self._process = _CLEAN.Process(
            target=worker.serve, args=(theirs, fence, place), daemon=True
        )
        self._process.start()
        theirs.close()
        self._nice = False
        #: It asks no other server.
        self.alone: Final = fence is None

    def ask(self, place: Place, request: QueryRequest, calls: Calls | None = None) -> None:
        """Puts a question; raises ``EOFError`` or ``OSError`` when the process has ended."""
        if not self._ready:
            if not self._pipe.poll(_START_SECONDS):
                raise EOFError
            self._pipe.recv_bytes()
            self._ready = True
        self._pipe.send((place, request, calls))

    def said(self, until: float) -> Iterator[Said]:
        """What it says, to the end of the answer; None now and then, while it says nothing.

        Raises ``TimeoutError`` when it is not done by ``until`` (of the monotonic clock),
        ``EOFError`` when the process has ended.
        """
        while True:
            left = until - monotonic()
            if not self._pipe.poll(max(0.0, min(TICK, left))):
                if left <= 0:
                    raise TimeoutError
                yield None
                continue
            frame = self._pipe.recv_bytes()
            kind, said = frame[:1], frame[1:]
            if kind == worker.DATA:
                yield said
            elif kind == worker.HEAD:
                yield Head(*json.loads(said))
            else:
                self._last = kind == worker.LAST
                if said:
                    yield Failure(**json.loads(said))
                return

    @property
    def worked(self) -> float:
        """Seconds of a processor it has used, in all; it may have waited for one much longer."""
        try:
            stat = Path(f"/proc/{self._process.pid}/stat").read_text("ascii", "replace")
        except (OSError, ValueError):
            return 0.0  # it has ended
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / _CLOCK

    @property
    def reusable(self) -> bool:
        """Whether it may take another query, after it has answered one to the end."""
        return not self._last and not self._nice

    def step_back(self) -> None:
        """Leaves the processor to those who need it for a moment only. There is no way back."""
        self._nice = True
        with suppress(OSError):  # it has just ended
            os.setpriority(os.PRIO_PROCESS, self._process.pid or 0, _STEP_BACK)

    def exit_code(self) -> int | None:
        """How one that closed its pipe ended: negative for a signal; None when we ended it."""
        try:
            self._process.join(5)
            return self._process.exitcode
        except ValueError:
            return None

    def end(self) -> None:
        """Ends it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._pipe.close()
        self._process.close()
