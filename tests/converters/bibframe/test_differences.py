"""Where we mean to differ from LC's rules, and no further."""

from collections.abc import Callable

type Lines = Callable[..., set[str]]
DLC = "#Item bf:heldBy http://id.loc.gov/vocabulary/organizations/dlc"


def f008(dates: str = "s1999    ", country: str = "nyu", language: str = "eng") -> str:
    return f"008 990101{dates}{country}{'|' * 17}{language}||"


def objects(said: set[str], predicate: str) -> set[str]:
    return {line.split(" ", 2)[2] for line in said if line.split(" ", 2)[1] == predicate}


def test_blanks_are_no_country(lines: Lines) -> None:
    assert not objects(lines(f008(country="   ")), "bf:place")
    assert objects(lines(f008(country="ny ")), "bf:place")


def test_blanks_are_no_date(lines: Lines) -> None:
    dates = objects(lines(f008("s        ")), "bf:date")
    assert dates == objects(lines(f008("||||||||| ")), "bf:date")
    assert not any('"    "' in date for date in dates)


def test_a_host_is_not_called_what_its_part_is_called(lines: Lines) -> None:
    article = "245 00 $aAn article"
    for tag in ("773", "774"):
        named = lines(article, f"{tag} 0# $tThe journal$x1234-5678")
        unnamed = lines(article, f"{tag} 0# $x1234-5678")
        assert objects(named, "bf:mainTitle") == {'"An article"', '"The journal"'}
        assert objects(unnamed, "bf:mainTitle") == {'"An article"'}
        works = [line for line in unnamed if line.startswith("#Work-")]
        assert not any("bf:title" in line for line in works)


def test_another_form_of_the_same_book_is_called_the_same(lines: Lines) -> None:
    said = lines("245 00 $aA book", "776 08 $z0306406152")
    assert any(line.startswith("#Work-") and "bf:title" in line for line in said)


def test_what_a_library_bought_is_not_held_by_lc(lines: Lines) -> None:
    assert DLC not in lines("541 ## $cGift ;$aR. Garrett$5NjP")
    assert DLC not in lines("541 ## $cGift ;$aR. Garrett")
    assert DLC in lines("541 ## $cGift ;$aR. Garrett$5DLC")
    assert DLC in lines("051 ## $aPS2025$bCopy 2")


def test_a_record_without_008_still_says_who_published_it(lines: Lines) -> None:
    said = lines("264 #1 $aParis :$bSeuil,$c1999.", "264 #4 $c©1998")
    assert {'"Seuil"'} == objects(said, "bflc:simpleAgent")
    assert {'"1998"'} == objects(said, "bf:copyrightDate")
    assert {'"Paris: Seuil, 1999"'} == objects(said, "bf:publicationStatement")


def test_a_name_of_unknown_kind_has_no_empty_type(lines: Lines) -> None:
    said = lines("720 ## $aBlacklock, Joseph")
    assert objects(said, "rdfs:label") >= {'"Blacklock, Joseph"'}
    assert '""' not in objects(said, "rdf:type")


def test_a_class_number_keeps_the_edition_of_its_scheme(lines: Lines) -> None:
    said = lines("084 ## $aI242.4$2clc/5")
    assert objects(said, "bf:edition") == {'"5"'}
    assert '"clc"' in objects(said, "bf:code")
    assert not objects(lines("084 ## $aI242.4$2clc"), "bf:edition")
