"""What a field says does not depend on its neighbours, but where LC's rules say so.

The laws are tried on the samples and, where they are beside the checkout, on real records of many
libraries.
"""

from functools import cache
from itertools import islice

import pymarc
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from bench.equality import SHARED, sent
from converters import MarcRecord, parse_one, read
from converters.bibframe import Rules
from converters.bibframe.provenance import by_field
from converters.engine import Job

DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"
RULES = Rules()
#: Fields that speak, by LC's rules, of a thing other fields speak of too, so that adding one may
#: alter what was said, each with what it completes.
COMPLETING = {
    "001": "only one counts",
    "003": "is told with 001",
    "008": "one of each coded field counts; its language tags the 880s",
    "005": "dates the record's last change",
    "040": "the last one counts, and rda silences leader/18",
    "041": "tells the script of an 880 whose language is doubtful",
    "046": "takes the place of 245 $f",
    "100": "makes the hub with 240",
    "110": "makes the hub with 240",
    "111": "makes the hub with 240",
    "130": "makes the hub",
    "240": "makes the hub with 1XX",
    "245": "an 856 repeats it",
    "260": "all 26X and 008 make one activity of each kind",
    "261": "as 260",
    "262": "as 260",
    "264": "as 260",
    "300": "an 856 looks at it",
    "334": "silences leader/07",
    "336": "silences leader/06",
    "337": "silences 007",
    "338": "silences 007",
    "006": "one of each coded field counts",
    "007": "one of each coded field counts",
    "490": "is told with the 8XX that traces it",
    "800": "traces a 490",
    "810": "traces a 490",
    "811": "traces a 490",
    "830": "traces a 490",
    "051": "gives the record an Item, of which fields with $5 speak",
    "541": "gives the record an Item, of which fields with $5 speak",
    "880": "completes its partner",
    "958": "makes a secondary Instance",
}


def lines(fields: list[pymarc.Field], leader: str) -> dict[str, set[int]]:
    """The statements, with the places of the fields whose rules wrote them."""
    marc = pymarc.Record()
    marc.leader = pymarc.Leader(leader)
    marc.fields = fields
    record = MarcRecord(1, b"", "marcxml", marc, "marc21", "bib", "utf-8")
    return by_field(RULES, Job(record, DOCUMENT), GENERATED)


@cache
def records() -> list[pymarc.Record]:
    found = [
        record.marc
        for file in samples.marc21_files()
        for record in read(file)
        if isinstance(record, MarcRecord)
    ]
    for file in sorted(path for path in SHARED.rglob("*") if path.is_file())[::7]:
        found += [parse_one(raw, format_).marc for _, raw, format_ in islice(sent([file]), 5)]
    return found


@cache
def fields_to_move() -> list[pymarc.Field]:
    """Every kind of field that speaks for itself, as real records have it."""
    found: dict[str, dict[str, pymarc.Field]] = {}
    for marc in records():
        for field in marc.fields:
            if field.tag not in COMPLETING and not field.get_subfields("6"):
                found.setdefault(field.tag, {})[str(field)] = field
    return [
        field for _, alike in sorted(found.items()) for _, field in islice(sorted(alike.items()), 5)
    ]


@settings(max_examples=300)
@given(st.data())
def test_a_field_put_in_takes_nothing_away_and_adds_what_its_own_rules_wrote(
    data: st.DataObject,
) -> None:
    marc = data.draw(st.sampled_from(records()))
    added = data.draw(st.sampled_from(fields_to_move()))
    place = data.draw(st.integers(0, len(marc.fields)))
    before = lines(list(marc.fields), str(marc.leader))
    with_it = [*marc.fields[:place], added, *marc.fields[place:]]
    after = lines(with_it, str(marc.leader))
    assert before.keys() <= after.keys(), f"{added} took away {before.keys() - after.keys()}"
    foreign = {line for line in after.keys() - before.keys() if place not in after[line]}
    assert not foreign, f"{added} made others say {foreign}"


@settings(max_examples=300)
@given(st.data())
def test_a_field_moved_says_the_same(data: st.DataObject) -> None:
    marc = data.draw(st.sampled_from(records()))
    moved = [i for i, field in enumerate(marc.fields) if field.tag not in COMPLETING]
    if not moved:
        return
    place = data.draw(st.sampled_from(moved))
    rest = [field for i, field in enumerate(marc.fields) if i != place]
    to = data.draw(st.integers(0, len(rest)))
    before = lines(list(marc.fields), str(marc.leader))
    after = lines([*rest[:to], marc.fields[place], *rest[to:]], str(marc.leader))
    assert before.keys() == after.keys(), marc.fields[place]


@settings(max_examples=150)
@given(st.data())
def test_equal_fields_in_another_order_say_the_same(data: st.DataObject) -> None:
    marc = data.draw(st.sampled_from(records()))
    tags = sorted({field.tag for field in marc.fields} - COMPLETING.keys())
    if not tags:
        return
    tag = data.draw(st.sampled_from(tags))
    alike = data.draw(st.permutations([field for field in marc.fields if field.tag == tag]))
    turn = iter(alike)
    turned = [next(turn) if field.tag == tag else field for field in marc.fields]
    before = lines(list(marc.fields), str(marc.leader))
    assert lines(turned, str(marc.leader)).keys() == before.keys()


def test_the_laws_are_tried_on_many_kinds_of_fields() -> None:
    assert len({field.tag for field in fields_to_move()}) >= 30
