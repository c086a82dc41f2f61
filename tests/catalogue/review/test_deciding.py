"""Decisions at the desk: applied with all that follows, taken back, and told in words."""

import pytest

from catalogue.review.deciding import Stale
from catalogue.review.outcomes import outcomes
from store.log.doubts import decisions
from store.log.likenesses import Decided, Decision
from tests.catalogue.review.conftest import Shelf


def test_the_same_is_one_record_at_once_and_two_again_when_it_is_taken_back(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons", C="moons")
    before = shelf.says()
    outcome = shelf.desk().decide(shelf.case("A", "B"), "same", "anna", " one\tmoon ")
    assert outcome.sentence == "bib/b2 now leads to bib/b1; 3 libraries have it."
    assert shelf.groups() == {"bib/b1": "ABC"}
    assert (outcome.decision.by, outcome.decision.reason) == ("anna", "one moon")
    back = shelf.desk().take_back(outcome.decision.id, "ben")
    assert back is not None
    assert back.sentence == "Taken back: bib/b1 and bib/b2 are two records and wait again."
    assert shelf.says() == before


def test_different_keeps_two_records_apart(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    outcome = shelf.desk().decide(shelf.case("A", "B"), "different", "anna")
    assert (
        outcome.sentence == "bib/b1 and bib/b2 stay two records; nobody is asked about them again."
    )
    assert shelf.groups() == {"bib/b1": "A", "bib/b2": "B"}
    decided = shelf.case("B", "A").decided
    assert decided is not None
    assert decided.says == "different"


def test_nothing_is_decided_of_a_record_that_changed_meanwhile(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    seen = shelf.case("A", "B")
    shelf.take(B="star")
    with pytest.raises(Stale, match="changed since you looked"):
        shelf.desk().decide(seen, "same", "anna")
    assert decisions(shelf.store.log) == []


def test_a_decision_is_taken_back_once(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    desk = shelf.desk()
    number = desk.decide(shelf.case("A", "B"), "same", "anna").decision.id
    desk.take_back(number, "anna")
    again = desk.take_back(number, "anna")
    assert again is not None
    assert again.sentence == "Not in force: decided otherwise, or taken back, since."
    assert len(decisions(shelf.store.log)) == 2
    assert desk.take_back(99, "anna") is None


def test_decisions_stand_with_the_frame_of_each_record(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons", C="moons")
    assert (shelf.case("A", "B").one.name, shelf.case("A", "B").other.name) == ("A:1", "B:1")


def test_what_came_of_decisions_is_told_when_a_source_is_gone(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    shelf.desk().decide(shelf.case("A", "B"), "same", "anna")
    shelf.take(B=None)
    (told,) = outcomes(shelf.store.log, decisions(shelf.store.log))
    assert told.sentence == "One of the two is not in the catalogue (any more)."


def elsewhere(says: Decided, at: str = "2026-01-02T00:00:00Z") -> Decision:
    return Decision(0, "bib", "A:1", "B:1", says, "carla", at, "")


def test_decisions_made_elsewhere_are_applied_once(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    made = [elsewhere("same"), elsewhere("open", "2026-01-01T00:00:00Z")]
    assert shelf.desk().take(made, "anna", channel="t") == 1
    assert shelf.groups() == {"bib/b1": "AB"}
    assert shelf.desk().take(made, "anna", channel="t") == 0
    assert [each.by for each in decisions(shelf.store.log)] == ["carla"]


def test_what_was_decided_later_here_stays(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    shelf.desk().decide(shelf.case("A", "B"), "different", "anna")
    assert shelf.desk().take([elsewhere("same")], "anna", channel="t") == 0
    assert shelf.groups() == {"bib/b1": "A", "bib/b2": "B"}


def test_a_decision_may_come_before_its_sources(shelf: Shelf) -> None:
    assert shelf.desk().take([elsewhere("same")], "anna", channel="t") == 1
    shelf.take(A="moon", B="moons")
    assert shelf.groups() == {"bib/b1": "AB"}
    assert shelf.waiting() == []
