"""What a load would read of holdings, shown and counted without writing anything."""

import pymarc
import pytest

from converters.holdings import Copy, Holding, Link, Profile, Reading, profile
from converters.record import MarcRecord, Rejected
from webapp.cli.columns import aligned
from webapp.cli.preview import SHOWN, Preview, preview
from webapp.cli.preview_text import render

MEMBERS = {"PKU"}


def record(position: int, *fields: tuple[str, str]) -> MarcRecord:
    """A CNMARC record: tags with their subfields, ``$a x $b y``."""
    marc = pymarc.Record()
    for tag, text in (("200", "$a 呐喊"), *fields):
        codes = [pymarc.Subfield(piece[0], piece[1:].strip()) for piece in text.split("$")[1:]]
        marc.fields.append(pymarc.Field(tag, pymarc.Indicators(" ", " "), codes))
    return MarcRecord(position, b"raw", "iso2709", marc, "cnmarc", "bib", "utf-8")


RECORDS = [
    record(1, ("905", "$a PKU $b 101-103 $s I210/6 $q x $q y"), ("906", "$b 7 $d I2 $e 6")),
    record(2, ("905", "$a 02 $b 1-99999999999 $c 二库")),
    record(3),
    Rejected(4, "its length is wrong", b"x"),
]


@pytest.fixture
def made() -> Preview:
    return preview(RECORDS, profile("calis"), MEMBERS)


def test_records_copies_and_barcodes_are_counted(made: Preview) -> None:
    assert (made.records, made.refused, made.holding) == (4, 1, 2)
    assert (made.copies, made.barcodes) == (4, 4)


def test_each_copy_is_a_row_with_the_title_of_its_record(made: Preview) -> None:
    first, *_, last = made.rows
    assert (first.title, first.library, first.call_number, first.barcodes) == (
        "呐喊",
        "PKU",
        "I210/6",
        "101",
    )
    assert (last.library, last.place) == ("02", "二库")


def test_subfields_no_rule_reads_are_told_with_how_many_and_what_they_say(made: Preview) -> None:
    (unread,) = made.unread
    assert (unread.tag, unread.code, unread.count, unread.example) == ("905", "q", 2, "x")


def test_libraries_the_union_does_not_know_are_told(made: Preview) -> None:
    assert made.strangers == (("02", 1),)


def test_a_code_the_profile_knows_is_no_stranger() -> None:
    own = Profile.read(
        '[libraries]\n"02" = "PKU"\n[[fields]]\ntag = "905"\nreads = { a = "library" }', "own.toml"
    )
    assert preview(RECORDS, own, MEMBERS).strangers == ()


def test_a_profile_that_reads_more_is_named(made: Preview) -> None:
    assert "cnmarc-906" in [other.name for other in made.others]
    assert all(other.subfields > made.ours for other in made.others)


def test_without_a_profile_the_usual_one_of_the_dialect_reads() -> None:
    assert preview(RECORDS, None, MEMBERS).copies == 4


def test_the_page_says_all_that_and_that_nothing_was_written(made: Preview) -> None:
    page = render(made)
    for words in (
        "With the profile: calis",
        "4 records, 1 of them refused; 2 with holdings; 4 copies; 4 barcodes.",
        "905 $q  2  such as: x",
        "  02  1",
        "1 times: The range 1-99999999999 in 905 $b is kept as it is",
        "cnmarc-906",
    ):
        assert words in page
    assert page.endswith("Nothing was written.\n")


def test_of_a_long_file_the_first_records_are_shown_and_all_are_counted() -> None:
    many = [record(number, ("905", f"$a PKU $b {number}")) for number in range(1, 101)]
    made = preview(many, profile("calis"), MEMBERS)
    assert len(made.rows) == SHOWN
    assert made.copies == 100


def test_of_a_record_with_a_thousand_copies_some_are_shown_and_the_rest_counted() -> None:
    made = preview([record(1, ("905", "$a PKU $b 1001-2000"))], profile("calis"), MEMBERS)
    assert len(made.rows) == 9
    assert "992 more copies" in render(made)


def test_rows_of_a_table_are_shown_by_the_number_of_their_book() -> None:
    copy = Copy(library="PKU", shelfmark="I210/6", barcodes=("1",), count=3)
    holding = Holding("x1", (Link("isbn", "9787020008735"),), Reading((copy,)), b"", 1)
    (row,) = preview([holding], profile("calis"), MEMBERS).rows
    assert (row.title, row.note) == ("9787020008735", "3 copies")


def test_a_row_that_is_a_record_of_the_log_is_read_out_of_its_bytes() -> None:
    raw = "条码,ISBN\nA1,9787020008735".encode()
    kept = MarcRecord(1, raw, "csv", pymarc.Record(), "cnmarc", "holding", "utf-8")
    made = preview([kept], profile("calis"), MEMBERS)
    assert made.barcodes == 1
    assert [row.title for row in made.rows] == ["9787020008735"]
    assert "\n1 record; 1 with holdings; 1 copy; 1 barcode.\n" in render(made)


def test_a_column_of_han_is_as_wide_as_it_looks() -> None:
    assert list(aligned(("a", "b"), [("呐喊", "1"), ("ab", "2")])) == [
        "a     b",
        "呐喊  1",
        "ab    2",
    ]


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    assert list(aligned(("a", "b", "c"), [("1", "", "3")])) == ["a  c", "1  3"]


def test_what_is_too_long_ends_in_an_ellipsis_and_keeps_its_column() -> None:
    lines = list(aligned(("a", "b"), [("喊" * 40, "1"), ("x" * 40, "2")]))
    assert lines[1] == "喊" * 14 + "…   1"
    assert lines[2] == "x" * 29 + "…  2"


def test_a_control_character_never_reaches_the_terminal() -> None:
    made = preview([record(1, ("905", "$a PKU\x1b[31m $s I\u202e2 $q \x1b[2J"))], None, MEMBERS)
    assert "\x1b" not in render(made)
    assert "\u202e" not in render(made)
