"""SPARQLWrapper, the client most Python scripts use."""

from typing import Any

import pytest
from rdflib import Graph
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

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

WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]


def ask(endpoint: str, query: str, form: str = JSON, way: tuple[str, str] = WAYS[0]) -> Any:
    wrapper = SPARQLWrapper(endpoint)
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(way[0])
    wrapper.setRequestMethod(way[1])
    return wrapper.query().convert()


@pytest.mark.parametrize("way", WAYS)
def test_rows_come_by_every_way_of_asking(endpoint: str, way: tuple[str, str]) -> None:
    found = ask(endpoint, TITLES, JSON, way)["results"]["bindings"]
    assert "红楼梦" in {row["title"]["value"] for row in found}


def test_rows_come_in_xml_and_as_a_table(endpoint: str) -> None:
    assert "红楼梦" in ask(endpoint, TITLES, XML).toxml()
    assert "红楼梦" in ask(endpoint, TITLES, CSV).decode().splitlines()


def test_a_yes_is_a_yes(endpoint: str) -> None:
    assert ask(endpoint, ASK)["boolean"] is True
    assert ask(endpoint, "ASK { <http://e/nothing> ?p ?o }")["boolean"] is False


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper makes one
@pytest.mark.parametrize("form", [TURTLE, RDFXML])
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_a_graph_is_one_rdflib_reads(endpoint: str, query: str, form: str) -> None:
    found = ask(endpoint, query, form)
    if isinstance(found, bytes):  # Turtle; of RDF/XML it makes a graph by itself
        found = Graph().parse(found, format="turtle")
    assert "红楼梦" in {str(each) for each in found.objects()}


def test_what_is_wrong_is_said(endpoint: str) -> None:
    with pytest.raises(QueryBadFormed, match=SAYS):
        ask(endpoint, WRONG)


def test_a_call_of_another_server_is_refused(endpoint: str) -> None:
    with pytest.raises(Exception, match="403"):
        ask(endpoint, SERVICE)


def test_a_large_result_is_whole(endpoint: str) -> None:
    count = int(ask(endpoint, COUNT)["results"]["bindings"][0]["n"]["value"])
    assert len(ask(endpoint, LARGE)["results"]["bindings"]) == count
    assert count > 10_000
