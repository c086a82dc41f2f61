"""Every real file is read: nothing escapes, nothing disappears, and the counts are looked after."""

import pytest

from bench import counts

pytestmark = pytest.mark.skipif(
    not counts.DATA.is_dir(), reason="the shared data do not lie beside this project"
)
#: The few great files are left to ``python -m bench.counts``.
LARGEST = 60_000


def golden() -> dict[str, list[str]]:
    lines = counts.GOLDEN.read_text(encoding="utf-8").splitlines()[2:]
    return {line.split("\t")[0]: line.split("\t") for line in lines}


def test_every_file_reads_as_the_golden_table_says() -> None:
    told = golden()
    found = list(counts.rows(counts.DATA, LARGEST))
    assert len(found) > 500
    assert found == ["\t".join(told[line.split("\t")[0]]) for line in found]


def test_every_file_of_the_data_is_in_the_golden_table() -> None:
    names = {path.relative_to(counts.DATA).as_posix() for path in counts.files(counts.DATA)}
    assert names == set(golden())


def test_what_is_read_is_accepted_quarantined_or_rejected() -> None:
    rows = [row for row in golden().values() if row[6]]
    assert len(rows) > 500
    for row in rows:
        assert int(row[6]) == sum(map(int, row[7:10])), row[0]


def test_the_marks_of_records_in_a_file_are_as_many_as_the_records_read() -> None:
    rows = [row for row in golden().values() if row[1] in ("iso2709", "lines")]
    #: Two end marks with nothing before them; a file that ends in the middle of a record.
    odd = {"marc21-bib/zebra__sample-marc": 2, "marc21-bib/marc4j/008008027.mrc": -1}
    differences = {row[0]: int(row[5]) - int(row[6]) for row in rows}
    assert {name: count for name, count in differences.items() if count} == odd


def test_of_a_hundred_records_less_than_one_is_in_doubt_or_refused() -> None:
    rows = [row for row in golden().values() if row[1]]
    read = sum(int(row[6]) for row in rows)
    assert read > 34_000
    assert sum(int(row[8]) + int(row[9]) for row in rows) < read / 100
