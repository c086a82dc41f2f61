"""Paths are kept, given up and come back: whoever had one first has the best right to it."""

from collections.abc import Sequence

import pytest

from catalogue.joining.assigning import Assigned, Item, assign


def item(name: str, at: str | None, *came: str, since: int = 1, reserved: str = "") -> Item:
    return Item(name, 1, at, came, since, reserved or None)


def assigned(groups: Sequence[Sequence[Item]], free: str = "") -> Assigned:
    new = iter(["bib/b90", "bib/b91"])
    return assign(groups, lambda path: path in free.split(), lambda: next(new))


def test_of_two_records_that_become_one_the_older_path_survives() -> None:
    made = assigned([[item("A", "bib/b10"), item("B", "bib/b9")]])
    assert made.paths == ["bib/b9"]
    assert made.merged == {"bib/b10": "bib/b9"}
    assert made.came == {"A": ("bib/b10",), "B": ()}


def test_what_leaves_goes_back_to_the_path_it_had() -> None:
    made = assigned([[item("A", "bib/b9", "bib/b10")], [item("B", "bib/b9")]], free="bib/b10")
    assert made.paths == ["bib/b10", "bib/b9"]
    assert made.split == {"bib/b10": "bib/b9"}
    assert made.came == {"A": (), "B": ()}


def test_merged_twice_it_goes_back_step_by_step() -> None:
    twice = item("C", "bib/b1", "bib/b3", "bib/b2")
    once = item("B", "bib/b1", "bib/b2")
    made = assigned([[once, twice], [item("A", "bib/b1")]], free="bib/b2 bib/b3")
    assert made.paths == ["bib/b2", "bib/b1"]
    assert made.came == {"B": (), "C": ("bib/b3",), "A": ()}


def test_what_had_no_path_of_its_own_gets_a_new_one() -> None:
    made = assigned([[item("A", "bib/b1", since=1)], [item("B", "bib/b1", since=2)]])
    assert made.paths == ["bib/b1", "bib/b90"]
    assert made.split == {"bib/b90": "bib/b1"}


def test_a_path_that_others_have_now_is_not_free() -> None:
    made = assigned([[item("A", "bib/b9", "bib/b10")], [item("B", "bib/b9")]])
    assert made.paths == ["bib/b90", "bib/b9"]


def test_the_more_stay_the_fewer_go() -> None:
    group = [item("A", "bib/b1"), item("B", "bib/b1")]
    assert assigned([[item("C", "bib/b1", since=0)], group]).paths == ["bib/b90", "bib/b1"]


def test_those_that_are_left_when_the_first_is_gone_inherit_its_path() -> None:
    made = assigned([[item("B", "bib/b1", "bib/b2")]])
    assert made.came == {"B": ()}


def test_a_newcomer_keeps_the_path_reserved_for_it_only_if_it_stays_alone() -> None:
    assert assigned([[item("A", None, reserved="bib/b5")]]).paths == ["bib/b5"]
    made = assigned([[item("A", None, reserved="bib/b5"), item("B", "bib/b2")]])
    assert made.paths == ["bib/b2"]
    assert made.merged == {}


def test_one_that_comes_back_has_its_path_again_if_nobody_has_it() -> None:
    assert assigned([[item("A", None, "bib/b5")]], free="bib/b5").paths == ["bib/b5"]


def test_what_is_too_few_to_make_one_has_no_right_to_a_path() -> None:
    groups = [[item("A", "hub/w2", since=0)], [item("B", "hub/w2"), item("C", None)]]
    made = assign(groups, lambda _: False, lambda: "hub/w9", least=2)
    assert (made.paths, made.ended, made.came["A"]) == (["", "hub/w2"], [], ("hub/w2",))
    made = assign([[item("B", "hub/w2")]], lambda _: False, lambda: "hub/w9", least=2)
    assert (made.paths, made.ended) == ([""], ["hub/w2"])


@pytest.mark.parametrize("path", ["member/PKU", "bib/" + "9" * 40])
def test_paths_without_a_usual_number_come_last(path: str) -> None:
    assert assigned([[item("A", path), item("B", "bib/b7")]]).paths == ["bib/b7"]
