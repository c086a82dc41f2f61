"""What the codes of 007 say of the Instance, and of the Work's content."""

from collections.abc import Callable

import pytest

from converters.bibframe.codes import rows
from converters.bibframe.rules.c007_positions import MATERIALS

type Lines = Callable[..., set[str]]
VOCABULARY = "http://id.loc.gov/vocabulary/"
#: A compact disc, in stereo.
DISC = "007 sd fsngnnmmned"


def of(said: set[str], subject: str, predicate: str) -> set[str]:
    """The objects of the statements; without the stem of id.loc.gov's vocabularies."""
    start = f"{subject} {predicate} "
    return {
        line.removeprefix(start).removeprefix(VOCABULARY) for line in said if line.startswith(start)
    }


def test_a_compact_disc_is_played_digitally_in_stereo(lines: Lines) -> None:
    said = lines(DISC)
    assert of(said, "#Instance", "bf:media") == {"mediaTypes/s"}
    assert of(said, "#Instance", "bf:carrier") == {"carriers/sd"}
    assert of(said, "#Instance", "bf:dimensions") == {'"4 3/4 in."'}
    assert of(said, "#Instance", "bf:baseMaterial") == {"mmaterial/mtl", "mmaterial/pla"}
    assert of(said, "#Instance", "bf:soundCharacteristic") == {
        "mplayspeed/f",
        "mplayback/ste",
        "mrectype/digital",
        "mcapturestorage/dist",
    }
    assert f"{VOCABULARY}mplayback/ste rdf:type bf:PlaybackChannels" in said
    assert f'{VOCABULARY}mplayback/ste rdfs:label "stereo"' in said


@pytest.mark.parametrize(
    ("field", "predicate"),
    [
        ("337 ## $aaudio", "bf:media"),
        ("300 ## $a1 disc ;$c12 cm", "bf:dimensions"),
    ],
)
def test_what_a_field_says_in_words_the_code_does_not_repeat(
    field: str, predicate: str, lines: Lines
) -> None:
    of_the_code = of(lines(DISC), "#Instance", predicate)
    assert of_the_code
    both = of(lines(DISC, field), "#Instance", predicate)
    assert both == of(lines(field), "#Instance", predicate)


def test_stereo_in_344_silences_the_code_for_it_and_no_other(lines: Lines) -> None:
    said = of(lines(DISC, "344 ## $3stereo"), "#Instance", "bf:soundCharacteristic")
    assert "mplayback/ste" not in said
    assert "mrectype/digital" in said


def test_a_carrier_that_338_or_008_names_keeps_the_name_it_has_there(lines: Lines) -> None:
    film = f'{VOCABULARY}carriers/si rdfs:label "sound track film"'
    assert film in lines("007 si")
    assert film not in lines("007 si", "338 ## $bsi")
    other = f'{VOCABULARY}carriers/cz rdfs:label "other computer carrier"'
    electronic = "008 760101s1999    nyu     q           eng d"
    assert other in lines("007 cz")
    assert other not in lines("007 cz", electronic)
    assert other in lines("007 cz", electronic, "958 ## $aSplitMARC")


def test_an_lp_has_a_microgroove_and_a_cylinder_of_160_rpm_a_fine_pitch(lines: Lines) -> None:
    groove = {"m": "mgroove/micro", "s": "mgroove/coarse"}
    for code, expected in groove.items():
        said = of(lines(f"007 sd bs{code}"), "#Instance", "bf:soundCharacteristic")
        assert expected in said
    fine = of(lines("007 se ism"), "#Instance", "bf:soundCharacteristic")
    standard = of(lines("007 se hss"), "#Instance", "bf:soundCharacteristic")
    assert "mgroove/finepitch" in fine
    assert "mgroove/stanpitch" in standard
    assert "mgroove/micro" not in fine


def test_the_width_of_a_tape_is_told_where_its_size_is(lines: Lines) -> None:
    assert of(lines("007 st lsnam"), "#Instance", "bf:dimensions") == {
        '"3 in."',
        '"1/4 in. tape width"',
    }
    assert of(lines("007 st lsnnm"), "#Instance", "bf:dimensions") == set()


def test_a_microfiche_has_a_range_of_reduction_and_a_ratio(lines: Lines) -> None:
    said = lines("007 he bmb024bbca")
    ratios = of(said, "#Instance", "bf:reductionRatio")
    assert "mreductionratio/normal" in ratios
    (own,) = ratios - {"mreductionratio/normal"}
    assert f'{own} rdfs:label "024"' in said
    assert len(of(lines("007 he bmb|||bbca"), "#Instance", "bf:reductionRatio")) == 1


def test_a_wide_screen_film_has_both_ratios_and_a_note_of_them(lines: Lines) -> None:
    said = lines("007 mr bd")
    ratios = of(said, "#Instance", "bf:aspectRatio")
    assert {"maspect/ana", "maspect/wide"} < ratios
    assert any(line.endswith('rdfs:label "anamorphic (wide-screen)"') for line in said)
    assert of(lines("007 mr be"), "#Instance", "bf:aspectRatio") == {"maspect/wide"}


def test_a_blank_for_sound_means_silent(lines: Lines) -> None:
    assert of(lines("007 vf cb "), "#Instance", "bf:soundContent") == {"msoundcontent/silent"}
    assert of(lines("007 vf cb|"), "#Instance", "bf:soundContent") == set()


def test_a_007_makes_content_where_leader_and_336_do_not(lines: Lines) -> None:
    text, film = "00000nam a2200000 i 4500", "00000ngm a2200000 i 4500"
    moving = "contentTypes/tdi"
    assert moving in of(lines("007 vf cb", leader=text), "#Work", "bf:content")
    assert moving not in of(lines("007 vf cb", "336 ## $btxt", leader=text), "#Work", "bf:content")
    assert of(lines("007 vf cb", leader=film), "#Work", "bf:content") == of(
        lines(leader=film), "#Work", "bf:content"
    )


def test_a_globe_is_three_dimensional_and_an_object(lines: Lines) -> None:
    said = lines("007 da cca")
    assert "contentTypes/crf" in of(said, "#Work", "bf:content")
    assert of(said, "#Instance", "bf:carrier") == {"carriers/nr"}
    assert of(said, "#Instance", "bf:genreForm") == {
        "http://id.loc.gov/authorities/genreForms/gf2011026117"
    }


def test_codes_of_no_meaning_and_unknown_materials_say_nothing(lines: Lines) -> None:
    plain = lines()
    assert lines("007 ta") == plain
    assert lines("007 zu") == plain
    assert not of(lines("007 vz ||||||"), "#Instance", "bf:videoCharacteristic")


def test_a_short_007_says_what_it_has(lines: Lines) -> None:
    said = lines("007 vf")
    assert of(said, "#Instance", "bf:carrier") == {"carriers/vf"}
    assert not of(said, "#Instance", "bf:colorContent")


def test_every_list_of_codes_is_used_by_a_position() -> None:
    used = {
        each.codes or f"{category}{each.at:02}"
        for category, material in MATERIALS.items()
        for each in material.positions
        if each.file == "007"
    }
    assert {row[0] for row in rows("007")} == used
