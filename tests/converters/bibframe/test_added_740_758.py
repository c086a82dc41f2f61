"""Added titles, places, systems and related resources: 740-758."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
RELATION = "http://id.loc.gov/vocabulary/relationship/"
RUSSIAN = f"008 760101{'|' * 9}ru {'|' * 17}rus||"


@pytest.mark.parametrize(("indicator", "kind"), [("2", "part"), ("#", "relatedwork")])
def test_an_added_title_is_of_a_part_or_of_a_related_work(
    lines: Lines, indicator: str, kind: str
) -> None:
    said = lines(f"740 0{indicator} $aRequiem.$nNo 2.$pSanctus.").nested("#Work")
    assert (
        'bf:relation [bf:associatedResource [bf:partName "Sanctus"; bf:partNumber "No 2"; '
        'bf:title [bf:mainTitle "Requiem"; bflc:nonSortNum "0"; rdf:type bf:Title]; '
        "rdf:type bf:Work; rdf:type bflc:Uncontrolled]; "
        f"bf:relationship {RELATION}{kind}; rdf:type bf:Relation]" in said
    )


def test_an_added_title_begins_where_it_is_sorted(lines: Lines) -> None:
    said = lines("740 4# $aThe tempest.")
    assert any(line.endswith('bf:mainTitle "tempest"') for line in said)


def test_an_added_title_in_two_scripts_is_one_title(lines: Lines) -> None:
    said = lines(RUSSIAN, "740 0# $6880-01$aDetstvo", "880 0# $6740-01/(N$aДетство")
    titles = {line.split()[0] for line in said if "bf:mainTitle" in line}
    assert len(titles) == 1
    assert any(line.endswith('bf:mainTitle "Детство"@ru') for line in said)


def test_a_hierarchical_place_is_a_list_from_country_to_city(lines: Lines) -> None:
    said = lines("752 ## $aUnited States$bTexas$dDallas.$2tgn").nested("#Work")
    assert (
        'bf:place [bf:source [bf:code "tgn"; rdf:type bf:Source]; madsrdf:componentList ['
        'rdf:first [rdf:type madsrdf:Country; rdfs:label "United States"]; rdf:rest ['
        'rdf:first [rdf:type madsrdf:State; rdfs:label "Texas"]; rdf:rest ['
        'rdf:first [rdf:type madsrdf:City; rdfs:label "Dallas"]; rdf:rest rdf:nil]]]; '
        "rdf:type bf:Place; rdf:type madsrdf:HierarchicalGeographic; "
        'rdfs:label "United States--Texas--Dallas."]' in said
    )


def test_a_place_is_the_one_its_authority_names(lines: Lines) -> None:
    dallas = "http://id.loc.gov/authorities/names/n79021164"
    said = lines(f"752 ## $aUnited States$dDallas$0{dallas}$0(DE-588)4000003-5")
    assert f"#Work bf:place {dallas}" in said
    assert any(
        each.startswith("bf:identifiedBy [") and 'rdf:value "4000003-5"' in each
        for each in said.nested(dallas)
    )


def test_what_a_place_is_to_the_work_is_in_4(lines: Lines) -> None:
    (place,) = [
        said for said in lines("752 ## $aFrance$4mfp").nested("#Work") if said[:8] == "bf:place"
    ]
    assert (
        "bf:relation [bf:associatedResource #Work; "
        "bf:relationship http://id.loc.gov/vocabulary/relators/mfp; rdf:type bf:Relation]" in place
    )


def test_each_machine_language_and_system_is_required_by_itself(lines: Lines) -> None:
    said = lines("753 ## $aIBM PC$bPascal$cDOS 2.").nested("#Instance")
    for class_, label in (
        ("MachineModel", "IBM PC"),
        ("ProgrammingLanguage", "Pascal"),
        ("OperatingSystem", "DOS 2"),
    ):
        assert f'bf:systemRequirement [rdf:type bflc:{class_}; rdfs:label "{label}"]' in said


def test_an_address_is_that_of_the_system_it_follows(lines: Lines) -> None:
    said = lines("753 ## $aAmiga$cWindows$0http://example.org/w$0http://example.org/w2$0(DE-588)1")
    assert "#Instance bf:systemRequirement http://example.org/w" in said
    assert set(said.nested("http://example.org/w")) == {
        (
            'bf:identifiedBy [bf:source [bf:code "DE-588"; rdf:type bf:Source]; '
            'rdf:type bf:Identifier; rdf:value "1"]'
        ),
        "madsrdf:hasRelatedAuthority http://example.org/w2",
        "rdf:type bflc:OperatingSystem",
        'rdfs:label "Windows"',
    }


@pytest.mark.parametrize(
    ("subfields", "relationship"),
    [
        ("", "bf:hasEquivalent"),
        ("$4http://id.loc.gov/ontologies/bibframe/translationOf", "bf:translationOf"),
        ("$4translation", '[rdf:type bf:Relationship; rdfs:label "translation"]'),
        ("$iIs a version of", '[rdf:type bf:Relationship; rdfs:label "Is a version of"]'),
    ],
)
def test_a_related_resource_is_equivalent_unless_4_or_i_says_how(
    lines: Lines, subfields: str, relationship: str
) -> None:
    said = lines(f"758 ## {subfields}$1http://example.org/w$0(DE-588)1").nested("#Work")
    assert (
        f"bf:relation [bf:associatedResource http://example.org/w; bf:relationship {relationship}; "
        "rdf:type bf:Relation]" in said
    )


def test_a_relationship_of_rda_alone_says_nothing(lines: Lines) -> None:
    rda = "$4http://rdaregistry.info/Elements/w/P10072"
    said = lines(f"758 ## {rda}$1http://example.org/w")
    assert not any("http://example.org/w" in line for line in said)
    said = lines(f"758 ## {rda}$ihas equivalent$1http://example.org/w")
    assert any(line.endswith("bf:associatedResource http://example.org/w") for line in said)
