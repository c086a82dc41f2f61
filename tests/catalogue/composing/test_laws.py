"""What holds for the shared record of any sources: it depends on what they say, and on no order."""

from collections.abc import Iterator
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from pymarc import Field

from catalogue.composing import POLICY, Composed, Contributed, compose, explained
from catalogue.composing.named import read
from catalogue.composing.units import link_of, shared, units
from converters.record import MarcRecord
from tests.catalogue.composing.writing import record, source, sources, written

NAMES = ["Wang, Li", "Wang, Li, $d 1950-", "Wang, Li, $d 1971-", "王丽", "Wang, Li, $e editor"]
WORDS = ["Rice", "Rice.", "rice $x Trade", "稻", "Villages $0 (X)1"]
LINES = [
    *(f"020 __ $a {isbn}" for isbn in ("7020008720", "9787020008728 $q pbk", "978780657190")),
    *(f"035 __ $a {number}" for number in ("(OCoLC)ocm0012", "(OCoLC)12", "(X)12 $z (X)13")),
    *(f"{tag} __ $a PL2754.S5 $b Z{tag}" for tag in ("050", "090")),
    *(f"{tag} 1_ $a {name}" for tag in ("100", "600", "700") for name in NAMES),
    *(f"650 _{two} $a {words}" for two in "04" for words in WORDS),
    "650 _7 $a Rice $2 fast",
    *(f"24{tag} $a Country life" for tag in ("6 3_", "6 1_ $i Cover:", "0 10")),
    *(f"{tag} __ $a Text {tag}" for tag in ("490", "500", "505", "520", "590", "830", "905")),
    "500 __ $a Note $5 X",
    "856 40 $u http://example.org/x",
    "880 _4 $6 650-00/$1 $a 稻",
]
PAIRED = [
    ("245 10 $6 880-{} $a Xiang cun", "880 10 $6 245-{}/$1 $a 乡村"),
    ("245 10 $6 880-{} $a 乡村", "880 10 $6 245-{}/(B $a Xiang cun"),
    ("700 1_ $6 880-{} $a Wang, Li", "880 1_ $6 700-{}/$1 $a 王丽"),
    ("650 _4 $6 880-{} $a Rice", "880 _4 $6 650-{}/$1 $a 稻"),
]


@st.composite
def records(draw: st.DrawFn) -> MarcRecord:
    lines = [f"001 {draw(st.integers(1, 3))}", f"040 __ $a {draw(st.sampled_from(['X', 'DLC']))}"]
    lines += draw(st.lists(st.sampled_from(LINES), max_size=8))
    for number, pair in enumerate(draw(st.lists(st.sampled_from(PAIRED), max_size=3)), 1):
        lines += [half.format(f"{number:02}") for half in pair]
    lines += draw(st.lists(st.sampled_from(["245 10 $a Xiang cun", "245 10 $a 乡村"]), max_size=1))
    level = draw(st.sampled_from(" 37"))
    return record(sorted(lines, key=lambda line: line[:3]), f"00000nam a2200000{level}i 4500")


several = st.lists(records(), min_size=2, max_size=3).map(lambda found: sources(*found))


def fields(composed: Composed) -> list[str]:
    return [written(each) for each in composed.record.marc.fields]


@given(several)
@settings(max_examples=40)
def test_the_order_of_the_sources_does_not_matter(found: list[Contributed]) -> None:
    composed = compose(found)
    for order in permutations(found):
        other = compose(order)
        assert fields(other) == fields(composed)
        assert (other.given, other.base) == (composed.given, composed.base)
        assert (other.date, other.record.raw) == (composed.date, composed.record.raw)


@given(several, st.integers(0, 3), st.sampled_from(["0", "zz"]))
@settings(max_examples=60)
def test_a_copy_in_another_library_changes_no_field(
    found: list[Contributed], which: int, member: str
) -> None:
    copy = source(member, found[which % len(found)].record, "2031-01-01")
    assert fields(compose([*found, copy])) == fields(compose(found))


@given(records())
@settings(max_examples=40)
def test_one_source_is_its_own_record_and_with_a_copy_all_that_is_shared(one: MarcRecord) -> None:
    assert compose([source("a", one)]).record is one
    both = compose([source("a", one), source("b", one)])
    kept = shared(one.marc.fields, "bib", POLICY)
    assert fields(both) == [written(each) for each in kept]
    assert both.base == ("a", "a-1")


@given(records(), st.data())
@settings(max_examples=60)
def test_a_record_that_says_a_part_of_it_adds_nothing(one: MarcRecord, data: st.DataObject) -> None:
    whole = [written(each) for each in one.marc.fields]
    part = [line for line in whole if line[:3] < "010" or data.draw(st.booleans())]
    level = str(one.marc.leader)[:17] + "8" + str(one.marc.leader)[18:]
    less = source("b", record(part, level))
    kept = [written(each) for each in shared(one.marc.fields, "bib", POLICY)]
    assert fields(compose([source("a", one), less])) == kept


@given(several)
@settings(max_examples=60)
def test_each_field_has_one_giver_who_has_it_in_his_record(found: list[Contributed]) -> None:
    composed = compose(found)
    assert len(composed.given) == len(composed.record.marc.fields)
    said = {(each.member, each.control): set(texts(each.record)) for each in found}
    for each, giver in zip(composed.record.marc.fields, composed.given, strict=True):
        assert text(each) in said[giver]
    givers = set(composed.given)
    assert composed.base in {(each.member, each.control) for each in found}
    assert composed.date == max(e.received for e in found if (e.member, e.control) in givers)


@given(several)
@settings(max_examples=60)
def test_no_number_and_no_subject_of_any_source_is_lost(found: list[Contributed]) -> None:
    there = {form for forms in gathered(compose(found).record) for form in forms}
    for each in found:
        for forms in gathered(each.record):
            assert there & forms, forms


@given(several)
@settings(max_examples=60)
def test_every_pair_has_two_halves_and_a_number_of_its_own(found: list[Contributed]) -> None:
    halves: dict[str, list[str]] = {}
    for each in compose(found).record.marc.fields:
        if link := link_of(each):
            halves.setdefault(link[2], []).append(each.tag)
            if each.tag == "880" and link[2] == "00":
                assert link[1] == "650"
    for number, tags in halves.items():
        assert number == "00" or len(tags) == 2, tags
        assert tags.count("880") == 1 or number == "00"


@given(several)
@settings(max_examples=25)
def test_whoever_gives_a_field_is_not_told_to_say_the_same_as_well(
    found: list[Contributed],
) -> None:
    composed = compose(found)
    rows = explained(composed, found)
    assert [row.tag for row in rows] == [each.tag for each in composed.record.marc.fields]
    for row in rows:
        assert row.member not in row.also


def gathered(found: MarcRecord) -> Iterator[frozenset[tuple[str, str]]]:
    """The forms of each identifier, class number, subject and address, folded."""
    for unit in units(shared(found.marc.fields, "bib", POLICY), "bib", POLICY, 0):
        if unit.rule.source == "all" and unit.rule.block != "name":
            named = read(unit, "bib")
            details = {
                each
                for form in named.forms
                for said in form.saying.details.values()
                for each in said
            }
            assert len(details) < 3
            yield frozenset((unit.rule.block, form.saying.words) for form in named.forms)


def texts(found: MarcRecord) -> Iterator[str]:
    return (text(each) for each in found.marc.fields)


def text(each: Field) -> str:
    """What is left of a field however it is paired and entered: 100 as 700, a field as 880."""
    return each.data or "".join(value for code, value in each.subfields if code not in "01689")
