"""Every statement knows the subfields it was made from, and every subfield what became of it."""

from collections.abc import Callable

import pytest

import samples
from converters import MarcRecord, read
from converters.bibframe import Rules
from converters.bibframe.provenance import Origin, Provenance, by_field, provenance
from converters.engine import Converted, Job

DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"
type Made = Callable[..., MarcRecord]


def explained(record: MarcRecord) -> Provenance:
    return provenance(Rules(), Job(record, DOCUMENT), GENERATED)


def ends(found: Provenance, origin: Origin) -> set[str]:
    """The objects of the statements made from a subfield."""
    return {line.removesuffix(" .").rsplit(" ", 1)[1] for line in found.of(origin)}


def test_it_tells_of_the_very_statements_the_conversion_makes() -> None:
    for file in samples.marc21_files():
        for record in read(file):
            assert isinstance(record, MarcRecord)
            job = Job(record, DOCUMENT)
            (outcome,) = Rules().convert([job], GENERATED)
            assert isinstance(outcome, Converted)
            said = set(outcome.triples.decode().splitlines())
            assert set(by_field(Rules(), job, GENERATED)) == said
            break  # one of each library


def test_a_note_comes_from_its_subfield_and_not_from_its_neighbour(record: Made) -> None:
    found = explained(record("245 10 $aTitle", "520 ## $aOn cats.$uhttp://cats.example/"))
    assert '"On cats."' in "".join(found.of(Origin(1, 0)))
    assert '"On cats."' not in "".join(found.of(Origin(1, 1)))
    assert "<http://cats.example/>" in ends(found, Origin(1, 1))


def test_the_thing_a_field_makes_comes_from_the_field_as_a_whole(record: Made) -> None:
    found = explained(record("245 10 $aTitle", "520 ## $aOn cats.$bMany."))
    (made,) = [origins for line, origins in found.lines.items() if "/summary>" in line]
    assert made == (Origin(1, None),)


def test_two_subfields_that_say_the_same_are_put_down_to_their_field(record: Made) -> None:
    found = explained(record("245 10 $aTitle", "020 ## $a0306406152", "020 ## $a0306406152"))
    (made,) = [o for line, o in found.lines.items() if line.endswith('"0306406152" .')]
    assert made == (Origin(1, None), Origin(2, None))


def test_a_title_in_another_script_comes_from_the_880_and_the_pairing(record: Made) -> None:
    found = explained(
        record(
            f"008 {'760101'.ljust(35)}rus  ",
            "245 10 $6880-01$aVoĭna i mir",
            "880 10 $6245-01/(N$aВойна и мир",
        )
    )
    (made,) = [o for line, o in found.lines.items() if '"Война и мир"@ru' in line]
    assert {Origin(2, 0), Origin(2, 1)} <= set(made)


@pytest.mark.parametrize(
    ("field", "subfield", "reason"),
    [
        ("999 ## $aours", 0, "no rule reads field 999"),
        ("245 10 $aTitle$yodd", 1, "the rules of field 245 make nothing of $y here"),
    ],
)
def test_a_subfield_nothing_is_made_of_has_a_reason(
    record: Made, field: str, subfield: int, reason: str
) -> None:
    assert explained(record(field)).unused[Origin(0, subfield)] == reason


def test_every_subfield_is_used_or_has_a_reason() -> None:
    checked = 0
    for file in samples.marc21_files():
        record = next(iter(read(file)))
        assert isinstance(record, MarcRecord)
        found = explained(record)
        used = {origin for origins in found.lines.values() for origin in origins}
        for place, field in enumerate(record.marc.fields):
            for origin in [Origin(place, i) for i in range(len(field.subfields))]:
                assert (origin in used) != (origin in found.unused)
                checked += 1
    assert checked > 300
