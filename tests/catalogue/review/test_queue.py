"""What waits: which pairs, in which order, and for how long."""

from catalogue.matching.verdict import Says
from catalogue.review.queue import Queue
from store import Store
from store.log.likenesses import Decided
from tests.catalogue.review.conftest import Shelf, written


def test_a_pair_in_doubt_waits_for_its_libraries_times_how_sure_the_rules_are(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons", C="star")
    (listed,) = shelf.queue().listed(10)
    assert (listed.one.title, listed.other.title) == ("moon", "moons")
    assert (listed.score, listed.worth) == (0.6, 1.2)
    assert shelf.queue().length == 1


def test_more_libraries_go_before_more_certainty(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons", C="sun", D="sun", E="sun", F="suns")
    assert shelf.waiting() == ["CDE+F", "A+B"]


def test_a_pair_rises_when_a_library_joins_one_side(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons", C="sun", D="suns")
    assert shelf.waiting() == ["A+B", "C+D"]
    shelf.take(E="suns", F="suns")
    assert shelf.waiting() == ["C+DEF", "A+B"]


def test_a_pair_is_gone_when_one_side_is(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    shelf.take(B=None)
    assert shelf.waiting() == []


def test_what_a_library_corrects_waits_no_more(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    shelf.take(B="star")
    assert shelf.waiting() == []


def test_what_is_decided_waits_no_more_until_it_is_taken_back(shelf: Shelf) -> None:
    shelf.take(A="moon", B="moons")
    both: tuple[Decided, ...] = ("different", "same")
    for says in both:
        shelf.decide("A", "B", says)
        assert shelf.waiting() == []
        assert shelf.queue().length == 0
        shelf.decide("A", "B", "open")
        assert shelf.waiting() == ["A+B"]


def test_two_records_with_several_doubts_between_them_are_one_case(store: Store) -> None:
    shelf = Shelf(
        store,
        {
            frozenset(("moon", "luna")): ("same", 0.9),
            frozenset(("moon", "moons")): ("ask", 0.4),
            frozenset(("luna", "moons")): ("ask", 0.6),
        },
    )
    shelf.take(A="moon", B="luna", C="moons")
    (listed,) = shelf.queue().listed(10)
    assert (written(listed), listed.score, listed.worth) == ("AB+C", 0.6, 1.8)
    assert shelf.queue().listed(10, listed.place) == []


def test_records_that_say_too_little_wait_pair_by_pair(store: Store) -> None:
    shelf = Shelf(store, {frozenset(("poems",)): ("ask", 0.5)}, alone=frozenset(("poems",)))
    shelf.take(A="poems", B="poems", C="poems")
    assert sorted(shelf.waiting()) == ["A+B", "A+C", "B+C"]
    shelf.decide("A", "B", "same")
    assert shelf.waiting() == ["AB+C"]
    shelf.decide("A", "C", "different")
    assert shelf.waiting() == []


def test_the_list_goes_on_behind_a_place_and_shows_each_case_once(store: Store) -> None:
    names = [f"n{number}" for number in range(12)]
    doubt: tuple[Says, float] = ("ask", 0.5)
    shelf = Shelf(store, {frozenset((a, b)): doubt for a in names for b in names if a < b})
    shelf.take(**{f"L{number}": name for number, name in enumerate(names)})
    found: list[str] = []
    after = None
    while portion := shelf.queue().listed(5, after):
        found += [written(each) for each in portion]
        after = portion[-1].place
    assert len(found) == len({*found}) == 66


def test_a_pair_the_groups_forbid_is_an_alarm_and_does_not_wait(store: Store) -> None:
    shelf = Shelf(
        store,
        {
            frozenset(("a", "b")): ("same", 0.9),
            frozenset(("b", "c")): ("same", 0.8),
            frozenset(("a", "c")): ("different", 0.1),
        },
    )
    shelf.take(A="a", B="b", C="c")
    assert shelf.groups() == {"bib/b1": "AB", "bib/b3": "C"}
    assert shelf.waiting() == []
    alarms = Queue(store.log, "same").listed(10)
    assert [written(each) for each in alarms] == ["AB+C"]
    assert shelf.case("A", "C").alarm
    shelf.decide("B", "C", "same")
    assert [written(each) for each in Queue(store.log, "same").listed(10)] == ["A+BC"]
    shelf.decide("A", "B", "different")
    assert Queue(store.log, "same").listed(10) == []
