"""The cluster: what the pool would answer, by workers that may die; what is wrong is a sentence."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path
from signal import SIGKILL
from subprocess import DEVNULL, Popen
from time import monotonic, sleep
from typing import Any

import pytest

import samples
from converters import cluster as cluster_module
from converters import pool as pool_module
from converters import scheduler as scheduler_module
from converters.cluster import Cluster, open_cluster
from converters.engine import Converted, Failed, Job
from converters.engines import Choice, conversion
from converters.pool import Outcome
from converters.reader import read
from converters.record import MarcRecord
from converters.scheduler import ClusterError
from tests.converters import dying

distributed = pytest.importorskip("distributed", reason="dask is not installed")

ROOT = Path(__file__).parent.parent.parent
NOW = "2026-11-22T00:00:00Z"
#: At most this long (seconds) does a process of dask take to be there.
STARTS = 30.0
QUIET = ("--dashboard-address", "127.0.0.1:0", "--no-dashboard", "--host", "127.0.0.1")
LOCAL_RULES = """
from converters.bibframe.table import Each, Has, instance

TABLE = {"245": (instance(Has("bf:note", "bf:Note", Each("rdfs:label", "a"))),)}
"""


@contextmanager
def dask(*words: str) -> Iterator[Popen[bytes]]:
    """A process of dask's and all it starts, surely ended."""
    kind, *rest = words
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    }
    with Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", *QUIET, *rest],
        cwd=ROOT,
        env=environment,
        stdout=DEVNULL,
        stderr=DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            os.killpg(process.pid, SIGKILL)


def opened(address: str) -> Cluster:
    """The cluster, as soon as its first worker is there."""
    end = monotonic() + STARTS
    while True:
        try:
            return open_cluster(address, Choice())
        except ClusterError as error:
            if "no workers" not in str(error) or monotonic() > end:
                raise
            sleep(0.1)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with two workers that are started again when they die."""
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    there = ("--scheduler-file", str(file))
    alone = ("--nthreads", "1", "--memory-limit", "0", "--death-timeout", str(STARTS))
    kept = ("--nworkers", "2", "--local-directory", str(folder))
    with (
        dask("scheduler", "--port", "0", *there),
        dask("worker", *there, *kept, *alone, "--preload", dying.__file__),
    ):
        end = monotonic() + STARTS
        while not file.exists():
            assert monotonic() < end, "the scheduler did not start"
            sleep(0.05)
        at = json.loads(file.read_text())["address"]
        opened(at).__exit__(None, None, None)
        yield at


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "BATCH", 4)


def jobs(count: int, deadly: int = -1) -> list[Job]:
    """Jobs of both families and all kinds, mixed."""
    files = [*samples.cnmarc_files(), *samples.authority_files(), *samples.marc21_files()]
    turns = zip_longest(*(islice(read(file), 4) for file in files))
    found = [record for turn in turns for record in turn if isinstance(record, MarcRecord)]
    records = found[:count]
    assert len(records) == count
    return [
        Job(record, dying.DEADLY if number == deadly else f"https://catena.test/d/{number}")
        for number, record in enumerate(records)
    ]


def here(wanted: Iterable[Job], local: Path | None = None) -> list[Outcome]:
    return conversion(Choice(local=local)).convert(list(wanted), NOW)


def test_the_outcomes_are_those_of_this_machine_in_order_in_both_families(address: str) -> None:
    wanted = jobs(48)
    assert {one.record.dialect for one in wanted} == {"marc21", "cnmarc"}
    assert {one.record.kind for one in wanted} == {"bib", "auth"}
    with open_cluster(address, Choice()) as cluster:
        answers = list(cluster.convert(wanted, NOW))
        assert cluster.version == conversion(Choice()).version
    assert [job for job, _ in answers] == wanted
    assert [outcome for _, outcome in answers] == here(wanted)


def test_a_sites_own_rules_reach_the_workers(address: str, tmp_path: Path) -> None:
    file = tmp_path / "ours.py"
    file.write_text(LOCAL_RULES)
    choice = Choice(local=file)
    wanted = jobs(4)
    with open_cluster(address, choice) as cluster:
        file.unlink()
        outcomes = [outcome for _, outcome in cluster.convert(wanted, NOW)]
    file.write_text(LOCAL_RULES)
    assert outcomes == here(wanted, file) != here(wanted)


def test_only_so_many_batches_are_under_way(address: str) -> None:
    taken = 0

    def counted() -> Iterator[Job]:
        nonlocal taken
        for job in wanted:
            taken += 1
            yield job

    wanted = jobs(20) * 5
    with open_cluster(address, Choice()) as cluster:
        threads = cluster._threads()
        next(cluster.convert(counted(), NOW))
    assert 2 * threads * 4 <= taken <= (cluster_module.AHEAD * threads + 1) * 4 < len(wanted)


def test_a_worker_killed_from_outside_costs_nothing(address: str) -> None:
    wanted = jobs(48)

    def interrupted() -> Iterator[Job]:
        for number, job in enumerate(wanted):
            if number == 30:
                os.kill(next(iter(cluster._client.run(os.getpid).values())), SIGKILL)
            yield job

    with opened(address) as cluster:
        outcomes = [outcome for _, outcome in cluster.convert(interrupted(), NOW)]
    assert outcomes == here(wanted)


def test_a_record_that_kills_every_worker_is_refused_and_its_neighbours_are_not(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "convert", partial(dying.convert))
    wanted = jobs(24, deadly=9)
    with opened(address) as cluster:
        outcomes = [outcome for _, outcome in cluster.convert(wanted, NOW)]
    right = here(wanted)
    assert isinstance(outcomes[9], Failed)
    assert outcomes[:9] + outcomes[10:] == right[:9] + right[10:]


def test_workers_of_another_version_are_not_used(address: str) -> None:
    with opened(address) as cluster:
        cluster._order = replace(cluster._order, version="rules of last year")
        with pytest.raises(ClusterError, match=r"other rules .* Install the same Catena"):
            next(cluster.convert(jobs(1), NOW))


def test_workers_that_cannot_run_catena_are_told_from_a_record_at_fault(address: str) -> None:
    with opened(address) as cluster:
        cluster._order = replace(cluster._order, engine="an engine of next year")
        with pytest.raises(ClusterError, match=r"cannot convert \(KeyError: .* Install the same"):
            next(cluster.convert(jobs(1), NOW))


def test_a_batch_that_is_not_answered_is_converted_here(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "PATIENCE", 0.0001)
    wanted = jobs(3)
    with opened(address) as cluster:
        assert [outcome for _, outcome in cluster.convert(wanted, NOW)] == here(wanted)


@contextmanager
def threads(workers: int) -> Iterator[Any]:
    """A scheduler, and workers that are threads of this process."""
    with distributed.LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
    ) as cluster:
        yield cluster


def test_a_cluster_without_workers_is_said_so() -> None:
    with (
        threads(0) as made,
        pytest.raises(ClusterError, match=r"no workers; start some with `dask worker tcp://"),
    ):
        open_cluster(made.scheduler_address, Choice())


def measured(job: Job, made: Converted) -> tuple[str, int]:
    """Something a worker makes of a record beside its statements."""
    return job.document, len(made.triples)


def test_what_else_is_made_of_a_record_is_made_by_the_cluster() -> None:
    wanted = jobs(10)
    with threads(1) as made, open_cluster(made.scheduler_address, Choice(), measured) as cluster:
        answers = list(cluster.convert(wanted, NOW))
    converted = [(job, made) for job, made in answers if isinstance(made, Converted)]
    assert len(converted) == len(wanted)
    assert all(made.prepared == measured(job, made) for job, made in converted)


def test_a_scheduler_that_goes_away_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler_module, "ANSWERS", 1.0)
    with threads(1) as made, open_cluster(made.scheduler_address, Choice()) as cluster:
        answers = cluster.convert(jobs(40), NOW)
        next(answers)
        made.close()
        with pytest.raises(ClusterError, match=r"is gone\. Nothing is half written"):
            list(answers)


def test_no_scheduler_at_the_address_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler_module, "ANSWERS", 0.3)
    with pytest.raises(ClusterError, match=r"^No dask scheduler answers at tcp://127\.0\.0\.1:9 "):
        open_cluster("tcp://127.0.0.1:9", Choice())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("host:8786", "is no address of a dask scheduler; write it like tcp://host:8786"),
        ("tcp://host", "is no address of a dask scheduler"),
        ("tcp://[::1", "is no address of a dask scheduler"),
        ("inproc://host:1", "is no address of a dask scheduler"),
        ("tls://127.0.0.1:9", "needs certificates; name them in dask's configuration"),
    ],
)
def test_an_address_that_cannot_be_used_is_said_so_at_once(address: str, said: str) -> None:
    with pytest.raises(ClusterError, match=said):
        open_cluster(address, Choice())


def test_without_dask_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install '\.\[dask\]'"):
        open_cluster("tcp://127.0.0.1:9", Choice())
