"""Results as values, read from any of their formats, and whether two say the same."""

import csv
import io
import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
#: integer, long, unsignedByte, positiveInteger and the like.
_EXACT: Final = re.compile(
    rf"{XSD}(decimal|\w*[iI]nteger|(unsigned)?([lL]ong|[iI]nt|[sS]hort|[bB]yte))"
)
_TIME: Final = re.compile(rf"{XSD}(date|time|dateTime)")
_UTC: Final = re.compile(r"[+-]00:00$")
_BINARY: Final = frozenset({f"{XSD}double", f"{XSD}float"})
_BOOLEAN: Final = NamedNode(f"{XSD}boolean")

type Term = NamedNode | BlankNode | Literal | Triple
type Row = dict[str, Term]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT; `ordered` where their order was written down, `typed` unless in CSV."""

    variables: frozenset[str]
    rows: tuple[Row, ...]
    ordered: bool = False
    typed: bool = True


type Result = bool | Table | tuple[Triple, ...]


def read(written: bytes, suffix: str, base: str) -> Result:
    """A result of the format with this suffix; a set of rows may also be told in RDF."""
    if suffix == "csv":
        return _of_csv(written)
    form = QueryResultsFormat.from_extension(suffix)
    if form is None:
        triples = [
            quad.triple
            for quad in parse(written, format=RdfFormat.from_extension(suffix), base_iri=base)
        ]
        return _of_graph(triples)
    result = parse_query_results(written, format=form)
    if isinstance(result, QueryBoolean):
        return bool(result)
    assert isinstance(result, QuerySolutions)
    names = [variable.value for variable in result.variables]
    rows = tuple(
        {name: term for name in names if (term := solution[name]) is not None}
        for solution in result
    )
    return Table(frozenset(names), rows)


def same(expected: Result, actual: Result, *, by_value: bool, lax: bool = False) -> bool:
    """Whether they say the same, whatever blank nodes are called.

    `by_value`: also where numbers are written in another way. `lax`: equal rows may be fewer.
    """
    if isinstance(expected, Table) and isinstance(actual, Table):
        if expected.variables != actual.variables:
            return False
        wanted, had = (_rows(table, by_value=by_value) for table in (expected, actual))
        if lax:
            distinct = {tuple(sorted(row.items(), key=str)) for row in wanted}
            return len(had) <= len(wanted) and distinct == {
                tuple(sorted(row.items(), key=str)) for row in had
            }
        return _matched(wanted, had, ordered=expected.ordered)
    if isinstance(expected, tuple) and isinstance(actual, tuple):
        return _canonical(expected, by_value=by_value) == _canonical(actual, by_value=by_value)
    return type(expected) is type(actual) and expected == actual


def _rows(table: Table, *, by_value: bool) -> list[Row]:
    if not by_value:
        return list(table.rows)
    return [
        {name: _valued(term, typed=table.typed) for name, term in row.items()} for row in table.rows
    ]


def _canonical(triples: Sequence[Triple], *, by_value: bool) -> set[Quad]:
    told = [_valued(triple) if by_value else triple for triple in triples]
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in told if isinstance(t, Triple))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def _valued(term: Term, *, typed: bool = True) -> Term:
    """A number, a truth value or a time in one way of writing it; all else as it is."""
    if isinstance(term, Triple):
        return Triple(term.subject, term.predicate, _valued(term.object))
    return _rewritten(term, typed=typed) if isinstance(term, Literal) else term


def _rewritten(literal: Literal, *, typed: bool) -> Literal:
    """Of two lexical forms of one value (XML Schema 2 §2.3) the same."""
    written, datatype = literal.value, literal.datatype
    if datatype.value == f"{XSD}boolean":
        written = {"1": "true", "0": "false"}.get(written, written)
    elif _TIME.fullmatch(datatype.value):
        written = _UTC.sub("Z", written)
    elif _EXACT.fullmatch(datatype.value) or not typed:
        with suppress(InvalidOperation):
            written = f"{Decimal(written).normalize():f}"
    elif datatype.value in _BINARY:
        with suppress(ValueError, OverflowError):
            value = float(written.replace("INF", "inf"))
            if datatype.value == f"{XSD}float":
                [value] = struct.unpack("f", struct.pack("f", value))
            written = repr(value)
    if literal.language is not None:
        return literal
    return Literal(written, datatype=datatype)


def _matched(wanted: list[Row], had: list[Row], *, ordered: bool) -> bool:
    """Whether there is a renaming of blank nodes that makes one the other."""
    if len(wanted) != len(had) or Counter(map(_shape, wanted)) != Counter(map(_shape, had)):
        return False
    return next(_renamings(wanted, had, {}, ordered=ordered), None) is not None


def _renamings(
    wanted: list[Row], had: list[Row], known: dict[str, str], *, ordered: bool
) -> Iterator[dict[str, str]]:
    if not wanted:
        yield known
        return
    seen = set()
    for at, row in enumerate(had[:1] if ordered else had):
        told = tuple(sorted((name, str(term)) for name, term in row.items()))
        if told in seen or _shape(row) != _shape(wanted[0]):
            continue
        seen.add(told)
        renamed = dict(known)
        if all(_agree(wanted[0][name], row[name], renamed) for name in row):
            yield from _renamings(wanted[1:], had[:at] + had[at + 1 :], renamed, ordered=ordered)


def _agree(wanted: Term, had: Term, renamed: dict[str, str]) -> bool:
    if isinstance(wanted, Triple) and isinstance(had, Triple):
        pairs = zip(wanted, had, strict=True)
        return all(_agree(one, other, renamed) for one, other in pairs)
    if isinstance(wanted, BlankNode) and isinstance(had, BlankNode):
        if wanted.value not in renamed and had.value in renamed.values():
            return False
        return renamed.setdefault(wanted.value, had.value) == had.value
    return wanted == had


def _shape(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, _outline(term)) for name, term in row.items()))


def _outline(term: Term) -> str:
    if isinstance(term, Triple):
        return f"<<{' '.join(map(_outline, term))}>>"
    return "_:" if isinstance(term, BlankNode) else str(term)


def _of_csv(written: bytes) -> Table:
    """CSV tells no types (SPARQL 1.1 CSV §3): every value is a text, `_:` begins a blank node."""
    header, *lines = csv.reader(io.StringIO(written.decode()), strict=True)
    rows: list[Row] = [
        {
            name: BlankNode(value[2:]) if value.startswith("_:") else Literal(value)
            for name, value in zip(header, line, strict=True)
            if value
        }
        for line in lines
    ]
    return Table(frozenset(header), tuple(rows), typed=False)


def _of_graph(triples: list[Triple]) -> Result:
    """Rows or a verdict told in the vocabulary of result sets, or the graph as it is."""
    sets = [
        t.subject
        for t in triples
        if t.predicate == RDF_TYPE and t.object == NamedNode(f"{RS}ResultSet")
    ]
    if not sets:
        return tuple(triples)
    told = partial(_told, triples, sets[0])
    if verdict := told("boolean"):
        return verdict[0] == Literal(True) or verdict[0] == Literal("1", datatype=_BOOLEAN)
    rows: list[tuple[int, Row]] = []
    for solution in told("solution"):
        row: Row = {}
        for binding in _told(triples, solution, "binding"):
            [name] = _told(triples, binding, "variable")
            [value] = _told(triples, binding, "value")
            assert isinstance(name, Literal)
            row[name.value] = value
        index = _told(triples, solution, "index")
        rows.append((int(index[0].value) if index and isinstance(index[0], Literal) else 0, row))
    rows.sort(key=lambda each: each[0])
    names = {each.value for each in told("resultVariable") if isinstance(each, Literal)}
    ordered = any(index for index, _ in rows)
    return Table(frozenset(names), tuple(row for _, row in rows), ordered)


def _told(triples: list[Triple], subject: Term, name: str) -> list[Term]:
    predicate = NamedNode(f"{RS}{name}")
    return [t.object for t in triples if t.subject == subject and t.predicate == predicate]
