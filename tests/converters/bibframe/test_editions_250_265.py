"""Editions, scales and coordinates: what of 250-265 is said, and of which."""

from collections.abc import Callable

type Lines = Callable[..., set[str]]


def test_an_edition_statement_is_one_text_its_abbreviation_kept(lines: Lines) -> None:
    said = lines("250 ## $a4th ed. /$brevised by J. Doe.")
    assert '#Instance bf:editionStatement "4th ed. / revised by J. Doe"' in said
    assert '#Instance bf:editionStatement "2nd ed."' in lines("250 ## $a2nd ed.")


def test_the_presentation_of_music_is_an_edition_statement(lines: Lines) -> None:
    assert '#Instance bf:editionStatement "Full score"' in lines("254 ## $aFull score.$aParts")


def test_an_edition_statement_is_said_even_if_it_is_empty(lines: Lines) -> None:
    assert '#Instance bf:editionStatement ""' in lines("250 ## $3v. 1")


def test_the_scale_of_a_map_is_the_works(lines: Lines) -> None:
    said = lines("255 ## $aScale 1:24,000 ;").nested("#Work")
    assert 'bf:scale [rdf:type bf:Scale; rdfs:label "Scale 1:24,000"]' in said


def test_coordinates_lose_their_brackets_and_full_stop(lines: Lines) -> None:
    said = lines("255 ## $bPolyconic proj.$c(W 114°--W 109°/N 42°--N 37°).").nested("#Work")
    assert (
        'bf:cartographicAttributes [bf:coordinates "W 114°--W 109°/N 42°--N 37°"; '
        'bf:projection [rdf:type bf:Projection; rdfs:label "Polyconic proj"]; '
        "rdf:type bf:Cartographic]" in said
    )


def test_only_the_first_coordinates_are_said_but_every_outline(lines: Lines) -> None:
    said = lines("255 ## $c(E 1°)$c(E 2°)$d(RA 0)$e(eq. 1950)$f1;2$f3;4$g5;6").nested("#Work")
    assert (
        'bf:cartographicAttributes [bf:ascensionAndDeclination "RA 0"; bf:coordinates "E 1°"; '
        'bf:equinox "eq. 1950"; bf:exclusionGRing "5;6"; bf:outerGRing "1;2"; '
        'bf:outerGRing "3;4"; rdf:type bf:Cartographic]' in said
    )


def test_the_extent_of_a_computer_file_is_a_note_of_its_kind(lines: Lines) -> None:
    said = lines("256 ## $aComputer data (2 files).").nested("#Instance")
    assert (
        "bf:note [rdf:type bf:Note; "
        "rdf:type http://id.loc.gov/vocabulary/mnotetype/computer; "
        'rdfs:label "Computer data (2 files)"]' in said
    )


def test_each_country_that_produced_a_film_has_the_lists_it_is_from(lines: Lines) -> None:
    said = lines("257 ## $aFrance ;$aItaly.$2naf").nested("#Instance")
    source = 'bf:source [bf:code "naf"; rdf:type bf:Source]'
    for country in ("France", "Italy"):
        assert f'bf:originPlace [{source}; rdf:type bf:Place; rdfs:label "{country}"]' in said


def test_a_plate_number_in_260_is_a_publishers_number_in_both_scripts(lines: Lines) -> None:
    said = lines("260 ## $6880-02$dB. 12", "880 ## $6260-02$dБ. 12", "880 ## $6260-03$dother")
    number = 'bf:identifiedBy [rdf:type bf:PublisherNumber; rdf:value "B. 12"; rdf:value "Б. 12"]'
    assert number in said.nested("#Instance")


def test_unpaired_fields_in_two_scripts_do_not_share_their_numbers(lines: Lines) -> None:
    said = lines("260 ## $6880-00$dX 1", "880 ## $6260-00$dY 2")
    number = 'bf:identifiedBy [rdf:type bf:PublisherNumber; rdf:value "X 1"]'
    assert number in said.nested("#Instance")


def test_a_projected_date_and_a_source_of_acquisition_are_the_instances(lines: Lines) -> None:
    said = lines("263 ## $a9908.", "265 ## $aGPO, Washington.").nested("#Instance")
    assert 'bflc:projectedProvisionDate "9908"' in said
    assert (
        'bf:acquisitionSource [rdf:type bf:AcquisitionSource; rdfs:label "GPO, Washington"]' in said
    )
