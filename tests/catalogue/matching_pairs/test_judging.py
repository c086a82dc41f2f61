"""How the matcher is judged: the figures, the records behind references, and the peers."""

from pathlib import Path

import pymarc
import pytest

from bench.matching.cascade import elements, is_double
from bench.matching.dp2_key import key
from bench.matching.figures import Answer, Share, counted
from bench.matching.judging import Judged
from bench.matching.pairs import LC, Label, Pair, Reference
from bench.matching.peers import isbns
from bench.matching.records import resolved
from bench.matching.tables import OURS, Judgement, page

BOOK = (
    "008 040101s2004    nyu           000 0 eng d",
    "020 $a0394502949 (pbk.)",
    "100 $aRead, Ann.",
    "245 $aTrees and rivers :$ba study /$cAnn Read.",
    "250 $a2nd ed.",
    "260 $aNew York :$bHill Press,$cc2004.",
    "300 $axii, 345 p. ;$c23 cm.",
)


def marc(*lines: str) -> pymarc.Record:
    record = pymarc.Record()
    for line in lines:
        tag, _, text = line.partition(" ")
        if tag < "010":
            record.add_field(pymarc.Field(tag=tag, data=text))
            continue
        parts = [pymarc.Subfield(part[0], part[1:]) for part in text.split("$") if part]
        blank = pymarc.Indicators(" ", " ")
        record.add_field(pymarc.Field(tag=tag, indicators=blank, subfields=parts))
    return record


def but(tag: str, *instead: str) -> pymarc.Record:
    """The book above with other fields of one tag, or with none."""
    return marc(*(line for line in BOOK if not line.startswith(tag)), *instead)


def pair(verdict: Label, language: str = "eng", hard: bool = False) -> Pair:
    a, b = Reference("f", 1, "a"), Reference("f", 2, "b")
    return Pair("edition", verdict, hard, language, "text", a, b, "read", "set")


def test_wilsons_interval_of_nine_in_ten() -> None:
    low, high = Share(9, 10).interval
    assert (round(low, 4), round(high, 4)) == (0.5958, 0.9821)


def test_nothing_joined_says_nothing_of_precision() -> None:
    figures = counted([("same", "different")])
    assert str(figures.precision) == "–"
    assert figures.f1 == 0


@pytest.mark.parametrize("answer", ["ask", "different", "no key"])
def test_only_a_join_finds_a_pair_that_is_the_same(answer: Answer) -> None:
    figures = counted([("same", "same"), ("same", answer)])
    assert (figures.recall.right, figures.recall.of) == (1, 2)


def test_a_pair_nobody_can_tell_counts_neither_for_nor_against() -> None:
    figures = counted([("same", "same"), ("ask", "same"), ("ask", "different")])
    assert (figures.precision.value, figures.recall.value) == (1, 1)


@pytest.mark.parametrize(
    ("label", "answer", "error"),
    [
        ("different", "same", "joined"),
        ("same", "ask", "asked"),
        ("same", "no key", "no key"),
        ("same", "different", "apart"),
        ("same", "same", ""),
        ("different", "ask", ""),
        ("ask", "same", ""),
    ],
)
def test_an_error_has_a_name(label: Label, answer: Answer, error: str) -> None:
    assert Judged(pair(label), answer, 0.5, "").error == error


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three records in ISO 2709; their control numbers are n1, n2, n3."""
    file = tmp_path / "three.mrc"
    file.write_bytes(b"".join(marc(f"001 n{n}", *BOOK).as_marc() for n in (1, 2, 3)))
    return file


@pytest.mark.parametrize("name", ["three.mrc", LC])
def test_a_record_is_found_at_its_place_counted_from_1(three: Path, name: str) -> None:
    """In a shared file and in the large one alike."""
    second, third = Reference(name, 2, "n2"), Reference(name, 3, "n3")
    found, missing = resolved([third, second], three.parent, three)
    assert missing == {}
    assert {one: record.control_number for one, record in found.items()} == {
        second: "n2",
        third: "n3",
    }


@pytest.mark.parametrize("name", ["three.mrc", LC])
def test_a_place_that_holds_another_record_now_is_told_and_not_judged(
    three: Path, name: str
) -> None:
    other, beyond = Reference(name, 2, "n9"), Reference(name, 4, "n4")
    found, missing = resolved([other, beyond], three.parent, three)
    assert found == {}
    assert missing[other].endswith("the record there is n2.")
    assert missing[beyond].endswith("the file has fewer records.")


def test_what_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    gone, large = Reference("gone.mrc", 1, "a"), Reference(LC, 1, "b")
    found, missing = resolved([gone, large], tmp_path, None)
    assert found == {}
    assert missing[gone] == "gone.mrc#1=a: gone.mrc is not on this machine."
    assert missing[large] == "lc#1=b: LC's file is not on this machine."


def test_a_language_of_few_pairs_is_told_with_the_others() -> None:
    languages = [*(20 * ["eng"]), *"abcdefg"]
    pairs = [pair("same", language) for language in languages]
    text = page([Judgement("edition", pairs, {OURS: ["same" for _ in pairs]})])
    assert "| eng | 20 |" in text
    assert "| others | 7 |" in text


def test_dp2_finds_a_copy_with_its_isbn_in_13_digits_and_other_signs_at_the_ends() -> None:
    lines = (line.replace("a study /", "a study.") for line in BOOK)
    copy = marc(*(line.replace("$a0394502949 (pbk.)", "$a9780394502946") for line in lines))
    assert key(marc(*BOOK)) == key(copy) != ""


@pytest.mark.parametrize(
    ("tag", "instead"),
    [
        ("245", "245 $aTrees and rivers /$cAnn Read."),
        ("250", "250 $a3rd ed."),
        ("260", "260 $bHill Press,$c2005."),
        ("998", "998 $akept apart$ka"),
    ],
)
def test_dp2_keeps_apart_what_differs_in_one_element(tag: str, instead: str) -> None:
    assert key(but(tag, instead)) != key(marc(*BOOK))


def test_dp2_leaves_extent_out() -> None:
    assert key(but("300")) == key(marc(*BOOK))


@pytest.mark.parametrize(
    ("others", "double"),
    [
        ((), True),
        (("300",), True),  # 1: title and year
        (("300", "260", "008"), True),  # 3: title and edition
        (("300", "260", "008", "250"), False),
        (("020",), True),  # 4: title, publisher, year, pages
        (("020", "300"), True),  # 5: the author instead of the pages
        (("020", "300", "100"), True),  # 6: the edition instead
        (("020", "300", "100", "250"), False),
        (("245",), False),
    ],
)
def test_the_cascade_falls_back_where_an_element_is_missing(
    others: tuple[str, ...], double: bool
) -> None:
    left = marc(*(line for line in BOOK if not line.startswith(others)))
    assert is_double(elements(left), elements(marc(*BOOK))) is double


def test_the_cascade_joins_by_publisher_and_author_what_tells_neither_year_nor_pages() -> None:
    brief = [line for line in BOOK if not line.startswith(("008", "020", "260", "300"))]
    assert is_double(elements(marc(*brief, "260 $bHill Press")), elements(marc(*BOOK)))
    assert not is_double(elements(marc(*brief)), elements(marc(*BOOK)))


@pytest.mark.parametrize("instead", ["260 $bVale Press,$c2004.", "260 $bHill Press,$c1998."])
def test_the_cascade_without_a_number_keeps_apart_another_publisher_or_year(instead: str) -> None:
    other = [line for line in BOOK if not line.startswith(("020", "260"))]
    assert not is_double(elements(marc(*other, instead)), elements(marc(*BOOK)))


def test_the_cascade_needs_more_than_an_equal_number() -> None:
    a = but("245", "245 $aTrees.")
    assert not is_double(elements(a), elements(marc(*BOOK)))


def test_the_cascade_never_joins_two_numbers_that_differ() -> None:
    assert not is_double(elements(but("020", "020 $a9787020008728")), elements(marc(*BOOK)))


def test_an_isbn_is_one_in_10_or_13_digits_and_none_when_wrong() -> None:
    assert isbns(marc(*BOOK)) == isbns(but("020", "020 $a978-0-394-50294-6")) != frozenset()
    assert isbns(but("020", "020 $a0394502940")) == frozenset()
