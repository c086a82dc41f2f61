"""CNMARC → MARC 21 → CNMARC: how much comes back unchanged, block by block."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pymarc
import pytest

from converters.crosswalk.cnmarc import to_cnmarc
from converters.crosswalk.cnmarc.practice import Name
from converters.crosswalk.compare import Share, differences, returned
from converters.crosswalk.unimarc import to_marc21

SHARED = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
SAMPLES = Path(__file__).parents[3] / "samples" / "cnmarc"
REAL = SHARED / "unimarc-bib" / "cnmarc-dev8__utf8.iso"
CASES = SHARED / "unimarc-bib" / "dp2__cnmarc-isbd-cases.tsv"

#: Percent that must come back: of the samples, and of real records with all their oddities.
FLOORS = {
    "leader": 100,
    "0": 100,
    "1": 98,
    "2": 100,
    "3": 100,
    "4": 100,
    "5": 60,
    "6": 100,
    "7": 100,
    "8": 100,
}
FLOORS_OF_REAL = {
    "leader": 100,
    "0": 100,
    "1": 96,
    "2": 100,
    "3": 84,
    "4": 100,
    "5": 100,
    "6": 100,
    "7": 100,
    "8": 62,
}


def real_records() -> Iterator[pymarc.Record]:
    if not REAL.exists():
        pytest.skip("the shared test data are not beside the project")
    with REAL.open("rb") as stream:
        for raw in stream.read().split(b"\x1d"):
            if len(raw) > 24:
                yield pymarc.Record(raw + b"\x1d", to_unicode=True, force_utf8=True)


def samples() -> Iterator[pymarc.Record]:
    for path in sorted(SAMPLES.glob("*.xml")):
        yield from pymarc.parse_xml_to_array(str(path))


def practice_of(marc: pymarc.Record) -> Name:
    spelled = any(field.get_subfields("9") for field in marc.get_fields("200", "701"))
    return "nlc" if spelled else "calis"


def there_and_back(marc: pymarc.Record) -> pymarc.Record:
    return to_cnmarc(to_marc21(marc, "cnmarc").marc, practice_of(marc)).marc


def shares(records: Iterator[pymarc.Record]) -> dict[str, Share]:
    unchanged: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for marc in records:
        for block, share in returned(marc, there_and_back(marc)).items():
            unchanged[block] += share.unchanged
            totals[block] += share.total
    return {block: Share(unchanged[block], totals[block]) for block in sorted(totals)}


@pytest.mark.parametrize(("records", "floors"), [(samples, FLOORS), (real_records, FLOORS_OF_REAL)])
def test_every_block_comes_back(records, floors):
    below = {
        block: share for block, share in shares(records()).items() if share.percent < floors[block]
    }
    assert not below


def test_pinyin_comes_back_letter_by_letter():
    for marc in samples():
        lost, _ = differences(marc, there_and_back(marc))
        assert not [fact for fact in lost if fact[1].isupper()]


#: A statement of responsibility inside the title (200_07 and 200_09), which MARC 21 has at its end
#: alone, and the material behind other title information, which stands before it.
IN_ANOTHER_ORDER = {"200_07", "200_09", "title_3", "title_6", "author_1"}


def test_titles_in_every_order_of_subfields_come_back():
    """The worksheets of dp2: the texts and their order, and the codes as the manual has them."""
    if not CASES.exists():
        pytest.skip("the shared test data are not beside the project")
    unlike = set()
    for line in CASES.read_text(encoding="utf-8").splitlines()[1:]:
        case, worksheet, *_ = line.split("\t")
        _, _, field = worksheet.partition("|")
        if not field.startswith("200"):
            continue
        parts = [(part[0], part[1:].strip()) for part in field.split("ǂ")[1:]]
        marc = pymarc.Record()
        marc.leader = pymarc.Leader("00000nam0 2200000   450 ")
        marc.fields = [
            pymarc.Field(
                tag="200",
                indicators=pymarc.Indicators("1", " "),
                subfields=[pymarc.Subfield(code, value) for code, value in parts],
            )
        ]
        (back,) = there_and_back(marc).get_fields("200")
        if _texts(parts) != _texts(back.subfields):
            unlike.add(case.removeprefix("TestMarcTable_"))
    assert unlike <= IN_ANOTHER_ORDER


def _texts(subfields: Iterable[tuple[str, str]]) -> list[str]:
    """The texts in order, without pinyin, language and the material that practice adds."""
    return [
        value.removeprefix("=").strip()
        for code, value in subfields
        if code not in {"A", "9", "z"} and not (code == "b" and value == "专著")
    ]
