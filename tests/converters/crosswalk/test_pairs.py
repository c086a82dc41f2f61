"""The same edition in CNMARC and in MARC 21 answers the same question in the same shape."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pymarc
import pytest
from pyoxigraph import Literal, RdfFormat, Store

from converters.bibframe import Rules
from converters.crosswalk.unimarc import to_marc21
from converters.engine import Converted, Job
from converters.record import MarcRecord

SAMPLES = Path(__file__).parents[3] / "samples"
QUERY = (Path(__file__).parent / "pairs.rq").read_text(encoding="utf-8")
PAIRS = list(
    csv.DictReader((SAMPLES / "pairs.tsv").read_text("utf-8").splitlines(), delimiter="\t")
)
#: What both records of every pair have; the rest depends on what a library knew.
ALWAYS = {
    *("title", "publisher", "place", "date", "country"),
    *("language", "class", "subject", "extent"),
}
#: What must be equal to the letter where both have it.
EQUAL = ("date", "country", "language", "class", "ISBN", "ISSN")

#: Each side has its own words for dates that are not certain.
UNCERTAIN = ("approximately", "active", "约", "(")

type Answers = Mapping[str, set[tuple[str, str]]]


@cache
def records(folder: str, member: str) -> Mapping[str, pymarc.Record]:
    found = pymarc.parse_xml_to_array(str(SAMPLES / folder / f"{member}.xml"))
    return {each["001"].data: each for each in found}


@cache
def rules() -> Rules:
    return Rules()


def answers(marc: pymarc.Record) -> Answers:
    """What the query gives: the names of things, each with its language tag."""
    record = MarcRecord(1, b"", "marcxml", marc, "marc21", "bib", "utf-8")
    (made,) = rules().convert([Job(record, "http://x/b")], "2026-11-22T00:00:00Z")
    assert isinstance(made, Converted)
    store = Store()
    store.load(made.triples, RdfFormat.N_TRIPLES)
    found = defaultdict(set)
    for row in store.query(QUERY):
        value = row["value"]
        tag = value.language or "" if isinstance(value, Literal) else ""
        found[row["what"].value].add((value.value, tag))
    return found


@cache
def pair(at: int) -> tuple[Answers, Answers]:
    named = PAIRS[at]
    western = records("marc21", named["marc21_member"])[named["marc21_001"]]
    chinese = records("cnmarc", named["cnmarc_member"])[named["cnmarc_001"]]
    return answers(western), answers(to_marc21(chinese, "cnmarc").marc)


ALL = pytest.mark.parametrize("at", range(len(PAIRS)), ids=[each["title"] for each in PAIRS])


def test_there_are_at_least_twelve_pairs() -> None:
    assert len(PAIRS) >= 12


@ALL
def test_both_answer_with_the_same_things(at: int) -> None:
    western, chinese = pair(at)
    assert set(chinese) >= ALWAYS
    assert set(western) >= ALWAYS
    # CNMARC serials have no field that says they are printed.
    assert set(western) - set(chinese) <= {"carrier"}
    assert set(chinese) - set(western) == set()


@ALL
def test_what_must_be_equal_is_equal(at: int) -> None:
    western, chinese = pair(at)
    for what in EQUAL:
        if western.get(what) and chinese.get(what):
            assert chinese[what] == western[what], what


@ALL
def test_the_title_is_the_same_in_characters_and_both_have_it_in_letters(at: int) -> None:
    western, chinese = pair(at)
    for found in (western, chinese):
        assert (PAIRS[at]["title"], "zh-hani") in found["title"]
        assert any(tag.startswith("zh-latn") for _, tag in found["title"])


@ALL
def test_the_roles_of_the_chinese_record_are_those_of_the_other(at: int) -> None:
    western, chinese = pair(at)
    assert chinese.get("role", set()) <= western.get("role", set())


@ALL
def test_a_person_of_both_has_one_name_in_characters(at: int) -> None:
    western, chinese = pair(at)
    ours, theirs = (
        {
            name.partition(",")[0]: name
            for name, tag in found.get("agent", ())
            if tag == "zh-hani" and not any(word in name for word in UNCERTAIN)
        }
        for found in (chinese, western)
    )
    assert {name: ours[name] for name in ours.keys() & theirs.keys()} == {
        name: theirs[name] for name in ours.keys() & theirs.keys()
    }


def test_most_people_of_both_were_compared() -> None:
    shared = 0
    for at in range(len(PAIRS)):
        western, chinese = (
            {name for name, tag in found.get("agent", ()) if tag == "zh-hani"} for found in pair(at)
        )
        shared += len(western & chinese)
    assert shared >= 12


@ALL
def test_the_chinese_subject_is_the_same_heading(at: int) -> None:
    western, chinese = pair(at)
    ours = {frozenset(label.split("--")) for label, _ in chinese["subject"]}
    theirs = {frozenset(label.split("--")) for label, _ in western["subject"]}
    assert ours & theirs
