"""rdflib's SPARQLStore: our graph as if it were one in memory."""

from urllib.error import HTTPError

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from tests.clients.conftest import (
    ASK,
    CONSTRUCT,
    COUNT,
    DESCRIBE,
    LARGE,
    SAYS,
    SERVICE,
    TITLES,
    WRONG,
)

TITLE = URIRef("http://id.loc.gov/ontologies/bibframe/mainTitle")


def graph(endpoint: str, **how: str) -> Graph:
    return Graph(SPARQLStore(endpoint, **how), bind_namespaces="none")


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rows_come_by_every_way_of_asking(endpoint: str, method: str, form: str) -> None:
    rows = graph(endpoint, method=method, returnFormat=form).query(TITLES)
    assert "红楼梦" in {str(row[0]) for row in rows}


def test_a_yes_is_a_yes(endpoint: str) -> None:
    assert graph(endpoint).query(ASK).askAnswer is True


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_a_graph_is_a_graph(endpoint: str, query: str) -> None:
    found = graph(endpoint).query(query).graph
    assert found is not None
    assert "红楼梦" in {str(each) for each in found.objects()}


def test_statements_are_found_by_their_parts(endpoint: str) -> None:
    ours = graph(endpoint)
    titles = [title for title in ours.objects(None, TITLE) if str(title) == "红楼梦"]
    assert titles
    assert isinstance(titles[0], Literal)
    assert titles[0].language
    assert (None, TITLE, titles[0]) in ours


def test_its_length_is_the_number_of_statements_and_a_large_result_is_whole(endpoint: str) -> None:
    ours = graph(endpoint, returnFormat="json")
    count = int(next(iter(ours.query(COUNT)))[0])
    assert len(ours) == count
    assert sum(1 for _ in ours.query(LARGE)) == count


@pytest.mark.parametrize(("query", "status"), [(WRONG, 400), (SERVICE, 403)])
def test_what_is_refused_is_an_error_that_says_why(endpoint: str, query: str, status: int) -> None:
    """rdflib hides the answer of the server behind an error of its own."""
    with pytest.raises(ValueError, match="something wrong") as raised:
        graph(endpoint).query(query)
    answer = raised.value.__context__
    assert isinstance(answer, HTTPError)
    with answer:
        assert answer.code == status
        assert (SAYS if query == WRONG else "SERVICE") in answer.read().decode()
