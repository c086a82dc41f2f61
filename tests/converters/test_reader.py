"""The reader: every record of a file once, as read or as refused."""

from pathlib import Path

import pytest

import samples
from converters import MarcRecord, NotMarc, Rejected, read
from converters.serialize import as_iso2709


def written(folder: Path, content: bytes) -> Path:
    file = folder / "file.mrc"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \r\n ", "is empty"),
        (b"%PDF-1.7 nothing of ours", "is no MARC file"),
        (b"<html><body>no records</body></html>", "holds no MARC record"),
        (b"PK\x03\x04" + bytes(100), "is no MARC file"),
        (b'<?xml version="1.0" encoding="klingon"?><c/>', "declares the encoding klingon"),
    ],
)
def test_a_file_that_is_no_marc_is_said_to_be_none(
    content: bytes, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(NotMarc, match=sentence):
        list(read(written(tmp_path, content)))


def test_the_same_records_read_from_xml_and_from_iso2709(tmp_path: Path) -> None:
    from_xml = list(read(samples.marc21_files()[0]))
    assert all(isinstance(record, MarcRecord) for record in from_xml)
    file = written(tmp_path, b"\n".join(as_iso2709(record.marc) for record in from_xml))
    from_iso = list(read(file))
    assert [record.format for record in from_iso] == ["iso2709"] * len(from_xml)
    for one, other in zip(from_xml, from_iso, strict=True):
        assert [str(field) for field in one.marc.fields] == [str(f) for f in other.marc.fields]
        assert one.control_number == other.control_number


def test_cnmarc_is_quarantined_and_not_read_as_marc21() -> None:
    records = [record for file in samples.cnmarc_files() for record in read(file)]
    assert len(records) >= 14
    for record in records:
        assert isinstance(record, Rejected)
        assert record.verdict == "quarantined"
        assert "UNIMARC" in record.reason


def test_positions_count_every_record_and_the_rest_of_a_bad_file_is_read(tmp_path: Path) -> None:
    good = [as_iso2709(record.marc) for record in read(samples.marc21_files()[0])][:3]
    content = good[0] + b"rubbish that is no record\x1d" + good[1] + good[2][:-30]
    verdicts = [(record.position, type(record)) for record in read(written(tmp_path, content))]
    assert verdicts == [(1, MarcRecord), (2, Rejected), (3, MarcRecord), (4, Rejected)]


def test_a_record_without_a_control_number_is_known_by_its_bytes(tmp_path: Path) -> None:
    (record, *_) = read(samples.marc21_files()[0])
    record.marc.remove_fields("001")
    raw = as_iso2709(record.marc)
    one, two = read(written(tmp_path, raw + raw))
    assert one.control_number == two.control_number
    assert one.control_number.startswith("x-")


def test_a_damaged_first_leader_costs_the_first_record_only(tmp_path: Path) -> None:
    good = [as_iso2709(record.marc) for record in read(samples.marc21_files()[0])][:2]
    found = list(read(written(tmp_path, b"?????" + good[0][5:] + good[1])))
    assert [type(record) for record in found] == [Rejected, MarcRecord]
