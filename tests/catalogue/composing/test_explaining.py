"""Who gave what, as rows."""

from catalogue.composing import compose, explained
from tests.catalogue.composing.writing import BRIEF, record, source


def test_a_row_tells_the_giver_and_who_else_says_the_same() -> None:
    found = [
        source(
            "NLC", record(["001 1", "245 10 $a Title", "650 _0 $a Rice", "020 __ $a 7020008720"])
        ),
        source("PKU", record(["001 2", "245 10 $a TITLE.", "020 __ $a 9787020008728"], BRIEF)),
        source("FDU", record(["001 3", "245 10 $a Other", "650 _0 $a Rice."], BRIEF)),
    ]
    rows = explained(compose(found), found)
    assert [(row.tag, row.text, row.member, row.also) for row in rows] == [
        ("001", "1", "NLC", ()),
        ("245", "Title", "NLC", ("PKU",)),
        ("650", "Rice", "NLC", ("FDU",)),
        ("020", "7020008720", "NLC", ("PKU",)),
    ]


def test_an_880_is_told_with_the_field_it_stands_for() -> None:
    found = [
        source("LC", record(["001 1", "245 10 $a Xiang cun", "300 __ $a 1 p."])),
        source("NLC", record(["001 2", "245 10 $a 乡村"], BRIEF)),
    ]
    row = explained(compose(found), found)[-1]
    assert (row.tag, row.stands_for, row.text, row.member) == ("880", "245", "乡村", "NLC")


def test_two_of_one_name_with_other_dates_do_not_say_the_same() -> None:
    found = [
        source("A", record(["001 1", "245 10 $a T", "700 1_ $a Li, Wei, $d 1950-"])),
        source("B", record(["001 2", "245 10 $a T", "700 1_ $a Li, Wei, $d 1971-"], BRIEF)),
    ]
    rows = [row for row in explained(compose(found), found) if row.tag == "700"]
    assert [(row.member, row.also) for row in rows] == [("A", ()), ("B", ())]


def test_a_record_of_its_own_dialect_is_told_as_it_is() -> None:
    found = [source("A", record(["001 1", "200 1_ $a 乡村"], dialect="cnmarc"))]
    assert [row.text for row in explained(compose(found), found)] == ["1", "乡村"]
