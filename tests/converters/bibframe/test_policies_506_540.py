"""Who may see and use it: 506 and 540."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]


def test_access_is_one_text_with_the_standard_term_beside_it(said: Said) -> None:
    assert said("506 1# $aClosed$bby A$funlimited$uhttp://a.example/$5NIC") == {
        "#Instance bf:usageAndAccessPolicy #AccessPolicy",
        "#AccessPolicy rdf:type bf:AccessPolicy",
        '#AccessPolicy rdfs:label "Closed by A"',
        '#AccessPolicy bf:qualifier "unlimited"',
        "#AccessPolicy bf:electronicLocator http://a.example/",
        "#AccessPolicy bflc:applicableInstitution http://id.loc.gov/vocabulary/organizations/nic",
        "http://id.loc.gov/vocabulary/organizations/nic rdf:type bf:Agent",
        'http://id.loc.gov/vocabulary/organizations/nic bf:code "NIC"',
    }


@pytest.mark.parametrize(("written", "edtf"), [("20300101", "2030-01-01"), ("2030-05", "2030-05")])
def test_a_date_of_release_is_one_in_edtf(said: Said, written: str, edtf: str) -> None:
    date = f'"{edtf}"^^<http://id.loc.gov/datatypes/edtf>'
    assert f"#AccessPolicy bf:validDate {date}" in said(f"506 1# $aClosed.$g{written}")


def test_use_is_another_policy_than_access(said: Said) -> None:
    statements = said("540 ## $aNo copies$dbut by A.$bB$3Photographs:")
    assert {
        "#Instance bf:usageAndAccessPolicy #UsePolicy",
        '#UsePolicy rdfs:label "No copies but by A."',
        '#AppliesTo rdfs:label "Photographs"',
    } <= statements


def test_a_term_alone_is_the_thing_its_address_names(said: Said) -> None:
    iri = "http://rightsstatements.example/InC/1.0/"
    assert said(f"540 ## $fIn copyright$0{iri}$2rs") == {
        f"#Instance bf:usageAndAccessPolicy {iri}",
        f"{iri} rdf:type bf:UsePolicy",
        f'{iri} bf:qualifier "In copyright"',
        f"{iri} bf:source #Source",
        "#Source rdf:type bf:Source",
        '#Source bf:code "rs"',
    }


def test_a_term_alone_without_an_address_has_an_identifier(said: Said) -> None:
    statements = said("506 0# $fOpen$0(star)1")
    assert {
        "#AccessPolicy bf:identifiedBy #Identifier",
        '#Identifier rdf:value "1"',
        '#Source bf:code "star"',
    } <= statements


def test_neither_a_text_nor_a_term_is_no_policy(said: Said) -> None:
    assert said("506 1# $5NIC$bA") == set()
