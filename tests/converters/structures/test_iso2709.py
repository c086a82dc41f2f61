"""ISO 2709: records cut at their terminators, fields found when lengths lie."""

import io
from contextlib import suppress

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.reader import parse_one
from converters.record import Unreadable
from converters.structures import bounds, iso2709_stream


def record(*fields: pymarc.Field) -> bytes:
    """ISO 2709 in UTF-8, lengths in bytes, nines where they have too many digits."""
    contents = [("001", b"x1")]
    for each in fields:
        parts = [f"\x1f{code}{value}" for code, value in each.subfields]
        contents.append((each.tag, "".join([*each.indicators, *parts]).encode()))
    directory, body = b"", b""
    for tag, content in contents:
        size, start = min(len(content) + 1, 9999), min(len(body), 99999)
        directory += f"{tag}{size:04}{start:05}".encode()
        body += content + b"\x1e"
    base = 25 + len(directory)
    leader = f"{min(base + len(body) + 1, 99999):05}nam a22{min(base, 99999):05} i 4500"
    return leader.encode() + directory + b"\x1e" + body + b"\x1d"


def parsed(raw: bytes, charset: str | None = None) -> tuple[pymarc.Record, str, tuple[str, ...]]:
    """What the reader makes of one record: its fields, its character set, what was mended."""
    found = parse_one(raw, "iso2709", charset=charset, dialect="marc21")
    return found.marc, found.charset, found.mended


def field(tag: str, *subfields: tuple[str, str]) -> pymarc.Field:
    codes = [pymarc.Subfield(code, value) for code, value in subfields]
    return pymarc.Field(tag=tag, indicators=pymarc.Indicators("0", "0"), subfields=codes)


TITLE = field("245", ("a", "红楼梦 /"), ("c", "曹雪芹著."))


def test_newlines_padding_and_a_byte_order_mark_between_records_are_no_records() -> None:
    one = record(TITLE)
    stream = io.BytesIO(b"\xef\xbb\xbf" + one + b"\r\n" + one + b"\n\n\0" + one + b"\x1a")
    assert list(iso2709_stream.frames(stream)) == [one] * 3


def test_a_record_without_its_end_mark_at_the_end_of_the_file_is_still_given() -> None:
    one = record(TITLE)
    assert list(iso2709_stream.frames(io.BytesIO(one + one[:-1]))) == [one, one[:-1]]
    marc, _, mended = parsed(one[:-1])
    assert marc["245"]["a"] == "红楼梦 /"
    assert "the end-of-record mark was missing" in mended


def test_a_record_cut_off_in_the_middle_is_refused_with_advice() -> None:
    with pytest.raises(Unreadable, match="the file ends in the middle of it"):
        parsed(record(TITLE)[:-9])


def test_lengths_that_lie_are_mended_by_the_terminators() -> None:
    one = record(TITLE, field("500", ("a", "A note.")))
    lying = one[:27] + b"0001" + one[31:]
    marc, _, mended = parsed(lying)
    assert marc["245"]["c"] == "曹雪芹著."
    assert marc["500"]["a"] == "A note."
    assert any("lengths are wrong" in sentence for sentence in mended)


def test_a_directory_that_counts_other_fields_than_are_there_is_refused() -> None:
    one = record(TITLE)
    shorter = one[:24] + one[36:]
    with pytest.raises(Unreadable, match=r"lists 1 fields and 2 are there"):
        parsed(shorter)


def test_a_record_of_four_megabytes_is_read_whole() -> None:
    notes = [field("500", ("a", f"note {i} " + "x" * 1000)) for i in range(4000)]
    great = record(TITLE, *notes)
    assert len(great) > 4_000_000
    assert great.startswith(b"99999")
    (frame,) = iso2709_stream.frames(io.BytesIO(great))
    marc, _, mended = parsed(frame)
    assert [f["a"] for f in marc.get_fields("500")] == [f["a"] for f in notes]
    assert any("fields were taken by their terminators" in sentence for sentence in mended)


def test_a_stray_subfield_mark_in_a_control_field_is_left_out_and_told() -> None:
    one = record(TITLE).replace(b"x1\x1e", b"x\x1f\x1e")
    marc, _, mended = parsed(one)
    assert marc["001"].data == "x"
    assert mended == ("field 001: control characters were left out",)


def test_bytes_decide_the_character_set_before_the_leader_does() -> None:
    one = record(TITLE)
    without_flag = one[:9] + b" " + one[10:]
    marc, charset, _ = parsed(without_flag)
    assert (charset, marc["245"]["a"]) == ("utf-8", "红楼梦 /")


def test_marc8_writes_an_accent_before_its_letter() -> None:
    one = record(field("245", ("a", "XXX")))
    marc8 = one[:9] + b" " + one[10:].replace(b"XXX", b"\xe2e\xb2")
    marc, charset, _ = parsed(marc8)
    assert (charset, marc["245"]["a"]) == ("marc-8", "éø")


def test_a_record_that_says_utf8_and_is_not_goes_to_quarantine() -> None:
    one = record(field("245", ("a", "XXX"))).replace(b"XXX", b"\xe9xx")
    with pytest.raises(Unreadable, match="a person must say which") as refused:
        parsed(one)
    assert refused.value.verdict == "quarantined"
    assert refused.value.candidates[0].reads == "245 éxx"


def test_a_stream_without_any_end_mark_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "LARGEST", 1000)
    monkeypatch.setattr(iso2709_stream, "CHUNK", 100)
    with pytest.raises(Unreadable, match="no end of record"):
        list(iso2709_stream.frames(io.BytesIO(b"00100nam a2200061 i 4500" * 100)))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(st.lists(st.tuples(st.sampled_from(["245", "500", "650"]), TEXT), min_size=1, max_size=8))
def test_what_is_written_is_read_back(fields: list[tuple[str, str]]) -> None:
    one = record(*(field(tag, ("a", text)) for tag, text in fields))
    marc, charset, mended = parsed(one, "utf-8")
    read = [(f.tag, f["a"]) for f in marc.fields if f.tag != "001"]
    assert (read, charset, mended) == ([(t, x) for t, x in fields], "utf-8", ())


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise_anything_but_unreadable(junk: bytes) -> None:
    one = record(TITLE)
    for raw in (junk, one[:24] + junk, one[:60] + junk + one[80:], one + junk):
        with suppress(Unreadable):
            parsed(raw)


def test_a_control_character_in_leader_or_tag_becomes_a_blank_in_its_place() -> None:
    one = record(TITLE)
    marc, _, mended = parsed(one[:17] + b"\x14" + one[18:])
    assert str(marc.leader)[16:19] == one[16:19].decode().replace(one[17:18].decode(), " ")
    assert mended == ("control characters in leader or directory were made blanks",)


def test_text_with_escape_sequences_is_marc8_though_every_byte_of_it_is_ascii() -> None:
    one = record(field("245", ("a", "@(NqMOKA@(B")))
    raw = (one[:9] + b" " + one[10:]).replace(b"@", b"\x1b")
    marc, charset, _ = parsed(raw)
    assert charset == "marc-8"
    assert marc["245"]["a"] not in ("", "qMOKA")
    assert "\x1b" not in marc["245"]["a"]


def test_a_length_that_swallows_the_next_field_is_seen_to_lie() -> None:
    one = record(TITLE, field("500", ("a", "A note.")))
    size = len(TITLE.as_marc("utf-8")) + len(field("500", ("a", "A note.")).as_marc("utf-8"))
    lying = one[:36] + b"245" + f"{size:04}".encode() + one[43:]
    marc, _, mended = parsed(lying)
    assert [(f.tag, len(f.subfields)) for f in marc.fields[1:]] == [("245", 2), ("500", 1)]
    assert any("lengths are wrong" in sentence for sentence in mended)


def test_the_two_code_points_that_are_no_characters_are_left_out_and_told() -> None:
    marc, _, mended = parsed(record(field("245", ("a", "a\ufffeb\uffffc"))))
    assert marc["245"]["a"] == "abc"
    assert mended == ("field 245: control characters were left out",)


def test_a_stray_field_mark_costs_only_itself_when_the_directory_adds_up() -> None:
    one = record(field("245", ("a", "before@after")), field("500", ("a", "A note.")))
    marc, _, mended = parsed(one.replace(b"@", b"\x1e"))
    assert (marc["245"]["a"], marc["500"]["a"]) == ("beforeafter", "A note.")
    assert mended == ("field 245: control characters were left out",)


def test_a_subfield_code_that_is_none_is_told() -> None:
    one = record(field("245", ("a", "x"))).replace(b"\x1fax", b"\x1f\xc3\xa9")
    _, _, mended = parsed(one)
    assert mended == ("field 245 has a subfield code that is no code: é",)


def test_records_without_an_end_mark_between_them_are_two() -> None:
    one = record(TITLE)
    for between in (b"", b"\n", b"\r\n"):
        frames = list(iso2709_stream.frames(io.BytesIO(one[:-1] + between + one)))
        assert frames == [one[:-1], one]


def test_an_end_mark_within_a_field_does_not_end_the_record() -> None:
    one = record(field("245", ("a", "be@fore"))).replace(b"@", b"\x1d")
    (frame, other) = iso2709_stream.frames(io.BytesIO(one + record(TITLE)))
    assert parsed(frame)[0]["245"]["a"] == "before"
    assert parsed(other)[0]["245"]["a"] == "红楼梦 /"


def test_two_byte_characters_are_cut_as_characters_and_not_as_bytes() -> None:
    # 丞 is 4E 1E, 丝 4E 1D, 丟 4E 1F: the marks of ISO 2709 as halves of characters.
    one = record(field("245", ("a", "丞丝丟")), field("500", ("a", "A note.")))
    for codec in ("utf-16-le", "utf-16-be"):
        wide = one.decode().encode(codec)
        for start in (b"", "\ufeff".encode(codec)):
            frames = list(iso2709_stream.frames(io.BytesIO(start + wide + wide)))
            assert frames == [wide, wide]
            marc, charset, mended = parsed(wide)
            assert (marc["245"]["a"], charset, mended) == ("丞丝丟", "utf-16", ())


@pytest.mark.parametrize("missing", [1, 2])
def test_a_leader_with_characters_missing_costs_no_field(missing: int) -> None:
    one = record(TITLE)
    marc, _, mended = parsed(one[missing:])
    assert marc["245"]["a"] == "红楼梦 /"
    assert str(marc.leader)[5:12] == "nam a22"
    assert f"the leader has {24 - missing} characters, not 24" in mended


@pytest.mark.parametrize("fill", [b"-", b" ", b"x", b"\xc3"])
def test_lengths_in_the_leader_are_not_needed(fill: bytes) -> None:
    one = record(TITLE)
    marc, *_ = parsed(fill * 5 + one[5:12] + fill * 5 + one[17:], "utf-8")
    assert marc["245"]["c"] == "曹雪芹著."


def test_three_indicators_are_read_as_the_leader_says_and_the_third_is_told() -> None:
    one = record(field("245", ("a", "x"))).replace(b"00\x1fax", b"000\x1fax")
    marc, _, mended = parsed(one[:10] + b"3" + one[11:])
    assert marc["245"]["a"] == "x"
    assert not any("indicators" in sentence for sentence in mended)


def test_codes_of_two_characters_give_the_first_as_code_and_no_part_of_the_text() -> None:
    one = record(field("245", ("a", "Xx")))
    marc, *_ = parsed(one[:11] + b"3" + one[12:])
    assert marc["245"]["a"] == "x"


def test_a_field_without_subfields_keeps_its_text() -> None:
    one = record(field("500", ("a", "A note."))).replace(b"00\x1faA note.", b"A note.")
    marc, *_ = parsed(one)
    assert marc["500"].value() == "note."
    assert tuple(marc["500"].indicators) == ("A", " ")


def test_a_system_s_own_field_without_subfields_is_a_control_field() -> None:
    made = pymarc.Field(tag="FMT", indicators=pymarc.Indicators("B", "K"), subfields=[])
    marc, _, mended = parsed(record(made, TITLE))
    assert (marc["FMT"].data, marc["FMT"].control_field, mended) == ("BK", True, ())
