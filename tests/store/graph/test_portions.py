"""How much goes into one update is learnt, and a stand-in is taken for what it stands for."""

import pytest

from store.graph.portions import BYTES, PATIENCE, Portions
from store.graph.stand_ins import restored, stand_in

DURATION = b'<urn:s> <urn:p> "PT1H"^^<http://www.w3.org/2001/XMLSchema#duration> .'
STANDS = b'<urn:s> <urn:p> "PT1H"^^<urn:catena:literal:http://www.w3.org/2001/XMLSchema#duration> .'


def test_a_size_that_was_refused_is_not_tried_again() -> None:
    portions = Portions(1000)
    portions.too_large(1000)
    assert portions.size == 500
    for _ in range(20 * PATIENCE):
        portions.taken(portions.size)
    assert portions.size == 999


def test_small_portions_prove_nothing_about_larger_ones() -> None:
    portions = Portions(1000)
    portions.too_large(1000)
    for _ in range(20 * PATIENCE):
        portions.taken(10)
    assert portions.size == 500


def test_portions_end_by_number_and_by_size() -> None:
    assert [len(portion) for portion in Portions(2).cut([b"a", b"b", b"c"])] == [2, 1]
    large = b"x" * (BYTES // 2)
    assert [len(portion) for portion in Portions().cut([large] * 5)] == [2, 2, 1]
    assert list(Portions().cut([])) == []


def test_only_literals_with_a_datatype_have_a_stand_in() -> None:
    assert stand_in(DURATION) == STANDS
    assert stand_in(STANDS) is None
    assert stand_in(b'<urn:s> <urn:p> "x"@en .') is None
    assert stand_in(b'<urn:s> <urn:p> "\\"^^<urn:x> ." .') is None


@pytest.mark.parametrize(
    ("body", "media_type", "meant"),
    [
        (STANDS, "application/n-triples", DURATION),
        (b'{"datatype": "urn:catena:literal:urn:x"}', "application/json", b'{"datatype": "urn:x"}'),
        (b'<literal datatype="urn:catena:literal:urn:x">', "application/sparql-results+xml",
         b'<literal datatype="urn:x">'),
        (b'<a> <b> "say \\"^^<urn:catena:literal:urn:x>" .', "text/plain",
         b'<a> <b> "say \\"^^<urn:catena:literal:urn:x>" .'),
    ],
)  # fmt: skip
def test_an_answer_has_the_datatype_that_was_meant(
    body: bytes, media_type: str, meant: bytes
) -> None:
    assert restored(body, media_type) == meant
