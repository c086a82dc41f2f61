"""Names and titles as subjects: the agents and hubs works are about, alone and subdivided."""

from collections.abc import Callable

type Lines = Callable[..., set[str]]
LCSH = "http://id.loc.gov/authorities/subjects"
CHINESE = f"008 760101{'|' * 9}cc {'|' * 17}chi||"


def works(lines: set[str], predicate: str) -> list[str]:
    """The objects the Work has of a property."""
    start = f"{predicate} "
    return [s.removeprefix(start) for s in lines.nested("#Work") if s.startswith(start)]


def test_a_work_about_a_person_has_the_agent_for_its_subject(lines: Lines) -> None:
    assert works(lines("600 10 $aGoethe, Johann Wolfgang von."), "bf:subject") == [
        (
            f"[bf:source {LCSH}; "
            'bflc:marcKey "60010$aGoethe, Johann Wolfgang von."; rdf:type bf:Agent; '
            'rdf:type bf:Person; rdfs:label "Goethe, Johann Wolfgang von"]'
        )
    ]


def test_the_authority_of_an_agent_has_the_class_of_its_name(lines: Lines) -> None:
    name = "http://id.loc.gov/authorities/names/n79003362"
    said = lines(f"600 10 $aGoethe.$0{name}")
    assert "#Work bf:subject http://id.loc.gov/rwo/agents/n79003362" in said
    assert said.nested(name) == [
        'madsrdf:authoritativeLabel "Goethe"',
        "madsrdf:isMemberOfMADSScheme http://id.loc.gov/authorities/names",
        "rdf:type madsrdf:PersonalName",
    ]


def test_a_name_with_subdivisions_is_a_topic_with_components_in_order(lines: Lines) -> None:
    (topic,) = works(lines("600 10 $aGoethe,$d1749-1832$xInfluence$vExhibitions."), "bf:subject")
    assert 'madsrdf:authoritativeLabel "Goethe, 1749-1832--Influence--Exhibitions."' in topic
    assert "rdf:type bf:Topic; rdf:type madsrdf:ComplexSubject" in topic
    places = [
        topic.index(part)
        for part in (
            'rdfs:label "Goethe, 1749-1832"',
            "rdf:type madsrdf:Topic",
            "rdf:type madsrdf:GenreForm",
        )
    ]
    assert places == sorted(places)
    assert "rdf:rest rdf:nil" in topic


def test_the_key_of_a_name_leaves_its_subdivisions_out(lines: Lines) -> None:
    (topic,) = works(lines("610 20 $aUnesco$xHistory"), "bf:subject")
    assert 'bflc:marcKey "61020$aUnesco"' in topic


def test_a_name_with_a_title_is_a_hub_with_its_creator(lines: Lines) -> None:
    (hub,) = works(lines("600 10 $aGoethe.$tFaust"), "bf:subject")
    assert 'madsrdf:authoritativeLabel "Goethe. Faust"' in hub
    assert "rdf:type bf:Hub; rdf:type madsrdf:NameTitle" in hub
    assert 'bf:title [bf:mainTitle "Faust"; rdf:type bf:Title]' in hub
    assert "bf:contribution [bf:agent [" in hub


def test_what_a_person_was_to_the_work_is_a_relation_to_it(lines: Lines) -> None:
    (agent,) = works(lines("600 10 $aGoethe,$edepicted.$4dpc"), "bf:subject")
    assert (
        "bf:relation [bf:relatedTo #Work; "
        'bf:relationship [rdf:type bf:Relationship; rdfs:label "depicted"]; rdf:type bf:Relation]'
    ) in agent
    assert "bf:relationship http://id.loc.gov/vocabulary/relators/dpc" in agent


def test_a_title_as_subject_is_a_hub(lines: Lines) -> None:
    (hub,) = works(lines("630 00 $aBible.$pGenesis"), "bf:subject")
    assert 'madsrdf:authoritativeLabel "Bible. Genesis"' in hub
    assert "rdf:type bf:Hub; rdf:type madsrdf:Title" in hub
    assert f"madsrdf:isMemberOfMADSScheme {LCSH}" in hub


def test_a_title_with_subdivisions_is_a_topic_that_begins_with_the_hub(lines: Lines) -> None:
    (topic,) = works(lines("630 00 $aBible$xCriticism"), "bf:subject")
    assert 'madsrdf:authoritativeLabel "Bible--Criticism"' in topic
    assert topic.index("bf:Hub") < topic.index("rdf:type madsrdf:Topic")


def test_the_vocabulary_of_a_heading_is_in_the_second_indicator_or_2(lines: Lines) -> None:
    schemes = "http://id.loc.gov/vocabulary/subjectSchemes/"
    assert f"bf:source {schemes}mesh" in works(lines("610 22 $aUnesco"), "bf:subject")[0]
    said = lines("610 27 $aUnesco$2gnd")
    assert f"bf:source {schemes}gnd" in works(said, "bf:subject")[0]
    assert f'{schemes}gnd bf:code "gnd"' in said
    assert "bf:source" not in works(lines("610 24 $aUnesco"), "bf:subject")[0]


def test_a_subject_in_two_scripts_is_one(lines: Lines) -> None:
    said = lines(CHINESE, "600 10 $6880-01$aLu, Xun$xInfluence", "880 10 $6600-01/Hani$a鲁迅$x影响")
    (topic,) = works(said, "bf:subject")
    assert 'madsrdf:authoritativeLabel "鲁迅--影响"@zh-hani' in topic
    assert 'rdfs:label "鲁迅"@zh-hani' in topic
