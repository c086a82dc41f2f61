"""Telling records of the samples and of every dialect as MARC 21, read and agreed.

``CATENA_WRITE_GOLDENS=1 pytest`` writes the files anew; read what changed before keeping it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pymarc
import pytest

from converters.crosswalk.unimarc import to_marc21

SAMPLES = Path(__file__).parents[4] / "samples" / "cnmarc"
GOLDENS = Path(__file__).parent / "goldens"
#: A novel, a set and its volume, translations, a classic with commentaries, serials, a dictionary.
RECORDS = [
    *("JLUCN002078", "NJUCN002081", "NJUCN002110", "NJUCN002174", "PKUCN002074", "PKUCN002234"),
    *("SCUCN002067", "SCUCN002107", "SCUCN002214", "THUCN002053", "WHUCN002178", "WHUCN002238"),
]
#: Invented, one for each practice: ``<name>.unimarc.txt`` beside its golden.
INVENTED = ["map", "music", "old-book", "rusmarc-volume", "set-of-france", "taiwan", "video"]


def sample(number: str) -> pymarc.Record:
    member = number.rstrip("0123456789").removesuffix("CN")
    records = pymarc.parse_xml_to_array(str(SAMPLES / f"{member}.xml"))
    return next(each for each in records if each["001"].data == number)


def told(source: pymarc.Record, dialect: str, listed) -> Iterator[str]:
    crossed = to_marc21(source, dialect)
    yield from listed(crossed)
    yield from crossed.noted
    for (at, place), reason in sorted(crossed.left.items()):
        field = source.fields[at]
        code = f" ${field.subfields[place].code}" if place >= 0 else ""
        yield f"  {field.tag}{code}: {reason}"


def agree(name: str, text: str) -> None:
    path = GOLDENS / f"{name}.marc21.txt"
    if os.environ.get("CATENA_WRITE_GOLDENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("number", RECORDS)
def test_a_sample_is_as_it_was_agreed(number: str, listed) -> None:
    agree(number, "\n".join(told(sample(number), "cnmarc", listed)) + "\n")


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_record_is_as_it_was_agreed(name: str, write, listed) -> None:
    given = (GOLDENS / f"{name}.unimarc.txt").read_text(encoding="utf-8").splitlines()
    dialect, leader, *fields = given
    agree(name, "\n".join(told(write(*fields, leader=leader), dialect, listed)) + "\n")
