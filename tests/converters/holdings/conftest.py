"""Records for the tests of holdings: fields written as ``905 $a PKU $b 1``."""

import os
from collections.abc import Callable
from pathlib import Path

import pymarc
import pytest

DATA = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))


def field(text: str) -> pymarc.Field:
    """``852 0_ $a PKU``: a tag, two indicators where they matter, subfields; ``$`` begins each."""
    head, *pieces = text.split("$")
    tag, _, marks = head.strip().partition(" ")
    marks = f"{marks.replace('_', ' ')}  "
    return pymarc.Field(
        tag=tag,
        indicators=pymarc.Indicators(marks[0], marks[1]),
        subfields=[pymarc.Subfield(piece[0], piece[1:].strip()) for piece in pieces],
    )


def record(*lines: str) -> pymarc.Record:
    marc = pymarc.Record()
    for line in lines:
        if line[:2] == "00":
            marc.fields.append(pymarc.Field(tag=line[:3], data=line[4:]))
        else:
            marc.fields.append(field(line))
    return marc


@pytest.fixture(name="record")
def record_fixture() -> Callable[..., pymarc.Record]:
    return record


@pytest.fixture
def data() -> Path:
    """The folder of records from elsewhere, which lies beside the project where it is tested."""
    if not DATA.is_dir():
        pytest.skip("the real records are not beside this checkout (set CATENA_TEST_DATA)")
    return DATA
