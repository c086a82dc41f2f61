"""MARC 21 made of what the graph says, when there is no MARC."""

import socket
from itertools import pairwise

import pymarc
import pytest

import samples
from converters import read
from converters.bibframe import Rules
from converters.engine import Converted, Job
from converters.record import MarcRecord
from converters.writing.asked import Unwritable
from converters.writing.back import descriptions, to_marc21
from converters.writing.striping import LARGEST, Statements, striped

DOCUMENT = "http://catena.example/bib/b1"
RULES = Rules()
BF = "http://id.loc.gov/ontologies/bibframe/"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def graph_of(marc: pymarc.Record) -> bytes:
    one = MarcRecord(1, b"", "marcxml", marc, "marc21", "bib", "utf-8")
    [made] = RULES.convert([Job(one, DOCUMENT)], "2026-11-22T08:00:00")
    assert isinstance(made, Converted)
    return made.triples


@pytest.fixture(scope="module")
def book() -> pymarc.Record:
    """The Dream of the Red Chamber, every field in both scripts."""
    return next(
        one.marc
        for file in samples.marc21_files()
        for one in read(file)
        if isinstance(one, MarcRecord) and one.control_number == "PKU0000137"
    )


@pytest.fixture(scope="module")
def back(book: pymarc.Record) -> pymarc.Record:
    return to_marc21(graph_of(book), DOCUMENT)


def lines(marc: pymarc.Record, *tags: str) -> list[str]:
    return sorted(str(field) for field in marc.get_fields(*tags))


@pytest.mark.parametrize("tag", ["001", "040", "050", "246", "250", "264", "490"])
def test_these_fields_return_as_they_were(
    book: pymarc.Record, back: pymarc.Record, tag: str
) -> None:
    assert lines(book, tag)
    assert lines(back, tag) == lines(book, tag)


def test_a_heading_returns_as_its_marc_key_has_it_with_its_880(back: pymarc.Record) -> None:
    heading = back["100"]
    assert (heading["a"], heading["d"]) == ("Cao, Xueqin,", "approximately 1717-1763,")
    number = heading["6"][4:6]
    other = next(one for one in back.get_fields("880") if one["6"].startswith(f"100-{number}"))
    assert other["a"] == "曹雪芹,"
    assert other["6"] == f"100-{number}/$1"


def test_pairs_of_scripts_are_numbered_from_01_without_a_gap(back: pymarc.Record) -> None:
    numbers = sorted(int(one["6"][4:6]) for one in back.get_fields("880"))
    assert numbers == list(range(1, len(numbers) + 1))
    links = {
        f"{one.tag}-{one['6'][4:6]}" for one in back.fields if one.get("6") and one.tag != "880"
    }
    assert {one["6"][:6] for one in back.get_fields("880")} == links
    assert len(links) >= 8


def test_nothing_of_the_graph_s_own_names_is_in_the_record(back: pymarc.Record) -> None:
    text = str(back)
    assert DOCUMENT not in text
    assert "id.loc.gov/vocabulary/relators" not in text
    assert not back.get_fields("758", "884")


def test_a_date_and_a_place_stand_once(back: pymarc.Record) -> None:
    [publication] = back.get_fields("264")
    assert publication.get_subfields("a", "b", "c") == [
        "Beijing :",
        "Ren min wen xue chu ban she,",
        "2008.",
    ]


def test_a_record_by_older_rules_has_260(book: pymarc.Record) -> None:
    older = pymarc.Record()
    older.leader = book.leader
    older.fields = [
        pymarc.Field(tag="001", data="x"),
        pymarc.Field(tag="008", data="990101s1999    nyu           000 0 eng  "),
        pymarc.Field("245", pymarc.Indicators("1", "0"), [pymarc.Subfield("a", "A title.")]),
        pymarc.Field(
            "260",
            pymarc.Indicators(" ", " "),
            [pymarc.Subfield("a", "New York :"), pymarc.Subfield("b", "Norton,")],
        ),
    ]
    made = to_marc21(graph_of(older), DOCUMENT)
    assert not made.get_fields("264")
    assert [one["b"].rstrip(",") for one in made.get_fields("260")] == ["Norton"]


def test_the_same_statements_in_any_order_make_the_same_record(book: pymarc.Record) -> None:
    triples = graph_of(book).splitlines()
    one = to_marc21(b"\n".join(triples), DOCUMENT)
    other = to_marc21(b"\n".join(reversed(triples)), DOCUMENT)
    assert str(one) == str(other)


def test_nobody_in_the_network_is_asked(
    book: pymarc.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    triples = (
        graph_of(book)
        + (
            f"<{DOCUMENT}#Work> <{BF}genreForm> "
            "<http://id.loc.gov/authorities/genreForms/gf2014026339> .\n"
        ).encode()
    )
    assert to_marc21(triples, DOCUMENT)["245"]


def test_every_instance_of_a_work_is_a_record(book: pymarc.Record) -> None:
    triples = graph_of(book)
    second = triples.replace(b"/bib/b1#", b"/bib/b2#")
    assert [one["245"]["a"] for one in descriptions(triples + second)] == ["Hong lou meng /"] * 2


@pytest.mark.parametrize("triples", [b"", b"<a:b> <a:c> <a:d> .\n", b"no RDF"])
def test_what_describes_nothing_is_refused_with_a_sentence(triples: bytes) -> None:
    with pytest.raises(Unwritable, match=r"bf:Instance|N-Triples"):
        list(descriptions(triples))
    with pytest.raises(Unwritable, match=r"bf:Instance|N-Triples"):
        to_marc21(triples, DOCUMENT)


def test_a_graph_that_doubles_at_every_step_does_not_grow_for_ever() -> None:
    said = [f"<{DOCUMENT}#Instance> {TYPE} <{BF}Instance> ."]
    names = [f"<{DOCUMENT}#Instance>", *(f"<{DOCUMENT}#N{i}>" for i in range(40))]
    for one, other in pairwise(names):
        said += [f"{one} <{BF}p{k}> {other} ." for k in range(8)]
    tree = striped(Statements.of("\n".join(said).encode()), "", f"{DOCUMENT}#Instance")
    assert sum(1 for _ in tree.iter()) < 3 * LARGEST


def test_a_list_that_runs_in_a_circle_ends() -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    one, other = f"<{DOCUMENT}#List-1>", f"<{DOCUMENT}#Topic-1>"
    said = [
        f"<{DOCUMENT}#Instance> {TYPE} <{BF}Instance> .",
        f"<{DOCUMENT}#Instance> <{BF}subject> {one} .",
        f"{one} <{rdf}first> {other} .",
        f"{one} <{rdf}rest> {one} .",
        f"{other} {TYPE} <{BF}Topic> .",
    ]
    tree = striped(Statements.of("\n".join(said).encode()), "", f"{DOCUMENT}#Instance")
    assert len(tree.findall(f".//{{{BF}}}Topic")) == 1


def test_a_folder_of_samples_comes_back_with_its_titles() -> None:
    file = samples.marc21_files()[0]
    for one in read(file):
        assert isinstance(one, MarcRecord)
        made = to_marc21(graph_of(one.marc), DOCUMENT)
        assert made["245"]["a"] == one.marc["245"]["a"]
