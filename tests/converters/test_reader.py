"""The reader: every record of a file once, as read or as refused."""

from pathlib import Path

import pytest

import samples
from converters import MarcRecord, NotMarc, Rejected, as_iso2709, parse_one, read
from converters.deciding import Assumed


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


def test_the_same_chinese_book_reads_the_same_in_every_character_set(tmp_path: Path) -> None:
    (one, *_) = read(samples.cnmarc_files()[0])
    assert isinstance(one, MarcRecord)
    text = as_iso2709(one.marc).decode()
    for codec, charset in (
        ("utf-8", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ):
        (found,) = read(written(tmp_path, text.encode(codec)))
        assert isinstance(found, MarcRecord)
        assert (found.dialect, found.charset) == ("cnmarc", charset)
        assert [str(f) for f in found.marc.fields] == [str(f) for f in one.marc.fields]


def test_what_a_person_decided_goes_before_all_evidence(tmp_path: Path) -> None:
    (one, *_) = read(samples.cnmarc_files()[0])
    assert isinstance(one, MarcRecord)
    file = written(tmp_path, as_iso2709(one.marc).decode().encode("gb18030"))
    (found,) = read(file, Assumed(dialect="unimarc", charset="gb18030"))
    assert isinstance(found, MarcRecord)
    assert (found.dialect, found.charset, found.score) == ("unimarc", "gb18030", 1.0)
    (refused,) = read(file, Assumed(charset="utf-8"))
    assert isinstance(refused, Rejected)
    assert "it is not in utf-8" in refused.reason
    (refused,) = read(file, Assumed(charset="klingon"))
    assert isinstance(refused, Rejected)
    assert "klingon is not known here" in refused.reason


def test_the_bytes_and_the_verdict_kept_give_the_same_record_again(tmp_path: Path) -> None:
    (one, *_) = read(samples.cnmarc_files()[0])
    assert isinstance(one, MarcRecord)
    (found,) = read(written(tmp_path, as_iso2709(one.marc).decode().encode("gb18030")))
    assert isinstance(found, MarcRecord)
    again = parse_one(found.raw, found.format, charset=found.charset, dialect=found.dialect)
    assert [str(f) for f in again.marc.fields] == [str(f) for f in found.marc.fields]
    assert (again.dialect, again.kind, again.charset) == (found.dialect, found.kind, found.charset)


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        (b"BZh91AY", "a bzip2 file; unpack it first"),
        (b"\xfd7zXZ\x00", "an xz file; unpack it first"),
        (b'{"title": "no MARC"}', "holds no leader and fields"),
        (b"Dear colleague,", "nor with XML, JSON, or fields in lines"),
    ],
)
def test_files_that_hold_records_of_another_sort_are_told_what_they_are(
    start: bytes, sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(NotMarc, match=sentence):
        list(read(written(tmp_path, start)))


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


def test_a_damaged_first_leader_costs_no_record(tmp_path: Path) -> None:
    good = [as_iso2709(record.marc) for record in read(samples.marc21_files()[0])][:2]
    found = list(read(written(tmp_path, b"?????" + good[0][5:] + good[1])))
    assert [type(record) for record in found] == [MarcRecord, MarcRecord]


def test_a_year_written_with_hashes_for_blanks_is_one_year_and_no_range() -> None:
    written = (
        '{"leader": "01416nam#a2200361#c#4500", "fields": [{"001": "1"}, '
        '{"008": "080918|2008####xxu###########|||#|#eng#c"}, '
        '{"245": {"ind1": "0", "ind2": "0", "subfields": [{"a": "FRBR #1"}]}}]}'
    )
    record = parse_one(written.encode(), "json")
    assert record.marc["008"].data == "080918|2008    xxu           ||| | eng c"
    assert str(record.marc.leader) == "01416nam a2200361 c 4500"
    assert record.marc["245"]["a"] == "FRBR #1"
    assert "field 008 has # for blanks" in record.mended
