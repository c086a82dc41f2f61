"""Variants, related authorities and headings of other vocabularies, 4XX 5XX 7XX."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]

RELATIONS = {
    "": "hasReciprocalAuthority",
    "n": "hasReciprocalAuthority",
    "a": "hasEarlierEstablishedForm",
    "b": "hasLaterEstablishedForm",
    "g": "hasBroaderAuthority",
    "h": "hasNarrowerAuthority",
    "t": "hasCorporateParentAuthority",
    "r": "hasRelatedAuthority",
    "nnnb": "see",
}


@pytest.mark.parametrize("code", RELATIONS)
def test_a_related_heading_is_linked_as_its_control_code_says(code: str, added: Said) -> None:
    control = f"$w{code}" if code else ""
    made = added(f"510 2# {control}$aOther body", beside=("110 2# $aBody",))
    assert {
        f"#Agent madsrdf:{RELATIONS[code]} #CorporateName",
        "#CorporateName rdf:type madsrdf:Authority",
        '#CorporateName madsrdf:authoritativeLabel "Other body"',
    } <= made


def test_a_related_heading_whose_number_is_known_is_the_thing_of_the_world(added: Said) -> None:
    made = added("500 1# $aPoe, Edgar Allan$0(DLC)n  79029745")
    assert (
        "#Agent madsrdf:hasReciprocalAuthority http://id.loc.gov/authorities/names/n79029745"
        in made
    )


def test_a_number_of_an_unknown_file_is_kept_as_an_identifier(added: Said) -> None:
    made = added("500 1# $aPoe, Edgar Allan$0(XX-Local)17")
    assert "#PersonalName bf:identifiedBy #Identifier" in made
    assert '#Identifier rdf:value "17"' in made


def test_words_and_codes_of_a_relation_make_a_relation(added: Said) -> None:
    made = added("500 1# $wr$iEmployer:$aDoe, John$4col")
    assert {
        "#Agent bf:relation #Relation",
        "#Relation bf:associatedResource #PersonalName",
        '#Relationship rdfs:label "Employer"',
        "#Relation bf:relationship http://id.loc.gov/vocabulary/relators/col",
    } <= made


def test_a_variant_is_typed_by_its_own_subfields(added: Said) -> None:
    made = added("400 1# $aDoe, Jane.$tPoems", "450 ## $aPoems", "410 2# $aDoe & Co.")
    assert {
        "#Agent madsrdf:hasVariant #NameTitle",
        '#NameTitle madsrdf:variantLabel "Doe, Jane. Poems"',
        "#Topic rdf:type madsrdf:Variant",
        '#CorporateName madsrdf:variantLabel "Doe & Co"',
    } <= made


def test_a_heading_used_before_is_a_variant_and_an_earlier_form(added: Said) -> None:
    made = added("450 ## $wnne$aBlack-winged kite", beside=("150 ## $aKite",))
    assert "#Topic madsrdf:hasVariant #Topic" in made
    assert "#Topic madsrdf:hasEarlierEstablishedForm #Topic" in made


def test_a_variant_that_is_not_shown_is_a_hidden_one(added: Said) -> None:
    assert "#Agent madsrdf:hasHiddenVariant #PersonalName" in added("400 1# $wnnna$aDoh, Jane")


def test_a_variant_and_its_880_are_one_with_two_labels(added: Said) -> None:
    made = added("400 1# $6880-02$aZhou, Shuren", "880 1# $6400-02/~1$a周树人")
    assert '#PersonalName madsrdf:variantLabel "周树人"@und-hani' in made
    assert '#PersonalName madsrdf:variantLabel "Zhou, Shuren"@und-latn' in made
    assert len([line for line in made if "hasVariant" in line]) == 1


def test_a_name_elsewhere_is_the_same_one_and_a_term_only_a_close_one(added: Said) -> None:
    assert "#Agent madsrdf:hasExactExternalAuthority #PersonalName" in added("700 14 $aDoe, Jane")
    made = added("750 #2 $aInfluenza, Human", beside=("150 ## $aInfluenza",))
    assert "#Topic madsrdf:hasCloseExternalAuthority #Topic" in made
    assert "#Topic bf:source http://id.loc.gov/vocabulary/subjectSchemes/mesh" in made


def test_a_code_of_mapping_says_how_close_it_is(added: Said) -> None:
    made = added("750 #7 $aFlu$2gnd$4EQ", "750 #7 $aIllness$2gnd$4BM", beside=("150 ## $aGrippe",))
    assert "#Topic madsrdf:hasExactExternalAuthority #Topic" in made
    assert "#Topic madsrdf:hasBroaderExternalAuthority #Topic" in made


def test_a_real_person_in_1_is_what_the_authority_identifies(added: Said) -> None:
    assert "#PersonalName madsrdf:identifiesRWO http://www.wikidata.org/entity/Q7245" in added(
        "700 14 $aTwain, Mark$1https://www.wikidata.org/entity/Q7245"
    )
