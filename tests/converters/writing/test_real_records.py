"""Every format, of records as libraries really write them: written, or refused with a sentence."""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from converters import NotMarc, parse_one, read
from converters.record import MarcRecord
from converters.writing.asked import Asked, Unwritable
from converters.writing.formats import FORMATS, alone
from converters.writing.source import Source

SHARED = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
FILES = 60
EACH = 2

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason=f"no shared data at {SHARED}")


def records() -> Iterator[MarcRecord]:
    """The first records of files of every kind, some from each folder."""
    files = sorted(
        one
        for folder in ("marc21-bib", "unimarc-bib", "marc21-auth", "unimarc-auth")
        for one in (SHARED / folder).rglob("*")
        if one.is_file() and one.stat().st_size < 2_000_000
    )
    for file in files[:: max(1, len(files) // FILES)]:
        try:
            found = (one for one in read(file) if isinstance(one, MarcRecord))
            yield from islice(found, EACH)
        except NotMarc:
            continue


def test_every_format_is_written_or_refused_with_a_sentence() -> None:
    done: Counter[str] = Counter()
    sentences: list[str] = []
    for record in records():
        source = Source("http://catena.example/bib/b1", bytes, record, record.kind)
        for name, form in FORMATS.items():
            if form.rdf is not None or name == "citations":
                continue
            try:
                written = alone(form, source, Asked(unmappable="reference"))
            except Unwritable as error:
                sentences.append(str(error))
                continue
            assert written.data
            done[name] += 1
    assert done["mrc"] > 60
    assert done["mods"] > 40
    assert len(sentences) < sum(done.values()) / 5
    assert all(sentence.endswith(".") for sentence in sentences)


def test_what_is_contributed_as_iso_2709_is_written_with_the_same_fields() -> None:
    for record in records():
        if record.format != "iso2709":
            continue
        source = Source("", bytes, record, record.kind)
        try:
            data = alone(FORMATS["mrc"], source, Asked(into="own")).data
        except Unwritable:
            continue
        again = parse_one(data, "iso2709", charset="utf-8", dialect=record.dialect)
        tags = [field.tag for field in record.marc.fields]
        assert [field.tag for field in again.marc.fields] == tags
