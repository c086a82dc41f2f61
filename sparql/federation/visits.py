"""One query's leave to ask endpoints through the relay: how often, how much, and until when."""

from threading import Lock
from typing import Final

from sparql.federation.asking import Manner, Question, Rows, Unanswered

#: How often the calls of one query may ask.
CALLS: Final = 32


class Visit:
    """One query's leave to ask; ``address`` and ``allowed`` are what its process needs to know.

    Close it when the query has ended, however it ended: what it still asks for is stopped.
    """

    def __init__(
        self, address: str, allowed: tuple[str, ...], until: float, size: int, manner: Manner
    ) -> None:
        self.address = address
        self.allowed = allowed
        self.until = until
        self._size = size
        self._manner = manner
        self._lock = Lock()
        self._calls = 0
        self._closed = False
        self._asking: set[Question] = set()
        self._answers: dict[tuple[int, str], Rows] = {}

    def close(self) -> None:
        with self._lock:
            self._closed = True
            asking = list(self._asking)
            self._answers.clear()
        for question in asking:
            question.stop()

    def ask(self, number: int, query: str) -> Rows:
        """The rows of an endpoint; the same question is asked once. Raises `Unanswered`."""
        endpoint = self.allowed[number]
        # A call inside a call: its endpoint shall ask the real one, as it was written.
        for place, address in reversed(list(enumerate(self.allowed))):
            query = query.replace(f"<{self.address}/{place}>", f"<{address}>")
        question = Question(endpoint, query, self.until, self._manner)
        with self._lock:
            kept = self._answers.get((number, query))
            if kept is not None:
                return kept
            self._calls += 1
            left = self._size - sum(len(rows.body) for rows in self._answers.values())
            if self._closed or self._calls > CALLS:
                raise Unanswered(
                    f"SERVICE <{endpoint}> was asked too often. A query may ask {CALLS} times: "
                    "bring what it needs together by one call, in a group of its own."
                )
            self._asking.add(question)
        try:
            rows = question.answer(left)
        finally:
            with self._lock:
                self._asking.discard(question)
        with self._lock:
            if not self._closed:
                self._answers[number, query] = rows
        return rows
