"""The labelled set is what it says it is: large, hard, and of one mind."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bench.matching.pairs import (
    COLUMNS,
    FOLDER,
    IllFormed,
    Label,
    Pair,
    Reference,
    labelled,
    once,
)

LINE = "edition\tsame\tno\teng\ttext\tlc#1=a\tlc#2=b\tone book, entered twice\n"


@pytest.fixture(scope="module")
def read() -> list[Pair]:
    return labelled()


@pytest.fixture(scope="module")
def pairs(read: list[Pair]) -> list[Pair]:
    return once(read)


def test_there_are_two_thousand_pairs_that_readers_could_tell(pairs: list[Pair]) -> None:
    assert sum(pair.verdict != "ask" for pair in pairs) >= 2_000


def test_at_least_half_of_the_pairs_are_hard(pairs: list[Pair]) -> None:
    told = [pair for pair in pairs if pair.verdict != "ask"]
    assert sum(pair.hard for pair in told) * 2 >= len(told)


@pytest.mark.parametrize("kind", ["edition", "heading", "work"])
def test_every_kind_has_a_hundred_pairs_of_either_label(pairs: list[Pair], kind: str) -> None:
    labels = Counter(pair.verdict for pair in pairs if pair.kind == kind)
    assert labels["same"] >= 100
    assert labels["different"] >= 100


def test_no_reader_was_asked_of_one_pair_twice(read: list[Pair]) -> None:
    seen = Counter((pair.source, pair.kind, *pair.both) for pair in read)
    assert [key for key, count in seen.items() if count > 1] == []


def test_two_readers_of_one_pair_never_say_the_opposite(read: list[Pair]) -> None:
    labels: defaultdict[tuple[str, Reference, Reference], set[Label]] = defaultdict(set)
    for pair in read:
        labels[pair.kind, *pair.both].add(pair.verdict)
    assert [key for key, said in labels.items() if {"same", "different"} <= said] == []


def test_no_pair_is_there_twice(read: list[Pair]) -> None:
    assert len({(pair.kind, *pair.both) for pair in read}) == len(read)


@pytest.mark.parametrize("kind", ["edition", "heading", "work"])
def test_what_is_the_same_as_the_same_is_never_different(pairs: list[Pair], kind: str) -> None:
    group: dict[Reference, Reference] = {}

    def first(one: Reference) -> Reference:
        while (next_ := group.setdefault(one, one)) != one:
            one = next_
        return one

    of_kind = [pair for pair in pairs if pair.kind == kind]
    for pair in of_kind:
        if pair.verdict == "same":
            group[first(pair.a)] = first(pair.b)
    opposite = [
        f"{pair.a} {pair.b}"
        for pair in of_kind
        if pair.verdict == "different" and first(pair.a) == first(pair.b)
    ]
    assert opposite == []


def test_one_place_in_a_file_has_one_control_number(pairs: list[Pair]) -> None:
    controls: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for pair in pairs:
        for one in pair.both:
            controls[one.file, one.position].add(one.control)
    assert [place for place, said in controls.items() if len(said) > 1] == []


def test_a_pair_two_readers_do_not_agree_on_counts_as_one_nobody_can_tell(tmp_path: Path) -> None:
    head = "\t".join(COLUMNS) + "\n"
    (tmp_path / "one.tsv").write_text(head + LINE, encoding="utf-8")
    turned = LINE.replace("same", "different").replace("lc#1=a\tlc#2=b", "lc#2=b\tlc#1=a")
    (tmp_path / "two.tsv").write_text(head + turned, encoding="utf-8")
    (pair,) = once(labelled(tmp_path))
    assert (pair.verdict, pair.hard) == ("ask", True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (LINE.replace("lc#1=a", "lc#0=a"), "“lc#0=a” is no reference"),
        (LINE.replace("lc#2=b", "lc#1=a"), "paired with itself"),
        (LINE.replace("same", "equal"), "“equal”"),
        (LINE.replace("\tno", ""), "7 columns"),
        (LINE.replace("one book, entered twice", ""), "reason must be told"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, wrong: str, said: str) -> None:
    (tmp_path / "one.tsv").write_text("\t".join(COLUMNS) + "\n" + wrong, encoding="utf-8")
    with pytest.raises(IllFormed, match=rf"one\.tsv, line 2: .*{said}"):
        labelled(tmp_path)


def test_the_folder_holds_no_words_of_records_but_the_readers_reasons() -> None:
    """References only: nobody's record is copied into the project."""
    assert {file.suffix for file in FOLDER.iterdir()} <= {".tsv", ".md"}
    assert max(len(pair.reason) for pair in labelled()) <= 200
