"""Which of a record's statements are its own, and which others may make too."""

from hypothesis import given
from hypothesis import strategies as st

from store import statements
from tests.store.conftest import BASE

OWN = [f"<{BASE}bib/b1{end} <urn:says> 1 .".encode() for end in ("#Work>", "#Z-9>", ">")]
OTHERS = [
    f"<{iri}> <urn:says> {number} .".encode()
    for iri in (f"{BASE}bib/b10#Work", f"{BASE}bib/b10", f"{BASE}bib/b", "http://a/", "urn:z")
    for number in (1, 2)
]


def test_a_document_owns_its_things_and_itself_and_not_those_of_a_number_it_begins() -> None:
    assert statements.shared({*OWN, *OTHERS}, BASE, "bib/b1") == {*OTHERS}


@given(said=st.sets(st.sampled_from(OWN + OTHERS)))
def test_the_text_of_a_record_is_divided_as_its_lines_are(said: set[bytes]) -> None:
    text = b"".join(line + b"\n" for line in sorted(said))
    own, others = statements.divided(text, BASE, "bib/b1")
    assert {line.rstrip(b"\n") for line in others} == statements.shared(said, BASE, "bib/b1")
    assert {*own.splitlines()} == said & {*OWN}
    assert len(own) + sum(map(len, others)) == len(text)
