"""Doubts about works at the desk: what waits, a case, decisions, and files of them."""

import io
from pathlib import Path

from catalogue.review.counting import counts
from catalogue.review.exchange import read, write_table
from catalogue.review.exporting import rows
from catalogue.review.outcomes import outcomes
from catalogue.review.queue import Queue
from store.log.doubts import decisions
from store.log.likenesses import Decision
from tests.catalogue.review.conftest import Bookcase

FISHING, DANCES, MOON = "moon : fishing at night", "moon : the emperor dances", "moon"


def test_a_doubt_about_a_work_waits_for_the_libraries_of_both_records(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=DANCES, C=DANCES, D="sun")
    assert bookcase.asked() == [("bib/b1", "bib/b2", 2.1)]
    bookcase.take(E=FISHING)
    assert bookcase.asked() == [("bib/b1", "bib/b2", 2.8)]
    assert Queue(bookcase.store.log, kind="bib").listed(10) == []
    bookcase.take(B=None, C=None)
    assert bookcase.asked() == []


def test_what_is_of_one_work_already_waits_no_more(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=DANCES)
    # It is the same as either, so all three are of one work: but for what a person keeps apart.
    bookcase.take(C=MOON)
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2", "bib/b3"}}
    assert bookcase.asked() == []
    assert Queue(bookcase.store.log).length == 0
    bookcase.of_work("bib/b1", "bib/b2", "different")
    assert bookcase.asked() == []
    bookcase.take(C="sun")
    bookcase.of_work("bib/b1", "bib/b2", "open")
    assert bookcase.asked() == [("bib/b1", "bib/b2", 1.4)]


def test_of_two_works_one_case_waits_and_a_decision_settles_all_their_editions(
    bookcase: Bookcase,
) -> None:
    again, large = f"{FISHING} / 2nd ed.", f"{FISHING} / large"
    bookcase.take(A=FISHING, B=again, C=again, D=DANCES)
    assert bookcase.asked() == [("bib/b2", "bib/b4", 2.1)]
    bookcase.of_work("bib/b1", "bib/b4", "different")
    bookcase.take(E=large)
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2", "bib/b5"}}
    assert bookcase.asked() == []
    bookcase.take(A="sun")
    assert bookcase.asked() == [("bib/b2", "bib/b4", 2.1)]
    bookcase.take(A=FISHING)
    assert bookcase.asked() == []
    bookcase.of_work("bib/b1", "bib/b4", "open")
    assert bookcase.asked() == [("bib/b2", "bib/b4", 2.1)]


def test_what_most_libraries_had_is_worth_less_when_they_correct_it(bookcase: Bookcase) -> None:
    again, large = f"{FISHING} / 2nd ed.", f"{FISHING} / large"
    bookcase.take(A=FISHING, B=again, C=again, D=large, E=DANCES)
    assert bookcase.asked() == [("bib/b2", "bib/b5", 2.1)]
    bookcase.take(B="sun", C="sun")
    assert bookcase.asked() == [("bib/b1", "bib/b5", 1.4)]


def test_what_was_settled_by_an_edition_waits_when_that_leaves_the_work(bookcase: Bookcase) -> None:
    bookcase.take(A=MOON, B=FISHING, C=f"{FISHING} / 2nd ed.")
    bookcase.of_work("bib/b1", "bib/b4", "different")
    bookcase.take(D=DANCES)
    assert bookcase.works() == {"hub/w1": {"bib/b1", "bib/b2", "bib/b3"}}
    assert bookcase.asked() == []
    bookcase.take(A="sun")
    assert bookcase.asked() == [("bib/b2", "bib/b4", 1.4)]


def test_a_decision_about_a_record_that_merged_still_settles_its_case(bookcase: Bookcase) -> None:
    bookcase.take(A="sun", B=FISHING, C=DANCES)
    bookcase.of_work("bib/b2", "bib/b3", "different")
    bookcase.decide("A", "C", "same")
    assert bookcase.asked() == []
    found = bookcase.work_case("bib/b1", "bib/b2").decided
    assert found is not None
    assert (found.a, found.b, found.says) == ("bib/b2", "bib/b3", "different")
    (told,) = outcomes(bookcase.store.log, [found])
    assert told.sentence == (
        "bib/b1 and bib/b2 stay of two works; nobody is asked about them again."
    )


def test_a_case_says_what_is_asked_and_why_in_words(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=DANCES)
    found = bookcase.work_case("bib/b2", "bib/b1")
    assert (found.kind, found.one.name, found.other.name) == ("work", "bib/b1", "bib/b2")
    assert (found.says, found.score, found.together) == ("ask", 0.7, "")
    assert {each.words for each in found.reasons} >= {"the same name and year of birth"}
    assert [line.label for line in found.lines][:2] == ["Title", "Author"]
    assert bookcase.case("A", "B").kind == "bib"


def test_the_desk_makes_one_work_at_once_and_takes_it_back(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=DANCES)
    desk = bookcase.desk()
    outcome = desk.decide(bookcase.work_case("bib/b1", "bib/b2"), "same", "anna")
    assert outcome.sentence == "bib/b1 and bib/b2 are editions of hub/w1, which has 2 editions."
    assert bookcase.groups() == {"bib/b1": "A", "bib/b2": "B"}
    assert bookcase.work_case("bib/b1", "bib/b2").together == "hub/w1"
    back = desk.take_back(outcome.decision.id, "anna")
    assert back is not None
    assert back.sentence.startswith("Taken back: bib/b1 and bib/b2 are of two works")
    assert back.paths == ("bib/b1", "bib/b2")
    assert bookcase.asked() == [("bib/b1", "bib/b2", 1.4)]


def test_what_came_of_it_is_told_when_a_record_is_gone_or_both_are_one(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=DANCES)
    bookcase.of_work("bib/b1", "bib/b2", "same")
    bookcase.decide("A", "B", "same")
    (told,) = outcomes(bookcase.store.log, decisions(bookcase.store.log)[-1:])
    assert told.sentence == "Both are one record now, bib/b1."
    bookcase.take(A=None, B=None)
    (told,) = outcomes(bookcase.store.log, decisions(bookcase.store.log)[-1:])
    assert told.sentence == "One of the two is not in the catalogue (any more)."


def test_rules_of_works_are_counted_in_their_own_words(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=DANCES)
    bookcase.of_work("bib/b1", "bib/b2", "same")
    found = {each.rule: each for each in counts(rows(bookcase.store.log))}
    assert (found["= ask"].kind, found["= ask"].same) == ("work", 1)
    assert found["creator-and-year"].words == "the same name and year of birth"
    assert found["other-subtitle"].agree == 0


def test_a_file_names_works_by_sources_for_other_catalogues_have_other_paths(
    bookcase: Bookcase, tmp_path: Path
) -> None:
    bookcase.take(Z="star", A=FISHING, B=DANCES)
    out = io.StringIO()
    bookcase.of_work("bib/b2", "bib/b3", "same")
    assert write_table(rows(bookcase.store.log), out) == 1
    file = tmp_path / "decisions.tsv"
    file.write_text(out.getvalue(), encoding="utf-8")
    found = read(file)
    assert [(each.kind, each.a, each.b) for each in found] == [("work", "A:1", "B:1")]
    desk = bookcase.desk()
    assert desk.take(found, "anna", channel="t") == 0
    bookcase.of_work("bib/b2", "bib/b3", "open")
    later = [Decision(0, "work", e.a, e.b, "same", e.by, "2027-01-01T00:00:00Z", "") for e in found]
    assert desk.take(later, "anna", channel="t") == 1
    assert bookcase.works() == {"hub/w1": {"bib/b2", "bib/b3"}}
    unknown = Decision(0, "work", "A:1", "N:9", "same", "x", "2027-01-01T00:00:00Z", "")
    assert desk.take([unknown], "anna", channel="t") == 0


def test_what_waits_of_a_record_is_found_from_any_edition_of_its_work(bookcase: Bookcase) -> None:
    bookcase.take(A=FISHING, B=f"{FISHING} / 2nd ed.", C=DANCES, D="sun")
    queue = Queue(bookcase.store.log, kind="work")
    assert queue.about("bib/b2", 3) == [("bib/b1", "bib/b3")]
    assert queue.about("bib/b3", 3) == [("bib/b3", "bib/b1")]
    assert queue.about("bib/b4", 3) == queue.about("bib/b99", 3) == []
