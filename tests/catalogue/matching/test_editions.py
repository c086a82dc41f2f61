"""Pairs of descriptions a cataloguer would attach to one another, keep apart, or look up."""

from collections.abc import Callable, Mapping

import pytest

from catalogue.matching.likeness import Likeness, compare

type Make = Callable[..., Likeness]

BASE = {
    "008": "008 040101s2004    nyu           000 0 eng d",
    "020": "020    $a0141439602",
    "100": "100 1  $aDawes, Harriet,$d1950-",
    "245": "245 14 $aThe rivers of the north :$ba natural history /$cHarriet Dawes.",
    "260": "260    $aNew York :$bAlder Press,$c2004.",
    "300": "300    $axii, 345 p. :$bill. ;$c24 cm.",
}


def lines(changed: Mapping[str, str | None]) -> list[str]:
    return [line for line in {**BASE, **changed}.values() if line]


def says(of: Make, one: Mapping[str, str | None], two: Mapping[str, str | None]) -> str:
    a, b = of(*lines(one)), of(*lines(two))
    assert set(a.keys) & set(b.keys), "they do not even meet"
    return compare(a, b).says


NO_ISBN = {"020": None}
#: Two records one library has made, so that nothing but the rest may join them.
TWICE = ({"020": None, "010": "010    $a04000001"}, {"020": None, "010": "010    $a04000002"})
LATER = {
    "008": "008 060101s2006    nyu           000 0 eng d",
    "260": "260    $aNew York :$bAlder Press,$c2006.",
}
MUCH_LATER = {
    "008": "008 110101s2011    nyu           000 0 eng d",
    "260": "260    $aNew York :$bAlder Press,$c2011.",
}

SAME: dict[str, tuple[Mapping[str, str | None], Mapping[str, str | None]]] = {
    "ISBN in 10 and in 13 digits": ({}, {"020": "020    $a9780141439600 (pbk.)"}),
    "no subtitle": (NO_ISBN, {"020": None, "245": "245 14 $aThe rivers of the north."}),
    "no article": (NO_ISBN, {"020": None, "245": "245 10 $aRivers of the north."}),
    "a typing error": (NO_ISBN, {"020": None, "245": "245 14 $aThe riverss of the north."}),
    "no ISBN, no pages": ({}, {"020": None, "300": None}),
    "publication expected": (
        {},
        {"300": "300    $ap. cm.", "260": "260    $aNew York :$bAlder,$c2003."},
    ),
    "copyright year only": (
        NO_ISBN,
        {"020": None, "260": "260    $aNew York :$bAlder Press,$cc2004."},
    ),
    "a printing of the year after": (
        {"260": "260    $aNew York :$bAlder Press,$cc2004."},
        {
            "008": "008 050101s2005    nyu           000 0 eng d",
            "260": "260    $aNew York :$bAlder Press,$c2005.",
        },
    ),
    "first edition said": (NO_ISBN, {"020": None, "250": "250    $a1st ed."}),
    "editions in two languages of cataloguing": (
        {"020": None, "250": "250    $a2nd ed."},
        {"020": None, "250": "250    $a2., verb. Aufl.", "300": "300    $aXII, 345 S."},
    ),
    "publisher with first names": (
        {"020": None, "260": "260    $aNew York :$bKnopf,$c2004."},
        {"020": None, "260": "260    $aNew York :$bAlfred A. Knopf, Inc.,$c2004."},
    ),
    "paperback of the same year": ({}, {"020": "020    $a0330487191"}),
    "a volume in the title and in its own subfield": (
        {"245": "245 14 $aThe rivers of the north, vol. 1"},
        {"245": "245 14 $aThe rivers of the north.$nPart one"},
    ),
    "pages with and without the first ones": (
        NO_ISBN,
        {"020": None, "300": "300    $a345 pages"},
    ),
    "words of the title turned round": (
        {"245": "245 10 $aRivers and the law of the north"},
        {"245": "245 14 $aThe law of the north and rivers"},
    ),
    "another little word": (
        {"245": "245 10 $aLe storie de Giacobbe"},
        {"245": "245 10 $aLe storie di Giacobbe"},
    ),
    "two letters in another order": (
        NO_ISBN,
        {"020": None, "245": "245 14 $aThe rivers of the nroth."},
    ),
    "the author's name before the title": (
        {"245": "245 10 $aHarriet Dawes, rivers of the north"},
        {},
    ),
    "a later printing, when all else agrees": (TWICE[0], {**TWICE[1], **LATER}),
    "a printing seven years later, as a note says": (
        TWICE[0],
        {**TWICE[1], **MUCH_LATER, "500": '500    $a"First published 2004. Reprinted 2011."'},
    ),
    "the number it was merged with": (
        {"020": None, "260": None, "010": "010    $a04000001$z04000002"},
        {"020": None, "300": None, "010": "010    $a04000002"},
    ),
    "the publisher's first name as an initial": (
        {"020": None, "260": "260    $aNew York :$bMarta Alder,$c2004."},
        {"020": None, "260": "260    $aNew York :$bM. Alder,$c2004."},
    ),
    "an office that only the heading names": (
        {
            **TWICE[0],
            "100": "110 2  $aWater Research Office",
            "260": "260    $aNew York :$bThe Office,$c2004.",
        },
        {
            **TWICE[1],
            "100": "110 2  $aWater Research Office",
            "260": "260    $aNew York :$bWRO,$c2004.",
        },
    ),
    "a subtitle that is the name of a part in the other": (
        {**TWICE[0], "100": None},
        {**TWICE[1], "100": None, "245": "245 14 $aThe rivers of the north.$pA natural history"},
    ),
    "an ISSN where the number in the series belongs": (
        {**TWICE[0], "440": "440  0 $aNorthern papers ;$v12"},
        {**TWICE[1], "440": "440  0 $aNorthern papers ;$v0948-3837"},
    ),
}


@pytest.mark.parametrize("why", SAME)
def test_one_edition_described_twice_is_the_same(of: Make, why: str) -> None:
    assert says(of, *SAME[why]) == "same"


DIFFERENT: dict[str, tuple[Mapping[str, str | None], Mapping[str, str | None]]] = {
    "another edition": (
        {"020": None, "250": "250    $a2nd ed."},
        {"020": None, "250": "250    $aThird edition."},
    ),
    "another publisher": (
        NO_ISBN,
        {"020": None, "260": "260    $aLondon :$bMarlow & Finch,$c2004."},
    ),
    "a reprint": (
        NO_ISBN,
        {
            "020": None,
            "008": "008 180101r20182004nyu           000 0 eng d",
            "260": "260    $aNew York :$bAlder Press,$c2018.",
        },
    ),
    "a book on the screen": (
        {},
        {"300": "300    $a1 online resource (xii, 345 pages)", "020": "020    $a9780141439600"},
    ),
    "large print": ({}, {"300": "300    $a512 p. (large print)"}),
    "microfilm of it": (NO_ISBN, {"020": None, "533": "533    $aMicrofilm.$c1999."}),
    "a translation": (
        NO_ISBN,
        {
            "020": None,
            "008": "008 040101s2004    nyu           000 0 ger d",
            "041": "041 1  $ager$heng",
        },
    ),
    "volumes 1 and 2": (
        {"245": "245 14 $aThe rivers of the north.$nVol. 1 /$cHarriet Dawes."},
        {"245": "245 14 $aThe rivers of the north.$nBd. II /$cHarriet Dawes."},
    ),
    "a volume hidden in the title": (
        {"245": "245 14 $aThe rivers of the north, vol. 1"},
        {"245": "245 14 $aThe rivers of the north, volume two"},
    ),
    "the set and a volume, one ISBN": (
        {"300": "300    $a3 v. ;$c24 cm."},
        {"245": "245 14 $aThe rivers of the north.$n2"},
    ),
    "the workbook to it": (
        NO_ISBN,
        {"020": None, "245": "245 14 $aThe rivers of the north.$pWorkbook"},
    ),
    "two years of a yearbook": (
        {"020": None, "245": "245 00 $aSurvey of northern rivers, 2003"},
        {"020": None, "245": "245 00 $aSurvey of northern rivers, 2004"},
    ),
    "another book of a set with one ISBN": (
        {"245": "245 10 $aTrout in cold water"},
        {"245": "245 10 $aBridges and fords", "100": "100 1  $aLane, Peter"},
    ),
    "two poets' Poems": (
        {"020": None, "245": "245 10 $aPoems"},
        {"020": None, "245": "245 10 $aPoems", "100": "100 1  $aLane, Peter"},
    ),
    "hearings on two days": (
        {**NO_ISBN, "500": "500    $aHearing held Feb. 7, 2004, Albany, N.Y."},
        {**NO_ISBN, "500": "500    $aHearing held March 16, 2004, Utica, N.Y."},
    ),
    "reports of two months": (
        {**TWICE[0], "500": '500    $a"June 2004."'},
        {**TWICE[1], "500": '500    $a"November 2004."'},
    ),
    "two numbers in one bibliography": (
        {**TWICE[0], "510": "510 4  $aEvans$c20221"},
        {**TWICE[1], "510": "510 4  $aEvans$c20220"},
    ),
    "a third edition, as only a note says": (
        TWICE[0],
        {**TWICE[1], **LATER, "500": '500    $a"Third edition."'},
    ),
    "another topic behind one title": (
        {
            "020": None,
            "245": "245 10 $aTax administration :$breport on clinics for the poor",
            "300": "300    $a22 p.",
        },
        {"020": None, "245": "245 10 $aTax administration :$breview of staff and pay"},
    ),
}


@pytest.mark.parametrize("why", DIFFERENT)
def test_two_editions_are_different_whatever_else_agrees(of: Make, why: str) -> None:
    one, two = DIFFERENT[why]
    assert compare(of(*lines(one)), of(*lines(two))).says == "different"


ASK: dict[str, tuple[Mapping[str, str | None], Mapping[str, str | None]]] = {
    "only one is said to be a part": (
        {},
        {"245": "245 14 $aThe rivers of the north.$n2", "300": None},
    ),
    "another word in the title, one ISBN": (
        {},
        {"245": "245 14 $aThe rivers of the south :$ba natural history"},
    ),
    "two versions for computers": (
        {**TWICE[0], "250": "250    $aWindows version."},
        {**TWICE[1], "250": "250    $aDOS version."},
    ),
    "other preliminary pages two years later": (
        TWICE[0],
        {**TWICE[1], **LATER, "300": "300    $axx, 345 p. :$bill. ;$c24 cm."},
    ),
    "pictures two years later": (
        {**TWICE[0], "300": "300    $axii, 345 p. ;$c24 cm."},
        {**TWICE[1], **LATER},
    ),
    "only one is a large paper issue": (
        NO_ISBN,
        {"020": None, "250": "250    $aLarge paper edition."},
    ),
    "the proofs of it": (
        NO_ISBN,
        {"020": None, "500": '500    $aOn cover: "Advance proofs (uncorrected)."'},
    ),
    "a note calls the other another issue": (
        {"020": None, "010": "010    $a04000001"},
        {"020": None, "500": "500    $aFor another issue see LC record 04000001."},
    ),
    "the house in London and in New York": (
        {"020": None, "260": "260    $aLondon ;$aNew York :$bAlder Press,$c2004."},
        {
            "020": None,
            "260": "260    $aLondon :$bAlder Press,$c2004.",
            "008": "008 040101s2004    enk           000 0 eng d",
        },
    ),
    "ISBN and LCCN copied into a reissue": (
        {"010": "010    $a04000001"},
        {
            "010": "010    $a04000001",
            "008": "008 180101s2018    txu           000 0 eng d",
            "260": "260    $aAustin :$bAlder Press,$c2018.",
        },
    ),
}


@pytest.mark.parametrize("why", ASK)
def test_a_person_is_asked_where_the_books_must_be_seen(of: Make, why: str) -> None:
    assert says(of, *ASK[why]) == "ask"


def test_a_romanised_record_with_han_meets_a_record_in_han(of: Make) -> None:
    romanised = of(
        "008 840101s1983    cc            000 1 chi d",
        "100 1  $6880-01$aLao, She,$d1899-1966.",
        "245 10 $6880-02$aLuotuo Xiangzi /$cLao She zhu.",
        "260    $6880-03$aBeijing :$bRen min wen xue chu ban she,$c1983.",
        "300    $a225 p.",
        "880 1  $6100-01$a老舍.",
        "880 10 $6245-02$a駱駝祥子 /$c老舍著.",
        "880    $6260-03$a北京 :$b人民文學出版社,$c1983.",
    )
    simplified = of(
        "001 012003001234",
        "100    $a19990101d1983    em y0chiy50      ea",
        "101 0  $achi",
        "200 1  $a骆驼祥子$f老舍著",
        "210    $a北京$c人民文学出版社$d1983.6",
        "215    $a225页$d19cm",
        "701  0 $a老舍$4著",
        leader="00000nam0 2200000   450 ",
        dialect="cnmarc",
    )
    assert set(romanised.keys) & set(simplified.keys)
    assert compare(romanised, simplified).says == "same"


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("200 1  $a中国文学史（上）$f林青主编", "200 1  $a中国文学史$h上册$f林青主编", "same"),
        ("200 1  $a中国文学史（上）$f林青主编", "200 1  $a中国文学史$h下册$f林青主编", "different"),
        ("200 1  $a中国文学史 第三卷$f林青主编", "200 1  $a中国文学史$h3$f林青主编", "same"),
        ("200 1  $a中国文学史$f林青主编", "200 1  $a中国文学史$f林青主编", "same"),
    ],
)
def test_volumes_in_chinese_are_read_in_any_form(of: Make, one: str, two: str, said: str) -> None:
    rest = (
        "010    $a7-02-000872-0$dCNY25.00",
        "100    $a20040101d1999    em y0chiy50      ea",
        "101 0  $achi",
        "210    $a北京$c人民文学出版社$d1999",
        "215    $a345页$d20cm",
        "701  0 $a林青$4主编",
    )
    how = {"leader": "00000nam0 2200000   450 ", "dialect": "cnmarc"}
    assert compare(of(one, *rest, **how), of(two, *rest, **how)).says == said


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [("第2版", "2版", "same"), ("第2版", "第3版", "different"), ("修订版", "第二次修订版", "same")],
)
def test_chinese_edition_statements(of: Make, one: str, two: str, said: str) -> None:
    def book(edition: str) -> Likeness:
        return of(
            "008 990101s1999    cc            000 0 chi d",
            "100 1  $a林青",
            "245 10 $a中国古代建筑史 /$c林青编著.",
            f"250    $a{edition}",
            "260    $a北京 :$b中华书局,$c1999.",
            "300    $a345页",
        )

    assert compare(book(one), book(two)).says == said


def test_the_evidence_names_a_rule_and_what_both_say(of: Make) -> None:
    one, two = of(*lines({"250": "250    $a2nd ed."})), of(*lines({"250": "250    $a3. Aufl."}))
    found = {each.rule: (each.a, each.b) for each in compare(one, two).evidence}
    assert found["edition-differs"] == ("2", "3")


def test_a_record_that_says_nearly_nothing_is_alone(of: Make) -> None:
    assert of("245 00 $aReport.", "260    $c1999.").alone
    assert not of(*BASE.values()).alone


BLOCKS = (
    "100 1  $aYamada, Taro",
    "245 10 $aKawa no zu.",
    "300    $a3 v. ;$c23 cm.",
)


def printed(of: Make, number: str, houses: str, frame: str) -> Likeness:
    """A Japanese book of 1805; ``number``: the LCCN, ``frame`` as a note gives it."""
    return of(
        "008 020225s1805    ja            000 0 jpn d",
        f"010    $a{number}",
        *BLOCKS,
        f"260    $aKyoto :{houses},$cBunka 2 [1805]",
        f"500    $aWithin single border ({frame} cm.); text in 9 vertical lines.",
    )


@pytest.mark.parametrize(
    ("houses", "frame", "said"),
    [
        ("$bNoda Shoemon", "18.9 x 14.2", "same"),
        ("$bNoda Shoemon", "20.1 x 14.0", "different"),
        ("$bIwata Sasuke", "19.0 x 14.0", "different"),
        ("$bNoda Shoemon :$bIwata Sasuke", "19.0 x 14.0", "ask"),
    ],
)
def test_blocks_of_one_size_and_one_house_make_one_edition(
    of: Make, houses: str, frame: str, said: str
) -> None:
    one = printed(of, "02000001", "$bNoda Shoemon", "19.0 x 14.0")
    assert compare(one, printed(of, "02000002", houses, frame)).says == said


def test_two_sets_of_publishers_that_share_one_are_two_issues(of: Make) -> None:
    one = printed(of, "02000001", "$bNoda Shoemon :$bOgawa Hikoku", "19.0 x 14.0")
    two = printed(of, "02000002", "$bNoda Shoemon :$bIwata Sasuke", "19.0 x 14.0")
    assert compare(one, two).says != "same"


BOOK_OF_PAGES = (
    "008 370101s1937    nyu           000 0 eng d",
    "100 1  $aDawes, Harriet",
    "245 10 $aI stand by the rivers.",
)


def test_the_same_pages_of_a_journal_are_one_article_however_coded(of: Make) -> None:
    lines = (*BOOK_OF_PAGES, "300    $ap. 429-430 ;$c30 cm.")
    assert compare(of(*lines), of(*lines, leader="00000naa a2200000 a 4500")).says == "same"


def test_cassettes_and_discs_are_counted_and_hours_are_no_pages(of: Make) -> None:
    base = ("100 1  $aDawes, Harriet", "245 10 $aRivers of the north.", "260    $bAlder,$c1993.")
    leader = "00000nim a2200000 a 4500"
    one = of(*base, "300    $a4 pieces (11 h)", leader=leader)
    two = of(*base, "300    $a9 sound discs (11 hr.)", leader=leader)
    assert compare(one, two).says != "same"
    assert b'"pages"' not in one.traits


def test_a_preliminary_record_pays_less_for_its_second_number(of: Make) -> None:
    coded = "008 040101s2004    nyu           000 0 eng d"
    title = "245 10 $aRivers of the north :$ba natural history."
    early = (coded, "010    $a04000002", title, "300    $a345 p.")
    full = of("010    $a04000001", coded, title, "300    $axii, 345 p. ;$c24 cm.")
    assert compare(full, of(*early, leader="00000nam a2200000 5 4500")).says == "ask"
    assert compare(full, of(*early, leader="00000nam a22000005  4500")).says == "same"


def test_a_damaged_008_says_nothing_of_the_form(of: Make) -> None:
    base = ("245 10 $aStudents' recital.", "260    $aSudbury :$bAlder,$c2000.", "300    $a1 disc")
    leader = "00000njm a2200000 a 4500"
    whole = of("008 000919s2000    oncuuu              eng d", *base, leader=leader)
    damaged = of("008 000919s2000 oncuuu eng d", *base, leader=leader)
    assert {e.rule for e in compare(whole, damaged).evidence}.isdisjoint({"form-differs"})


def test_a_library_s_own_collection_names_nobody(of: Make) -> None:
    found = of(*BASE.values(), "710 2  $aRare Book Collection (Library)$5XYZ")
    assert b"rare book" not in found.traits


def test_pages_beside_an_unnumbered_leaf_are_counted(of: Make) -> None:
    found = of("245 10 $aRivers", "300    $a331 pages, 1 unnumbered leaf of plates")
    assert b'"pages":[331,331]' in found.traits
