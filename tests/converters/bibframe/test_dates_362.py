"""Where the numbering of a serial begins and ends: what 362 says."""

from collections.abc import Callable

import pytest

type Said = Callable[..., set[str]]


def numbering(made: set[str]) -> set[str]:
    return {line.removeprefix("#Instance ") for line in made if "Issue" in line or "label" in line}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Vol. 1-v. 9", {'bf:firstIssue "Vol. 1"', 'bf:lastIssue "v. 9"'}),
        ("Vol. 1, no. 1-", {'bf:firstIssue "Vol. 1, no. 1"'}),
        ("-v. 9", {'bf:lastIssue "v. 9"'}),
        (
            "1 (Jan.-Feb. 1981)-9 (1990)",
            {'bf:firstIssue "1 (Jan.-Feb. 1981)"', 'bf:lastIssue "9 (1990)"'},
        ),
        (
            "Nr. 1-2 = No. 3-4",
            {
                'bf:firstIssue "Nr. 1"',
                'bf:lastIssue "2"',
                'bf:firstIssue "No. 3"',
                'bf:lastIssue "4"',
            },
        ),
    ],
)
def test_numbering_begins_and_ends_at_a_hyphen(
    said: Said, written: str, expected: set[str]
) -> None:
    assert numbering(said(f"362 0# $a{written}")) == expected


@pytest.mark.parametrize(
    "written",
    ["1990 ; 1995-", "Began in 1990", "1-2-3", "1-2 = 3-4 = 5-6"],
)
def test_numbering_that_is_not_so_simple_is_a_note(said: Said, written: str) -> None:
    assert said(f"362 0# $a{written}") == {
        "#Instance bf:note #Note",
        "#Note rdf:type bf:Note",
        "#Note rdf:type http://id.loc.gov/vocabulary/mnotetype/number",
        f'#Note rdfs:label "{written}"',
    }


def test_of_parallel_numbering_one_half_may_be_a_note(said: Said) -> None:
    assert numbering(said("362 0# $a1-2-3 = 4-5")) == {
        '#Note rdfs:label "1-2-3"',
        'bf:firstIssue "4"',
        'bf:lastIssue "5"',
    }


def test_numbering_in_an_unformatted_note_is_not_taken_apart(said: Said) -> None:
    assert numbering(said("362 1# $aBegan with 1-2")) == {'#Note rdfs:label "Began with 1-2"'}


def test_numbering_in_another_script_has_its_language(said: Said) -> None:
    russian = "008 760101|||||||||ru |||||||||||||||||rus||"
    assert numbering(said(russian, "880 0# $6362-00/(N$aТ. 1-т. 9")) == {
        'bf:firstIssue "Т. 1"@ru',
        'bf:lastIssue "т. 9"@ru',
    }
