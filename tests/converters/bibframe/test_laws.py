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
    "005": "dates the record's last change, or its first",
    "008": "gives its date to 26X, its language to the 880s, its country to both",
    "040": "the last one counts, and rda silences leader/18",
    "041": "tells the script of an 880 whose language is doubtful",
    "043": "an address an earlier one has is not said again",
    "046": "silences 245 $f",
    "051": "makes an Item, of which fields with $5 speak too",
    "100": "makes the hub with 130 and 240",
    "110": "makes the hub with 130 and 240",
    "111": "makes the hub with 130 and 240",
    "130": "makes the hub with 1XX",
    "240": "makes the hub with 1XX",
    "245": "856 and the linking entries repeat it",
    "247": "silences 547, which it is told with",
    "260": "all 26X and 008 make one activity of each kind",
    "261": "as 260",
    "262": "as 260",
    "264": "as 260",
    "300": "silences a dimension of 007",
    "334": "silences leader/07",
    "336": "silences leader/06 and 007",
    "337": "silences 007 and 008",
    "338": "silences 007 and 008",
    "340": "silences 008",
    "344": "silences 007; what an earlier one has is not said again",
    "345": "as 344",
    "346": "as 344",
    "347": "as 344",
    "348": "as 344, and silences 008",
    "353": "silences 008",
    "377": "silences the language of a uniform title",
    "382": "silences 048",
    "541": "makes an Item, of which fields with $5 speak too",
    "547": "is told with the 247 that has its place",
    "580": "is told with the linking entries it explains",
    "655": "silences 008",
    "758": "silences the Items of 856",
    "856": "a second one makes Items of both",
    "880": "completes its partner",
    "958": "makes a secondary Instance",
    **dict.fromkeys(
        [
            *("760", "762", "765", "767", "770", "772", "773", "774", "775", "776", "777"),
            *("780", "785", "786", "787"),
        ],
        "is told with others of its tag, and with 580",
    ),
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


@settings(max_examples=150)
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


@settings(max_examples=150)
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
    assert len({field.tag for field in fields_to_move()}) >= 25
