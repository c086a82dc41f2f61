"""LC's tests are read, asked of the right tree, and those not about triples are left out."""

from pathlib import Path

import pytest

from bench.striped import tree
from bench.xspec import Assertion, Verdict, assertions, judge

HEAD = """<x:description xmlns:x="http://www.jenitennison.com/xslt/xspec"
 xmlns:bf="http://id.loc.gov/ontologies/bibframe/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">"""
RECORD = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
<leader>00000nam a2200000 i 4500</leader><controlfield tag="001">{0}</controlfield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Birds.</subfield></datafield>
<datafield tag="500" ind1=" " ind2=" "><subfield code="a">First.</subfield></datafield>
<datafield tag="500" ind1=" " ind2=" "><subfield code="a">Second.</subfield></datafield>
<datafield tag="650" ind1=" " ind2="0"><subfield code="a">Birds</subfield>
<subfield code="z">China.</subfield></datafield>
</record></collection>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "birds.xml").write_text(RECORD.format("1"), encoding="utf-8")
    return tmp_path


def verdict(folder: Path, scenario: str) -> tuple[Assertion, Verdict]:
    text = f'{HEAD}<x:scenario label="A">{scenario}</x:scenario></x:description>'
    (folder / "t.xspec").write_text(text, encoding="utf-8")
    ((assertion, by),) = judge(folder, ["lc"])
    return assertion, by["lc"]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("//bf:Instance[1]/bf:title/bf:Title/bf:mainTitle = 'Birds'", "passed"),
        ("//bf:Instance[1]/bf:title/bf:Title/bf:mainTitle = 'Fish'", "failed"),
        ("count(//bf:Instance[1]/bf:note) = 2", "passed"),
        ("//bf:Work/@rdf:about = 'http://example.org/1#Work'", "passed"),
        (
            "//bf:Work/rdf:type/@rdf:resource = 'http://id.loc.gov/ontologies/bibframe/Text'",
            "passed",
        ),
        ("//bf:Work/bf:content/bf:Content/rdfs:label = 'text'", "passed"),
        ("count(//bf:Work/bf:subject/bf:Topic/*/*) = 2", "passed"),
        ("every $x in //bf:Work satisfies $x/bf:title", "not applicable"),
        ("//marc:record[2]", "not applicable"),
    ],
)
def test_a_path_is_asked_of_nested_elements(folder: Path, test: str, expected: Verdict) -> None:
    context = '<x:context href="birds.xml"/>'
    assert verdict(folder, f'{context}<x:expect label="B" test="{test}"/>')[1] == expected


@pytest.mark.parametrize("place", [1, 2])
def test_the_order_of_notes_is_nothing_a_triple_tells(folder: Path, place: int) -> None:
    test = f"//bf:Instance[1]/bf:note[{place}]/bf:Note/rdfs:label = 'First.'"
    scenario = f'<x:context href="birds.xml"/><x:expect label="B" test="{test}"/>'
    assert verdict(folder, scenario)[1] == "passed"


def test_a_scenario_inside_another_has_its_context_and_both_labels(folder: Path) -> None:
    inner = '<x:scenario label="C"><x:expect label="D" test="//bf:Work"/></x:scenario>'
    assertion, found = verdict(folder, f'<x:context href="birds.xml"/>{inner}')
    assert (assertion.label, found) == ("A / C / D", "passed")


@pytest.mark.parametrize(
    "scenario",
    [
        '<x:call template="t"/><x:expect label="B" test="//bf:Work"/>',
        '<x:context mode="m" href="birds.xml"/><x:expect label="B" test="//bf:Work"/>',
        '<x:context href="birds.xml"/><x:expect label="B" select="1"/>',
        '<x:context href="birds.xml"/><x:expect label="B"><bf:Work/></x:expect>',
    ],
)
def test_a_template_a_mode_or_a_whole_document_is_not_about_triples(
    folder: Path, scenario: str
) -> None:
    assert verdict(folder, scenario)[1] == "not applicable"


def test_a_file_with_a_setting_of_the_stylesheet_is_not_about_triples(folder: Path) -> None:
    text = (
        f'{HEAD}<x:param name="localfields" select="true()"/><x:scenario label="A">'
        '<x:context href="birds.xml"/><x:expect label="B" test="//bf:Work"/>'
        "</x:scenario></x:description>"
    )
    (folder / "t.xspec").write_text(text, encoding="utf-8")
    assert [one.records for one in assertions(folder / "t.xspec")] == [None]


def test_things_that_refer_to_each_other_are_nested_once() -> None:
    bf = "http://id.loc.gov/ontologies/bibframe"
    lines = (
        f"<http://x/1#Work> <{bf}/hasPart> <http://x/1#Hub-a> .\n"
        f"<http://x/1#Hub-a> <{bf}/hasPart> <http://x/1#Hub-b> .\n"
        f"<http://x/1#Hub-b> <{bf}/hasPart> <http://x/1#Hub-a> .\n"
    )
    made = tree([("http://x/1", lines.encode())])
    assert len(list(made.iter())) == 1 + 6
