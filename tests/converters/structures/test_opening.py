"""Compressed files are read through; what is damaged, or made to fill a disk, is not."""

import gzip
from pathlib import Path

import pytest

import samples
from converters import MarcRecord, NotMarc, Rejected, as_iso2709, read
from converters.structures import opening

ISO = b"".join(
    as_iso2709(one.marc) for one in read(samples.marc21_files()[0]) if isinstance(one, MarcRecord)
)


def written(folder: Path, content: bytes) -> Path:
    file = folder / "records"
    file.write_bytes(content)
    return file


def test_a_gzip_file_gives_the_records_in_it(tmp_path: Path) -> None:
    plain = list(read(written(tmp_path, ISO)))
    packed = list(read(written(tmp_path, gzip.compress(ISO[:5000]) + gzip.compress(ISO[5000:]))))
    assert [one.raw for one in packed] == [one.raw for one in plain]
    assert len(packed) > 3


def test_a_gzip_file_that_is_not_whole_gives_what_came_and_says_so(tmp_path: Path) -> None:
    packed = gzip.compress(ISO * 50)
    *whole, last = read(written(tmp_path, packed[: len(packed) // 2]))
    assert len(whole) > 10
    assert all(isinstance(one, MarcRecord) for one in whole)
    assert isinstance(last, Rejected)
    assert "damaged or not whole" in last.reason


def test_a_gzip_file_of_rubbish_is_no_marc(tmp_path: Path) -> None:
    with pytest.raises(NotMarc, match="damaged or not whole"):
        list(read(written(tmp_path, b"\x1f\x8b\x08" + b"rubbish" * 20)))


def test_a_gzip_file_that_grows_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_FREE", 1_000_000)
    with pytest.raises(NotMarc, match="grows more than 100 times"):
        list(read(written(tmp_path, gzip.compress(ISO[:24] + bytes(40_000_000)))))
