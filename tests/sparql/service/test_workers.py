"""Queries that are too slow, too large or too much cost themselves and nobody else."""

import multiprocessing
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from pyoxigraph import RdfFormat, Store

from sparql.service.answers import Cut, Limits, QueryRequest
from sparql.service.isolation import without_network
from sparql.service.turns import Room
from sparql.service.workers import BEGINNING, WorkerPool

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
        504,
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
        400,
        "The query is nested too deeply",
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
        assert pool.answer(QueryRequest(COUNT)).status == 404
    finally:
        pool.use(generation)
    assert alive(pool)


def test_an_answer_says_by_what_chance_it_came_about(pool: WorkerPool) -> None:
    def chance(query: str) -> str:
        return pool.answer(QueryRequest(query)).chance

    assert chance("SELECT (RAND() AS ?n) {}") == "RAND"
    assert chance("SELECT ?rand { ?rand ?p 'now', 'RAND()' } # uuid()") == ""


def test_a_pool_that_is_all_at_work_says_so(generation: Path) -> None:
    pool = WorkerPool(generation, Room(1, 0), Limits(seconds=1))
    try:
        with ThreadPoolExecutor(4) as threads:
            answers = list(threads.map(lambda _: pool.answer(QueryRequest(ENDLESS)), range(4)))
        titles = {answer.failure.title for answer in answers if answer.failure}
        assert "The query service is busy" in titles
    finally:
        pool.close()


@pytest.fixture
def roomy(generation: Path) -> Iterator[WorkerPool]:
    """One quick place, and answers larger than what is waited for."""
    with closing(WorkerPool(generation, Room(1, 1), Limits(seconds=20))) as pool:
        yield pool


LARGER = "SELECT ?s ?o ?b { ?s ?p ?o . ?a ?q ?b FILTER(STRENDS(?b, '77')) }"


def test_a_large_answer_is_passed_on_while_it_is_made(roomy: WorkerPool) -> None:
    answer = roomy.answer(QueryRequest(LARGER, "text/csv"))
    assert answer.status == 200
    assert BEGINNING <= len(answer.body) < 2 * BEGINNING
    rows = answer.whole().decode().splitlines()
    assert (len(rows), rows[0]) == (1 + 6000 * 60, "s,o,b")
    assert alive(roomy)


def test_an_answer_that_grows_too_large_breaks_off_and_does_not_end(generation: Path) -> None:
    limits = Limits(answer=3 * BEGINNING)
    with closing(WorkerPool(generation, Room(1, 1), limits)) as pool:
        answer = pool.answer(QueryRequest(LARGER, "text/csv"))
        with pytest.raises(Cut, match="larger than 3 MiB"):
            answer.whole()
        assert alive(pool)


def test_an_answer_nobody_reads_to_its_end_gives_its_place_back(roomy: WorkerPool) -> None:
    answer = roomy.answer(QueryRequest(LARGER, "text/csv"))
    assert answer.rest is not None
    answer.close()
    assert alive(roomy)
    begun = roomy.answer(QueryRequest(LARGER, "text/csv"))
    chunks = begun.chunks()
    assert next(chunks) + next(chunks)
    begun.close()
    assert alive(roomy)


def test_a_client_that_goes_away_frees_its_process_at_once(roomy: WorkerPool) -> None:
    began = monotonic()
    answer = roomy.answer(QueryRequest(ENDLESS), lambda: monotonic() - began > 0.3)
    assert answer.failure is not None
    assert (answer.status, monotonic() - began < 2) == (499, True)
    assert alive(roomy)


def test_a_quick_query_does_not_wait_for_a_slow_one(roomy: WorkerPool) -> None:
    left = Event()
    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(roomy.answer, QueryRequest(ENDLESS, client="a"), left.is_set)
        began = monotonic()
        assert roomy.answer(QueryRequest(COUNT, client="b")).status == 200
        assert monotonic() - began < 5
        assert not slow.done()
        left.set()


def test_the_limits_of_a_key_are_its_own(roomy: WorkerPool) -> None:
    asked = QueryRequest(ENDLESS, limits=Limits(seconds=0.3))
    began = monotonic()
    assert roomy.answer(asked).status == 504
    assert monotonic() - began < 2


@pytest.mark.parametrize("name", ["../live", "..", "nothing", "20261122T080000.000Z/../../live"])
def test_a_generation_is_asked_for_by_its_name_only(pool: WorkerPool, name: str) -> None:
    assert pool.answer(QueryRequest(COUNT, generation=name)).status == 404
    assert alive(pool)


def test_an_older_generation_may_be_asked(pool: WorkerPool, generation: Path) -> None:
    older = generation.with_name("20261121T080000.000Z-1-5f0c9a1b")
    Store(str(generation.with_name("older"))).backup(str(older))
    answer = pool.answer(QueryRequest(COUNT, generation=older.name))
    assert (b'"0"' in answer.body, answer.generation) == (True, older.name)
    assert pool.answer(QueryRequest(COUNT)).generation == generation.name
    assert alive(pool)


def test_a_process_that_grew_is_not_used_again(generation: Path) -> None:
    with closing(WorkerPool(generation, Room(1, 1))) as pool:
        first = pids(pool)
        many = "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 1200000"
        counted = f"SELECT (COUNT(*) AS ?n) {{ {many} }}"
        assert pool.answer(QueryRequest(counted)).status == 200
        assert pids(pool) != first
        assert alive(pool)


def pids(pool: WorkerPool) -> set[int | None]:
    return {child.pid for child in multiprocessing.active_children()}


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
        "from pyoxigraph import Store\nfrom sparql.service.isolation import without_network\n"
        f"def _call_out{program.partition('def test_')[0]}\n"
        f"print(_call_out({server.getsockname()[1]}))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, cwd=root, check=True
    )
    if done.stdout.startswith("False"):
        pytest.skip("this kernel or machine has no seccomp filter")
    assert done.stdout.strip() == "True PermissionError"
    with pytest.raises(BlockingIOError):
        server.accept()
    server.close()
