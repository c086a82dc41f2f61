"""What the shared record says, field by field, when several libraries describe one edition."""

import pytest

from catalogue.composing import compose
from converters.conversion import Conversion
from converters.engine import Converted, Job
from converters.engines import Choice, conversion
from converters.reader import parse_one
from tests.catalogue.composing.writing import BRIEF, field, lines, record, source, sources, written

BOOK = """
    001 1
    008 040101s2004    cc            000 0 chi
    040 __ $a DLC $c DLC
    245 10 $a Xiang cun / $c Li Ming.
    264 _1 $a Beijing : $b Wen yi chu ban she, $c 2004.
    300 __ $a 320 p. ; $c 21 cm.
"""
IN_HAN = """
    001 2
    008 040101s2004    cc            000 0 chi
    245 10 $a 乡村 $c 李明著
    264 _1 $a 北京 $b 文艺出版社 $c 2004
"""


def with_(*more: str, of: str = BOOK, leader: str = "") -> list[str]:
    return [*(line.strip() for line in of.strip().splitlines()), *more]


def added(*more: str, tags: str = "", to: tuple[str, ...] = ()) -> list[str]:
    """What a brief record with these fields adds to the frame, which has those of ``to``."""
    brief = record([*with_(of=IN_HAN.replace("乡村", "Xiang cun"))[:2], *more], BRIEF)
    composed = compose(sources(record(with_(*to)), brief))
    assert composed.base == ("a", "a-1")
    return [line for line in lines(composed, tags) if line.startswith("b ")]


def test_a_record_alone_is_the_shared_record_in_its_own_dialect() -> None:
    alone = record(["001 x", "200 1_ $a 乡村", "905 __ $a NLC"], dialect="cnmarc")
    composed = compose([source("a", alone)])
    assert composed.record is alone
    assert composed.given == (("a", "a-1"),) * 3


def test_the_fuller_record_is_the_frame_though_it_came_last() -> None:
    brief = source("a", record(with_()[:4], BRIEF), "2026-01-01")
    full = source("b", record(with_()), "2026-01-02")
    composed = compose([brief, full])
    assert composed.base == ("b", "b-1")
    assert set(composed.given) == {("b", "b-1")}
    assert composed.date == "2026-01-02"


def test_the_record_of_a_national_library_is_the_frame_of_two_alike() -> None:
    ours = record(with_("500 __ $a Ours."))
    theirs = record([each.replace("DLC", "XYZ") for each in with_("500 __ $a Theirs.")])
    assert compose(sources(theirs, ours)).base == ("b", "b-1")


def test_the_shared_record_is_read_back_from_its_own_bytes() -> None:
    composed = compose(sources(record(with_()), record(with_(of=IN_HAN), BRIEF)))
    again = parse_one(composed.record.raw, composed.record.format)
    assert list(map(str, again.marc.fields)) == list(map(str, composed.record.marc.fields))
    assert str(again.marc.leader) == str(composed.record.marc.leader) == "00000nam a2200000 i 4500"


@pytest.mark.parametrize(
    ("has", "comes"),
    [
        ("020 __ $a 7020008720", "020 __ $a 9787020008728"),
        ("020 __ $a 9787020008728 (pbk.) : $c CNY20", "020 __ $a 7-02-000872-0"),
        ("010 __ $a    87001664 /MN", "010 __ $a 87-1664"),
        ("035 __ $a (OCoLC)ocm01234567", "035 __ $a (OCoLC)1234567"),
        ("022 0_ $a 1234-5679", "022 __ $a 12345679"),
        ("050 00 $a PL2754.S5 $b Z6 2004", "050 _4 $a PL2754.S5 $b L5 2005"),
        ("082 00 $a 895.1/352 $2 21", "082 04 $a 895.1352 $2 23"),
        ("084 __ $a I247.5 $2 clc/5", "084 __ $a I247.5 $2 clc"),
        ("650 _0 $a Villages $z China.", "650 _0 $a VILLAGES $z China"),
        ("650 _0 $a Villages $0 http://x.example/1", "650 _4 $a Villages."),
        ("700 1_ $a Wang, Li, $d 1950- $e editor.", "700 1_ $a Wang, Li, $d 1950-"),
        ("700 1_ $a Wang, Li, $d 1950-2010.", "700 1_ $a Wang, Li"),
        ("700 1_ $a Wang, Li, $d 1950-2010.", "100 1_ $a Wang, Li."),
        ("700 1_ $a Wang, Li, $d 1950-2010.", "700 1_ $a Wang, Li, $c Dr., $q (L.), $d 1950-"),
        ("100 1_ $a Wang, Li, $d 1881-1936.", "700 1_ $a Uang, L., $d 1881-1936."),
        ("700 1_ $a Müller, Jörg.", "700 1_ $a Muller, Jorg"),
        ("246 1_ $i Cover: $a Country life", "246 3_ $a Country life."),
        ("856 40 $u http://www.example.org/x/", "856 4_ $u https://example.org/x"),
        ("505 0_ $a One -- Two", "505 0_ $a Other contents"),
        ("520 __ $a About a village.", "520 __ $a Something else."),
        ("490 1_ $a Library ; $v 1", "830 _0 $a Library of villages ; $v 1"),
        ("780 00 $t Old title $w (X)1", "780 00 $t Old title. $w (Y)9"),
    ],
)
def test_what_the_frame_says_already_is_not_said_twice(has: str, comes: str) -> None:
    assert added(comes, to=(has,)) == []


@pytest.mark.parametrize(
    ("has", "comes"),
    [
        ("020 __ $a 7020008720", "020 __ $a 9787806571903"),
        ("035 __ $a (OCoLC)1234567", "035 __ $a (X)1234567"),
        ("050 00 $a PL2754.S5", "050 00 $a PL2754.S6"),
        ("084 __ $a I247.5 $2 clc", "084 __ $a I247.5 $2 rvk"),
        ("650 _0 $a Villages", "650 _7 $a Villages $2 fast"),
        ("650 _0 $a Villages", "650 _0 $a Villages $x History"),
        ("600 10 $a Wang, Li", "700 1_ $a Wang, Li"),
        ("700 1_ $a Wang, Li, $d 1950-", "700 1_ $a Wang, Li, $d 1971-"),
        ("700 1_ $a Wang, Li", "710 2_ $a Wang, Li"),
        ("740 02 $a Other story", "246 3_ $a Country life"),
        ("856 40 $u http://example.org/x", "856 40 $u http://example.org/X"),
    ],
)
def test_what_is_another_thing_is_gathered(has: str, comes: str) -> None:
    assert added(comes, to=(has,)) == [f"b {written(field(comes))}"]


@pytest.mark.parametrize("tag", ["505", "520", "504", "490", "041", "546"])
def test_what_the_frame_has_not_comes_from_the_first_that_has_it(tag: str) -> None:
    assert added(f"{tag} __ $a Said") == [f"b {tag} __ $a Said"]


@pytest.mark.parametrize(
    "line",
    [
        "905 __ $a NLC $b 20295403",
        "852 0_ $b Stacks",
        "995 __ $b X",
        "590 __ $a Our copy is torn.",
        "029 1_ $a NLC $b 1",
        "936 __ $a Z",
        "994 __ $a Z",
        "583 __ $a Bound",
        "866 __ $a v. 1",
        "OWN __ $a X",
        "066 __ $c $1",
    ],
)
def test_what_is_one_librarys_own_is_in_no_shared_record(line: str) -> None:
    assert added(line) == []
    composed = compose(sources(record(with_(line)), record(with_(of=IN_HAN), BRIEF)))
    assert line[:3] not in {each.tag for each in composed.record.marc.fields}


@pytest.mark.parametrize("line", ["500 __ $a A note.", "300 __ $a 9 p.", "250 __ $a 2nd ed."])
def test_the_description_is_that_of_the_frame_alone(line: str) -> None:
    assert added(line) == []


def test_a_field_for_one_institution_is_not_gathered() -> None:
    assert added("700 1_ $a Former, Owner $5 DLC", "655 _7 $a Annotations $2 rb $5 X") == []


def test_whom_others_enter_first_is_an_added_entry() -> None:
    assert added("100 1_ $a Zhao, Yi, $d 1950-", to=("100 1_ $a Li, Ming.",)) == [
        "b 700 1_ $a Zhao, Yi, $d 1950-"
    ]


def test_a_uniform_title_comes_only_with_the_name_it_stands_under() -> None:
    to = ("100 1_ $a Li, Ming.",)
    assert added("100 1_ $a Li, Ming", "240 10 $a Village", to=to) == ["b 240 10 $a Village"]
    assert added("100 1_ $a Zhao, Yi", "240 10 $a Village", tags="240", to=to) == []


def test_the_richer_form_wins_and_stands_where_the_frames_stood() -> None:
    to = ("650 _0 $a Rice", "700 1_ $a Wang, Li", "710 2_ $a Society")
    rich = "700 1_ $a Wang, Li, $d 1950- $e editor $0 (X)9"
    brief = record([*with_()[:2], rich], BRIEF)
    composed = compose(sources(record(with_(*to)), brief))
    assert lines(composed, "700 710") == [f"b {rich}", "a 710 2_ $a Society"]


def test_a_cancelled_number_beside_a_known_one_is_not_lost() -> None:
    to = ("020 __ $a 7020008720 $q paperback",)
    (line,) = added("020 __ $a 9787020008728 $z 7020008730", to=to)
    assert line.endswith("$z 7020008730")


def test_a_romanised_frame_gains_the_characters() -> None:
    romanised = record(with_("500 __ $a Note", "650 _0 $a Rice", "020 __ $a 7020008720"))
    in_han = record(with_(of=IN_HAN), BRIEF)
    assert lines(compose(sources(romanised, in_han)), "245 264 880") == [
        "a 245 10 $6 880-01 $a Xiang cun / $c Li Ming.",
        "a 264 _1 $6 880-02 $a Beijing : $b Wen yi chu ban she, $c 2004.",
        "b 880 10 $6 245-01/$1 $a 乡村 $c 李明著",
        "b 880 _1 $6 264-02/$1 $a 北京 $b 文艺出版社 $c 2004",
    ]


def test_a_frame_in_han_gains_the_romanisation_with_its_own_mark() -> None:
    pinyin = "880 10 $6 245-07/Latn-pinyin $a Xiang cun $c Li Ming zhu"
    romanised = record([*with_(of=IN_HAN.replace("10 $a", "10 $6 880-07 $a")), pinyin], BRIEF)
    in_han = record(with_("505 0_ $a 一", "650 _4 $a 村", of=IN_HAN))
    assert lines(compose(sources(in_han, romanised)), "245 880") == [
        "a 245 10 $6 880-01 $a 乡村 $c 李明著",
        "b 880 10 $6 245-01/Latn-pinyin $a Xiang cun $c Li Ming zhu",
    ]


def test_a_name_in_han_and_its_pinyin_are_one_added_entry() -> None:
    composed = compose(
        sources(
            record(with_("700 1_ $a Wang, Shijing.")),
            record(with_("700 1_ $a 王士菁 $e 编", of=IN_HAN), BRIEF),
        )
    )
    assert lines(composed, "700") == ["a 700 1_ $6 880-03 $a Wang, Shijing."]
    assert "b 880 1_ $6 700-03/$1 $a 王士菁 $e 编" in lines(composed, "880")


def test_traditional_and_simplified_characters_are_one_subject() -> None:
    to = ("650 _7 $a 農村 $2 x",)
    assert added("650 _7 $a 农村 $2 x", to=to) == []


def test_pairs_stay_pairs_and_take_the_numbers_that_are_free() -> None:
    frame = record(
        [
            *with_()[:3],
            "245 10 $6 880-02 $a Xiang cun",
            "300 __ $a 3 p.",
            "505 0_ $a Contents",
            "880 10 $6 245-02/$1 $a 乡村",
        ]
    )
    brief = record(
        [
            *with_()[:2],
            "700 1_ $6 880-02 $a Wang, Li",
            "710 2_ $6 880-01 $a Wen xue she",
            "880 1_ $6 700-02/$1 $a 王丽",
            "880 2_ $6 710-01/$1 $a 文学社",
            "880 __ $6 500-00/$1 $a 注",
            "880 _7 $6 650-00/$1 $a 乡村 $2 x",
        ],
        BRIEF,
    )
    composed = compose(sources(frame, brief))
    assert lines(composed, "700 710 880") == [
        "b 700 1_ $6 880-01 $a Wang, Li",
        "b 710 2_ $6 880-03 $a Wen xue she",
        "a 880 10 $6 245-02/$1 $a 乡村",
        "b 880 _7 $6 650-00/$1 $a 乡村 $2 x",
        "b 880 1_ $6 700-01/$1 $a 王丽",
        "b 880 2_ $6 710-03/$1 $a 文学社",
    ]


def test_when_the_numbers_of_pairs_are_used_up_the_880_stands_by_itself() -> None:
    entries = [f"700 1_ $6 880-{n:02} $a Name {n}" for n in range(1, 100)]
    halves = [f"880 1_ $6 700-{n:02}/$1 $a 名{n}" for n in range(1, 100)]
    frame = record(with_(*entries, *halves))
    brief = record([*with_()[:2], "710 2_ $6 880-01 $a She", "880 2_ $6 710-01/$1 $a 社"], BRIEF)
    given = [line for line in lines(compose(sources(frame, brief))) if line.startswith("b")]
    assert given == ["b 710 2_ $a She", "b 880 2_ $6 710-00/$1 $a 社"]


def test_what_is_added_stands_with_its_like() -> None:
    composed = compose(
        sources(
            record(with_("650 _0 $a Rice", "700 1_ $a Wang, Li")),
            record([*with_()[:2], "020 __ $a 7020008720", "651 _0 $a China", "246 3_ $a X"], BRIEF),
        )
    )
    tags = [each.tag for each in composed.record.marc.fields]
    assert tags == sorted(tags)


def test_local_subfields_and_field_links_do_not_leave_their_record() -> None:
    assert added("650 _0 $8 1\\p $a Rice $9 417") == ["b 650 _0 $a Rice"]


def test_a_record_nothing_can_be_made_of_takes_no_part() -> None:
    known = record(with_())
    strange = record(["001 x", "245 10 $a Titre"], dialect="intermarc")
    assert compose(sources(strange, known)).record is known
    assert compose(sources(strange, strange)).record is strange


def test_records_of_several_dialects_become_one_in_marc_21() -> None:
    cnmarc = record(
        ["001 2", "010 __ $a 7-02-000872-0", "200 1_ $a 乡村 $f 李明著", "690 __ $a I247.5 $v 5"],
        "00000nam0 2200000   450 ",
        dialect="cnmarc",
    )
    composed = compose(sources(record(with_()), cnmarc))
    assert composed.record.dialect == "marc21"
    assert {"b 020 __ $a 7020008720", "b 084 __ $a I247.5 $2 clc/5"} <= {
        line.replace("7-02-000872-0", "7020008720") for line in lines(composed)
    }


def test_the_shared_record_converts_and_says_what_both_say() -> None:
    rules: Conversion = conversion(Choice())
    composed = compose(
        sources(record(with_("650 _0 $a Rice.")), record(with_("020 __ $a 7020008720", of=IN_HAN)))
    )
    (outcome,) = rules.convert(
        [Job(composed.record, "http://localhost:8000/bib/b1")], "2026-01-01T00:00:00Z"
    )
    assert isinstance(outcome, Converted)
    for said in ("Rice", "7020008720", "Xiang cun", "乡村"):
        assert said in outcome.triples.decode()


def test_a_name_without_dates_is_no_third_one_beside_two_with_dates() -> None:
    others = [
        record([*with_()[:2], f"700 1_ $a Wang, Li{dates}"], BRIEF)
        for dates in ("", ", $d 1971-", ", $d 1950-")
    ]
    assert len(lines(compose(sources(record(with_()), *others)), "700")) == 2


def test_a_heading_of_another_agency_is_a_variant_of_the_authority() -> None:
    ours = record(
        ["001 1", "040 __ $a DLC", "100 1_ $a Li, Ming, $d 1950-", "400 1_ $a Ming, Li"],
        "00000nz  a2200000n  4500",
        "auth",
    )
    theirs = record(
        ["001 2", "024 7_ $a 0000000121 $2 isni", "100 1_ $a Lee, Ming", "400 1_ $a Li, Ming"],
        "00000nz  a2200000o  4500",
        "auth",
    )
    assert lines(compose(sources(ours, theirs))) == [
        "a 001 1",
        "b 024 7_ $a 0000000121 $2 isni",
        "a 040 __ $a DLC",
        "a 100 1_ $a Li, Ming, $d 1950-",
        "a 400 1_ $a Ming, Li",
        "b 400 1_ $a Lee, Ming",
    ]
