"""Copies out of fields, by the profiles that are shipped."""

from collections.abc import Callable

import pymarc
import pytest

from converters.holdings import Copy, Held, Profile, by_spot, profile, read_copies, shipped, usual

type Record = Callable[..., pymarc.Record]


def copies(marc: pymarc.Record, named: str, kind: str = "bib") -> tuple[Copy, ...]:
    return read_copies(marc, profile(named), "holding" if kind == "holding" else "bib").copies


def test_each_group_of_a_905_is_a_copy_of_its_library(record: Record) -> None:
    marc = record("905 $a PKU $b 101 $c 中文 $d I210 $e 6 $a THU $b 205 $d I210 $e L8 $f 2")
    assert copies(marc, "calis") == (
        Copy(
            library="PKU", sublocation="中文", shelfmark="I210/6", scheme="clc", barcodes=("101",)
        ),
        Copy(library="THU", shelfmark="I210/L8", scheme="clc", barcodes=("205",), count=2),
    )


def test_every_barcode_of_a_905_is_a_copy(record: Record) -> None:
    found = copies(record("905 $a PKU $b 20295403-5405 $b 99 $s I210/6"), "calis")
    assert [copy.barcodes for copy in found] == [
        ("20295403",),
        ("20295404",),
        ("20295405",),
        ("99",),
    ]
    assert {copy.shelfmark for copy in found} == {"I210/6"}


def test_the_call_number_is_written_out_where_905_has_only_its_parts(record: Record) -> None:
    assert copies(record("905 $a P $d F124"), "calis")[0].shelfmark == "F124"
    assert copies(record("905 $a P $d F124 $e 26 $s K2/1"), "calis")[0].shelfmark == "K2/1"


def test_dp2_says_library_and_call_number_once_for_several_places(record: Record) -> None:
    marc = record("905 $a 总馆 $d I210 $e 6 $c 一库 $b 1 $c 二库 $b 2 $b 3")
    found = [
        (copy.library, copy.sublocation, copy.shelfmark, copy.barcodes)
        for copy in copies(marc, "dp2")
    ]
    assert found == [
        ("总馆", "一库", "I210/6", ("1",)),
        ("总馆", "二库", "I210/6", ("2",)),
        ("总馆", "二库", "I210/6", ("3",)),
    ]


def test_905_and_906_and_935_tell_of_the_same_three_books(record: Record) -> None:
    marc = record(
        "905 $a BNU $d F124 $e 26 $s F124/26 $z bcp",
        "906 $a 211260 $b 1683011 $d F124 $e 26 $x 912",
        "906 $a 211260 $b 1683012 $d F124 $e 26 $r CNY",
        "906 $a 211260 $b 1683013 $d F124 $e 26 $r CNY",
        "935 $a 211260 $b 1683011-3 $d F124 $e 26 $z W",
    )
    found = copies(marc, "cnmarc-906")
    assert [copy.barcodes for copy in found] == [("1683011",), ("1683012",), ("1683013",)]
    assert {copy.library for copy in found} == {"BNU"}


def test_items_of_an_852_have_its_place_and_call_number(record: Record) -> None:
    marc = record(
        "852 0_ $8 1 $b main $c stacks $h QA76 $i .A1",
        "852 0_ $8 2 $b law $c desk $h K1",
        "876 $8 2 $p 31 $t 1",
        "876 $8 1 $p 11",
        "876 $8 1 $p 12 $j Checked out",
    )
    found = [
        (copy.sublocation, copy.shelfmark, copy.barcodes, copy.availability)
        for copy in copies(marc, "marc21")
    ]
    assert found == [
        ("main stacks", "QA76 .A1", ("11",), ""),
        ("main stacks", "QA76 .A1", ("12",), "Checked out"),
        ("law desk", "K1", ("31",), ""),
    ]


def test_a_run_belongs_to_the_852_it_names_or_else_to_the_one_before_it(record: Record) -> None:
    marc = record(
        "852 $8 7 $b A", "866 $a 1990-", "852 $8 8 $b B", "866 $a 2000-2010", "866 $8 7.2 $a 1980"
    )
    held = {copy.sublocation: [run.text for run in copy.held] for copy in copies(marc, "marc21")}
    assert held == {"A": ["1990-", "1980"], "B": ["2000-2010"]}


def test_a_holding_with_a_run_stays_beside_its_items(record: Record) -> None:
    marc = record("852 $b A", "866 $a v.1-9", "876 $p 1 $3 v.1")
    assert [(copy.barcodes, copy.held) for copy in copies(marc, "marc21")] == [
        ((), (Held("v.1-9"),)),
        (("1",), ()),
    ]


def test_a_run_without_an_852_is_still_held(record: Record) -> None:
    (copy,) = copies(record("866 $a v.1-v.9"), "marc21")
    assert copy.held == (Held("v.1-v.9"),)


def test_supplements_and_indexes_are_held_as_such(record: Record) -> None:
    (copy,) = copies(record("852 $a X", "867 $a Suppl. 1-3", "868 $a 1990/99"), "marc21")
    assert copy.held == (Held("Suppl. 1-3", "supplements"), Held("1990/99", "indexes"))


def test_notes_for_the_staff_are_in_no_copy_of_any_profile(record: Record) -> None:
    marc = record("852 $a A $b B $x SECRET", "866 $a 1 $x SECRET", "876 $p 1 $x SECRET")
    for named in shipped():
        assert "SECRET" not in repr(read_copies(marc, profile(named), "holding").copies), named


def test_what_stays_in_the_log_has_a_reason_and_what_no_rule_reads_is_told(record: Record) -> None:
    reading = read_copies(record("852 $a A $x SECRET $9 local"), usual("marc21"))
    assert reading.left == {(0, 1): "it is a note for the staff"}
    assert reading.unread == ((0, 2),)
    assert by_spot(reading) == {(0, 0): [0]}


def test_every_subfield_of_a_field_that_is_read_is_accounted_for(record: Record) -> None:
    marc = record(
        "852 0_ $8 1 $a A $b B $h C $x D $9 E $z",
        "853 $8 1 $a v. $u 4",
        "863 $8 1.1 $a 3 $x N",
        "876 $8 1 $p 4 $q 5",
        "905 $a not $b read",
    )
    reading = read_copies(marc, usual("marc21"))
    spots = set(by_spot(reading)) | set(reading.left) | set(reading.unread)
    assert spots == {
        (place, index)
        for place, found in enumerate(marc.fields[:4])
        for index in range(len(found.subfields))
    }


def test_a_koha_item_that_may_not_be_lent_says_so_in_words(record: Record) -> None:
    (copy,) = copies(
        record("952 $0 0 $1 0 $2 ddc $7 1 $8 REF $a CPL $b CPL $c GEN $o 823 A9 $p 39 $y BK"),
        "koha-marc21",
    )
    assert copy == Copy(
        library="CPL",
        sublocation="REF GEN",
        shelfmark="823 A9",
        scheme="ddc",
        barcodes=("39",),
        availability="not for loan",
        policy="BK",
    )


def test_the_copies_of_the_german_union_of_serials_are_told_in_several_852s(record: Record) -> None:
    marc = record(
        "852 $8 1",
        "852 1_ $c ZB 1 $z 1979 $9 00",
        "852 1_ $c ZB 2 $9 01",
        "852 $a DE-101a",
        "866 30 $a 1929 - 1942; 1979",
    )
    found = [(c.library, c.shelfmark, c.notes, c.held) for c in copies(marc, "zdb", "holding")]
    run = (Held("1929 - 1942; 1979"),)
    assert found == [("DE-101a", "ZB 1", ("1979",), run), ("DE-101a", "ZB 2", (), run)]


@pytest.mark.parametrize(
    ("named", "line", "said"),
    [
        ("rusmarc", "899 $a NLR $b С2 $j Т3(4Вл)/Ч-508 $p 448", "NLR|Т3(4Вл)/Ч-508|448"),
        ("cmarc", "805 $a NHU $c 0014nhu $d 873 $e 2741 $t CCL", "NHU|873 2741|0014nhu"),
        ("koha-unimarc", "995 $b BU1 $f 7001 $k 0 A 3", "BU1|0 A 3|7001"),
        ("sudoc", "930 $5 1:2 $b 751052116 $a 8 MC 123 $j u", "751052116|8 MC 123|"),
        ("sbn", "899 $1 AL0073 $2 TO0 Q9 $f P/G", "TO0 Q9||"),
        ("libris", "852 $b Li $h Ab", "Li|Ab|"),
        ("symphony", "999 $a PS1 $w LC $i X1 $l STACKS $m ALD $t BOOK", "ALD|PS1|X1"),
        ("evergreen", "852 $a net $b BR1 $c Stacks $j QA1 $p 7 $y 5.00", "BR1|QA1|7"),
        ("alma", "AVA $b MAIN $q Main $c Stacks $d PN1 $e available", "MAIN|PN1|"),
        ("nlc", "096 $a I210 $b 6", "|I210/6|"),
        ("cnmarc-vendors", "960 $a 01 $b 5 $s I2/3", "01|I2/3|5"),
    ],
)
def test_each_habit_has_its_profile(record: Record, named: str, line: str, said: str) -> None:
    (copy,) = copies(record(line), named)
    assert f"{copy.library}|{copy.shelfmark}|{' '.join(copy.barcodes)}" == said


def test_the_run_and_the_barcode_of_a_sudoc_copy_come_by_its_number(record: Record) -> None:
    marc = record(
        "930 $5 A:1 $b 751 $a X",
        "930 $5 B:2 $b 692 $a Y",
        "955 $5 A:1 $r 1990-1999",
        "915 $5 B:2 $b 77",
    )
    found = [(copy.library, copy.held, copy.barcodes) for copy in copies(marc, "sudoc")]
    assert found == [("751", (Held("1990-1999"),), ()), ("692", (), ("77",))]


def test_the_usual_profile_is_that_of_the_dialect() -> None:
    assert usual("marc21").name == "marc21"
    assert usual("cnmarc").name == "calis"
    assert usual("rusmarc").name == "rusmarc"
    assert usual("intermarc").fields == ()


def test_a_code_of_a_library_leads_to_the_member_the_profile_names(record: Record) -> None:
    text = '[libraries]\n"01" = "PKU"\n[[fields]]\ntag = "905"\nreads = { a = "library" }'
    (copy,) = read_copies(record("905 $a 01"), Profile.read(text, "own.toml")).copies
    assert (copy.library, copy.member) == ("01", "PKU")


def test_a_condition_chooses_among_fields_of_one_tag(record: Record) -> None:
    text = (
        '[[fields]]\ntag = "995"\nreads = { b = "library" }\n'
        'only = { first = "1", subfields = { b = "BU*" }, without = ["z"] }'
    )
    own = Profile.read(text, "own.toml")
    marc = record("995 1_ $b BU1", "995 2_ $b BU2", "995 1_ $b XX", "995 1_ $b BU4 $z gone")
    assert [copy.library for copy in read_copies(marc, own).copies] == ["BU1"]


def test_one_barcode_in_two_fields_that_agree_is_one_copy(record: Record) -> None:
    marc = record("852 $p 1 $b A", "852 $p 1 $z Worn")
    assert copies(marc, "marc21") == (Copy(sublocation="A", barcodes=("1",), notes=("Worn",)),)


def test_one_barcode_in_two_places_is_two_copies_and_told(record: Record) -> None:
    reading = read_copies(record("852 $p 1 $b A", "852 $p 1 $b B"), usual("marc21"))
    assert len(reading.copies) == 2
    assert "barcode 1" in reading.told[0]


def test_equal_copies_with_barcodes_are_two_and_without_are_one_and_told(record: Record) -> None:
    assert len(copies(record("852 $a A $p 1", "852 $a A $p 2"), "marc21")) == 2
    reading = read_copies(record("852 $a A", "852 $a A"), usual("marc21"))
    assert len(reading.copies) == 1
    assert len(reading.told) == 1
    assert set(by_spot(reading)) == {(0, 0), (1, 0)}


def test_a_code_that_says_nothing_and_a_copy_of_nothing_stay_in_the_log(record: Record) -> None:
    reading = read_copies(record("952 $1 0 $a CPL", "952 $1 1"), profile("koha-marc21"))
    assert [copy.library for copy in reading.copies] == ["CPL"]
    assert reading.left[0, 0] == "its code means that there is nothing to say"
    assert reading.left[1, 0].startswith("it is told of a copy of which nothing else is told")


def test_a_classification_without_a_call_number_is_not_said(record: Record) -> None:
    assert copies(record("852 7_ $a A $2 clc"), "marc21")[0].scheme == ""


def test_the_parts_of_a_call_number_that_is_written_out_stay_in_the_log(record: Record) -> None:
    reading = read_copies(record("905 $a P $d F124 $e 26 $s K2/1"), profile("calis"))
    assert reading.left == dict.fromkeys(((0, 1), (0, 2)), "the call number is taken from $s")
