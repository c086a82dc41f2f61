"""Whether two engines gave the same result: rows as a bag, numbers by value, terms by text."""

import json
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from pyoxigraph import RdfFormat, parse

from bench.queries.client import Answered

type Result = Counter[tuple[str, ...]]

#: What Virtuoso answers to an ASK: one row of this variable, or none.
_ASKED: Final = "__ASK_RETVAL"
TRIPLES: Final = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "text/plain": RdfFormat.N_TRIPLES,
}


def result(answered: Answered) -> Result | None:
    """The result as a bag of rows; None for an answer that is none, or not whole.

    Datatypes are left out: Virtuoso gives integers and booleans other ones.
    """
    if answered.status != 200 or not answered.whole:
        return None
    try:
        if answered.media_type in TRIPLES:
            found = parse(answered.body, TRIPLES[answered.media_type])
            return Counter(
                {(_text(one.subject), one.predicate.value, _text(one.object)) for one in found}
            )
        told: dict[str, Any] = json.loads(answered.body)
    except (ValueError, SyntaxError):
        return None
    if "boolean" in told:
        return Counter([(str(bool(told["boolean"])),)])
    names = sorted(told["head"]["vars"])
    if names == [_ASKED]:
        return Counter([(str(told["results"]["bindings"] != []),)])
    rows = told["results"]["bindings"]
    return Counter(tuple(_value(row.get(name)) for name in names) for row in rows)


def _text(term: Any) -> str:
    return str(getattr(term, "value", term))


def _value(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    value = term["value"]
    if term["type"] not in ("uri", "bnode") and "datatype" in term:
        try:
            return f"{Decimal(value).normalize():f}"
        except InvalidOperation:
            return value
    return value


def difference(one: Result | None, other: Result | None) -> str:
    """In words, how two results differ; empty when they are the same."""
    if one is None or other is None:
        return "" if one is other else "only one of them answered"
    if one == other:
        return ""
    rows, others = one.total(), other.total()
    if rows != others:
        return f"{rows:,} and {others:,} rows"
    return f"{(one - other).total():,} of {rows:,} rows differ"
