"""What is mended, and that what is not is sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from converters.mending import mend_iri, mend_language, noting


@pytest.mark.parametrize(
    "iri", ["http://host:port/x", "http://a:80b/", "https://user:pass/", "http://a::1"]
)
def test_a_port_is_a_number(iri: str) -> None:
    with noting() as told:
        assert not mend_iri(iri)
    assert told == [f"“{iri}” cannot be made an IRI or a language tag; left out"]


@pytest.mark.parametrize(
    "iri",
    [
        "http://a:80/x",
        "http://a:/x",
        "http://a?b:c#d:e",
        "http://a/x:y@z",
        "https://u:p@a:8080/",
        "ftp://a",
        "urn:isbn:1",
    ],
)
def test_a_sound_iri_stays_as_it_is(iri: str) -> None:
    with noting() as told:
        assert mend_iri(iri) == iri
    assert not told


@given(st.text(":/?#@[]%a1.é\ue000 -", max_size=14), st.sampled_from(["http://", "http://a", "x:"]))
def test_what_is_called_an_iri_is_one_to_a_strict_parser(rest: str, start: str) -> None:
    if iri := mend_iri(start + rest):
        line = f"<{iri}> <{iri}> <{iri}> .\n".encode()
        assert len(list(parse(line, RdfFormat.N_TRIPLES))) == 1


@given(st.text("abZ19-_é", max_size=12))
def test_what_is_called_a_language_is_one_to_a_strict_parser(tag: str) -> None:
    if good := mend_language(tag):
        line = f'<x:s> <x:p> "x"@{good.lower()} .\n'.encode()
        assert len(list(parse(line, RdfFormat.N_TRIPLES))) == 1


def test_outside_the_block_nobody_is_told() -> None:
    with noting() as told:
        mend_iri("http://a b")
        mend_iri("http://a b")
    mend_iri("http://c d")
    assert told == ["“http://a b” is no IRI; written as http://a%20b"]
