"""Medium, accessibility, characteristics and supplements: what 340-353 say."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]


VOCABULARY = "http://id.loc.gov/vocabulary"


def test_base_material_is_a_thing_with_a_label(said: Said) -> None:
    assert said("340 ## $aparchment,") == {
        "#Instance bf:baseMaterial #BaseMaterial",
        "#BaseMaterial rdf:type bf:BaseMaterial",
        '#BaseMaterial rdfs:label "parchment"',
    }


def test_material_with_an_address_is_that_thing_and_further_ones_are_related(said: Said) -> None:
    paper, other = "http://vocab.getty.edu/aat/300014109", "http://example.org/paper"
    made = said(f"340 ## $apaper$0(uri){paper}$0{other}")
    assert f"#Instance bf:baseMaterial {paper}" in made
    assert f"{paper} madsrdf:hasRelatedAuthority {other}" in made


def test_a_number_belongs_to_the_subfield_right_before_it(said: Said) -> None:
    made = said("340 ## $apaper$dprinting$0(DE-588)1$emount")
    assert {line for line in made if "bf:identifiedBy" in line} == {
        "#ProductionMethod bf:identifiedBy #Identifier"
    }
    assert "#Instance bf:mount #Mount" in made


def test_illustrations_are_of_the_work_and_material_of_the_instance(said: Said) -> None:
    made = said("340 ## $apaper$pmaps")
    assert "#Work bf:illustrativeContent #Illustration" in made
    assert "#Instance bf:baseMaterial #BaseMaterial" in made


def test_a_reduction_ratio_is_a_value(said: Said) -> None:
    assert '#ReductionRatio rdf:value "1:24"' in said("340 ## $f1:24")


def test_access_modes_carry_what_helps(said: Said) -> None:
    assert said("341 0# $atextual$bcaptions.$2sapdv") == {
        "#Work bf:contentAccessibility #ContentAccessibility",
        "#ContentAccessibility rdf:type bf:ContentAccessibility",
        '#ContentAccessibility rdfs:label "Content access mode: textual"',
        '#ContentAccessibility rdfs:label "Textual assistive features: captions"',
        "#ContentAccessibility bf:source #Source",
        "#Source rdf:type bf:Source",
        '#Source bf:code "sapdv"',
    }


@pytest.mark.parametrize(
    ("field", "predicate", "thing"),
    [
        ("344 ## $adigital", "bf:soundCharacteristic", "mrectype/digital"),
        ("344 ## $gsurround", "bf:soundCharacteristic", "mplayback/mul"),
        ("344 ## $h5.1 DTS-HD MA", "bf:soundCharacteristic", "mspecplayback/dtshd51"),
        ("344 ## $iSOUND", "bf:soundContent", "msoundcontent/sound"),
        ("345 ## $aIMAX", "bf:projectionCharacteristic", "mpresformat/imax"),
        ("346 ## $bPAL", "bf:videoCharacteristic", "mbroadstd/pal"),
        ("347 ## $eregion 2", "bf:digitalCharacteristic", "mregencoding/region2"),
    ],
)
def test_a_characteristic_is_the_thing_its_term_names(
    said: Said, field: str, predicate: str, thing: str
) -> None:
    assert f"#Instance {predicate} {VOCABULARY}/{thing}" in said(field)


def test_a_term_of_no_vocabulary_is_a_thing_of_the_record(said: Said) -> None:
    assert '#RecordingMethod rdfs:label "numérique"' in said("344 ## $anumérique")


def test_an_encoding_is_known_by_a_part_of_its_term(said: Said) -> None:
    blu_ray = f"{VOCABULARY}/mencformat/bluray"
    assert f'{blu_ray} rdfs:label "Blu-ray video"' in said("347 ## $bBLU-RAY disc")


def test_an_aspect_ratio_is_a_value_and_its_designator_a_label(said: Said) -> None:
    assert '#AspectRatio rdf:value "1.85:1"' in said("345 ## $c1.85:1")
    assert '#AspectRatio rdfs:label "wide screen"' in said("345 ## $dwide screen")


def test_what_an_earlier_field_says_is_not_said_again(said: Said) -> None:
    made = said("346 ## $aVHS$2rda", "346 ## $aVHS$2other")
    assert '#Source bf:code "rda"' in made
    assert '#Source bf:code "other"' not in made


def test_a_split_instance_s_sound_tells_of_no_part(said: Said) -> None:
    assert '#AppliesTo rdfs:label "disc 1"' in said("344 ## $3disc 1$c33 rpm")
    split = said("958 ## $aSplitMARC", "344 ## $3disc 1$c33 rpm")
    assert '#PlayingSpeed rdfs:label "33 rpm"' in split
    assert not any("appliesTo" in line for line in split)


def test_the_format_of_music_is_the_work_s(said: Said) -> None:
    made = said("348 ## $avocal score$cstaff notation")
    assert f"#Work bf:musicFormat {VOCABULARY}/mmusicformat/vocalscore" in made
    assert "#Work bf:notation #MusicNotation" in made


def test_objects_of_map_data_are_counted_without_brackets(said: Said) -> None:
    made = said("352 ## $aVector :$bPoint$c(13).")
    assert '#CartographicDataType rdfs:label "Vector"' in made
    assert '#CartographicObjectType rdfs:label "Point"' in made
    assert '#CartographicObjectType bf:count "13"' in made


def test_supplements_are_known_by_code_else_by_number(said: Said) -> None:
    iri = f"{VOCABULARY}/msupplcont/bibliography"
    assert f"#Work bf:supplementaryContent {iri}" in said("353 ## $aBibliography$bbibliography")
    assert '#Identifier rdf:value "4006432-3"' in said("353 ## $aBibliography$0(DE-588)4006432-3")
