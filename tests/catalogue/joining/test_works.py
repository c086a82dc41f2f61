"""What people decide about works: applied, kept whatever comes later, taken back, led along."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from catalogue.joining.renewing import renew
from catalogue.joining.uniting import BY_MATCHING
from store.log import tables
from store.log.transactions import writing
from tests.catalogue.review.conftest import Bookcase, log_alone

#: The rules ask whether these are one work; the first alone is one with either.
FISHING, DANCES, MOON = "moon : fishing at night", "moon : the emperor dances", "moon"
AGAIN = "moon : fishing at night / 2nd ed."


@pytest.fixture
def bookcase(tmp_path: Path) -> Iterator[Bookcase]:
    with log_alone(tmp_path) as store:
        yield Bookcase(store, {})


def test_a_person_makes_one_work_of_two_until_it_is_taken_back(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=DANCES, C="sun")
    assert bookcase.works() == {}
    bookcase.of_work("bib/b1", "bib/b2", "same")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2"}}
    bookcase.take(C="sun : a song", D="star")
    bookcase.take(A="moon : fishing in winter")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2"}}
    bookcase.of_work("bib/b2", "bib/b1", "open")
    assert bookcase.works() == {}


def test_what_a_person_keeps_apart_is_two_works_until_it_is_taken_back(bookcase: Bookcase) -> None:
    bookcase.take(A=MOON, B=FISHING)
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2"}}
    bookcase.of_work("bib/b1", "bib/b2", "different")
    assert bookcase.works() == {}
    bookcase.take(B="moon : fishing in winter", C="moon / 2nd ed.")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b3"}}
    bookcase.of_work("bib/b1", "bib/b2", "open")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2", "bib/b3"}}


def test_a_decision_follows_a_record_that_merges_and_comes_back(bookcase: Bookcase) -> None:
    bookcase.take(A="sun", B=FISHING, C=DANCES)
    bookcase.of_work("bib/b2", "bib/b3", "same")
    bookcase.decide("A", "C", "same")
    assert bookcase.groups() == {"bib/b1": "AC", "bib/b2": "B"}
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2"}}
    bookcase.take(D="star")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2"}}
    bookcase.decide("A", "C", "open")
    assert bookcase.works() == {"hub/w1": {"bib/b2", "bib/b3"}}


def test_a_record_that_merges_takes_along_what_is_kept_apart_from_it(bookcase: Bookcase) -> None:
    bookcase.take(A=MOON, B="moon / 2nd ed.", C=FISHING)
    bookcase.of_work("bib/b2", "bib/b3", "different")
    bookcase.decide("A", "B", "same")
    assert bookcase.groups() == {"bib/b1": "AB", "bib/b3": "C"}
    assert bookcase.works() == {}


def test_a_path_that_was_merged_stands_for_the_record_it_leads_to(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=AGAIN, C=DANCES, D="star")
    bookcase.decide("A", "B", "same")
    bookcase.of_work("bib/b2", "bib/b3", "same")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b3"}}
    # over two steps
    bookcase.decide("B", "D", "same")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b3"}}
    bookcase.of_work("bib/b2", "bib/b3", "open")
    assert bookcase.works() == {}


def test_a_decision_stands_when_both_its_records_are_parts_of_others(bookcase: Bookcase) -> None:
    bookcase.take(A="sun", B=FISHING, C="star", D=DANCES)
    bookcase.of_work("bib/b2", "bib/b4", "same")
    bookcase.decide("A", "B", "same")
    bookcase.decide("C", "D", "same")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b3"}}
    bookcase.take(C="a star")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b3"}}


def test_of_decisions_that_have_come_together_the_newest_counts(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=AGAIN, C=DANCES)
    bookcase.of_work("bib/b1", "bib/b3", "different")
    bookcase.of_work("bib/b2", "bib/b3", "same")
    bookcase.decide("A", "B", "same")
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b3"}}
    bookcase.of_work("bib/b2", "bib/b3", "open")
    assert bookcase.works() == {}


def test_rebuilding_the_union_compares_works_anew(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=DANCES)
    waiting = bookcase.asked()
    with writing(bookcase.store.log.database) as connection:
        connection.execute(update(tables.verdict).values(says="different", worth=None))
    assert bookcase.asked() == []
    assert [*renew(replace(bookcase.uniting(), rules=BY_MATCHING), "bib")]
    assert bookcase.asked() == waiting != []
