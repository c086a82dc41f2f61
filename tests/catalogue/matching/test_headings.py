"""Authority records that are one, that are two, and that a person must look at."""

from collections.abc import Callable

import pytest

from catalogue.matching.likeness import Likeness, compare

type Make = Callable[..., Likeness]

LEADER = "00000nz  a2200000n  4500"


def heading(of: Make, *lines: str) -> Likeness:
    coded = "008 040101n| azannaabn          |n aaa      "
    return of(coded, *lines, leader=LEADER, kind="auth")


SAME = {
    "a number": (
        ["010    $an  50034079 ", "100 1  $aLane, Peter"],
        ["010    $an50034079", "100 1  $aLane, Peter."],
    ),
    "both dates": (
        ["100 1  $aLane, Peter,$d1881-1936"],
        ["100 1  $aLane, Peter,$d1881-1936."],
    ),
    "the work it was made for": (
        ["100 1  $aLane, Peter", "670    $aWork cat.: (abc)12: Cold water, 2003."],
        ["100 1  $aLane, Peter", "670    $aWork cat.: (abc)57: Cold water, 2003."],
    ),
    "a subject": (
        ["150    $aRivers$zNorway"],
        ["150    $aRivers$zNorway."],
    ),
    "a name with a title": (
        ["100 1  $aLane, Peter.$tCold water"],
        ["100 1  $aLane, Peter.$tCold water."],
    ),
    "a form subdivision coded as a general one": (
        ["150    $aRivers$vFiction"],
        ["150    $aRivers$xFiction"],
    ),
    "a title with its article": (
        ["130  0 $aThe Northern papers on rivers"],
        ["130  0 $aNorthern papers on rivers"],
    ),
    "one file's author of two books": (
        ["003 abc", "100 1  $aLane, Peter", "670    $aWork cat.: (abc)1: Lane, Peter, Trout."],
        ["003 abc", "100 1  $aLane, Peter", "670    $aWork cat.: (abc)7: Lane, Peter, Bridges."],
    ),
    "one work, cited with the number of another line": (
        ["100 1  $aLane, Peter", "670    $aWork cat.: (abc)3: Hart, Ann. 5327, Seesaw, 2013."],
        ["100 1  $aLane, Peter", "670    $aWork cat.: (abc)3: Hart, Ann. 5345, Seesaw, 2013."],
    ),
    "traditional and simplified": (
        ["100 0  $a魯迅,$d1881-1936"],
        ["100 0  $a鲁迅,$d1881-1936"],
    ),
}


@pytest.mark.parametrize("why", SAME)
def test_what_identifies_a_heading_joins_two_records(of: Make, why: str) -> None:
    one, two = (heading(of, *lines) for lines in SAME[why])
    assert set(one.keys) & set(two.keys)
    assert compare(one, two).says == "same"


ASK = {
    "the name alone": (["100 1  $aLane, Peter"], ["100 1  $aLane, Peter"]),
    "one without dates": (["100 1  $aLane, Peter,$d1881-1936"], ["100 1  $aLane, Peter"]),
    "a common Chinese name born in one year": (
        ["100 0  $a王伟,$d1963-"],
        ["100 0  $a王偉,$d1963-"],
    ),
    "an encyclopedia both cite": (
        ["100 1  $aLane, Peter", "670    $aWikipedia, 12 Jan. 2012"],
        ["100 1  $aLane, Peter", "670    $aWikipedia, 12 Jan. 2012"],
    ),
    "collected poems both cite": (
        ["100 1  $aLane, Peter", "670    $aHis Collected poems, 1990"],
        ["100 1  $aLane, Peter", "670    $aHis Collected poems, 2001"],
    ),
    "a name divided otherwise": (
        ["100 1  $aHolm-Lane, Peter"],
        ["100 1  $aLane, Peter Holm"],
    ),
    "authors of one name in two files": (
        ["003 abc", "100 1  $aLane, Peter", "670    $aLane, Peter, Trout in cold water."],
        ["003 xyz", "100 1  $aLane, Peter", "670    $aLane, Peter, Bridges and fords."],
    ),
    "a short name of a body": (["110 2  $aNational Library"], ["110 2  $aNational Library"]),
}


@pytest.mark.parametrize("why", ASK)
def test_a_name_alone_is_asked(of: Make, why: str) -> None:
    assert compare(*(heading(of, *lines) for lines in ASK[why])).says == "ask"


DIFFERENT = {
    "other dates": (["100 1  $aLane, Peter,$d1881-1936"], ["100 1  $aLane, Peter,$d1950-"]),
    "another number in the reign": (
        ["100 0  $aHenrik$bII,$d1512-1570"],
        ["100 0  $aHenrik$bIII,$d1512-1570"],
    ),
    "another fuller form": (
        ["100 1  $aLane, P.$q(Peter),$d1881-1936"],
        ["100 1  $aLane, P.$q(Paul),$d1881-1936"],
    ),
    "a person and a topic about the person": (
        ["100 1  $aLane, Peter,$d1881-1936"],
        ["100 1  $aLane, Peter,$d1881-1936$xLanguage"],
    ),
    "a person and a subject": (["100 0  $aMercury"], ["150    $aMercury"]),
    "two numbers of one file": (
        ["010    $an50034079", "100 1  $aLane, Peter"],
        ["010    $an97088234", "100 1  $aLane, Peter"],
    ),
}


@pytest.mark.parametrize("why", DIFFERENT)
def test_two_people_are_never_joined(of: Make, why: str) -> None:
    assert compare(*(heading(of, *lines) for lines in DIFFERENT[why])).says == "different"
