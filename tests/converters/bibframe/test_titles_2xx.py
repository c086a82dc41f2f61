"""Titles: what of a 245 is the Work's and what the Instance's, and what a variant title is of."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
RUSSIAN = f"008 760101{'|' * 9}ru {'|' * 17}rus||"
VARIANT = "http://id.loc.gov/vocabulary/vartitletype/"


def titles(lines: set[str], subject: str) -> list[str]:
    return [said for said in lines.nested(subject) if said.startswith("bf:title ")]


def test_the_works_title_is_one_text_the_instances_has_parts(lines: Lines) -> None:
    said = lines("245 10 $aFaust :$bein Fragment.$nTeil 1,$pProloge /$cvon Goethe.")
    assert titles(said, "#Work") == [
        'bf:title [bf:mainTitle "Faust : ein Fragment. Teil 1, Prologe"; rdf:type bf:Title]'
    ]
    assert titles(said, "#Instance") == [
        (
            'bf:title [bf:mainTitle "Faust"; bf:partName "Prologe"; bf:partNumber "Teil 1"; '
            'bf:subtitle "ein Fragment"; rdf:type bf:Title]'
        )
    ]


def test_the_statement_of_responsibility_is_the_instances(lines: Lines) -> None:
    said = lines("245 10 $aFaust /$cvon J. W. Goethe.")
    assert '#Instance bf:responsibilityStatement "von J. W. Goethe"' in said
    assert not any(line.startswith("#Work bf:responsibility") for line in said)


def test_a_title_in_two_scripts_is_one_title(lines: Lines) -> None:
    said = lines(
        RUSSIAN,
        "245 10 $6880-01$aDetstvo /$cTolstoi.",
        "880 10 $6245-01/(N$aДетство /$cТолстой.",
    )
    for subject in ("#Work", "#Instance"):
        both = 'bf:mainTitle "Detstvo"@ru-latn; bf:mainTitle "Детство"@ru'
        assert titles(said, subject) == [f"bf:title [{both}; rdf:type bf:Title]"]
    assert '#Instance bf:responsibilityStatement "Толстой"@ru' in said


def test_an_880_of_another_occurrence_is_another_title(lines: Lines) -> None:
    said = lines(RUSSIAN, "245 10 $6880-01$aDetstvo", "880 10 $6245-02/(N$aДетство")
    assert len(titles(said, "#Instance")) == 2


def test_characters_not_sorted_by_are_told(lines: Lines) -> None:
    said = lines("245 14 $aThe tempest.")
    assert titles(said, "#Instance") == [
        'bf:title [bf:mainTitle "The tempest"; bflc:nonSortNum "4"; rdf:type bf:Title]'
    ]
    assert not any("nonSortNum" in line for line in lines("245 10 $aTempest."))


@pytest.mark.parametrize(("other", "dated"), [("046 ## $ak", True), ("046 ## $k1950", False)])
def test_inclusive_dates_are_the_works_unless_046_has_them(
    lines: Lines, other: str, dated: bool
) -> None:
    said = lines(other, "245 00 $aPapers,$f1940-1960.")
    assert ('#Work bf:originDate "1940-1960"' in said) is dated


@pytest.mark.parametrize(
    ("indicator", "subject", "kind"),
    [
        ("0", "#Work", f"bf:VariantTitle; rdf:type {VARIANT}por"),
        ("1", "#Work", "bf:ParallelTitle"),
        ("3", "#Work", "bf:VariantTitle"),
        ("4", "#Instance", f"bf:VariantTitle; rdf:type {VARIANT}cov"),
        ("8", "#Instance", f"bf:VariantTitle; rdf:type {VARIANT}spi"),
    ],
)
def test_a_variant_on_cover_or_spine_is_the_instances_any_other_the_works(
    lines: Lines, indicator: str, subject: str, kind: str
) -> None:
    said = lines(f"246 3{indicator} $aFaust :$bFragment.")
    assert titles(said, subject) == [
        f'bf:title [bf:mainTitle "Faust"; bf:subtitle "Fragment"; rdf:type {kind}]'
    ]
    assert titles(said, "#Instance" if subject == "#Work" else "#Work") == []


def test_a_variant_title_says_where_it_stands_and_whose_copy_has_it(lines: Lines) -> None:
    said = lines("246 1# $iHead:$aFaust$5MH")
    assert titles(said, "#Work") == [
        (
            'bf:title [bf:mainTitle "Faust"; bf:note [rdf:type bf:Note; rdfs:label "Head"]; '
            "bflc:applicableInstitution http://id.loc.gov/vocabulary/organizations/mh; "
            "rdf:type bf:VariantTitle]"
        )
    ]


def test_former_titles_have_the_notes_of_547_in_order(lines: Lines) -> None:
    said = lines(
        "247 10 $aOld name$f1950-1960.$x1234-5678",
        "247 10 $aNewer name$g(varies)",
        "547 ## $aVaries slightly.",
        "547 ## $aUntil 1970.",
    )
    former = f"rdf:type bf:VariantTitle; rdf:type {VARIANT}for]"
    assert titles(said, "#Work") == [
        'bf:title [bf:date "1950-1960"; bf:identifiedBy [rdf:type bf:Issn; rdf:value "1234-5678"]; '
        'bf:mainTitle "Old name"; bf:note [rdf:type bf:Note; rdfs:label "Varies slightly."]; '
        + former,
        'bf:title [bf:mainTitle "Newer name"; '
        'bf:note [rdf:type bf:Note; rdfs:label "Until 1970."]; bf:qualifier "varies"; ' + former,
    ]


def test_an_abbreviated_title_is_the_works_if_it_is_the_issn_centres(lines: Lines) -> None:
    said = lines("210 0# $aPlant prot.$b(Online)", "210 00 $aPl. Prot.$2dnlm")
    assert titles(said, "#Work") == [
        (
            'bf:title [bf:assigner [bf:code "issnkey"; rdf:type bf:Agent]; '
            'bf:mainTitle "Plant prot."; bf:qualifier "(Online)"; rdf:type bf:AbbreviatedTitle]'
        )
    ]
    assert titles(said, "#Instance") == [
        (
            'bf:title [bf:assigner [bf:code "dnlm"; rdf:type bf:Agent]; '
            'bf:mainTitle "Pl. Prot."; rdf:type bf:AbbreviatedTitle]'
        )
    ]


def test_a_key_title_keeps_its_qualifier_apart(lines: Lines) -> None:
    said = lines("222 #0 $aNature$b(London)")
    assert titles(said, "#Work") == [
        'bf:title [bf:mainTitle "Nature"; bf:qualifier "(London)"; rdf:type bf:KeyTitle]'
    ]


def test_a_title_translated_by_the_cataloguer_is_in_the_language_of_y(lines: Lines) -> None:
    said = lines("242 10 $aWar and peace.$yeng")
    assert titles(said, "#Instance") == [
        (
            'bf:title [bf:mainTitle "War and peace"@en; rdf:type bf:VariantTitle; '
            f"rdf:type {VARIANT}tra]"
        )
    ]


def test_a_secondary_instance_takes_its_title_from_856(lines: Lines) -> None:
    split = "958 ## $aSplitMARC"
    assert titles(lines("245 10 $aFaust.", split), "#Instance")
    assert not any(
        line.startswith("#Instance bf:responsibilityStatement")
        for line in lines("245 10 $aFaust /$cGoethe.", "856 42 $uhttp://example.org/1", split)
    )
