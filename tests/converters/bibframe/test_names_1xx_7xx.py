"""Names: who an agent is, what it did, and the works it is named with."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
AUTHOR = "http://id.loc.gov/vocabulary/relators/aut"
CONTRIBUTOR = "http://id.loc.gov/vocabulary/relators/ctb"
CHINESE = f"008 760101{'|' * 9}cc {'|' * 17}chi||"


def works(lines: set[str], predicate: str) -> list[str]:
    """The objects the Work has of a property."""
    start = f"{predicate} "
    return [s.removeprefix(start) for s in lines.nested("#Work") if s.startswith(start)]


def roles(lines: set[str]) -> list[str]:
    """The roles of all contributions to the Work: IRIs, or what they say."""
    said = [line.split(" ", 2) for line in lines]
    contributions = {o for s, p, o in said if (s, p) == ("#Work", "bf:contribution")}
    found = {o for s, p, o in said if s in contributions and p == "bf:role"}
    return sorted("; ".join(lines.nested(role)) if role.startswith("#") else role for role in found)


def test_the_creator_of_a_book_is_its_author(lines: Lines) -> None:
    said = lines("100 1# $aSmith, John,$d1950-")
    assert works(said, "bf:contribution") == [
        (
            '[bf:agent [bflc:marcKey "1001 $aSmith, John,$d1950-"; rdf:type bf:Agent; '
            'rdf:type bf:Person; rdfs:label "Smith, John, 1950-"]; '
            f"bf:role {AUTHOR}; rdf:type bf:Contribution; rdf:type bf:PrimaryContribution]"
        )
    ]


def test_the_creator_of_no_book_and_an_added_name_are_contributors(lines: Lines) -> None:
    assert roles(lines("100 1# $aSmith", leader="00000njm a2200000 i 4500")) == [CONTRIBUTOR]
    said = lines("700 1# $aSmith")
    assert roles(said) == [CONTRIBUTOR]
    assert "PrimaryContribution" not in works(said, "bf:contribution")[0]


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("700 1# $aSmith", "bf:Person"),
        ("700 3# $aSmith family", "bf:Family"),
        ("710 1# $aFrance", "bf:Jurisdiction"),
        ("710 2# $aUnesco", "bf:Organization"),
        ("711 2# $aWorld Congress", "bf:Meeting"),
        ("720 1# $aSmith", "bf:Person"),
    ],
)
def test_tag_and_first_indicator_tell_what_an_agent_is(lines: Lines, field: str, kind: str) -> None:
    (contribution,) = works(lines(field), "bf:contribution")
    assert f"rdf:type {kind}" in contribution


def test_a_role_is_the_code_in_4_rather_than_the_word_in_e(lines: Lines) -> None:
    assert roles(lines("700 1# $aSmith,$eeditor.$4edt")) == [
        "http://id.loc.gov/vocabulary/relators/edt"
    ]
    assert roles(lines("700 1# $aSmith,$eeditor.")) == ['rdf:type bf:Role; rdfs:label "editor"']


def test_a_role_given_twice_in_4_is_one(lines: Lines) -> None:
    said = lines("700 1# $aSmith$4edt$4http://id.loc.gov/vocabulary/relators/edt$4trl")
    relators = "http://id.loc.gov/vocabulary/relators/"
    assert roles(said) == [f"{relators}edt", f"{relators}trl"]


def test_several_roles_in_one_e_are_parted(lines: Lines) -> None:
    said = lines("700 1# $aSmith,$eauthor, editor and illustrator.")
    assert roles(said) == [
        f'rdf:type bf:Role; rdfs:label "{role}"' for role in ("author", "editor", "illustrator")
    ]


def test_a_meetings_role_is_in_j_for_e_is_part_of_its_name(lines: Lines) -> None:
    said = lines("711 2# $aWorld Congress.$eSection 1,$jorganizer")
    assert roles(said) == ['rdf:type bf:Role; rdfs:label "organizer"']
    assert 'rdfs:label "World Congress. Section 1"' in works(said, "bf:contribution")[0]


def test_an_agent_known_to_the_name_authority_file_is_that_of_the_real_world(
    lines: Lines,
) -> None:
    name = "http://id.loc.gov/authorities/names/n79021164"
    agent = "http://id.loc.gov/rwo/agents/n79021164"
    said = lines(f"100 1# $aTwain, Mark$0{name}")
    assert f"{agent} madsrdf:isIdentifiedByAuthority {name}" in said
    assert f"{agent} rdf:type bf:Person" in said


def test_a_number_in_0_identifies_the_agent(lines: Lines) -> None:
    said = lines("100 1# $aTwain, Mark$0(DE-588)118624822")
    agent = "https://d-nb.info/gnd/118624822"
    assert said.nested(agent)[:1] == [
        (
            'bf:identifiedBy [bf:source [bf:code "DE-588"; rdf:type bf:Source]; '
            'rdf:type bf:Identifier; rdf:value "118624822"]'
        )
    ]


def test_a_name_in_two_scripts_is_one_agent(lines: Lines) -> None:
    said = lines(CHINESE, "700 1# $6880-01$aLu, Xun", "880 1# $6700-01/Hani$a鲁迅")
    (contribution,) = works(said, "bf:contribution")
    assert 'rdfs:label "Lu, Xun"@zh-latn; rdfs:label "鲁迅"@zh-hani]' in contribution
    assert 'bflc:marcKey "8801 $a鲁迅"@zh-hani' in contribution


def test_a_name_with_a_title_is_a_related_work_by_that_agent(lines: Lines) -> None:
    said = lines("700 12 $aGoethe.$tFaust.$pProlog.$lEnglish")
    assert works(said, "bf:contribution") == []
    (relation,) = works(said, "bf:relation")
    assert "bf:relationship http://id.loc.gov/vocabulary/relationship/part" in relation
    assert 'rdfs:label "Goethe"' in relation
    assert 'bf:mainTitle "Faust. Prolog. English"; bf:partName "Prolog"' in relation


@pytest.mark.parametrize(
    ("field", "related"),
    [
        ("700 1# $aGoethe.$tFaust", "relationship/relatedwork"),
        ("700 1# $iis translation of$aGoethe.$tFaust", "relationship/translationof"),
        ("700 1# $iis arrangement of$aGoethe.$tFaust", "relationship/arrangementof"),
        ("700 12 $iContains:$aGoethe.$tFaust", "relationship/part"),
        ("700 14 $aGoethe.$tFaust", "hasVariantEntry"),
    ],
)
def test_second_indicator_and_i_tell_how_the_work_is_related(
    lines: Lines, field: str, related: str
) -> None:
    (relation,) = works(lines(field), "bf:relation")
    assert relation.count("bf:relationship") == 1
    assert related in relation


def test_other_words_in_i_are_a_relationship_besides(lines: Lines) -> None:
    (relation,) = works(lines("700 1# $iParody of:$aGoethe.$tFaust"), "bf:relation")
    assert 'bf:relationship [rdf:type bf:Relationship; rdfs:label "Parody of"]' in relation


def test_a_collective_title_k_of_the_creator_is_a_hub(lines: Lines) -> None:
    (hub,) = works(lines("100 1# $aHeine.$kSelections"), "bf:expressionOf")
    assert 'bf:title [bf:mainTitle "Selections"; rdf:type bf:Title]' in hub
    assert 'bflc:marcKey "1001 $aHeine.$tSelections"' in hub
    assert 'rdfs:label "Heine"' in hub


def test_the_library_whose_copy_a_name_is_for_stays_with_it(lines: Lines) -> None:
    (contribution,) = works(lines("700 1# $aSmith,$eformer owner$5MH"), "bf:contribution")
    assert (
        "bflc:applicableInstitution http://id.loc.gov/vocabulary/organizations/mh" in contribution
    )
