"""Names in braces: MARCMaker's way to write what a plain text cannot hold."""

import pytest

from converters.structures.mnemonics import table, unwritten


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("{dollar}5", "$5"),
        ("{lsqb}1990{rsqb}", "[1990]"),
        ("d{acute}esir{acute}ee", "désirée"),
        ("{eacute}tude, {Ouml}l", "étude, Öl"),
        ("viet{dotb}{circ}e", "viet\u1ec7"),
        ("d{llig}i{rlig}a", "di\ufe20a\ufe21"),
        ("W{lstrok}och", "Włoch"),
        ("{no such name} {xyzzy} {}", "{no such name} {xyzzy} {}"),
        ("{acute}", "\u0301"),
        ("plain", "plain"),
    ],
)
def test_names_become_characters_and_accents_go_behind_their_letter(
    written: str, text: str
) -> None:
    assert unwritten(written) == text


def test_every_name_stands_for_one_character() -> None:
    assert len(table()) > 120
    assert all(len(char) == 1 for char in table().values())


def test_a_million_accents_take_no_time() -> None:
    assert len(unwritten("{acute}" * 100_000)) == 100_000
