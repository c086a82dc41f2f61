"""Jobs from start to end: taken, run in turn, ended, run again after the server, gone in time."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import enumerate as enumerate_threads
from time import monotonic

import pytest

from sparql.jobs import jobs as jobs_module
from sparql.jobs import limiting
from sparql.jobs.folder import ID, JobsFolder
from sparql.jobs.job import Allowance, Job
from sparql.jobs.jobs import Jobs
from sparql.service.answers import Failure, Limits, QueryRequest
from sparql.usage.log import FILE
from sparql.usage.usage import Usage
from store.graph.generations import Generations
from tests.sparql.jobs.conftest import ANNA, BEN, Home, Words

type Until = Callable[[Callable[[], bool]], None]
type Ended = Callable[[Jobs, Job | Failure], Job]
OLD, NEW = "20261122T164512.123Z-7-5f0c9a1b", "20261122T170000.000Z-9-5f0c9a1b"


def asked(text: str, generation: str = "") -> QueryRequest:
    return QueryRequest(text, generation=generation)


def taken(jobs: Jobs, text: str, owner: object = ANNA) -> Job:
    job = jobs.submit(owner, asked(text))  # type: ignore[arg-type]
    assert isinstance(job, Job), job
    return job


def test_a_job_ends_in_a_file_that_is_the_whole_answer(
    home: Home, service: Words, ended: Ended
) -> None:
    jobs = home.open()
    jobs.start(service)
    job = ended(jobs, taken(jobs, "bytes 3000000"))
    body = b"begin\n" + b"x" * 3_000_000
    assert job.state == "done"
    assert jobs.result(job).read_bytes() == body
    assert (job.bytes, job.sha256) == (len(body), sha256(body).hexdigest())
    assert job.media_type == "text/csv"
    assert job.started is not None
    assert job.ended is not None
    assert job.made <= job.started <= job.ended
    assert job.expires == job.ended + timedelta(days=7)
    assert service.closed == ["closed"]


def test_a_job_has_the_limits_of_its_key_and_waits_its_turn_by_it(
    home: Home, service: Words, ended: Ended
) -> None:
    limits = Limits(600, 8 * 1024**3, 1024**3)
    home.allowed[ANNA.identity] = Allowance(limits)
    jobs = home.open()
    jobs.start(service)
    job = jobs.submit(ANNA, QueryRequest("bytes 1", client="10.0.0.1", limits=Limits(9e9)))
    assert ended(jobs, job).request == QueryRequest("bytes 1")
    assert service.asked[0].limits == limits
    assert service.asked[0].client == "key anna"
    assert "10.0.0.1" not in "".join(f.read_text() for f in home.folder.rglob("job.json"))


@pytest.mark.parametrize(
    ("text", "status", "sentence"),
    [
        ("wrong", 400, "This is no query."),
        ("cut", 504, "The query was stopped after 2 seconds."),
        ("bytes 20000000", 413, "does not fit beside the others"),
    ],
)
def test_a_job_that_fails_says_why_and_leaves_no_file(
    home: Home, service: Words, ended: Ended, *, text: str, status: int, sentence: str
) -> None:
    jobs = home.open()
    jobs.start(service)
    job = ended(jobs, taken(jobs, text))
    assert job.state == "failed"
    assert job.failure is not None
    assert job.failure.status == status
    assert sentence in job.failure.detail
    assert [file.name for file in home.folder.rglob("*") if file.is_file()] == ["job.json"]


def test_a_result_over_the_keys_limit_is_stopped_while_it_is_written(
    home: Home, service: Words, ended: Ended
) -> None:
    home.allowed[ANNA.identity] = Allowance(Limits(answer=1000))
    jobs = home.open()
    jobs.start(service)
    job = ended(jobs, taken(jobs, "bytes 5000"))
    assert job.failure is not None
    assert job.failure.status == 413
    assert "larger than 1,000 bytes" in job.failure.detail


def test_a_disk_that_is_nearly_full_takes_no_job_and_finishes_none(
    home: Home, service: Words, ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = home.open()
    waiting = taken(jobs, "bytes 10")
    monkeypatch.setattr(JobsFolder, "free", lambda self: limiting.SPARE - 1)
    refused = jobs.submit(ANNA, asked("bytes 10"))
    assert isinstance(refused, Failure)
    assert (refused.status, refused.retry) == (503, 3600)
    jobs.start(service)
    failed = ended(jobs, waiting)
    assert failed.failure is not None
    assert failed.failure.status == 507


def test_an_engine_that_is_away_for_a_moment_is_asked_again(
    home: Home, service: Words, ended: Ended
) -> None:
    jobs = home.open()
    service.away = 2
    jobs.start(service)
    assert ended(jobs, taken(jobs, "bytes 1")).state == "done"
    service.away = 3
    assert ended(jobs, taken(jobs, "bytes 1")).state == "failed"


def test_owners_take_turns_however_many_jobs_one_has(
    home: Home, service: Words, ended: Ended
) -> None:
    jobs = home.open()
    for number in range(3):
        taken(jobs, f"bytes 1{number}")
    last = taken(jobs, "bytes 20", BEN)
    assert [jobs.progress(each).place for each in reversed(jobs.of(ANNA))] == [1, 3, 4]
    assert jobs.progress(last).place == 2
    jobs.start(service)
    for job in jobs.of(ANNA):
        ended(jobs, job)
    assert [each.text for each in service.asked] == [
        "bytes 10",
        "bytes 20",
        "bytes 11",
        "bytes 12",
    ]


def test_an_owner_has_no_more_at_once_than_the_key_says(
    home: Home, service: Words, ended: Ended, until: Until
) -> None:
    jobs = home.open(slots=3)
    jobs.start(service)
    first, second = taken(jobs, "wait"), taken(jobs, "wait")
    other = taken(jobs, "wait", BEN)
    until(lambda: len(service.asked) == 2)
    states = [(jobs.find(j.owner, j.id) or j).state for j in (first, second, other)]
    assert states == ["running", "queued", "running"]
    service.go.set()
    assert ended(jobs, second).state == "done"


def test_a_job_is_its_owners_alone(home: Home, service: Words, ended: Ended) -> None:
    jobs = home.open()
    jobs.start(service)
    job = ended(jobs, taken(jobs, "bytes 1"))
    assert jobs.find(BEN, job.id) is None
    assert jobs.of(BEN) == []
    jobs.remove(BEN, job.id)
    jobs.cancel(BEN, job.id)
    assert jobs.find(ANNA, job.id) == job
    namesake = replace(ANNA, identity="anna-2")
    assert jobs.of(namesake) == []


def test_names_of_jobs_are_not_guessed(home: Home) -> None:
    jobs = home.open()
    names = {taken(jobs, "bytes 1").id for _ in range(limiting.WAITING)}
    assert len(names) == limiting.WAITING
    assert all(ID.fullmatch(name) and len(name) * 6 >= 128 for name in names)
    assert home.folder.stat().st_mode & 0o077 == 0


def test_a_running_job_is_ended_at_once(
    home: Home, service: Words, ended: Ended, until: Until
) -> None:
    jobs = home.open()
    jobs.start(service)
    running = taken(jobs, "stream")
    until(lambda: jobs.progress(running).bytes > 20)
    behind = taken(jobs, "bytes 1")
    jobs.cancel(ANNA, running.id)
    found = jobs.find(ANNA, running.id)
    assert found is not None
    assert found.state == "cancelled"
    assert ended(jobs, behind).state == "done"
    assert service.closed[0] == "closed"
    assert [file.name for file in (home.folder / running.id).iterdir()] == ["job.json"]


def test_a_waiting_job_that_is_cancelled_never_runs(
    home: Home, service: Words, ended: Ended
) -> None:
    jobs = home.open()
    never, then = taken(jobs, "bytes 1"), taken(jobs, "bytes 2")
    jobs.cancel(ANNA, never.id)
    jobs.start(service)
    ended(jobs, then)
    assert [each.text for each in service.asked] == ["bytes 2"]


def test_to_cancel_takes_no_result_and_to_remove_ends_no_job(
    home: Home, service: Words, ended: Ended, until: Until
) -> None:
    jobs = home.open()
    jobs.start(service)
    done = ended(jobs, taken(jobs, "bytes 1"))
    jobs.cancel(ANNA, done.id)
    assert jobs.result(done).exists()
    running = taken(jobs, "wait")
    jobs.remove(ANNA, running.id)
    assert jobs.find(ANNA, running.id) is not None
    with jobs.result(done).open("rb") as reading:
        jobs.remove(ANNA, done.id)
        assert jobs.find(ANNA, done.id) is None
        assert not (home.folder / done.id).exists()
        assert reading.read() == b"begin\nx"


def test_what_waits_and_runs_when_the_server_ends_is_run_after_the_next_start(
    home: Home, service: Words, ended: Ended, until: Until
) -> None:
    jobs = home.open()
    jobs.start(service)
    running, waiting = taken(jobs, "wait"), taken(jobs, "bytes 2")
    until(lambda: len(service.asked) == 1)
    began = monotonic()
    jobs.close()
    assert monotonic() - began < 2
    on_disk = [
        json.loads((home.folder / j.id / "job.json").read_text()) for j in (running, waiting)
    ]
    # A stop that was meant counts as no run: a job is not given up for it.
    assert [(each["state"], each["runs"]) for each in on_disk] == [("queued", 0), ("queued", 0)]
    again = home.open()
    assert [again.progress(each).place for each in (running, waiting)] == [1, 2]
    service.go.set()
    again.start(service)
    assert ended(again, running).state == ended(again, waiting).state == "done"


def test_a_service_that_does_not_stop_does_not_hold_the_server_up(
    home: Home, service: Words, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "_END", 0.1)
    jobs = home.open()
    deaf = service.answer
    monkeypatch.setattr(service, "answer", lambda request, gone: deaf(request))
    jobs.start(service)
    job = taken(jobs, "wait")
    until(lambda: len(service.asked) == 1)
    jobs.close()
    assert json.loads((home.folder / job.id / "job.json").read_text())["state"] == "queued"
    service.go.set()


def test_a_server_that_is_killed_loses_no_job(
    home: Home, service: Words, ended: Ended, until: Until
) -> None:
    """What the folder holds at any moment is what the next start finds."""
    jobs = home.open()
    jobs.start(service)
    running = taken(jobs, "stream")
    done = taken(jobs, "bytes 1", BEN)
    until(lambda: jobs.progress(running).bytes > 0)
    killed = home.folder.with_name("killed")
    for file in list(home.folder.rglob("*")):
        if file.is_file():
            copy = killed / file.relative_to(home.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    (killed / f"{'x' * 22}.new").mkdir()
    jobs.close()
    home.folder = killed
    again = home.open()
    found = again.find(ANNA, running.id)
    assert found is not None
    assert (found.state, found.runs) == ("queued", 1)
    again.start(service)
    until(lambda: again.progress(running).bytes > 0)
    again.cancel(ANNA, running.id)
    assert ended(again, done).state == "done"
    assert not (killed / f"{'x' * 22}.new").exists()


def test_a_job_that_breaks_the_server_is_not_begun_for_ever(home: Home, service: Words) -> None:
    jobs = home.open()
    job = taken(jobs, "bytes 1")
    jobs.close()
    folder = JobsFolder(home.folder)
    folder.update(replace(job, state="running", started=job.made, runs=3))
    found = home.open().find(ANNA, job.id)
    assert found is not None
    assert found.failure is not None
    assert "3 times" in found.failure.detail


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_service_that_raises_costs_its_job_and_no_more(
    home: Home, service: Words, ended: Ended
) -> None:
    jobs = home.open()
    jobs.start(service)
    broken, behind = taken(jobs, "raise"), taken(jobs, "bytes 1")
    assert ended(jobs, broken).failure == limiting.BROKEN
    assert ended(jobs, behind).state == "done"
    for thread in enumerate_threads():
        if thread.name == f"job {broken.id}":
            thread.join(10)  # or its error is told of the next test


def test_a_result_goes_when_its_days_are_over(
    home: Home, service: Words, ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.allowed[ANNA.identity] = Allowance(Limits(), days=2)
    jobs = home.open()
    jobs.start(service)
    job = ended(jobs, taken(jobs, "bytes 1"))
    jobs.close()
    later = datetime.now(UTC) + timedelta(days=1, hours=23)
    monkeypatch.setattr(jobs_module, "_now", lambda: later)
    again = home.open()
    again.start(service)
    assert again.find(ANNA, job.id) is not None
    later += timedelta(hours=2)
    taken(again, "bytes 2")
    assert again.find(ANNA, job.id) is None
    assert not (home.folder / job.id).exists()


def test_kept_results_have_a_limit_together(home: Home, service: Words, ended: Ended) -> None:
    home.allowed[ANNA.identity] = Allowance(Limits(), kept=1000)
    jobs = home.open()
    jobs.start(service)
    first = ended(jobs, taken(jobs, "bytes 600"))
    second = ended(jobs, taken(jobs, "bytes 600"))
    assert (first.state, second.state) == ("done", "failed")
    ended(jobs, taken(jobs, "bytes 388"))
    full = jobs.submit(ANNA, asked("bytes 1"))
    assert isinstance(full, Failure)
    assert full.status == 403
    jobs.remove(ANNA, first.id)
    assert ended(jobs, taken(jobs, "bytes 500")).state == "done"


def test_a_key_has_so_many_waiting_jobs_and_no_more(home: Home) -> None:
    jobs = home.open()
    for _ in range(limiting.WAITING):
        taken(jobs, "bytes 1")
    refused = jobs.submit(ANNA, asked("bytes 1"))
    assert isinstance(refused, Failure)
    assert (refused.status, refused.retry) == (503, 60)
    taken(jobs, "bytes 1", BEN)


def test_a_key_without_jobs_starts_none(home: Home) -> None:
    home.allowed[ANNA.identity] = Allowance(Limits(), at_once=0)
    refused = home.open().submit(ANNA, asked("bytes 1"))
    assert isinstance(refused, Failure)
    assert refused.status == 403


def test_a_job_whose_key_is_gone_is_not_run(
    home: Home, service: Words, ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = home.open()
    job = taken(jobs, "bytes 1")
    monkeypatch.setattr(jobs, "_allowance", lambda identity: None)
    jobs.start(service)
    assert ended(jobs, job).failure == limiting.KEY_GONE
    assert service.asked == []


def test_a_damaged_folder_is_told_and_harms_no_other(
    home: Home, service: Words, ended: Ended
) -> None:
    jobs = home.open()
    jobs.start(service)
    done, without, whole = (ended(jobs, taken(jobs, "bytes 1")) for _ in range(3))
    jobs.close()
    (home.folder / done.id / "job.json").write_text('{"id": 7}')
    jobs.result(without).unlink()
    again = home.open()
    assert [each.id for each in again.of(ANNA)] == [whole.id]
    assert len(home.told) == 2
    assert all("cannot be read" in sentence for sentence in home.told)


@pytest.fixture
def generations(tmp_path: Path, home: Home) -> Generations:
    for name in (OLD, NEW):
        (tmp_path / "generations" / name).mkdir(parents=True)
    home.generations = Generations(tmp_path / "generations")
    return home.generations


def named(generations: Generations) -> list[str]:
    return [each.folder.name for each in generations.all()]


def test_a_job_runs_on_the_generation_it_was_given_and_keeps_it_until_it_is_done(
    home: Home, service: Words, ended: Ended, generations: Generations
) -> None:
    jobs = home.open()
    job = jobs.submit(ANNA, asked("bytes 1", OLD))
    newest = taken(jobs, "bytes 2")
    assert newest.request.generation == NEW
    assert generations.prune(every=True) == []
    jobs.close()
    again = home.open()
    assert generations.prune(every=True) == []
    again.start(service)
    assert ended(again, job).state == "done"
    ended(again, newest)
    assert [each.generation for each in service.asked] == [OLD, NEW]
    generations.prune(every=True)
    assert named(generations) == [NEW]


def test_a_generation_that_is_gone_is_said(
    home: Home, service: Words, ended: Ended, generations: Generations
) -> None:
    jobs = home.open()
    job = jobs.submit(ANNA, asked("bytes 1", OLD))
    assert isinstance(job, Job)
    jobs.close()
    generations.prune(every=True)
    again = home.open()
    again.start(service)
    found = ended(again, job)
    assert found.state == "failed"
    assert found.failure is not None
    assert found.failure.status == 410
    for name in (OLD, "../jobs", "nowhere", NEW + "/.."):
        refused = again.submit(ANNA, asked("bytes 1", name))
        assert isinstance(refused, Failure)
        assert refused.status == 410


def test_a_job_is_noted_by_the_name_of_its_key(
    home: Home, service: Words, ended: Ended, tmp_path: Path
) -> None:
    with Usage(tmp_path / "usage", tell=home.told.append) as usage:
        home.usage = usage
        jobs = home.open()
        jobs.start(service)
        ended(jobs, taken(jobs, "bytes 100"))
        ended(jobs, taken(jobs, "wrong"))
        jobs.close()
    lines = [json.loads(line) for line in (tmp_path / "usage" / FILE).read_text().splitlines()]
    assert [(each["holder"], each["through"], each["status"]) for each in lines] == [
        ("anna", "job", 200),
        ("anna", "job", 400),
    ]
    assert lines[0]["bytes"] == 106
