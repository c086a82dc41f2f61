"""Whatever is altered in the log behind its back, `catena check --deep` finds."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from store import Store
from store.log.verifying import verify
from store.log.writer import Entry

type Make = Callable[..., Entry]
type Put = Callable[..., None]

TAMPERED = {
    "a change is gone": (
        "DELETE FROM change WHERE seq = 2",
        "1 numbers are missing among the changes up to 5.",
    ),
    "a version was skipped": (
        "UPDATE record SET version = 9 WHERE path = 'bib/b1'",
        "bib/b1 is at version 9, but has 2 changes, the last to 2.",
    ),
    "a live record says no longer what was brought": (
        (
            "UPDATE record SET triples = (SELECT triples FROM record WHERE path = 'bib/b2') "
            "WHERE path = 'bib/b1'"
        ),
        "bib/b1 does not say what a change of it brought.",
    ),
    "a contribution was altered": (
        "UPDATE contribution SET raw = (SELECT raw FROM contribution WHERE id = 2) WHERE id = 4",
        "bib c1 of PKU, version 2, is not what its digest says.",
    ),
    "a contribution is no longer readable": (
        "UPDATE contribution SET raw = x'28b52ffd00' WHERE id = 1",
        "bib c1 of PKU, version 1, cannot be read any more.",
    ),
    "a shared statement is counted once too often": (
        "UPDATE shared SET records = records + 1",
        "The counts of statements that several records make are not those of the records.",
    ),
    "a live record leads to no contribution": (
        "UPDATE record SET contribution = NULL WHERE path = 'bib/b1'",
        "bib/b1 is live, but what it should lead to is not there.",
    ),
    "a number would be given twice": (
        "UPDATE counter SET next = 2",
        "The number 3 of a bib record would be given again.",
    ),
    "the live records are miscounted": (
        "UPDATE counter SET live = 7",
        "2 records of kind bib are live, 7 are counted.",
    ),
}


@pytest.fixture
def lived(store: Store, put: Put, entry: Make) -> Store:
    """Three records, of which one was changed and one withdrawn."""
    first = entry(1, "kept", "gone", languages="chi")
    put(first, entry(2, "other", languages="chi"), entry(3, "short-lived"))
    put(entry(1, "kept", "new", languages="chi"), entry(3, delete=True))
    return store


def test_a_log_nobody_tampered_with_is_sound(lived: Store) -> None:
    assert list(verify(lived.log)) == []


@pytest.mark.parametrize(("sql", "fault"), TAMPERED.values(), ids=TAMPERED)
def test_what_is_altered_in_the_log_is_found(lived: Store, sql: str, fault: str) -> None:
    with lived.log.database.begin() as connection:
        connection.execute(text("PRAGMA foreign_keys = OFF"))
        connection.execute(text(sql))
    assert fault in list(verify(lived.log))


def test_of_many_faults_of_a_sort_a_few_are_told_and_all_counted(
    store: Store, put: Put, entry: Make
) -> None:
    put(*(entry(number, "a") for number in range(1, 12)))
    with store.log.database.begin() as connection:
        connection.execute(text("UPDATE record SET version = 2"))
    faults = list(verify(store.log))
    assert len(faults) == 6
    assert faults[-1] == "… and 6 more of this sort."
