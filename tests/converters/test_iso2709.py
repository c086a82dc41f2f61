"""ISO 2709: records cut at their terminators, fields found when lengths lie."""

import io
from contextlib import suppress

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import iso2709
from converters.record import Unreadable
from converters.serialize import as_iso2709


def record(*fields: pymarc.Field) -> bytes:
    marc = pymarc.Record(force_utf8=True)
    marc.add_field(pymarc.Field(tag="001", data="x1"), *fields)
    return as_iso2709(marc)


def field(tag: str, *subfields: tuple[str, str]) -> pymarc.Field:
    codes = [pymarc.Subfield(code, value) for code, value in subfields]
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators("0", "0"), subfields=codes)


TITLE = field("245", ("a", "红楼梦 /"), ("c", "曹雪芹著."))


def test_newlines_padding_and_a_byte_order_mark_between_records_are_no_records() -> None:
    one = record(TITLE)
    stream = io.BytesIO(b"\xef\xbb\xbf" + one + b"\r\n" + one + b"\n\n\0" + one + b"\x1a")
    assert list(iso2709.frames(stream)) == [one] * 3


def test_a_record_without_its_end_mark_at_the_end_of_the_file_is_still_given() -> None:
    one = record(TITLE)
    assert list(iso2709.frames(io.BytesIO(one + one[:-1]))) == [one, one[:-1]]
    marc, _, mended = iso2709.parse(one[:-1])
    assert marc["245"]["a"] == "红楼梦 /"
    assert "the end-of-record mark was missing" in mended


def test_a_record_cut_off_in_the_middle_is_refused_with_advice() -> None:
    with pytest.raises(Unreadable, match="the file ends in the middle of it"):
        iso2709.parse(record(TITLE)[:-9])


def test_lengths_that_lie_are_mended_by_the_terminators() -> None:
    one = record(TITLE, field("500", ("a", "A note.")))
    lying = one[:27] + b"0001" + one[31:]
    marc, _, mended = iso2709.parse(lying)
    assert marc["245"]["c"] == "曹雪芹著."
    assert marc["500"]["a"] == "A note."
    assert any("lengths are wrong" in sentence for sentence in mended)


def test_a_directory_that_counts_other_fields_than_are_there_is_refused() -> None:
    one = record(TITLE)
    shorter = one[:24] + one[36:]
    with pytest.raises(Unreadable, match=r"lists 1 fields and 2 are there"):
        iso2709.parse(shorter)


def test_a_record_of_four_megabytes_is_read_whole() -> None:
    notes = [field("500", ("a", f"note {i} " + "x" * 1000)) for i in range(4000)]
    great = record(TITLE, *notes)
    assert len(great) > 4_000_000
    assert great.startswith(b"99999")
    (frame,) = iso2709.frames(io.BytesIO(great))
    marc, _, mended = iso2709.parse(frame)
    assert [f["a"] for f in marc.get_fields("500")] == [f["a"] for f in notes]
    assert any("fields were taken by their terminators" in sentence for sentence in mended)


def test_a_stray_subfield_mark_in_a_control_field_is_left_out_and_told() -> None:
    one = record(TITLE).replace(b"x1\x1e", b"x\x1f\x1e")
    marc, _, mended = iso2709.parse(one)
    assert marc["001"].data == "x"
    assert mended == ("field 001: control characters were left out",)


def test_bytes_decide_the_character_set_before_the_leader_does() -> None:
    one = record(TITLE)
    without_flag = one[:9] + b" " + one[10:]
    marc, charset, _ = iso2709.parse(without_flag)
    assert (charset, marc["245"]["a"]) == ("utf-8", "红楼梦 /")


def test_marc8_writes_an_accent_before_its_letter() -> None:
    one = record(field("245", ("a", "XXX")))
    marc8 = one[:9] + b" " + one[10:].replace(b"XXX", b"\xe2e\xb2")
    marc, charset, _ = iso2709.parse(marc8)
    assert (charset, marc["245"]["a"]) == ("marc-8", "éø")


def test_a_record_that_says_utf8_and_is_not_goes_to_quarantine() -> None:
    one = record(field("245", ("a", "XXX"))).replace(b"XXX", b"\xe9xx")
    with pytest.raises(Unreadable, match="says it is UTF-8") as refused:
        iso2709.parse(one)
    assert refused.value.verdict == "quarantined"


def test_a_stream_without_any_end_mark_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(iso2709, "LARGEST", 1000)
    monkeypatch.setattr(iso2709, "CHUNK", 100)
    with pytest.raises(Unreadable, match="no end of record"):
        list(iso2709.frames(io.BytesIO(b"00100nam a2200061 i 4500" * 100)))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(st.sampled_from(["245", "500", "650"]), TEXT), min_size=1, max_size=8))
def test_what_is_written_is_read_back(fields: list[tuple[str, str]]) -> None:
    one = record(*(field(tag, ("a", text)) for tag, text in fields))
    marc, charset, mended = iso2709.parse(one)
    read = [(f.tag, f["a"]) for f in marc.fields if f.tag != "001"]
    assert (read, charset, mended) == ([(t, x) for t, x in fields], "utf-8", ())


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise_anything_but_unreadable(junk: bytes) -> None:
    one = record(TITLE)
    for raw in (junk, one[:24] + junk, one[:60] + junk + one[80:], one + junk):
        with suppress(Unreadable):
            iso2709.parse(raw)


def test_a_control_character_in_leader_or_tag_becomes_a_blank_in_its_place() -> None:
    one = record(TITLE)
    marc, _, mended = iso2709.parse(one[:17] + b"\x14" + one[18:])
    assert str(marc.leader)[16:19] == one[16:19].decode().replace(one[17:18].decode(), " ")
    assert mended == ("control characters in leader or directory were made blanks",)


def test_text_with_escape_sequences_is_marc8_though_every_byte_of_it_is_ascii() -> None:
    one = record(field("245", ("a", "@(NqMOKA@(B")))
    raw = (one[:9] + b" " + one[10:]).replace(b"@", b"\x1b")
    marc, charset, _ = iso2709.parse(raw)
    assert charset == "marc-8"
    assert marc["245"]["a"] not in ("", "qMOKA")
    assert "\x1b" not in marc["245"]["a"]


def test_a_length_that_swallows_the_next_field_is_seen_to_lie() -> None:
    one = record(TITLE, field("500", ("a", "A note.")))
    size = len(TITLE.as_marc("utf-8")) + len(field("500", ("a", "A note.")).as_marc("utf-8"))
    lying = one[:36] + b"245" + f"{size:04}".encode() + one[43:]
    marc, _, mended = iso2709.parse(lying)
    assert [(f.tag, len(f.subfields)) for f in marc.fields[1:]] == [("245", 2), ("500", 1)]
    assert any("lengths are wrong" in sentence for sentence in mended)


def test_the_two_code_points_that_are_no_characters_are_left_out_and_told() -> None:
    marc, _, mended = iso2709.parse(record(field("245", ("a", "a\ufffeb\uffffc"))))
    assert marc["245"]["a"] == "abc"
    assert mended == ("field 245: control characters were left out",)


def test_a_stray_field_mark_costs_only_itself_when_the_directory_adds_up() -> None:
    one = record(field("245", ("a", "before@after")), field("500", ("a", "A note.")))
    marc, _, mended = iso2709.parse(one.replace(b"@", b"\x1e"))
    assert (marc["245"]["a"], marc["500"]["a"]) == ("beforeafter", "A note.")
    assert mended == ("field 245: control characters were left out",)


def test_a_subfield_code_that_is_none_is_told() -> None:
    one = record(field("245", ("a", "x"))).replace(b"\x1fax", b"\x1f\xc3\xa9")
    _, _, mended = iso2709.parse(one)
    assert mended == ("field 245 has a subfield code that is no code: é",)
