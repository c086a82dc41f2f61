"""What 008 says: of all materials, and at the positions each kind of material has."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
GENRES = "http://id.loc.gov/authorities/genreForms/"
VOCABULARY = "http://id.loc.gov/vocabulary/"
BOOK = "00000nam a2200000 i 4500"
MANUSCRIPT = "00000ntm a2200000 i 4500"
SERIAL = "00000nas a2200000 i 4500"
MAP = "00000nem a2200000 i 4500"
SCORE = "00000ncm a2200000 i 4500"
FILM = "00000ngm a2200000 i 4500"
SOFTWARE = "00000nmm a2200000 i 4500"


def f008(**at: str) -> str:
    """An 008 that codes nothing but what is given: ``f008(p22="j")``."""
    data = list("760101" + "|" * 34)
    for position, text in at.items():
        start = int(position[1:])
        data[start : start + len(text)] = text
    return f"008 {''.join(data)}"


def of_things(said: set[str], *subjects: str) -> set[str]:
    """The statements of the Work and the Instance, without those every record has."""
    without = ("bf:adminMetadata", "bf:content", "bf:hasInstance", "bf:instanceOf", "rdf:type")
    return {
        line
        for line in said
        if line.startswith(subjects or ("#Work ", "#Instance "))
        and not line.split()[1].startswith((*without, "bf:issuance"))
    }


def test_a_book_says_its_illustrations_audience_index_and_form(lines: Lines) -> None:
    said = lines(f008(p18="ab  ", p22="j", p31="1", p33="f", p35="eng"), leader=BOOK)
    assert of_things(said) == {
        f"#Work bf:illustrativeContent {VOCABULARY}millus/ill",
        f"#Work bf:illustrativeContent {VOCABULARY}millus/map",
        f"#Work bf:intendedAudience {VOCABULARY}maudience/juv",
        f"#Work bf:supplementaryContent {VOCABULARY}msupplcont/index",
        f"#Work bf:genreForm {GENRES}gf2015026020",
        f"#Work bf:language {VOCABULARY}languages/eng",
    }
    assert f'{VOCABULARY}millus/map rdfs:label "maps"' in said
    assert f"{VOCABULARY}maudience/juv rdf:type bf:IntendedAudience" in said


def test_the_same_position_says_other_things_of_other_materials(lines: Lines) -> None:
    coded = f008(p33="a")
    form = {leader: of_things(lines(coded, leader=leader)) for leader in (BOOK, SERIAL, FILM)}
    assert form == {
        BOOK: set(),
        SERIAL: {f"#Work bf:notation {VOCABULARY}mscript/a"},
        FILM: {f"#Work bf:genreForm {GENRES}gf2017027218"},
    }


def test_manuscript_text_and_006_say_nothing_by_position(lines: Lines) -> None:
    coded = f008(p18="a   ", p22="j")
    assert of_things(lines(coded, leader=MANUSCRIPT)) == set()
    more = "006 aa   j |||||||||||"
    assert lines(f008(), more, leader=SCORE) == lines(f008(), leader=SCORE)


@pytest.mark.parametrize(
    ("code", "property_", "iri"),
    [
        ("b", "bf:supplementaryContent", f"{VOCABULARY}msupplcont/bibliography"),
        ("q", "bf:supplementaryContent", f"{VOCABULARY}msupplcont/film"),
        ("d", "bf:genreForm", f"{GENRES}gf2014026086"),
        ("6", "bf:genreForm", f"{GENRES}gf2014026266"),
    ],
)
def test_contents_are_supplements_or_genres(
    lines: Lines, code: str, property_: str, iri: str
) -> None:
    said = lines(f008(p24=code), leader=BOOK)
    assert of_things(said) == {f"#Work {property_} {iri}"}


@pytest.mark.parametrize(
    ("leader", "coded", "field", "said"),
    [
        (BOOK, f008(p33="f"), "655 #7 $aNovels.$2lcgft", False),
        (BOOK, f008(p33="f"), "655 #7 $aNovels.$2gsafd", True),
        (BOOK, f008(p24="d"), "655 #7 $aDictionaries$2lcgft", False),
        (BOOK, f008(p24="b"), "655 #7 $abibliography$2lcgft", True),
        (BOOK, f008(p31="1"), "353 ## $aindex$2msupplcont", False),
        (BOOK, f008(p18="a"), f"340 ## $0{VOCABULARY}millus/ill", False),
        (BOOK, f008(p29="1"), "655 #7 $aConference papers and proceedings.$2lcgft", True),
        (FILM, f008(p33="v"), "380 ## $aVideo recordings$2lcgft", False),
        (SCORE, f008(p20="a"), "348 ## $avocal score", False),
        (SCORE, f008(p24="a"), "348 ## $bvs", False),
        (SCORE, f008(p24="a"), "348 ## $avocal score", True),
    ],
)
def test_a_code_is_passed_over_where_a_field_says_it(
    lines: Lines, leader: str, coded: str, field: str, said: bool
) -> None:
    by_code = of_things(lines(coded, leader=leader))
    assert len(by_code) == 1
    field_alone = of_things(lines(f008(), field, leader=leader))
    assert (by_code <= of_things(lines(coded, field, leader=leader)) - field_alone) is said


def test_relief_and_projection_are_cartographic_attributes(lines: Lines) -> None:
    said = lines(f008(p18="a", p22="bd"), leader=MAP)
    attributes = {line.split()[2] for line in said if " bf:cartographicAttributes " in line}
    assert len(attributes) == 2
    assert {line.split(" ", 1)[1] for line in said if line.split()[0] in attributes} == {
        "rdf:type bf:Cartographic",
        f"bf:relief {VOCABULARY}mrelief/cont",
        f"bf:projection {VOCABULARY}mprojection/bd",
    }


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ("090", '"PT90M"^^xsd:duration'),
        ("120", '"PT120M"^^xsd:duration'),
        ("000", '"more than 999 minutes"'),
        ("nnn", ""),
        ("---", ""),
    ],
)
def test_the_running_time_of_a_film_is_a_duration(lines: Lines, minutes: str, said: str) -> None:
    made = of_things(lines(f008(p18=minutes), leader=FILM))
    shown = {
        line.replace("<http://www.w3.org/2001/XMLSchema#duration>", "xsd:duration") for line in made
    }
    assert shown == ({f"#Work bf:duration {said}"} if said else set())


def test_a_serial_says_its_frequency_and_that_it_is_irregular(lines: Lines) -> None:
    said = lines(f008(p18="qx"), leader=SERIAL)
    assert of_things(said) == {
        f"#Instance bf:frequency {VOCABULARY}frequencies/qrt",
        f"#Instance bf:frequency {VOCABULARY}frequencies/irr",
    }


def test_a_serial_notes_its_original_form_and_its_entry_convention(lines: Lines) -> None:
    said = lines(f008(p22="a", p34="0"), leader=SERIAL)
    notes = {
        line.split()[0]: line.split(" ", 2)[2]
        for line in said
        if line.startswith("#Note-") and " rdfs:label " in line
    }
    assert sorted(notes.values()) == ['"0 - successive"', '"Microfilm"']
    of = {label: node for node, label in notes.items()}
    assert f"#Instance bf:note {of['"Microfilm"']}" in said
    assert f"{of['"Microfilm"']} rdf:type {VOCABULARY}mnotetype/orig" in said
    assert f"{of['"0 - successive"']} rdf:type {VOCABULARY}mnotetype/metaentry" in said
    assert any(
        line.startswith("#AdminMetadata-") and line.endswith(of['"0 - successive"'])
        for line in said
    )


def test_a_book_in_braille_says_its_carrier_medium_and_notation(lines: Lines) -> None:
    assert of_things(lines(f008(p23="f"), leader=BOOK)) == {
        f"#Instance bf:carrier {VOCABULARY}carriers/nc",
        f"#Instance bf:media {VOCABULARY}mediaTypes/n",
        f"#Instance bf:notation {VOCABULARY}mtactile/brail",
    }


def test_a_book_of_no_special_form_is_unmediated_and_says_no_carrier(lines: Lines) -> None:
    assert of_things(lines(f008(p23=" "), leader=BOOK)) == {
        f"#Instance bf:media {VOCABULARY}mediaTypes/n"
    }


@pytest.mark.parametrize("field", ["337 ## $bn", "338 ## $bcr"])
def test_carrier_and_medium_are_left_to_337_and_338(lines: Lines, field: str) -> None:
    fields = {"337 ## $bn": "bf:media", "338 ## $bcr": "bf:carrier"}
    coded = of_things(lines(f008(p23="o"), leader=BOOK))
    assert {line.split()[1] for line in coded} == {"bf:media", "bf:carrier"}
    said = of_things(lines(f008(p23="o"), field, leader=BOOK))
    left = {line for line in coded if fields[field] not in line}
    assert said == left | of_things(lines(f008(), field, leader=BOOK))


def test_software_says_a_carrier_only_when_online_or_on_a_disc(lines: Lines) -> None:
    assert of_things(lines(f008(p23="o"), leader=SOFTWARE)) == {
        f"#Instance bf:carrier {VOCABULARY}carriers/cr"
    }
    assert of_things(lines(f008(p23="r"), leader=SOFTWARE)) == set()


def test_a_reprint_says_when_the_original_came_out(lines: Lines) -> None:
    said = of_things(lines(f008(p06="r20001856"), leader=BOOK), "#Work ")
    assert said == {'#Work bf:originDate "1856"^^<http://id.loc.gov/datatypes/edtf>'}
    assert of_things(lines(f008(p06="s20001856"), leader=BOOK), "#Work ") == set()


def test_a_secondary_instance_says_nothing_of_008(lines: Lines) -> None:
    said = lines(f008(p06="s2000", p15="nyu", p23="o"), "958 ## $aSplitMARC", leader=BOOK)
    assert not any(word in line for line in said for word in ("carrier", "media", "provision"))
