"""Whose query runs next: clients in turn, so many at once, long ones out of the way of quick."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic
from typing import Final

#: How often one that waits is looked at again (seconds): whether its client is still there.
TICK: Final = 0.1
#: For how long a client whose query was slow leaves the last quick place to others (seconds).
REMEMBERED: Final = 60.0


class Busy(Exception):
    """Too many wait already, or it was not this one's turn for too long."""


class Left(Exception):
    """The client went away."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many run as quick ones and as slow ones, and wait: of one client, and in all."""

    quick: int = 2
    slow: int = 2
    each: int = 8
    waiting: int = 64


@dataclass(eq=False, slots=True)
class _Waiting:
    client: str
    granted: bool = False


@dataclass(slots=True)
class _Client:
    waiting: deque[_Waiting] = field(default_factory=deque)
    running: int = 0
    served: int = 0  # when it had its last turn


class Turn:
    """The right to run one query; it begins among the quick ones, and must be given back."""

    def __init__(self, turns: "Turns", client: str) -> None:
        self._turns = turns
        self._client = client
        self._slow = False
        self._held = True

    def slow(self) -> bool:
        """Makes room for quick ones, when there is room among the slow ones: whether it did."""
        if not self._slow:
            self._slow = self._turns.slowed(self._client)
        return self._slow

    def release(self) -> None:
        """The query has ended; a second time does nothing."""
        if self._held:
            self._held = False
            self._turns.ended(self._client, slow=self._slow)


class Turns:
    """A queue for each client, and a turn for the one that has least.

    A free place goes to the client with the fewest queries running, and of equals to the one that
    waited longest for a turn. Who asked a slow one in the last minute leaves the last quick place
    to others. May be used from many threads.
    """

    def __init__(self, room: Room) -> None:
        self._room = room
        self._quick, self._slow = room.quick, room.slow
        self._clients: dict[str, _Client] = {}
        self._turn = 0
        self._heavy: dict[str, float] = {}  # who asked slow ones, and until when that counts
        self._changed = Condition()

    def take(self, client: str, patience: float, gone: Callable[[], bool]) -> Turn:
        """A turn for this client, after at most ``patience`` seconds.

        Raises :class:`Busy`, or :class:`Left` when ``gone`` says that nobody waits any more.
        """
        until = monotonic() + patience
        with self._changed:
            one = self._join(client)
            try:
                while not one.granted:
                    self._changed.wait(TICK)
                    if one.granted:
                        break
                    if gone():
                        raise Left
                    if monotonic() > until:
                        raise Busy
            except BaseException:
                self._leave(one)
                raise
        return Turn(self, client)

    def slowed(self, client: str) -> bool:
        """One of this client's running queries is slow: it makes room, if there is room for it."""
        now = monotonic()
        with self._changed:
            self._heavy = {each: until for each, until in self._heavy.items() if until > now}
            self._heavy[client] = now + REMEMBERED
            if not self._slow:
                return False
            self._slow -= 1
            self._quick += 1
            self._grant()
            return True

    def ended(self, client: str, *, slow: bool) -> None:
        """One of this client's queries has ended."""
        with self._changed:
            self._free(client, slow=slow)

    def _join(self, client: str) -> _Waiting:
        waiting = sum(len(each.waiting) for each in self._clients.values())
        of = self._clients.get(client)
        if waiting >= self._room.waiting or (of and len(of.waiting) >= self._room.each):
            raise Busy
        one = _Waiting(client)
        self._clients.setdefault(client, _Client()).waiting.append(one)
        self._grant()
        return one

    def _leave(self, one: _Waiting) -> None:
        if one.granted:  # just now: the turn goes to the next
            self._free(one.client, slow=False)
        else:
            self._clients[one.client].waiting.remove(one)
            self._forget(one.client)

    def _free(self, client: str, *, slow: bool) -> None:
        of = self._clients[client]
        of.running -= 1
        if slow:
            self._slow += 1
        else:
            self._quick += 1
        self._forget(client)
        self._grant()

    def _forget(self, client: str) -> None:
        of = self._clients[client]
        if not of.running and not of.waiting:
            del self._clients[client]

    def _grant(self) -> None:
        while self._quick:
            last = self._quick == 1 < self._room.quick
            asking = [
                each
                for client, each in self._clients.items()
                if each.waiting and not (last and self._heavy.get(client, 0.0) > monotonic())
            ]
            if not asking:
                break
            of = min(asking, key=lambda each: (each.running, each.served))
            of.waiting.popleft().granted = True
            of.running += 1
            self._turn += 1
            of.served = self._turn
            self._quick -= 1
        self._changed.notify_all()
