"""Linking entries: how one work is related to others, and the notes that explain it."""

from collections.abc import Callable
from functools import partial

import pytest

type Said = Callable[..., set[str]]

RELATION = "http://id.loc.gov/vocabulary/relationship"
NOTE = "http://id.loc.gov/vocabulary/mnotetype/relnote"
RUSSIAN = f"008 760101{'|' * 9}ru {'|' * 17}rus||"


@pytest.fixture
def said(said: Said) -> Said:
    """What fields add to a record in Russian."""
    return partial(said, beside=(RUSSIAN,))


@pytest.mark.parametrize(
    ("field", "relationship"),
    [
        ("765 0# $tA", "translationof"),
        ("770 0# $tA", "supplement"),
        ("773 0# $tA", "partof"),
        ("776 08 $tA", "otherphysicalformat"),
        ("780 00 $tA", "continuationof"),
        ("780 05 $tA", "absorptionof"),
        ("780 06 $tA", "absorptionof"),
        ("780 02 $tA", "precededby"),
        ("785 00 $tA", "continuedby"),
        ("785 08 $tA", "continuedby"),
        ("785 04 $tA", "absorbedby"),
        ("785 02 $tA", "succeededby"),
        ("787 08 $tA", "relatedwork"),
    ],
)
def test_the_tag_and_the_second_indicator_give_the_relationship(
    said: Said, field: str, relationship: str
) -> None:
    assert f"#Relation bf:relationship {RELATION}/{relationship}" in said(field)


def test_an_entry_is_a_work_with_an_instance(said: Said) -> None:
    assert said("776 08 $iPrint:$aDoe, J.$tTides.$b2nd ed.$dOslo : X, 1999$w(OCoLC)1") == {
        "#Work bf:relation #Relation",
        "#Relation rdf:type bf:Relation",
        f"#Relation bf:relationship {RELATION}/otherphysicalformat",
        "#Relation bf:relationship #Relationship",
        "#Relationship rdf:type bf:Relationship",
        '#Relationship rdfs:label "Print"',
        "#Relation bf:associatedResource #Work",
        "#Work rdf:type bf:Work",
        "#Work bf:title #Title",
        "#Title rdf:type bf:Title",
        '#Title bf:mainTitle "Tides"',
        "#Work bf:contribution #PrimaryContribution",
        "#PrimaryContribution rdf:type bf:PrimaryContribution",
        "#PrimaryContribution bf:agent #Agent",
        "#Agent rdf:type bf:Agent",
        '#Agent rdfs:label "Doe, J."',
        "#Work bf:hasInstance #Instance",
        "#Instance rdf:type bf:Instance",
        "#Instance bf:instanceOf #Work",
        "#Instance bf:title #Title",
        '#Instance bf:editionStatement "2nd ed."',
        '#Instance bf:provisionActivityStatement "Oslo : X, 1999"',
        "#Instance bf:identifiedBy #Identifier",
        "#Identifier rdf:type bf:Identifier",
        '#Identifier rdf:value "1"',
        "#Identifier bf:assigner #Agent",
        '#Agent bf:code "OCoLC"',
    }


def test_the_uniform_title_is_the_works_the_title_the_instances(lines: Said) -> None:
    made = lines("765 0# $sFaust. English$tThe tragedy of Faust")
    named = {line.split(" ")[0]: line for line in made if " bf:mainTitle " in line}
    of = {
        line.split(" ")[0].partition("-")[0]: named[line.split(" ")[2]].partition('"')[2]
        for line in made
        if " bf:title " in line
    }
    assert of == {"#Work": 'Faust. English"', "#Instance": 'The tragedy of Faust"'}


def test_an_entry_without_a_title_takes_that_of_the_record(said: Said) -> None:
    assert '#Title bf:mainTitle "Tides : a study"' in said(
        "245 00 $aTides :$ba study", "776 08 $z1"
    )


def test_numbers_are_the_instances_and_an_issn_the_works(said: Said) -> None:
    assert {
        '#Isbn rdf:value "0306406152"',
        "#Instance bf:identifiedBy #Isbn",
        "#Instance bf:identifiedBy #Lccn",
        '#Issn rdf:value "1234-5679"',
        "#Work bf:identifiedBy #Issn",
    } <= said("775 0# $tA$z0306406152$x1234-5679$w(DLC)   99000001")


def test_the_paired_880_says_the_same_in_the_other_script(said: Said) -> None:
    assert {
        '#Title bf:mainTitle "Zvezda"@ru-latn',
        '#Title bf:mainTitle "Звезда"@ru',
        '#Agent rdfs:label "Ivanov"@ru-latn',
        '#Agent rdfs:label "Иванов"@ru',
        '#Instance bf:provisionActivityStatement "Москва"@ru',
    } <= said(
        "780 00 $6880-01$aIvanov$tZvezda$dMoskva", "880 00 $6780-01/(N$aИванов$tЗвезда$dМосква"
    )


@pytest.mark.parametrize("number", ["00", "01"])
def test_an_880_that_stands_alone_is_a_relation(said: Said, number: str) -> None:
    assert '#Title bf:mainTitle "Звезда"@ru' in said(f"880 00 $6780-{number}/(N$tЗвезда")


def relations(lines: set[str]) -> int:
    return len({line for line in lines if line.startswith("#Work bf:relation ")})


@pytest.mark.parametrize("entry", ["780 04", "785 06"])
def test_a_merger_or_a_split_is_one_relation_to_all(lines: Said, entry: str) -> None:
    made = lines(f"{entry} $tA", f"{entry} $tB")
    assert relations(made) == 1
    assert len({line for line in made if " bf:associatedResource " in line}) == 2


def test_of_those_merged_the_last_is_what_they_became(lines: Said) -> None:
    made = lines("785 07 $tA", "785 07 $tB", "785 07 $tC")
    assert relations(made) == 1
    said = [line.split(" ", 2) for line in made]
    title = {s: o for s, p, o in said if p in ("bf:title", "bf:mainTitle")}
    related = {
        (p, title[title[o]]) for _, p, o in said if p in ("bf:mergedWith", "bf:associatedResource")
    }
    assert related == {
        ("bf:mergedWith", '"A"'),
        ("bf:mergedWith", '"B"'),
        ("bf:associatedResource", '"C"'),
    }


def test_entries_with_the_same_link_number_are_one_relation(lines: Said) -> None:
    made = lines("787 08 $81$tA", "787 08 $tB", "774 08 $81$tC")
    first = {line for line in made if " bf:associatedResource " in line}
    assert relations(made) == 3
    assert len(first) == 4


def test_a_580_explains_the_relation_it_speaks_of(said: Said) -> None:
    statements = said("580 ## $aMerged with: A, to form: B.", "785 07 $tA", "785 07 $tB")
    assert {
        "#Relation bf:note #Note",
        f"#Note rdf:type {NOTE}",
        '#Note rdfs:label "Merged with: A, to form: B."',
    } <= statements
    assert "#Work bf:note #Note" not in statements


def test_a_580_that_explains_no_entry_is_a_note_of_the_work(said: Said) -> None:
    statements = said("580 ## $aMerged with: A, to form: B.", "780 00 $tA")
    assert "#Work bf:note #Note" in statements
    assert "#Relation bf:note #Note" not in statements


def test_a_580_with_a_link_number_explains_that_entry(said: Said) -> None:
    statements = said("580 ## $82$aSee there.", "787 08 $82$tA")
    assert "#Relation bf:note #Note" in statements
    assert "#Work bf:note #Note" not in statements
