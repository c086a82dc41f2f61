"""What becomes of a record when a rule fails on it, or writes what cannot be written."""

from collections.abc import Callable
from pathlib import Path

import pymarc
import pytest

from converters.bibframe import Rules
from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.local import LocalRulesError, load_rules
from converters.bibframe.provenance import by_field
from converters.bibframe.table import By, Table, instance
from converters.engine import Converted, Failed, Job
from converters.record import MarcRecord

DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"
P = "<http://catena.example/p>"

type Made = Callable[..., MarcRecord]


def failing(field: Field, node: Node) -> None:
    """Writes the half of it, then fails."""
    node.text(P, field.first("a"))
    raise ValueError(field.first("a"))


def site(rule: Callable[[Field, Node], None], *tags: str) -> Rules:
    table: Table = dict.fromkeys(tags, (instance(By(rule)),))
    return Rules([table], "ours")


def converted(rules: Rules, record: MarcRecord) -> Converted | Failed:
    return rules.convert([Job(record, DOCUMENT)], GENERATED)[0]


def test_each_field_whose_rule_fails_is_left_out_and_told_by_its_place(record: Made) -> None:
    made = record("245 10 $aTitle", "950 ## $aone", "500 ## $aKept", "950 ## $atwo", "950 ## $atwo")
    outcome = converted(site(failing, "950"), made)
    assert isinstance(outcome, Converted)
    assert b'"Kept"' in outcome.triples
    assert P.encode() not in outcome.triples
    assert [told.partition(" was")[0] for told in outcome.mended] == [
        f"field 950 ({place} of the record)" for place in (2, 4, 5)
    ]


def test_a_rule_that_fails_on_the_leader_costs_what_the_leader_says_and_no_more(
    record: Made,
) -> None:
    outcome = converted(site(failing, "LDR"), record("245 10 $aTitle"))
    assert isinstance(outcome, Converted)
    assert b'"Title"' in outcome.triples
    assert outcome.mended[0].startswith("the leader was left out")


def test_a_thousand_fields_whose_rule_fails_take_two_passes(
    record: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes: list[int] = []
    describe = Rules.describe

    def counted(self: Rules, description):  # type: ignore[no-untyped-def]
        passes.append(1)
        return describe(self, description)

    monkeypatch.setattr(Rules, "describe", counted)
    outcome = converted(site(failing, "950"), record(*[f"950 ## $a{i}" for i in range(1000)]))
    assert isinstance(outcome, Converted)
    assert (len(outcome.mended), len(passes)) == (1000, 2)


@pytest.mark.parametrize("value", ['"a\nb"', "nonsense here", "<not absolute>"])
def test_what_no_parser_takes_does_not_reach_the_log(record: Made, value: str) -> None:
    rules = site(lambda field, node: node.say(P, value), "950")
    assert isinstance(converted(rules, record("950 ## $aone")), Failed)


def test_a_character_that_is_none_costs_its_record_and_not_the_batch(record: Made) -> None:
    broken, sound = record("245 10 $aTitle"), record("245 10 $aTitle")
    broken.marc.fields[0].subfields = [pymarc.Subfield("a", "\ud800")]
    bad, good = Rules().convert([Job(broken, DOCUMENT), Job(sound, DOCUMENT)], GENERATED)
    assert isinstance(bad, Failed)
    assert isinstance(good, Converted)


def test_a_field_of_a_thousand_numbers_costs_itself_and_not_the_machine(record: Made) -> None:
    numbers = "".join(f"$a{i}$b{i}" for i in range(500))
    outcome = converted(Rules(), record("245 10 $aTitle", f"028 02 {numbers}"))
    assert isinstance(outcome, Converted)
    assert outcome.mended[0].startswith("field 028 (2 of the record) was left out")
    assert len(outcome.triples) < 10_000


def test_provenance_is_told_without_the_fields_whose_rules_fail(record: Made) -> None:
    rules = site(failing, "950")
    job = Job(record("245 10 $aTitle", "950 ## $aone", "500 ## $aKept"), DOCUMENT)
    outcome = converted(rules, job.record)
    assert isinstance(outcome, Converted)
    lines = set(outcome.triples.decode().splitlines())
    assert set(by_field(rules, job, GENERATED)) == lines


def test_local_rules_that_end_the_program_are_told_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "ours.py"
    file.write_text("raise SystemExit(7)\n")
    with pytest.raises(LocalRulesError, match="line 1: SystemExit"):
        load_rules(file)


def test_a_subject_of_a_thousand_parts_costs_its_field_alone() -> None:
    marc = pymarc.Record()
    marc.leader = pymarc.Leader("00000nam a2200000 i 4500")
    many = [pymarc.Subfield("x", f"part {n}") for n in range(1000)]
    marc.fields = [
        pymarc.Field("245", pymarc.Indicators("0", "0"), [pymarc.Subfield("a", "Title")]),
        pymarc.Field("650", pymarc.Indicators(" ", "0"), [pymarc.Subfield("a", "China"), *many]),
    ]
    record = MarcRecord(1, b"", "json", marc, "marc21", "bib", "utf-8")
    (outcome,) = Rules().convert([Job(record, DOCUMENT)], GENERATED)
    assert isinstance(outcome, Converted)
    assert "it has 1001 parts" in outcome.mended[0]
