"""A log another program has locked is waited for; readers wait for nobody."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from sparql.lookup import LookupIndex
from sparql.service.evaluation import InProcess
from store import open_store
from webapp.application import create_app
from webapp.site import WebSettings

BASE = "http://localhost:8000/"
#: How long a writer waits here (seconds); a minute as shipped.
PATIENCE = {"store.log.addresses.PATIENCE": 1.5, "store.log.faults.PATIENCE": 1.5}


@contextmanager
def locked(home: Path, how: str) -> Iterator[None]:
    """While the block runs another program has the log."""
    with closing(sqlite3.connect(home / "log.sqlite", isolation_level=None)) as other:
        other.execute(f"BEGIN {how}")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_a_load_waits_for_the_lock_and_goes_on_when_it_is_released(
    filled: Any, files: Any, how: str
) -> None:
    with locked(filled.home, how):
        child = filled.start(*files.update, acks=str(filled.acks))
        sleep(0.8)
        assert not filled.acknowledged()[1], "nothing can have been written yet"
    ended = filled.ended(child)
    assert ended.code == 0, ended
    assert ended.seconds > 0.8
    filled.nothing_is_lost()


def test_a_lock_that_is_not_released_is_told_in_a_sentence_and_nothing_is_written(
    filled: Any, files: Any
) -> None:
    before = filled.kept()
    with locked(filled.home, "IMMEDIATE"):
        ended = filled.run(*files.update, put=PATIENCE)
    assert ended.code == 3, ended
    assert ended.said.count("Another program has been writing to the record log") == 1
    assert "Traceback" not in ended.said
    assert filled.kept() == before
    filled.done(*files.update, acks=str(filled.acks))
    filled.nothing_is_lost()


def test_pages_are_read_while_another_program_writes(filled: Any) -> None:
    with (
        open_store(filled.home, BASE, openers=(LookupIndex,)) as store,
        locked(filled.home, "IMMEDIATE"),
    ):
        application = create_app(WebSettings(release="1"), store, InProcess(store.graph))
        client = application.test_client()
        assert client.get("/bib/b1").status_code == 200
        assert client.get("/").status_code == 200
        assert client.get("/sparql?query=ASK{?s ?p ?o}").status_code == 200


def test_questions_are_answered_while_another_program_writes(filled: Any) -> None:
    with locked(filled.home, "IMMEDIATE"):
        answer = filled.done("query", "ASK { ?s ?p ?o }")
    assert "true" in answer.said
