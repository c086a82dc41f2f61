"""Lines of N-Triples written by hand."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from catalogue.ntriples import literal, node

SUBJECT = "http://localhost:8000/holding/h1#Item"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_written_as_pyoxigraph_writes_it_and_read_back(text: str) -> None:
    line = f"{node(SUBJECT)} {node(SUBJECT)} {literal(text)} ."
    triple = Triple(NamedNode(SUBJECT), NamedNode(SUBJECT), Literal(text))
    assert line == f"{triple} ."
    (quad,) = parse(line.encode(), RdfFormat.N_TRIPLES)
    assert quad.object == Literal(text)


def test_every_control_character_is_escaped_as_oxigraph_does() -> None:
    for number in range(0x100):
        assert literal(chr(number)) == str(Literal(chr(number)))
