"""A query service that answers from the generations in a folder, in this process."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from sparql.service.answers import Answer, QueryRequest, stays
from sparql.service.evaluation import InProcess
from store.graph.embedded import EmbeddedGraph


@dataclass
class FromGenerations:
    """Opens the generation a request names for each question, as a worker does."""

    folder: Path
    newest: str = ""
    asked: list[QueryRequest] = field(default_factory=list)

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer:
        self.asked.append(request)
        name = request.generation or self.newest
        graph = EmbeddedGraph(self.folder / name, read_only=True)
        answer = InProcess(graph).answer(replace(request, generation=""))
        graph.close()
        return replace(answer, generation=name)


@dataclass
class Saying:
    """Says what it is told to, one answer after the other; the last one again and again."""

    answers: list[Answer]
    asked: list[QueryRequest] = field(default_factory=list)

    @property
    def newest(self) -> str:
        return ""

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer:
        self.asked.append(request)
        said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return replace(said, generation=request.generation)
