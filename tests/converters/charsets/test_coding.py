"""Bytes and text, both ways: what a character set can carry comes back, what it cannot is told."""

import time
import unicodedata
from contextlib import suppress
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from converters.charsets import Uncarried, Undecodable, decode, encode, encode_field
from converters.charsets.codes import ANSEL, ISO5426
from converters.charsets.iso2022_out import _codes

WRITTEN = (
    "utf-8", "gb18030", "gbk", "big5", "utf-16", "utf-16-be", "utf-16-le", "ucs-2", "cp1251",
    "koi8-r", "latin-1", "cp1252", "marc-8", "iso5426",
)  # fmt: skip
ANY = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x1b\x88\x89"))


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@cache
def repertoire(charset: str) -> SearchStrategy[str]:
    """Characters that the character set can carry, each alone."""
    if charset in ("marc-8", "iso5426"):
        codes = _codes(ANSEL if charset == "marc-8" else ISO5426)
        return st.sampled_from([sign for sign in codes if not unicodedata.combining(sign)])
    if charset.startswith(("utf", "ucs", "gb18030")):
        highest = 0xFFFF if charset == "ucs-2" else None
        return st.characters(
            max_codepoint=highest,
            exclude_categories=("Cs",),
            exclude_characters="\x88\x89\ufeff\ufffe",
        )
    pairs = [bytes(pair) for pair in product(range(0x81, 0xFF), range(0x40, 0xFF))]
    found = dict.fromkeys(
        one.decode({"big5": "cp950"}.get(charset, charset), "ignore")
        for one in [*(bytes([code]) for code in range(0x20, 0x100)), *pairs]
    )
    return st.sampled_from(
        [
            one
            for one in found
            if len(one) == 1 and not encode_field(one, charset, "reference").uncarried
        ]
    )


@pytest.mark.parametrize("charset", WRITTEN)
@given(st.data())
@settings(max_examples=40)
def test_what_a_character_set_can_carry_comes_back(charset: str, data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(repertoire(charset), max_size=30)))
    assert nfc(decode(encode(text, charset), charset)) == nfc(text)


@pytest.mark.parametrize("charset", ["marc-8", "iso5426"])
def test_every_character_of_the_code_tables_comes_back(charset: str) -> None:
    for sign in _codes(ANSEL if charset == "marc-8" else ISO5426):
        text = nfc(f"a{sign}" if unicodedata.combining(sign) else sign)
        assert decode(encode(text, charset), charset) == text


@given(ANY)
def test_marc8_carries_any_text_with_its_numeric_references(text: str) -> None:
    data = encode_field(text, "marc-8", "reference").data
    assert nfc(decode(data, "marc-8")) == nfc(text)


@pytest.mark.parametrize("charset", WRITTEN)
@given(ANY)
@settings(max_examples=40)
def test_any_text_is_written_or_said_to_be_beyond_the_character_set(
    charset: str, text: str
) -> None:
    written = encode_field(text, charset, "reference")
    decode(written.data, charset)
    if written.uncarried:
        with pytest.raises(Uncarried) as refused:
            encode(text, charset)
        assert refused.value.characters == written.uncarried
    else:
        assert encode(text, charset) == written.data


@pytest.mark.parametrize("charset", ["marc-8", "iso5426", "big5", "gb18030", "utf-8-mixed"])
@given(st.binary(max_size=80))
def test_no_bytes_do_worse_than_be_refused(charset: str, data: bytes) -> None:
    with suppress(Undecodable):
        assert isinstance(decode(data, charset), str)


def test_characters_that_cannot_be_carried_are_listed_each_once() -> None:
    written = encode_field("𠀀红楼梦𠀀 ✓", "gbk", "reference")
    assert written.data.decode("gbk") == "&#x20000;红楼梦&#x20000; &#x2713;"
    assert written.uncarried == ("𠀀", "✓")
    with pytest.raises(Uncarried, match="U\\+2713"):
        encode("✓", "gbk")


def test_a_decomposed_letter_is_carried_where_its_composed_form_is() -> None:
    assert encode("e\u0301", "gbk") == encode("é", "gbk")


def test_a_reference_that_was_text_stays_text() -> None:
    assert decode(encode("write &#x4E00; so", "marc-8"), "marc-8") == "write &#x4E00; so"


def test_what_big5_would_turn_into_a_wide_sign_is_not_carried() -> None:
    assert encode_field("¥5", "big5", "reference").uncarried == ("¥",)


def test_ucs2_has_no_character_beyond_its_two_bytes() -> None:
    assert encode("红", "ucs-2") == b"\x7e\xa2"
    with pytest.raises(Uncarried):
        encode("𠀀", "ucs-2")


@pytest.mark.parametrize(
    ("data", "charset"),
    [(b"\x88Le \x89monde", "iso5426"), (b"\x88Le \x89monde", "latin-1"),
     (b"\x88Le \x89monde", "marc-8"), (b"\xc2\x88Le \xc2\x89monde", "utf-8"),
     (b"\xc2\x98Le \xc2\x9cmonde", "utf-8")],
)  # fmt: skip
def test_what_does_not_sort_is_marked_alike_from_wherever_it_came(
    data: bytes, charset: str
) -> None:
    assert decode(data, charset) == "\x98Le \x9cmonde"


def test_a_character_set_nobody_knows_is_told_with_those_known() -> None:
    with pytest.raises(LookupError, match="give one of utf-8"):
        decode(b"", "ebcdic")
    with pytest.raises(LookupError, match="give one of"):
        encode("", "ebcdic")


@pytest.mark.parametrize(
    ("data", "charset"),
    [(b"\xc3", "utf-8"), (b"\xc0\x80", "utf-8"), (b"\xed\xa0\x80", "utf-8"), (b"\xb0", "gb18030"),
     (b"\xff", "gb18030"), (b"\xa4", "big5"), (b"\x00", "utf-16"), (b"\x81", "latin-1"),
     (b"\xff\xfe\x00", "utf-16")],
)  # fmt: skip
def test_broken_bytes_are_refused_and_not_repaired(data: bytes, charset: str) -> None:
    with pytest.raises(Undecodable):
        decode(data, charset)


def test_unicode_that_was_harmed_on_its_way_can_still_be_read_when_a_person_says_so() -> None:
    assert decode("Mu\u0308nchen é".encode().decode("latin-1").encode(), "utf-8-twice") == (
        "Mu\u0308nchen é"
    )
    assert decode("“é”".encode().decode("cp1252", "ignore").encode(), "utf-8-twice")[1] == "é"
    assert decode(b"fran\xe7aise \xe7\xba\xa2", "utf-8-mixed") == "française 红"
    assert decode(b"fran\xf8aise", "utf-8-damaged") == "fran\ufffdaise"
    assert decode(b"\xed\xa0\x80\xed\xb0\x80", "cesu-8") == "\U00010000"


def test_decoding_and_encoding_take_linear_time() -> None:
    size = 30_000
    hostile = (
        b"\x1b" * size, b"\x1b$1" * (size // 3), b"\xe2\xf2" * (size // 2), b"&#x" * (size // 3),
        "\u0301\u0323".encode() * (size // 4), b"\xc3\x83\xc2\x83" * (size // 4), b"\xff" * size,
    )  # fmt: skip
    started = time.process_time()
    for data in hostile:
        for charset in ("marc-8", "marc-8-damaged", "iso5426", "utf-8-twice", "utf-8-mixed"):
            try:
                encode_field(decode(data, charset), "marc-8", "reference")
            except Undecodable:
                continue
    assert time.process_time() - started < 30


def test_a_heap_of_marks_is_not_sorted_for_ever() -> None:
    started = time.process_time()
    assert len(decode(b"\xe2\xf2" * 150_000, "marc-8")) == 300_000
    assert time.process_time() - started < 8
