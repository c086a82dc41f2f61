"""Every authority record at hand converts; nothing of one is lost without a reason."""

from collections import Counter, defaultdict

import pymarc
import pyoxigraph as ox

from converters.authorities import describe
from converters.authorities.left import reason
from converters.crosswalk.intermarc import to_marc21_authority
from converters.engine import Converted, Failed
from tests.converters.authorities.conftest import DOCUMENT, GENERATED

#: How often a subfield is taken away, in different records, to see whether it is missed.
TRIES = 3


def convert(marc: pymarc.Record) -> Converted | Failed:
    return describe(marc, DOCUMENT, GENERATED)


def test_every_marc_21_authority_with_a_heading_converts(real: list[pymarc.Record]) -> None:
    outcomes = [convert(marc) for marc in real[::3]]
    without = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert {outcome.reason.partition(":")[0] for outcome in without} <= {"it has no heading (1XX)"}
    assert len(without) <= 2
    for outcome in outcomes[::20]:
        if isinstance(outcome, Converted):
            assert list(ox.parse(outcome.triples, ox.RdfFormat.N_TRIPLES))


def test_every_intermarc_authority_converts(real_intermarc: list[pymarc.Record]) -> None:
    crossed = [to_marc21_authority(marc) for marc in real_intermarc]
    assert not [sentence for each in crossed for sentence in each.noted]
    assert not [each for each in crossed if isinstance(convert(each.marc), Failed)]


def test_every_subfield_reaches_the_graph_or_has_a_reason(real: list[pymarc.Record]) -> None:
    tried: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    for marc in real:
        whole: Converted | Failed | None = None
        for place, field in enumerate(marc.fields):
            for at in range(len(field.subfields or [""])):
                code = field.subfields[at].code if field.subfields else ""
                key = field.tag, code
                if tried[key] >= TRIES or (code and not field.subfields[at].value.strip()):
                    continue
                whole = whole or convert(marc)
                if isinstance(whole, Failed):
                    break
                tried[key] += 1
                less = convert(_without(marc, place, at))
                missed[key] += isinstance(less, Failed) or less.triples != whole.triples
    lost: dict[str, list[str]] = defaultdict(list)
    for (tag, code), times in tried.items():
        if times and not missed[tag, code] and not reason(tag, code):
            lost[tag].append(code)
    assert lost == {}


def _without(marc: pymarc.Record, place: int, at: int) -> pymarc.Record:
    field = marc.fields[place]
    less = pymarc.Record()
    less.leader = marc.leader
    rest = [each for i, each in enumerate(field.subfields or ()) if i != at]
    kept = [pymarc.Field(field.tag, field.indicators, rest)] if rest else []
    less.fields = [*marc.fields[:place], *kept, *marc.fields[place + 1 :]]
    return less


def test_every_reason_is_a_sentence_and_holds_for_something() -> None:
    assert reason("100", "6").startswith("linkage")
    assert reason("952", "a") == reason("901", "c") != ""
    assert (
        reason("375", "#") == "not a subfield code of MARC 21, where codes are letters and digits"
    )
    assert reason("100", "a") == reason("670", "b") == ""
