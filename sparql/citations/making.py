"""A result cited: asked twice of one generation, found the same, and kept with that generation."""

import errno
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import Final, Literal

from sparql.citations.citation import Citation, Question
from sparql.citations.keeping import Citations
from sparql.citations.room import Allowance, free_on, refusal, taken
from sparql.citations.rows import reordered, rows
from sparql.moments import NO_GENERATIONS, called, is_gone, stamped
from sparql.service.answers import (
    Answer,
    Cut,
    Failure,
    QueryRequest,
    QueryService,
    fingerprint,
    stays,
)
from store.graph.generations import Generation, Generations, pinned

type Sameness = Literal["identical", "reordered", "different"]

FULL: Final = Failure(
    507,
    "This cannot be cited just now",
    "The disk of this catalogue is full. Download the result and note its SHA-256 and its "
    "generation; ask who keeps the catalogue for room.",
)
_NOT_REPEATABLE: Final = "This result cannot be repeated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of running a cited query again: how the result compares, its hash, its size
    (bytes), how long it took, and the version of the engine that answered.
    """

    result: Sameness
    sha256: str
    size: int
    seconds: float
    engine: str

    @property
    def same(self) -> bool:
        """Whether every byte is what it was."""
        return self.result == "identical"


@dataclass(frozen=True, slots=True)
class Citing:
    """Cites results of one catalogue. ``graph`` is the folder of its live graph."""

    queries: QueryService
    generations: Generations
    citations: Citations
    graph: Path
    base: str
    allowed: Allowance = field(default_factory=Allowance)

    def cite(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Citation | Failure:
        """The citation of what this request has for an answer; the one there is, when there is.

        The query runs twice, the second time whatever is kept: what then differs is refused, as
        is what calls for chance.
        """
        found = self._generation(request.generation)
        if isinstance(found, Failure):
            return found
        try:
            with pinned(found.folder):
                return self._proved(replace(request, generation=found.folder.name), found, gone)
        except FileNotFoundError:
            return is_gone(found.folder.name)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            return FULL

    def verify(
        self, citation: Citation, gone: Callable[[], bool] = stays, client: str = ""
    ) -> Verdict | Failure:
        """Runs a cited query again on its generation, in the turn of a client."""
        if self.generations.named(citation.generation) is None:
            return is_gone(citation.generation)
        request = QueryRequest(
            citation.query,
            media_type=citation.media_type,
            default_graphs=citation.default_graphs,
            named_graphs=citation.named_graphs,
            generation=citation.generation,
            client=client,
            fresh=True,
        )
        begun = monotonic()
        answered = self._whole(self.queries.answer(request, gone))
        if isinstance(answered, Failure):
            return answered
        result, _ = answered
        same: Sameness = "identical"
        if fingerprint(result) != citation.sha256:
            before = self.citations.result(citation)
            alike = reordered(before, result, citation.media_type)
            same = "reordered" if alike else "different"
        seconds = monotonic() - begun
        return Verdict(same, fingerprint(result), len(result), seconds, engine())

    def _generation(self, name: str) -> Generation | Failure:
        if name:
            return called(self.generations, name)
        return self.generations.newest() or NO_GENERATIONS

    def _proved(
        self, request: QueryRequest, generation: Generation, gone: Callable[[], bool]
    ) -> Citation | Failure:
        first = self._whole(self.queries.answer(request, gone))
        if isinstance(first, Failure):
            return first
        result, answer = first
        if answer.generation != request.generation:
            return NO_GENERATIONS
        if answer.chance:
            return _by_chance(answer.chance)
        question = Question(
            request.text,
            request.generation,
            answer.media_type,
            request.default_graphs,
            request.named_graphs,
        )
        if (known := self.citations.get(question.id)) is not None:
            return known if known.question == question else _taken_name(question.id)
        if refused := self._another(replace(request, fresh=True), result, gone):
            return refused
        return self._kept(question, generation, result)

    def _another(
        self, request: QueryRequest, result: bytes, gone: Callable[[], bool]
    ) -> Failure | None:
        """Why the result cannot be had a second time; None when it can."""
        second = self._whole(self.queries.answer(request, gone))
        if isinstance(second, Failure):
            return second
        if second[0] != result:
            return Failure(
                422,
                _NOT_REPEATABLE,
                "Run twice on the same generation, the query gave two results. Give new nodes "
                "IRIs instead of blank nodes, and put the rows in order with ORDER BY.",
            )
        return None

    def _kept(self, asked: Question, generation: Generation, result: bytes) -> Citation | Failure:
        now = datetime.now(UTC)
        already = taken(self.citations.results, self.graph, self.generations, now)
        free = free_on(generation.folder)
        if refused := refusal(self.allowed, already, generation, len(result), free):
            return refused
        citation = Citation(
            id=asked.id,
            query=asked.query,
            default_graphs=asked.default_graphs,
            named_graphs=asked.named_graphs,
            generation=asked.generation,
            change=generation.change,
            at=stamped(generation.at),
            media_type=asked.media_type,
            sha256=fingerprint(result),
            size=len(result),
            rows=rows(result, asked.media_type),
            cited=stamped(now),
            catena=version("catena"),
            engine=engine(),
            base=self.base,
        )
        self.generations.cite(generation)
        self.citations.keep(citation, result)
        return citation

    def _whole(self, answer: Answer) -> tuple[bytes, Answer] | Failure:
        """All bytes of an answer, when they are not too many; gives back what worked for it."""
        if answer.failure is not None:
            return answer.failure
        size, found = 0, []
        try:
            for chunk in answer.chunks():
                size += len(chunk)
                if size > self.allowed.result:
                    return self._too_large()
                found.append(chunk)
        except Cut as cut:
            return cut.failure
        finally:
            answer.close()
        return b"".join(found), answer

    def _too_large(self) -> Failure:
        return Failure(
            413,
            "The result is too large to be cited",
            f"It has more than {self.allowed.result / 1024**2:,.0f} MiB, the most that is kept "
            "for ever. Group or count the rows, name fewer columns, or cite parts of it with "
            "ORDER BY, LIMIT and OFFSET.",
        )


def engine() -> str:
    """What evaluates queries, and its version."""
    return f"pyoxigraph {version('pyoxigraph')}"


def _by_chance(function: str) -> Failure:
    return Failure(
        422,
        _NOT_REPEATABLE,
        f"The query calls {function}, which has another value each time or in each place. Write "
        "the value itself in its place, and cite that.",
    )


def _taken_name(id_: str) -> Failure:
    return Failure(
        409,
        "This cannot be cited",
        f"Another query has the identifier {id_} already. Add a comment to the query and try "
        "again.",
    )
