"""Subject headings: topics, places, periods, genres and events, alone and subdivided."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
LCSH = "http://id.loc.gov/authorities/subjects"
RUSSIAN = f"008 760101{'|' * 9}ru {'|' * 17}rus||"


def works(lines: set[str], predicate: str) -> list[str]:
    """The objects the Work has of a property."""
    start = f"{predicate} "
    return [s.removeprefix(start) for s in lines.nested("#Work") if s.startswith(start)]


def test_a_topic_says_its_label_as_text_and_as_heading(lines: Lines) -> None:
    assert works(lines("650 #0 $aCats."), "bf:subject") == [
        (
            f'[bf:source {LCSH}; madsrdf:authoritativeLabel "Cats"; '
            f"madsrdf:isMemberOfMADSScheme {LCSH}; rdf:type bf:Topic; rdf:type madsrdf:Topic; "
            'rdfs:label "Cats"]'
        )
    ]


@pytest.mark.parametrize(
    ("field", "class_", "heading"),
    [
        ("648 #0 $a1900-1999", "bf:Temporal", "madsrdf:Temporal"),
        ("651 #0 $aFrance", "bf:Place", "madsrdf:Geographic"),
        ("647 #7 $aHurricane Katrina$d(2005)$2fast", "bf:Event", "bflc:marcKey"),
    ],
)
def test_the_tag_tells_what_a_heading_is(
    lines: Lines, field: str, class_: str, heading: str
) -> None:
    (subject,) = works(lines(field), "bf:subject")
    assert f"rdf:type {class_}" in subject
    assert heading in subject


def test_a_subdivided_heading_is_a_list_of_components(lines: Lines) -> None:
    (subject,) = works(lines("650 #0 $aCats$zFrance$y1900-1999$vPictorial works."), "bf:subject")
    assert 'rdfs:label "Cats--France--1900-1999--Pictorial works"' in subject
    assert (
        'madsrdf:componentList [rdf:first [madsrdf:authoritativeLabel "Cats"; '
        "rdf:type madsrdf:Topic]; "
        'rdf:rest [rdf:first [madsrdf:authoritativeLabel "France"; rdf:type madsrdf:Geographic]; '
        'rdf:rest [rdf:first [madsrdf:authoritativeLabel "1900-1999"; rdf:type madsrdf:Temporal]; '
        'rdf:rest [rdf:first [madsrdf:authoritativeLabel "Pictorial works"; '
        "rdf:type madsrdf:GenreForm]; rdf:rest rdf:nil]]]]"
    ) in subject


def test_a_place_divided_by_a_topic_is_a_topic_by_a_place_a_place(lines: Lines) -> None:
    assert "rdf:type bf:Topic" in works(lines("651 #0 $aFrance$xHistory"), "bf:subject")[0]
    assert "rdf:type bf:Place" in works(lines("651 #0 $aFrance$zParis"), "bf:subject")[0]


def test_a_genre_is_the_works_form_but_subdivided_its_subject(lines: Lines) -> None:
    form = works(lines("655 #7 $aNovels.$2lcgft"), "bf:genreForm")
    assert "bf:source http://id.loc.gov/vocabulary/genreFormSchemes/lcgft" in form[0]
    said = lines("655 #7 $aNovels$zFrance$2lcgft")
    assert works(said, "bf:genreForm") == []
    assert "madsrdf:ComplexSubject" in works(said, "bf:subject")[0]


def test_a_faceted_genre_is_left_out(lines: Lines) -> None:
    said = lines("655 07 $aNovels$2local")
    assert works(said, "bf:genreForm") == works(said, "bf:subject") == []


def test_the_address_in_0_names_the_topic_that_in_1_the_place(lines: Lines) -> None:
    zero, one = f"{LCSH}/sh85", "http://www.wikidata.org/entity/Q1"
    said = lines(f"650 #0 $aCats$0{zero}$1{one}", f"651 #0 $aFrance$0{zero}2$1{one}2")
    assert f"#Work bf:subject {zero}" in said
    assert f"{zero} madsrdf:identifiesRWO {one}" in said
    assert f"#Work bf:subject {one}2" in said
    assert f"{one}2 madsrdf:isIdentifiedByAuthority {zero}2" in said


def test_a_fast_heading_is_known_by_its_number(lines: Lines) -> None:
    said = lines("650 #7 $aCats.$2fast$0(OCoLC)fst00848754")
    cats = "http://id.worldcat.org/fast/00848754"
    assert f"#Work bf:subject {cats}" in said
    assert f"{cats} bf:source http://id.loc.gov/vocabulary/subjectSchemes/fast" in said
    assert not any(line.startswith(f"{cats} bf:identifiedBy") for line in said)


def test_a_number_of_another_vocabulary_identifies_the_heading(lines: Lines) -> None:
    (subject,) = works(lines("650 #7 $aCats$2dtict$0(DTIC)123"), "bf:subject")
    assert 'rdf:value "123"' in subject
    assert 'bf:source [bf:code "DTIC"; rdf:type bf:Source]' in subject


def test_a_heading_in_two_scripts_is_one(lines: Lines) -> None:
    said = lines(RUSSIAN, "650 #4 $6880-01$aKoshki.", "880 #4 $6650-01/(N$aКошки.")
    (subject,) = works(said, "bf:subject")
    assert 'authoritativeLabel "Koshki"@ru-latn; madsrdf:authoritativeLabel "Кошки"@ru' in subject


def test_the_key_of_a_component_is_kept_where_its_label_has_several_subfields(
    lines: Lines,
) -> None:
    (with_b,) = works(lines("650 #0 $aCaracas.$bBolivar Statue$xHistory"), "bf:subject")
    (without,) = works(lines("650 #0 $aCats$xHistory"), "bf:subject")
    assert 'bflc:marcKey "650 0$aCaracas.$bBolivar Statue$xHistory"' in with_b
    assert "bflc:marcKey" not in without


def test_information_about_a_heading_is_a_note(lines: Lines) -> None:
    (subject,) = works(lines("651 #0 $aFrance$gMiscellaneous"), "bf:subject")
    assert 'bf:note [rdf:type bf:Note; rdfs:label "Miscellaneous"]' in subject
