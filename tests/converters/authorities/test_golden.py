"""Telling records and all they say, reviewed as a diff: ``CATENA_GOLDEN=1 pytest`` writes anew."""

import os
from pathlib import Path

import pytest

import samples
from converters.authorities import describe
from converters.crosswalk.unimarc.authorities import to_marc21_authority
from converters.engine import Converted
from tests.converters.authorities.conftest import DOCUMENT, GENERATED, records_of

FOLDER = Path(__file__).parent / "golden"
MARC21 = {
    marc["001"].data: marc
    for marc in records_of(samples.FOLDER / "authorities" / "marc21" / "PKU.xml")
}
CNMARC = {
    marc["001"].data: to_marc21_authority(marc, "cnmarc").marc
    for marc in records_of(samples.FOLDER / "authorities" / "cnmarc" / "THU.xml")
}
TELLING = {
    "PKUA000101": "a person in two scripts, with variants and places",
    "PKUA000108": "a Korean name",
    "PKUA000109": "a body",
    "PKUA000110": "a work with its author",
    "PKUA000111": "a topic",
    "PKUA000112": "a place with its earlier name",
    "THUA000204": "a person of a dynasty, in characters and pinyin",
    "THUA000209": "a body with its earlier name and its acronym",
}


@pytest.mark.parametrize("number", TELLING, ids=TELLING.get)
def test_a_telling_record_says_what_it_always_said(number: str) -> None:
    outcome = describe((MARC21 | CNMARC)[number], DOCUMENT, GENERATED)
    assert isinstance(outcome, Converted)
    golden = FOLDER / f"{number}.nt"
    if os.environ.get("CATENA_GOLDEN"):
        golden.write_bytes(outcome.triples)
    assert outcome.triples.decode() == golden.read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == set(TELLING)
