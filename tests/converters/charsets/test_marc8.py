"""MARC-8 and ISO 5426: sets and their escapes, marks before letters, EACC (MARC 21, part 2)."""

import pytest

from converters.charsets import Undecodable, decode, encode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\x1b(NtOLSTOJ\x1b(B", "Толстой"),
        (b"\x1b)N\xf4\xcf", "То"),  # pymarc: blanks, and a complaint
        (b"\x1b(QF\x1b(B", "і"),  # pymarc knows Extended Cyrillic in G1 alone
        (b"\x1b)Q\xc6\x1b)!E\xe2e", "іé"),  # pymarc reads the E of the escape as text
        (b"\x1b(4&\x1b(B", "ٻ"),
        (b"\x1b(2ylem\x1b(B", "שלום"),
        (b"\x1b(3cJGH", "كتاب"),
        (b"\x1b(Saba", "αβα"),
        (b"x\x1bp2\x1bs y\x1bb2\x1bs \x1bga\x1bs", "x² y₂ α"),
        (b"\x1b$1!0!!Bs\x1b(B.", "一日."),
        (b"\x1b$,1!0!\x1b(B", "一"),
        (b"\x1b$)1\xa1\xb0\xa1 a", "一 a"),
        (b"\x1b$1!0! !Bs", "一 日"),  # a blank of one byte within EACC, as systems write it
        (b"\xe2e \xf2\xe3a \xebi\xeca", "é ậ i︠a︡"),
        (b"\xc3\xb9\xa1\xb1\xc7\xc8", "©£Łłß€"),
        (b"\x8d\x8e", "\u200d\u200c"),
        (b"&#x4E00;&#x110000;", "一&#x110000;"),
    ],
)
def test_escapes_lead_to_the_sets_they_name(data: bytes, text: str) -> None:
    assert decode(data, "marc-8") == text


def test_each_subfield_starts_with_the_first_sets_again() -> None:
    assert decode(b"\x1fa\x1b(NMIR\x1fbplain", "marc-8") == "\x1faмир\x1fbplain"
    assert encode("\x1faмир\x1fbмир", "marc-8") == b"\x1fa\x1b(NMIR\x1b(B\x1fb\x1b(NMIR\x1b(B"


@pytest.mark.parametrize(
    "data",
    [b"\xd5", b"\xaf", b"\x1b(Zx", b"\x1b$Nx", b"\x1b(1x", b"\x1b", b"\x1b$1!0", b"\x1b$1~~~",
     b"\x1b$B0l"],
)  # fmt: skip
def test_what_marc8_does_not_know_is_refused(data: bytes) -> None:
    """pymarc writes a blank in its place and a line on standard error."""
    with pytest.raises(Undecodable, match="MARC-8 has no"):
        decode(data, "marc-8")


def test_a_person_may_take_missing_characters_for_a_geta() -> None:
    assert decode(b"\x1b$1!0!~~~!Bs\x1b(B \xd5", "marc-8-damaged") == "一〓日 〓"


def test_codes_that_were_given_a_character_later_are_read() -> None:
    assert decode(b"\x1b$1!uY", "marc-8") == "\U000212c4"  # pymarc has a geta
    assert decode(b"\x1b$1!0N", "marc-8") == "了"  # pymarc has none


def test_a_mark_with_no_letter_to_come_stays_where_it_is() -> None:
    """pymarc leaves it out."""
    assert decode(b"x\xe2", "marc-8") == "x\u0301"
    assert decode(b"x\xe2\x1fa", "marc-8") == "x\u0301\x1fa"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xc2etude", "étude"),
        (b"M\xc8uller M\xc9uller", "Müller Müller"),
        (b"\xe8\xf8 \xd3a \xc2s \xc7z", "Łł ą ś ż"),
        (b"\x1b(NMIR\x1b(B \xf1", "мир æ"),
        (b"\x1b)Q\xc6\x1b)P\xc1a", "іà"),
        (b"\xddi\xdea", "i︠a︡"),
    ],
)
def test_iso5426_has_its_accents_before_the_letter(data: bytes, text: str) -> None:
    assert decode(data, "iso5426") == text


def test_iso5426_has_none_of_marc8s_own_escapes() -> None:
    with pytest.raises(Undecodable):
        decode(b"\x1bp2\x1bs", "iso5426")
