"""A table of refusals that somebody altered is told of in a sentence, and opens no other file."""

import csv
import json
from pathlib import Path

import pytest

from catalogue.refused import COLUMNS, Decisions

CANDIDATE = {"dialect": "cnmarc", "charset": "gb18030", "score": 0.6, "reads": "红楼梦"}
ROW = {
    "position": "1",
    "verdict": "quarantined",
    "reason": "its character set is in doubt",
    "member": "PKU",
    "format": "iso2709",
    "file": "x.mrc",
    "offset": "2",
    "length": "3",
    "candidates": json.dumps([CANDIDATE]),
}


def table(folder: Path, **altered: str) -> Decisions:
    (folder / "x.mrc").write_bytes(b"0123456789")
    with (folder / "x.tsv").open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream, delimiter="\t")
        rows.writerow(COLUMNS)
        rows.writerow([(ROW | altered)[column] for column in COLUMNS])
    return Decisions(folder / "x.tsv")


def test_a_row_leads_to_its_bytes_and_the_ways_to_read_them(tmp_path: Path) -> None:
    (doubtful,) = table(tmp_path).waiting()
    assert doubtful.raw == b"234"
    assert doubtful.candidates[0].charset == "gb18030"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("offset", "9" * 30),
        ("offset", "-5"),
        ("offset", "zwei"),
        ("length", "9" * 18),
        ("length", "-1"),
        ("position", "one"),
        ("format", "exe"),
        ("file", "."),
        ("file", "a\0b"),
        ("candidates", "{"),
        ("candidates", "null"),
        ("candidates", "[1]"),
        ("candidates", '[{"x": 1}]'),
        ("candidates", "[" * 100_000),
        ("candidates", json.dumps([CANDIDATE | {"dialect": "danmarc"}])),
        ("candidates", json.dumps([CANDIDATE | {"score": "much"}])),
    ],
)
def test_an_altered_row_is_named(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(ValueError, match=r"Row 1 of .* is not as `catena load` wrote it"):
        list(table(tmp_path, **{column: value}).waiting())


def test_a_row_leads_to_no_file_of_another_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    folder = tmp_path / "refused"
    folder.mkdir()
    with pytest.raises(FileNotFoundError):
        list(table(folder, file="../secret").waiting())


def test_a_cell_of_a_megabyte_is_in_no_table_of_refusals(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no table of refused records"):
        table(tmp_path, reason="x" * 1_000_000)
