"""Numbers with their captions: 853 and 863 as a line to be read."""

from collections.abc import Callable

import pymarc
import pytest

from converters.holdings import read_copies, usual

type Record = Callable[..., pymarc.Record]


@pytest.mark.parametrize(
    ("captions", "numbers", "text"),
    [
        ("$a v. $b no. $i (year) $j (month)", "$a 1 $b 2 $i 2003 $j 02", "v.1:no.2 (2003:Feb.)"),
        ("$a v. $b no. $i (year)", "$a 10/11 $b 2/1 $i 2007/2008", "v.10/11:no.2/1 (2007/2008)"),
        ("$a (year) $b (season)", "$a 2007 $b 21", "2007:Spring"),
        ("$a v. $i (year)", "$a 1-10 $i 1990-1999", "v.1-v.10 (1990-1999)"),
        (
            "$a v. $b no. $i (year) $j (month)",
            "$a 1-3 $b 1-12 $i 2001-2003 $j 01-12",
            "v.1:no.1-v.3:no.12 (2001:Jan.-2003:Dec.)",
        ),
        ("$a v. $i (year)", "$a 5- $i 1998-", "v.5- (1998-)"),
        ("$a v. $b no.", "$a 5- $b 1", "v.5:no.1-"),
        ("$a v. $b no.", "$a 5 $b 1-12", "v.5:no.1-v.5:no.12"),
        ("$a no.", "$a <1>-", "no.<1>-"),
        ("$i (year) $j (month) $k (day)", "$i 2020 $j 10 $k 01", "2020:Oct.:01"),
        ("$a v. $g whole no. $i (year)", "$a 2 $g 17 $i 1999", "v.2=whole no.17 (1999)"),
        ("$a *", "$a 7", "7"),
        ("$a v. $j (month)", "$a 1 $j 05/06", "v.1 (May/June)"),
        ("$a v. $j (month)", "$a 1 $j 99", "v.1 (99)"),
        ("$u 4 $v r", "$a 1", "1"),
    ],
)
def test_numbers_are_written_with_their_captions(
    record: Record, captions: str, numbers: str, text: str
) -> None:
    marc = record("852 $a A", f"853 $8 1 {captions}", f"863 $8 1.1 {numbers}")
    (copy,) = read_copies(marc, usual("marc21"), "holding").copies
    assert [held.text for held in copy.held] == [text]


def test_captions_are_chosen_by_the_number_before_the_point(record: Record) -> None:
    marc = record(
        "852 $a A",
        "853 $8 1 $a v.",
        "853 $8 2 $a Bd.",
        "863 $8 2.1 $a 7",
        "863 $8 1.1\\x $a 3",
        "863 $8 9.1 $a 5",
    )
    (copy,) = read_copies(marc, usual("marc21"), "holding").copies
    assert [held.text for held in copy.held] == ["Bd.7", "v.3", "v.5"]


def test_supplements_and_indexes_have_captions_of_their_own(record: Record) -> None:
    marc = record(
        "852 $a A", "854 $8 1 $a Suppl.", "855 $8 1 $a Index", "864 $8 1.1 $a 2", "865 $8 1.1 $a 3"
    )
    (copy,) = read_copies(marc, usual("marc21"), "holding").copies
    assert [(held.text, held.of) for held in copy.held] == [
        ("Suppl.2", "supplements"),
        ("Index3", "indexes"),
    ]


def test_how_often_a_serial_appears_stays_in_the_log(record: Record) -> None:
    marc = record("852 $a A", "853 $8 1 $a v. $u 4 $v r", "863 $8 1.1 $a 3")
    reading = read_copies(marc, usual("marc21"), "holding")
    assert reading.left[1, 2] == "it tells how often the serial appears, not what is held"
    assert reading.unread == ()
