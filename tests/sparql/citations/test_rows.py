"""Rows counted in the bytes of a result, and results that differ in order alone."""

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store

from sparql.citations.rows import reordered, rows
from sparql.service.formats import RESULTS, TRIPLES

VALUES = 'VALUES (?a ?b) { ("x" 1) ("two\\nlines, \\"and\\" more" 2) ("<result>" UNDEF) }'


def written(query: str, media_type: str) -> bytes:
    result = Store().query(query)
    how: QueryResultsFormat | RdfFormat = RESULTS.get(media_type) or TRIPLES[media_type]
    return result.serialize(format=how) or b""  # type: ignore[arg-type, union-attr]


@pytest.mark.parametrize("media_type", RESULTS)
def test_every_format_of_rows_is_counted(media_type: str) -> None:
    assert rows(written(f"SELECT * {{ {VALUES} }}", media_type), media_type) == 3
    assert rows(written("SELECT ?a { ?a ?b ?c }", media_type), media_type) == 0
    assert rows(written("ASK { }", media_type), media_type) is None


def test_statements_are_counted_where_each_has_a_line() -> None:
    query = f"CONSTRUCT {{ <http://e/s> <http://e/p> ?a }} {{ {VALUES} }}"
    assert rows(written(query, "application/n-triples"), "application/n-triples") == 3
    assert rows(written(query, "text/turtle"), "text/turtle") is None


@pytest.mark.parametrize("media_type", RESULTS)
def test_the_same_rows_in_another_order_are_told_from_others(media_type: str) -> None:
    one = written(f"SELECT * {{ {VALUES} }} ORDER BY ?b", media_type)
    other = written(f"SELECT * {{ {VALUES} }} ORDER BY DESC(?b)", media_type)
    less = written(f"SELECT * {{ {VALUES} FILTER(?b > 0) }}", media_type)
    altered = one.replace(b"lines", b"linex")
    assert one != other
    assert reordered(one, other, media_type)
    assert not reordered(one, less, media_type)
    assert not reordered(one, altered, media_type)


def test_a_large_result_is_not_read_through_for_its_rows() -> None:
    assert rows(b"a\r\n" + b"1\r\n" * 500_000, "text/csv") is None
