"""The notes of one shape: what a 500, 533, 545 … says of the Instance."""

from collections.abc import Callable
from functools import partial

import pytest

type Said = Callable[..., set[str]]

TYPES = "http://id.loc.gov/vocabulary/mnotetype"
RUSSIAN = f"008 760101{'|' * 9}ru {'|' * 17}rus||"


@pytest.fixture
def said(said: Said) -> Said:
    """What fields add to a record in Russian."""
    return partial(said, beside=(RUSSIAN,))


def labels(statements: set[str]) -> set[str]:
    return {line.partition("#Note rdfs:label ")[2] for line in statements} - {""}


def types(statements: set[str]) -> set[str]:
    return {line.removeprefix(f"#Note rdf:type {TYPES}/") for line in statements if TYPES in line}


def test_a_general_note_has_no_type(said: Said) -> None:
    assert said("500 ## $aIn verse.") == {
        "#Instance bf:note #Note",
        "#Note rdf:type bf:Note",
        '#Note rdfs:label "In verse."',
    }


@pytest.mark.parametrize(
    ("field", "label", "kind"),
    [
        ("501 ## $aBound with: A.", "Bound with: A.", "with"),
        ("513 ## $aFinal report ;$bJan.-June 1999.", "Final report ; Jan.-June 1999.", "report"),
        ("544 ## $dMaps ;$cUtrecht.", "Maps ; Utrecht.", "related"),
        ("550 ## $aIssued by: A.", "Issued by: A.", "issuing"),
        ("585 ## $aShown in Basel.", "Shown in Basel.", "exhibit"),
    ],
)
def test_the_tag_gives_the_type_and_the_subfields_their_order(
    said: Said, field: str, label: str, kind: str
) -> None:
    assert labels(said(field)) == {f'"{label}"'}
    assert types(said(field)) == {kind}


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("545 0# $aA life.", {"biogdata"}),
        ("545 1# $aA history.", {"adminhist"}),
        ("545 ## $aEither.", set()),
        ("555 ## $aIndex.", {"index"}),
        ("555 0# $aFinding aid.", {"finding"}),
        ("555 8# $aEither.", set()),
    ],
)
def test_the_first_indicator_gives_the_type_of_545_and_555(
    said: Said, field: str, kind: set[str]
) -> None:
    assert types(said(field)) == kind


def test_a_reproduction_applies_to_the_dates_of_what_was_reproduced(said: Said) -> None:
    assert said("533 ## $aMicrofilm.$m1950-1959:$bParis.$5FrPBN") == {
        "#Instance bf:note #Note",
        "#Note rdf:type bf:Note",
        f"#Note rdf:type {TYPES}/repro",
        '#Note rdfs:label "Microfilm. Paris."',
        "#Note bflc:appliesTo #AppliesTo",
        "#AppliesTo rdf:type bflc:AppliesTo",
        '#AppliesTo rdfs:label "1950-1959"',
        "#Note bflc:applicableInstitution http://id.loc.gov/vocabulary/organizations/frpbn",
        "http://id.loc.gov/vocabulary/organizations/frpbn rdf:type bf:Agent",
        'http://id.loc.gov/vocabulary/organizations/frpbn bf:code "FrPBN"',
    }


def test_an_original_has_its_numbers(said: Said) -> None:
    statements = said("534 ## $pOriginally published:$cParis, 1900.$x1234-5679.$z0306406152")
    assert labels(statements) == {'"Paris, 1900."'}
    assert {
        "#Note bf:identifiedBy #Issn",
        '#Issn rdf:value "1234-5679"',
        "#Note bf:identifiedBy #Isbn",
        '#Isbn rdf:value "0306406152"',
        '#AppliesTo rdfs:label "Originally published"',
    } <= statements


def test_funding_says_what_its_numbers_are_of(said: Said) -> None:
    assert labels(said("536 ## $aPaid by A.$bB-1$cG-2$dU-3$hW-4")) == {
        '"Paid by A."',
        '"Contract: B-1"',
        '"Grant: G-2"',
        '"U-3"',
        '"Work unit: W-4"',
    }


def test_the_source_of_a_description_says_which_issue(said: Said) -> None:
    assert labels(said("588 0# $aVol. 1")) == {'"Description based on: Vol. 1"'}
    assert labels(said("588 1# $aVol. 9")) == {'"Latest issue consulted: Vol. 9"'}
    assert labels(said("588 ## $aVol. 1")) == {'"Vol. 1"'}


def test_a_note_in_two_scripts_is_one_note(said: Said) -> None:
    assert said("500 ## $6880-01$aV stikhakh.", "880 ## $6500-01/(N$aВ стихах.") == {
        "#Instance bf:note #Note",
        "#Note rdf:type bf:Note",
        '#Note rdfs:label "V stikhakh."@ru-latn',
        '#Note rdfs:label "В стихах."@ru',
    }


def test_a_note_in_the_other_script_alone_is_a_note(said: Said) -> None:
    assert labels(said("880 ## $6500-00/(N$aВ стихах.")) == {'"В стихах."@ru'}


def test_a_note_on_a_former_title_is_not_the_instances(lines: Said) -> None:
    assert any("bf:note" in line for line in lines("547 ## $aTitle varied."))
    varied = lines("247 10 $aOld title", "547 ## $aTitle varied.")
    assert not any(line.startswith("#Instance bf:note ") for line in varied)
