"""Two records line by line: what stands where, and which words are marked."""

from time import process_time

import pymarc

from catalogue.review.lines import said, title
from catalogue.review.side_by_side import lines, marked


def record(*fields: str, leader: str = "00000nam a2200000 a 4500") -> pymarc.Record:
    """Fields like ``245 $aMoon /$cby A.`` or ``008 …``."""
    marc = pymarc.Record()
    marc.leader = pymarc.Leader(leader)
    for text in fields:
        tag, _, rest = text.partition(" ")
        if tag < "010":
            marc.add_field(pymarc.Field(tag, data=rest))
        else:
            parts = [pymarc.Subfield(part[0], part[1:]) for part in rest.split("$")[1:]]
            marc.add_field(pymarc.Field(tag, pymarc.Indicators(" ", " "), parts))
    return marc


CODED = "008 010101s2001    ja a          000 0 eng d"


def test_fields_stand_under_a_cataloguers_words_in_the_order_that_tells_apart() -> None:
    found = said(
        record(CODED, "020 $a123$q(pbk.)", "245 $aMoon :$ba tale /$cby A.", "880 $6245-01/$1$a月"),
        "bib",
    )
    assert [*found][:3] == ["Title", "Responsibility", "Dates, coded"]
    assert found["Title"] == ["Moon : a tale /", "月"]
    assert found["ISBN"] == ["123 (pbk.)"]
    assert found["Kind"] == ["text", "book or other whole", "print"]
    assert found["Country"] == ["ja"]


def test_a_record_is_called_by_title_and_year_or_by_its_heading() -> None:
    assert title(record(CODED, "245 $aMoon /$cby A."), "bib") == "Moon, 2001"
    assert title(record("110 $aBody.$bPart."), "auth") == "Body. Part."
    assert title(record(), "bib") == "without a title"


def test_a_value_is_the_same_but_for_capitals_and_the_punctuation_of_areas() -> None:
    (line,) = lines({"Title": ["The Moon /"]}, {"Title": ["the moon"]})
    assert (line.state, line.one) == ("same", (("The Moon /", False),))


def test_another_form_of_the_characters_is_a_spelling() -> None:
    (line,) = lines({"Title": ["紅樓夢"]}, {"Title": ["红楼梦"]})
    assert line.state == "alike"


def test_words_that_differ_are_marked_in_both() -> None:
    (line,) = lines({"Extent": ["xiv, 157 p. ; 23 cm"]}, {"Extent": ["xiv, 159 p. ; 24 cm"]})
    assert line.state == "differs"
    assert [text for text, differs in line.one if differs] == ["157", "23"]
    assert "".join(text for text, _ in line.other) == "xiv, 159 p. ; 24 cm"


def test_a_han_character_is_a_word() -> None:
    one, other = marked("红楼梦诗", "红楼梦词")
    assert one == (("红楼梦", False), ("诗", True))
    assert other == (("红楼梦", False), ("词", True))


def test_values_stand_beside_those_they_have_most_in_common_with() -> None:
    found = lines(
        {"Subjects": ["Moon Poetry", "Sun History"]},
        {"Subjects": ["Sun Maps", "Moon Poetry Anthologies", "Stars"]},
    )
    assert [(line.state, bool(line.one), bool(line.other)) for line in found] == [
        ("differs", True, True),
        ("differs", True, True),
        ("other", False, True),
    ]
    assert found[0].one == (("Moon Poetry", False),)


def test_a_label_of_the_second_record_alone_stands_in_its_place() -> None:
    found = lines(
        {"Title": ["a"], "Date": ["1"]}, {"Title": ["a"], "Edition": ["2"], "Date": ["1"]}
    )
    assert [line.label for line in found] == ["Title", "Edition", "Date"]


def test_a_giant_record_is_cut_and_takes_no_time() -> None:
    words = " ".join(f"w{number}" for number in range(100_000))
    giant = record(*(f"020 ${'a'}{number}" for number in range(5_000)), f"500 $a{words}")
    began = process_time()
    one = said(giant, "bib")
    found = lines(one, said(record(f"500 $a{words[3:]}", "020 $ax"), "bib"))
    assert process_time() - began < 1
    assert one["ISBN"][-1] == "and 4988 more"
    assert all(len("".join(text for text, _ in line.one)) <= 401 for line in found)
