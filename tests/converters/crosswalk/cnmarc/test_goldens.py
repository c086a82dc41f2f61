"""Records of the samples as CALIS and the National Library would write them, read and agreed.

``CATENA_WRITE_GOLDENS=1 pytest`` writes the files anew; read what changed before keeping it.
"""

import os
from pathlib import Path

import pymarc
import pytest

from converters.crosswalk.cnmarc import to_cnmarc

SAMPLES = Path(__file__).parents[4] / "samples" / "marc21"
GOLDENS = Path(__file__).parent / "goldens"
#: Member and number: a novel, a classic with commentaries, translations, serials, a map, music …
RECORDS = [
    *("PKU0000137", "PKU0000177", "PKU0000223", "PKU0000408", "PKU0000497", "PKU0000673"),
    *("FDU0001290", "FDU0001491", "JLU0001146", "RUC0001225", "SCU0001267", "SYSU0001148"),
    *("WHU0001158", "ZJU0001228"),
]


def sample(number: str) -> pymarc.Record:
    member = number.rstrip("0123456789")
    records = pymarc.parse_xml_to_array(str(SAMPLES / f"{member}.xml"))
    return next(each for each in records if each["001"].data == number)


@pytest.mark.parametrize("practice", ["calis", "nlc"])
@pytest.mark.parametrize("number", RECORDS)
def test_a_sample_is_written_as_a_chinese_cataloguer_would(number, practice, lines_of):
    result = to_cnmarc(sample(number), practice)
    text = "\n".join([str(result.marc.leader), *lines_of(result.marc), *result.noted]) + "\n"
    path = GOLDENS / f"{number}.{practice}.txt"
    if os.environ.get("CATENA_WRITE_GOLDENS"):
        GOLDENS.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
