"""The pool: outcomes in order from several processes; a dead worker costs one record."""

import os
import signal
from collections.abc import Iterator, Sequence
from functools import partial
from multiprocessing import active_children
from time import sleep

import pymarc
import pytest

from converters import pool as pool_module
from converters.engine import Converted, Failed, Job
from converters.engines import Choice
from converters.pool import Pool, Prepare, Sent
from converters.record import MarcRecord
from converters.writing.iso2709 import as_iso2709

DEADLY = "kills"


def job(number: int, note: str = "") -> Job:
    marc = pymarc.Record()
    marc.add_field(pymarc.Field(tag="001", data=note or str(number)))
    raw = as_iso2709(marc)
    return Job(MarcRecord(number, raw, "iso2709", marc, "marc21", "bib", "utf-8"), f"d{number}")


def fake_convert(
    batch: Sequence[Sent], generated: str, _: Choice, prepare: Prepare | None
) -> list[Converted | Failed]:
    """A converter some records kill, as a fault in a C library would."""
    for raw, *_ in batch:
        if DEADLY.encode() in raw:
            os.kill(os.getpid(), signal.SIGKILL)
    return [Converted(f"{document} {generated}".encode()) for *_, document in batch]


def test_outcomes_come_in_the_order_of_the_jobs() -> None:
    jobs = [job(i) for i in range(7)]
    with Pool(2) as pool:
        answers = list(pool.convert(jobs, "2026-01-01T00:00:00Z"))
    assert [answered.document for answered, _ in answers] == [one.document for one in jobs]
    assert all(isinstance(outcome, Converted) for _, outcome in answers)


def test_a_record_that_kills_the_converter_is_refused_and_its_neighbours_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool_module, "BATCH", 4)
    monkeypatch.setattr(pool_module, "convert", partial(fake_convert))
    jobs = [job(i, DEADLY if i == 5 else "") for i in range(30)]
    with Pool(2) as pool:
        outcomes = [outcome for _, outcome in pool.convert(jobs, "now")]
    assert [i for i, outcome in enumerate(outcomes) if isinstance(outcome, Failed)] == [5]
    assert [outcome.triples for outcome in outcomes if isinstance(outcome, Converted)] == [
        f"d{i} now".encode() for i in range(30) if i != 5
    ]


def test_a_worker_killed_from_outside_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "BATCH", 1)
    monkeypatch.setattr(pool_module, "convert", partial(fake_convert))

    def jobs() -> Iterator[Job]:
        for number in range(12):
            if number == 5:
                for child in active_children():
                    child.kill()
                    child.join()
                sleep(0.3)
            yield job(number)

    with Pool(2) as pool:
        outcomes = [outcome for _, outcome in pool.convert(jobs(), "now")]
    assert outcomes == [Converted(f"d{number} now".encode()) for number in range(12)]
