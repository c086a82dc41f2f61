"""Answers that are kept: the same query on the same generation has the same answer."""

import re
from collections.abc import Callable, Hashable
from dataclasses import replace
from threading import Event, Lock
from typing import Final

from cachetools import LRUCache

from sparql.service.answers import Answer, QueryRequest, QueryService, stays
from sparql.service.turns import TICK

#: Functions whose value is another one each time (SPARQL 1.1 Query §17.4), and other servers.
_UNREPEATABLE: Final = re.compile(r"rand|uuid|now|bnode|service", re.IGNORECASE)
#: What an answer costs besides its bytes.
_OVERHEAD: Final = 1024


def repeatable(text: str) -> bool:
    """Whether this query has one answer on one generation: it calls for no chance and no clock.

    What can be said before it runs: a word in a string makes a query look unrepeatable too. What
    its answer says (:attr:`Answer.chance`) is exact.
    """
    return _UNREPEATABLE.search(text) is None


class KeptAnswers:
    """A query service that asks another one only what it has not answered yet.

    What many ask at the same moment is asked once. ``size`` is the most it keeps (bytes).
    """

    def __init__(self, service: QueryService, size: int) -> None:
        self._service = service
        self._kept: LRUCache[Hashable, Answer] = LRUCache(size, _weight)
        self._asked: dict[Hashable, Event] = {}
        self._lock = Lock()

    @property
    def newest(self) -> str:
        """The name of the generation new queries see."""
        return self._service.newest

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer:
        """The kept answer, or a new one."""
        request = replace(request, generation=request.generation or self.newest)
        if not request.generation:
            return self._service.answer(request, gone)
        key = _key(request)
        while not request.fresh:
            with self._lock:
                if (kept := self._kept.get(key)) is not None:
                    return kept
                first = self._asked.get(key)
                if first is None:
                    self._asked[key] = Event()
                    break
            while not first.wait(TICK):
                if gone():
                    return self._service.answer(request, gone)
            request = replace(request, fresh=not self._has(key))
        return self._asking(key, request, gone)

    def _asking(self, key: Hashable, request: QueryRequest, gone: Callable[[], bool]) -> Answer:
        try:
            answer = self._service.answer(request, gone)
            if answer.failure is None and answer.rest is None and not answer.chance:
                with self._lock:
                    if _weight(answer) <= self._kept.maxsize:
                        self._kept[key] = replace(answer, kept=True)
            return answer
        finally:
            with self._lock:
                asked = None if request.fresh else self._asked.pop(key, None)
            if asked is not None:
                asked.set()

    def _has(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._kept


def _key(request: QueryRequest) -> Hashable:
    return (
        request.text,
        request.default_graphs,
        request.named_graphs,
        request.generation,
        request.media_type or request.accept,
    )


def _weight(answer: Answer) -> int:
    return len(answer.body) + _OVERHEAD
