"""What befell the copies: 541, 561, 563 and 583."""

from collections.abc import Callable

type Said = Callable[..., set[str]]

TYPES = "http://id.loc.gov/vocabulary/mnotetype"


def test_how_a_copy_came_is_said_of_the_item(said: Said) -> None:
    assert {
        "#Instance bf:hasItem #Item",
        "#Item bf:immediateAcquisition #ImmediateAcquisition",
        '#ImmediateAcquisition rdfs:label "Gift ; A. B., 1942."',
        '#AppliesTo rdfs:label "Vol. 1"',
    } <= said("541 ## $3Vol. 1:$cGift ;$aA. B.,$d1942.$u7")


def test_who_had_it_is_a_statement_not_a_note(said: Said) -> None:
    assert said("561 ## $3Vol. 1$aOwned by A.") == {
        '#Instance bf:custodialHistory "Owned by A."',
        "#Instance bflc:appliesTo #AppliesTo",
        "#AppliesTo rdf:type bflc:AppliesTo",
        '#AppliesTo rdfs:label "Vol. 1"',
    }


def test_a_binding_is_a_note_of_its_kind(said: Said) -> None:
    assert said("563 ## $aCalf.$3Vol. 1") == {
        "#Instance bf:note #Note",
        "#Note rdf:type bf:Note",
        f"#Note rdf:type {TYPES}/binding",
        '#Note rdfs:label "Calf."',
    }


def test_what_the_library_of_congress_did_is_said_of_its_item_too(said: Said) -> None:
    fields = "541 ## $aGift.$5DLC", "563 ## $aCalf.$5DLC", "563 ## $aVellum.$5NIC"
    assert {'#Note rdfs:label "Calf."', "#Item bf:note #Note"} <= said(*fields)
    assert "#Item bf:note #Note" not in said(fields[0], fields[2])


def test_an_action_has_an_agent_a_date_and_a_status(said: Said) -> None:
    assert said("583 1# $aconserved$c19990101;$kA. B.$lmended.$zTwice.$2pda$3Vol. 1") == {
        "#Instance bf:note #Note",
        "#Note rdf:type bf:Note",
        f"#Note rdf:type {TYPES}/action",
        '#Note rdfs:label "conserved"',
        '#Note bf:date "19990101"',
        "#Note bf:agent #Agent",
        "#Agent rdf:type bf:Agent",
        '#Agent rdfs:label "A. B."',
        "#Note bf:status #Status",
        "#Status rdf:type bf:Status",
        '#Status rdfs:label "mended"',
        "#Note bf:note #Note",
        '#Note rdfs:label "Twice"',
        "#Note bf:source #Source",
        "#Source rdf:type bf:Source",
        '#Source bf:code "pda"',
        "#Note bflc:appliesTo #AppliesTo",
        "#AppliesTo rdf:type bflc:AppliesTo",
        '#AppliesTo rdfs:label "Vol. 1"',
    }


def test_an_action_names_who_did_it_as_the_note_does(said: Said) -> None:
    assert '#Note rdfs:label "Dept. A"' in said("583 ## $aBound$hDept. A")
