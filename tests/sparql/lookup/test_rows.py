"""What a record is found by is what SPARQL says of it, read from its own statements."""

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse, serialize

from shapes.folding import fold
from shapes.standard_numbers import digits
from sparql.lookup.rows import HEADINGS, headings, names, numbers, row, title_parts
from sparql.lookup.triples import PARTS, Statements, iri, literal
from tests.sparql.lookup.said import BASE, SaidLog, asked

THINGS = ("#Work", "#Instance")


def of(graph: Store, path: str, name: str, ends: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a question about things of this record with one of these fragments."""
    things = {f"{BASE}{path}{end}" for end in ends}
    return [each for each in asked(graph, name) if each["thing"] in things]


def test_the_rows_of_every_sample_are_those_of_sparql(samples_said: SaidLog) -> None:
    compared = 0
    for path, triples in samples_said.records.items():
        said = Statements(BASE, path, triples)
        graph = Store()
        graph.bulk_load(triples, RdfFormat.N_TRIPLES)
        found = {
            (iri(thing), iri(node), iri(PARTS[part]), text, language)
            for thing, node, part, text, language in title_parts(said)
        }
        assert found == {
            (each["thing"], each["node"], each["part"], each["text"], each["language"])
            for each in of(graph, path, "lookup-titles", THINGS)
        }
        called = {each["text"] for each in of(graph, path, "lookup-names", ("#Work",))}
        assert set(names(said)) == called
        numbered = {each["text"] for each in of(graph, path, "lookup-numbers", THINGS)}
        assert set(numbers(said)) == numbered
        forms = of(graph, path, "lookup-headings", tuple(f"#{each}" for each in HEADINGS))
        of_authorities = {
            (each["thing"].partition("#")[2], each["text"])
            for each in forms
            if path.startswith("auth/")
        }
        assert set(headings(said)) == of_authorities
        assert row(said).numbers == tuple(sorted({digits(each) for each in numbered} - {""}))
        assert set(row(said).texts[1].split("\n")) - {""} == {fold(each) for each in called} - {""}
        compared += len(found) + len(called) + len(numbered) + len(of_authorities)
    assert len(samples_said.records) > 140
    assert compared > 700


@pytest.mark.parametrize(
    "text",
    [
        'a "quoted" \\ word',
        "line\nfeed\r\ttab",
        "红楼梦",
        "\U0001f600 \u0008\u000c",
        "",
        "\\u0041 . ",
    ],
)
@pytest.mark.parametrize("language", ["", "zh-hani"])
def test_a_text_is_read_as_it_was_written(text: str, language: str) -> None:
    value = Literal(text, language=language or None)
    triple = Triple(NamedNode("e:s"), NamedNode("e:p"), value)
    line = serialize([triple], format=RdfFormat.N_TRIPLES) or b""
    assert literal(line.split(b" ", 2)[2].rstrip()[:-2]) == (text, language)


def test_escapes_that_need_not_be_there_are_read() -> None:
    line = rb'<e:s> <e:p> "\u7EA2\U0000697C\u68A6" .'
    assert [each.object for each in parse(line, RdfFormat.N_TRIPLES)] == [Literal("红楼梦")]
    assert literal(rb'"\u7EA2\U0000697C\u68A6"') == ("红楼梦", "")


def test_what_is_said_about_others_is_not_the_records_own() -> None:
    lines = sorted(
        f"<{BASE}{subject}> <e:p> <e:o> ."
        for subject in ("bib/b1", "bib/b1#Work", "bib/b10", "bib/b10#Work", "bib/b1!", "bib/b1/x")
    )
    said = Statements(BASE, "bib/b1", "".join(f"{line}\n" for line in lines).encode())
    assert len(said.own_verbs) == 2
    assert len(said.foreign) == 4


def test_a_number_without_a_language_is_part_of_the_title_in_each_script() -> None:
    bf = "http://id.loc.gov/ontologies/bibframe/"

    def titled(*parts: str) -> set[str]:
        lines = [
            f"<{BASE}bib/b1#Work> <{bf}title> <{BASE}bib/b1#T> .",
            *(f"<{BASE}bib/b1#T> <{bf}{part} ." for part in parts),
        ]
        said = Statements(BASE, "bib/b1", "".join(f"{line}\n" for line in sorted(lines)).encode())
        return set(row(said).texts[0].split("\n"))

    number, han, latin = (
        'partNumber> "2"',
        'mainTitle> "史记"@zh-hani',
        'mainTitle> "Shi ji"@zh-latn',
    )
    assert titled(number, han, latin) == {"2", "史记 2", "shi ji 2"}
    assert titled(number, han, 'mainTitle> "Shi ji"') == {"史记", "shi ji 2"}
