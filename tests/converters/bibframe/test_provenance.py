"""Every statement knows the fields whose rules wrote it."""

from collections.abc import Callable

import samples
from converters import MarcRecord, read
from converters.bibframe.provenance import by_field
from converters.engine import Converted, Job
from tests.converters.bibframe.conftest import ours

DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"
type Made = Callable[..., MarcRecord]


def fields(record: MarcRecord) -> dict[str, set[int]]:
    return by_field(ours(), Job(record, DOCUMENT), GENERATED)


def test_it_tells_of_the_very_statements_the_conversion_makes() -> None:
    for file in samples.marc21_files():
        record = next(each for each in read(file) if isinstance(each, MarcRecord))
        (outcome,) = ours().convert([Job(record, DOCUMENT)], GENERATED)
        assert isinstance(outcome, Converted)
        assert set(fields(record)) == set(outcome.triples.decode().splitlines())


def test_a_note_is_of_its_field_and_not_of_the_title(record: Made) -> None:
    told = fields(record("245 10 $aTitle", "520 ## $aOn cats.$uhttp://cats.example/"))
    assert [places for line, places in told.items() if "On cats." in line] == [{1}]
    assert {1} in [places for line, places in told.items() if "/summary>" in line]


def test_what_two_fields_write_alike_is_of_both(record: Made) -> None:
    told = fields(record("245 10 $aTitle", "020 ## $a0306406152", "020 ## $a0306406152"))
    assert [places for line, places in told.items() if '"0306406152"' in line] == [{1, 2}]


def test_a_title_in_another_script_is_of_both_halves_of_its_pair(record: Made) -> None:
    told = fields(
        record(
            f"008 {'760101'.ljust(35)}rus  ",
            "245 10 $6880-01$aVoĭna i mir",
            "880 10 $6245-01/(N$aВойна и мир",
        )
    )
    assert [places for line, places in told.items() if '"Война и мир"@ru' in line] == [{1, 2}]


def test_what_joins_work_and_instance_is_of_no_field(record: Made) -> None:
    told = fields(record("245 10 $aTitle"))
    assert [places for line, places in told.items() if "hasInstance" in line] == [set()]
