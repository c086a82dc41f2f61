"""Queries that are too slow, too large or too much cost themselves and nobody else."""

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from time import monotonic

import pytest
from pyoxigraph import RdfFormat, Store

from sparql.answers import QueryRequest
from sparql.isolation import without_network
from sparql.workers import Limits, WorkerPool

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c"


def alive(pool: WorkerPool) -> bool:
    answers = [pool.answer(QueryRequest(COUNT)) for _ in range(3)]
    return all(b'"6000"' in answer.body for answer in answers)


def test_a_query_is_answered_by_a_process_of_its_own(pool: WorkerPool) -> None:
    assert alive(pool)


def test_an_endless_query_ends_with_its_time(pool: WorkerPool) -> None:
    began = monotonic()
    answer = pool.answer(QueryRequest(ENDLESS))
    assert (answer.status, answer.failure and answer.failure.title) == (
        503,
        "The query took too long",
    )
    assert 1.9 < monotonic() - began < 15
    assert alive(pool)


def test_a_greedy_query_ends_with_its_memory(pool: WorkerPool) -> None:
    answer = pool.answer(QueryRequest(GREEDY))
    assert (answer.status, answer.failure and answer.failure.title) == (
        503,
        "The query needs too much memory",
    )
    assert alive(pool)


def test_a_query_that_breaks_its_process_breaks_nothing_else(pool: WorkerPool) -> None:
    answer = pool.answer(QueryRequest("ASK " + "{" * 200_000))
    assert (answer.status, answer.failure and answer.failure.title) == (
        503,
        "The query process broke down",
    )
    assert alive(pool)


def test_an_answer_too_large_is_refused_and_the_process_lives_on(pool: WorkerPool) -> None:
    assert pool.answer(QueryRequest("SELECT * { ?s ?p ?o }")).status == 413
    assert alive(pool)


def test_many_threads_are_served(pool: WorkerPool) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: pool.answer(QueryRequest(COUNT)), range(24)))
    assert {answer.body for answer in answers} == {answers[0].body}
    assert answers[0].status == 200


def test_a_new_generation_is_seen_by_the_next_query(
    pool: WorkerPool, generation: Path, tmp_path: Path
) -> None:
    store = Store(str(tmp_path / "live"))
    store.bulk_load("<e:a> <e:b> <e:c> .", RdfFormat.N_TRIPLES)
    store.backup(str(tmp_path / "next"))
    pool.use(tmp_path / "next")
    try:
        assert b'"1"' in pool.answer(QueryRequest(COUNT)).body
        with pytest.raises(BlockingIOError), (tmp_path / "next.pin").open("a") as pin:
            flock(pin, LOCK_EX | LOCK_NB)  # its process keeps it from being removed
    finally:
        pool.use(generation)
    assert alive(pool)


def test_a_generation_that_cannot_be_opened_is_said_so(
    pool: WorkerPool, generation: Path, tmp_path: Path
) -> None:
    pool.use(tmp_path / "nowhere")
    try:
        assert pool.answer(QueryRequest(COUNT)).status == 503
    finally:
        pool.use(generation)
    assert alive(pool)


def test_a_pool_that_is_all_at_work_says_so(generation: Path) -> None:
    pool = WorkerPool(generation, size=1, limits=Limits(seconds=1))
    try:
        with ThreadPoolExecutor(4) as threads:
            answers = list(threads.map(lambda _: pool.answer(QueryRequest(ENDLESS)), range(4)))
        titles = {answer.failure.title for answer in answers if answer.failure}
        assert "The query service is busy" in titles
    finally:
        pool.close()


def _call_out(port: int) -> str:
    """In a process of its own: what is left of the network after `without_network`."""
    store = Store()
    fenced = without_network()
    try:
        list(store.query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
    except OSError as error:
        return f"{fenced} {type(error).__name__}"
    return f"{fenced} called"


def test_a_query_process_has_no_network_even_past_the_guard() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    server.setblocking(False)
    program = Path(__file__).read_text(encoding="utf-8").partition("def _call_out")[2]
    source = (
        "from pyoxigraph import Store\nfrom sparql.isolation import without_network\n"
        f"def _call_out{program.partition('def test_')[0]}\n"
        f"print(_call_out({server.getsockname()[1]}))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, cwd=root, check=True
    )
    if done.stdout.startswith("False"):
        pytest.skip("this kernel or machine has no seccomp filter")
    assert done.stdout.strip() == "True PermissionError"
    with pytest.raises(BlockingIOError):
        server.accept()
    server.close()
