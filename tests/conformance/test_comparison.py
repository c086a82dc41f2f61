"""Results say the same, or they do not: what the tests of conformance rest on."""

import pytest

from tests.conformance.results import Result, read, same

BASE = "http://e/"


def rows(*written: str, suffix: str = "tsv") -> Result:
    return read("\n".join(written).encode() + b"\n", suffix, BASE)


def graph(written: str) -> Result:
    return read(f"{written} .".encode(), "ttl", BASE)


XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("one", "other", "exactly", "by_value"),
    [
        (rows("?a\t?b", "_:x\t_:x"), rows("?b\t?a", "_:y\t_:y"), True, True),
        (rows("?a\t?b", "_:x\t_:x"), rows("?a\t?b", "_:x\t_:y"), False, False),
        (rows("?a\t?b", "_:x\t_:y"), rows("?a\t?b", "_:x\t_:x"), False, False),
        (rows("?a", "_:x", "_:y"), rows("?a", "_:x", "_:x"), False, False),
        (rows("?a\t?b", "_:x\t1", "_:x\t2"), rows("?a\t?b", "_:p\t2", "_:p\t1"), True, True),
        (rows("?a\t?b", "_:x\t1", "_:x\t2"), rows("?a\t?b", "_:p\t2", "_:q\t1"), False, False),
        (rows("?a", '"1"', '"1"'), rows("?a", '"1"'), False, False),
        (rows("?a", '"1"', '"2"'), rows("?a", '"2"', '"1"'), True, True),
        (rows("?a", "1"), rows("?a", "01"), False, True),
        (rows("?a", "1.0"), rows("?a", "1"), False, False),
        (rows("?a", "1.0e0"), rows("?a", "1e0"), False, True),
        (rows("?a", '"1"'), rows("?a", '"01"'), False, False),
        (rows("?a", f'"1"^^<{XSD}boolean>'), rows("?a", "true"), False, True),
        (rows("?a", '"a"@en'), rows("?a", '"a"'), False, False),
        (rows("?a", ""), rows("?b", ""), False, False),
        (rows("a", "1.0E6", suffix="csv"), rows("a", "1000000", suffix="csv"), False, True),
        (rows("a", "x", suffix="csv"), rows("a", "y", suffix="csv"), False, False),
        (graph("<a> <b> [ <c> 1 ]"), graph("<a> <b> _:z . _:z <c> 1"), True, True),
        (graph("<a> <b> [ <c> 1 ]"), graph("<a> <b> _:z . <a> <c> 1"), False, False),
        (graph("<a> <b> 1.0"), graph("<a> <b> 1.00"), False, True),
        (True, True, True, True),
        (True, False, False, False),
        (True, graph("<a> <b> 1"), False, False),
    ],
)
def test_what_is_the_same_is_told_from_what_is_not(
    one: Result, other: Result, *, exactly: bool, by_value: bool
) -> None:
    assert same(one, other, by_value=False) is exactly
    assert same(one, other, by_value=True) is by_value


def test_rows_that_were_written_in_order_come_in_order() -> None:
    told = """
        @prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
        [] a rs:ResultSet ; rs:resultVariable "a" ;
          rs:solution [ rs:index 2 ; rs:binding [ rs:variable "a" ; rs:value "z" ] ] ;
          rs:solution [ rs:index 1 ; rs:binding [ rs:variable "a" ; rs:value "b" ] ]"""
    assert same(graph(told), rows("?a", '"b"', '"z"'), by_value=False)
    assert not same(graph(told), rows("?a", '"z"', '"b"'), by_value=False)


def test_where_the_number_of_equal_rows_is_open_fewer_are_enough() -> None:
    three = rows("?a", "1", "1", "2")
    assert same(three, rows("?a", "2", "1"), by_value=False, lax=True)
    assert not same(three, rows("?a", "1", "1"), by_value=False, lax=True)
    assert not same(rows("?a", "1", "2"), rows("?a", "1", "1", "2"), by_value=False, lax=True)
