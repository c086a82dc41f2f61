"""The same query on the same generation is answered once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from sparql.service.answers import Answer, Failure, QueryRequest, failed, stays
from sparql.service.kept import KeptAnswers, repeatable


class Counting:
    """A query service that tells how often it was asked."""

    def __init__(self) -> None:
        self.newest = "g1"
        self.asked: list[QueryRequest] = []
        self.may_answer = Event()
        self.may_answer.set()

    def answer(self, request: QueryRequest, gone: Callable[[], bool] = stays) -> Answer:
        self.asked.append(request)
        self.may_answer.wait(10)
        if request.text == "wrong":
            return failed(Failure(400, "Wrong", "Wrong."))
        body = f"{request.text} on {request.generation}".encode()
        chance = "RAND" if request.text == "RAND" else ""
        return Answer(200, body, "text/csv", generation=request.generation, chance=chance)


def test_a_second_answer_is_the_first_one_and_says_so() -> None:
    service = Counting()
    kept = KeptAnswers(service, 100_000)
    first, second = (kept.answer(QueryRequest("ASK {}", "text/csv")) for _ in range(2))
    assert (first.kept, second.kept, first.body == second.body) == (False, True, True)
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "other",
    [
        QueryRequest("ASK { }", "text/csv"),
        QueryRequest("ASK {}", "application/json"),
        QueryRequest("ASK {}", "text/csv", default_graphs=("http://e/",)),
        QueryRequest("ASK {}", "text/csv", named_graphs=("http://e/",)),
        QueryRequest("ASK {}", "text/csv", generation="g0"),
        QueryRequest("ASK {}", "text/csv", fresh=True),
    ],
)
def test_another_query_graph_format_or_generation_is_asked_anew(other: QueryRequest) -> None:
    service = Counting()
    kept = KeptAnswers(service, 100_000)
    kept.answer(QueryRequest("ASK {}", "text/csv"))
    assert not kept.answer(other).kept
    assert len(service.asked) == 2


def test_a_new_generation_is_asked_and_the_old_one_still_known() -> None:
    service = Counting()
    kept = KeptAnswers(service, 100_000)
    kept.answer(QueryRequest("ASK {}"))
    service.newest = "g2"
    assert kept.answer(QueryRequest("ASK {}")).body == b"ASK {} on g2"
    assert kept.answer(QueryRequest("ASK {}", generation="g1")).kept


def test_a_failure_is_not_kept() -> None:
    service = Counting()
    kept = KeptAnswers(service, 100_000)
    assert [kept.answer(QueryRequest("wrong")).status for _ in range(2)] == [400, 400]
    assert len(service.asked) == 2


def test_it_keeps_no_more_than_it_may_and_forgets_what_was_asked_longest_ago() -> None:
    service = Counting()
    kept = KeptAnswers(service, 3 * 1100)
    for name in ("a", "b", "c", "a", "d"):
        kept.answer(QueryRequest(name))
    assert [kept.answer(QueryRequest(name)).kept for name in ("a", "b")] == [True, False]


def test_what_many_ask_at_once_is_run_once() -> None:
    service = Counting()
    service.may_answer.clear()
    kept = KeptAnswers(service, 100_000)
    with ThreadPoolExecutor(10) as threads:
        asked = [threads.submit(kept.answer, QueryRequest("ASK {}")) for _ in range(10)]
        service.may_answer.set()
        answers = [each.result() for each in asked]
    assert sum(not answer.kept for answer in answers) == len(service.asked) == 1


def test_when_the_one_that_was_run_failed_the_others_are_run() -> None:
    service = Counting()
    service.may_answer.clear()
    kept = KeptAnswers(service, 100_000)
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(kept.answer, QueryRequest("wrong")) for _ in range(4)]
        service.may_answer.set()
        assert [each.result().status for each in asked] == [400] * 4


def test_on_an_engine_without_generations_nothing_is_kept() -> None:
    service = Counting()
    service.newest = ""
    kept = KeptAnswers(service, 100_000)
    assert [kept.answer(QueryRequest("ASK {}")).kept for _ in range(2)] == [False, False]


@pytest.mark.parametrize(
    ("query", "is_repeatable"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT (RAND() AS ?r) {}", False),
        ("SELECT (strUUID() AS ?r) {}", False),
        ("SELECT * { FILTER(?a < now()) }", False),
        ("SELECT (BNODE() AS ?b) {}", False),
        ("SELECT * { SERVICE <http://e/> {} }", False),
    ],
)
def test_chance_the_clock_and_other_servers_are_not_repeatable(
    query: str, is_repeatable: bool
) -> None:
    assert repeatable(query) is is_repeatable


def test_an_answer_that_came_about_by_chance_is_not_kept() -> None:
    service = Counting()
    kept = KeptAnswers(service, 100_000)
    assert [kept.answer(QueryRequest("RAND")).kept for _ in range(2)] == [False, False]
    said = QueryRequest("ASK { ?s ?p 'now' }")
    assert [kept.answer(said).kept for _ in range(2)] == [False, True]
