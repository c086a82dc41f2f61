"""Where the resource is on the net, 856."""

from collections.abc import Callable

import pytest

from converters.bibframe import Rules
from converters.bibframe.rules.electronic_856 import LOCAL

type Lines = Callable[..., set[str]]
ADDRESS = "http://example.org/b42"
PRINTED = "008 760101s1999    nyu                 eng d"
ONLINE = "008 760101s1999    nyu     o           eng d"


def of(said: set[str], subject: str, predicate: str = "") -> set[str]:
    """What is said of a thing, or of all things whose name begins so."""
    start = f" {predicate}".rstrip()
    return {
        line.split(" ", 1)[1]
        for line in said
        if line.split(" ")[0] == subject or (subject.endswith("-") and line.startswith(subject))
        if f" {line.split(' ', 1)[1]}".startswith(start)
    }


def test_the_copy_on_the_net_of_a_printed_book_is_an_instance_of_its_own(lines: Lines) -> None:
    said = lines(PRINTED, "245 10 $aTitle :$bother /$cby A.", f"856 41 $u{ADDRESS}$zFree.")
    (title,) = {line.split(" ")[0] for line in said if line.endswith('bf:subtitle "other"')}
    (note,) = {line.split(" ")[0] for line in said if line.endswith('rdfs:label "Free"')}
    assert of(said, "#Instance-") == {
        "rdf:type bf:Instance",
        "rdf:type bf:Electronic",
        f"bf:title {title}",
        f"bf:electronicLocator {ADDRESS}",
        f"bf:note {note}",
        "bf:instanceOf #Work",
    }
    assert len(of(said, "#Work", "bf:hasInstance")) == 2


def test_it_has_the_title_in_3_where_there_is_one(lines: Lines) -> None:
    said = lines(PRINTED, "245 10 $aTitle", f"856 41 $3Part 1.$u{ADDRESS}")
    (title,) = of(said, "#Instance-", "bf:title")
    assert of(said, title.split(" ")[1]) == {"rdf:type bf:Title", 'bf:mainTitle "Part 1."'}


def test_its_name_is_that_of_its_address_whatever_the_title(lines: Lines) -> None:
    names = [
        next(
            line
            for line in of(lines(PRINTED, title, f"856 41 $u{ADDRESS}"), "#Work", "bf:hasInstance")
            if "-" in line
        )
        for title in ("245 10 $aTitle", "245 10 $aTitel")
    ]
    assert names[0] == names[1]


def test_the_address_is_said_of_the_printed_instance_too(lines: Lines) -> None:
    said = lines(PRINTED, f"856 41 $u{ADDRESS}")
    assert f"bf:electronicLocator {ADDRESS}" in of(said, "#Instance")


@pytest.mark.parametrize("told", ["leader", "008"])
def test_an_electronic_resource_has_an_item_at_its_address(told: str, lines: Lines) -> None:
    leader = "00000nmm a2200000 i 4500" if told == "leader" else "00000nam a2200000 i 4500"
    said = lines(PRINTED if told == "leader" else ONLINE, f"856 4# $u{ADDRESS}", leader=leader)
    assert of(said, "#Item-") == {
        "rdf:type bf:Item",
        f"bf:electronicLocator {ADDRESS}",
        "bf:itemOf #Instance",
    }
    assert of(said, "#Work", "bf:hasInstance") == {"bf:hasInstance #Instance"}


def test_the_address_of_the_resource_itself_makes_an_item_only_where_there_are_more(
    lines: Lines,
) -> None:
    assert not of(lines(ONLINE, f"856 40 $u{ADDRESS}"), "#Item-")
    said = lines(ONLINE, f"856 40 $u{ADDRESS}", "856 40 $uhttp://example.org/2")
    assert len(of(said, "#Instance", "bf:hasItem")) == 2


@pytest.mark.parametrize("code", ["3", "a"])
def test_a_table_of_contents_is_said_of_the_work(code: str, lines: Lines) -> None:
    said = lines(PRINTED, f"856 41 ${code}Table of  Contents only$u{ADDRESS}")
    assert of(said, "#Work", "bf:tableOfContents") == {f"bf:tableOfContents {ADDRESS}"}
    assert not any("bf:electronicLocator" in line for line in said)


def test_the_address_of_a_table_of_contents_has_its_question_mark_encoded(lines: Lines) -> None:
    said = lines(PRINTED, "856 41 $3Table of contents$uhttp://example.org/?id=1")
    assert "bf:tableOfContents http://example.org/%3Fid%3D1" in of(said, "#Work")


def test_a_record_with_758_has_no_such_item(lines: Lines) -> None:
    fields = (ONLINE, f"856 41 $u{ADDRESS}")
    assert len(of(lines(*fields), "#Instance", "bf:hasItem")) == 1
    assert not of(lines(*fields, "758 ## $aTitle"), "#Instance", "bf:hasItem")


def test_an_instance_split_off_another_takes_the_title_of_its_address(lines: Lines) -> None:
    split = ("958 ## $aSplitMARC", "245 10 $aTitle", f"856 41 $3Part 1$u{ADDRESS}")
    said = lines(PRINTED, *split)
    (title,) = of(said, "#Instance", "bf:title")
    assert 'bf:mainTitle "Part 1"' in of(said, title.split(" ")[1])
    assert f"bf:electronicLocator {ADDRESS}" in of(said, "#Instance")


def test_a_related_resource_is_supplementary_with_its_notes(lines: Lines) -> None:
    said = lines(PRINTED, f"856 42 $3Publisher description:$u{ADDRESS}")
    (note,) = {line.split(" ")[0] for line in said if line.endswith('"Publisher description"')}
    assert of(said, "#SupplementaryContent-") == {
        "rdf:type bf:SupplementaryContent",
        f"bf:electronicLocator {ADDRESS}",
        f"bf:note {note}",
    }
    assert not of(said, "#Instance", "bf:electronicLocator")


def test_each_address_of_a_field_is_one_of_the_same_instance(lines: Lines) -> None:
    said = lines(PRINTED, f"856 41 $u{ADDRESS}$uhttp://example.org/mirror")
    assert len(of(said, "#Instance-", "bf:electronicLocator")) == 2
    assert len(of(said, "#Work", "bf:hasInstance")) == 2


def test_a_note_has_the_language_its_field_says(lines: Lines) -> None:
    said = lines(PRINTED, f"856 41 $7(bcp47)ru-Cyrl$u{ADDRESS}$zТекст.")
    assert any(line.endswith('rdfs:label "Текст"@ru') for line in said)


def test_a_field_without_address_says_nothing(lines: Lines) -> None:
    assert lines(PRINTED, "856 41 $3Online$zFree.") == lines(PRINTED)


@pytest.mark.parametrize("second", "347")
def test_other_second_indicators_say_nothing(second: str, lines: Lines) -> None:
    assert lines(PRINTED, f"856 4{second} $u{ADDRESS}") == lines(PRINTED)


def test_a_space_in_an_address_is_written_as_an_iri_writes_it(lines: Lines) -> None:
    said = lines(PRINTED, "856 42 $uhttp://example.org/a b")
    assert "bf:electronicLocator http://example.org/a%20b" in of(said, "#SupplementaryContent-")


def test_859_is_local_and_read_like_856_where_a_site_says_so(lines: Lines) -> None:
    assert lines(PRINTED, f"859 42 $u{ADDRESS}") == lines(PRINTED)
    said = lines(PRINTED, f"859 42 $u{ADDRESS}", rules=Rules([LOCAL]))
    assert f"bf:electronicLocator {ADDRESS}" in of(said, "#SupplementaryContent-")
