"""A record written out and read again is the same record, in every format and character set."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import mrrc
import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from converters import parse_one, read
from converters.record import Dialect, Format, MarcRecord
from converters.writing import iso2709
from converters.writing.asked import Charset, Unmappable, Unwritable
from converters.writing.iso2709 import written
from converters.writing.lines import as_lines
from converters.writing.marc_in_json import as_json_text
from converters.writing.marcxml import as_marcxchange, as_marcxml

#: Letters each character set has; the law holds within them.
REPERTOIRES: dict[Charset, str] = {
    "utf-8": "Aé中한ا𠮷 ./$\\{}&<>\"'",
    "ucs-2": "Aé中한ا ./$\\{}&<>",
    "gb18030": "Aé中한𠮷 ./$\\{}&<>",
    "gbk": "Aé中國 ./$\\{}&<>",
    "big5": "A中國Ж ./$\\{}&<>",
    "marc-8": "Aéøл中國 ./$\\{}&<>",
}


def field(tag: str, indicators: str, *subfields: tuple[str, str]) -> pymarc.Field:
    return pymarc.Field(
        tag=tag,
        indicators=pymarc.Indicators(indicators[0], indicators[1]),
        subfields=[pymarc.Subfield(code, value) for code, value in subfields],
    )


def record(*fields: pymarc.Field, leader: str = "00000nam a2200000 i 4500") -> pymarc.Record:
    marc = pymarc.Record(force_utf8=True)
    marc.leader = pymarc.Leader(leader)
    marc.fields = [pymarc.Field(tag="001", data="x1"), *fields]
    return marc


def said(marc: pymarc.Record) -> list[tuple[object, ...]]:
    """What a record says, apart from the lengths in its leader."""
    leader = str(marc.leader)
    return [
        (leader[5:9], leader[17:20]),
        *(
            (one.tag, one.data, tuple(one.indicators or ()), tuple(map(tuple, one.subfields)))
            for one in marc.fields
        ),
    ]


def texts(alphabet: str) -> st.SearchStrategy[str]:
    return st.text(st.sampled_from(alphabet), min_size=1, max_size=12)


@st.composite
def records(draw: st.DrawFn, alphabet: str) -> pymarc.Record:
    """A MARC 21 book whose texts are of these characters."""
    indicators = st.sampled_from(["  ", "10", "00"])
    subfields = st.tuples(st.sampled_from("abcxz3"), texts(alphabet))
    fields = [
        field(tag, draw(indicators), *draw(st.lists(subfields, min_size=1)))
        for tag in draw(st.lists(st.sampled_from(["245", "264", "500", "700"]), min_size=1))
    ]
    return record(field("245", "10", ("a", "Title")), *fields)


@pytest.mark.parametrize("charset", REPERTOIRES)
def test_iso_2709_reads_back_the_same_in_every_character_set(charset: Charset) -> None:
    @settings(max_examples=25)
    @given(records(REPERTOIRES[charset]))
    def law(marc: pymarc.Record) -> None:
        made = written(marc, "marc21", charset)
        mark = iso2709.UCS2_MARK if charset == "ucs-2" else b""
        name = "utf-16" if charset == "ucs-2" else charset
        again = parse_one(mark + made.data, "iso2709", charset=name, dialect="marc21").marc
        assert said(again) == said(marc)
        assert made.uncarried == ()

    law()


@pytest.mark.parametrize("form", ["marcxml", "marcxchange", "json", "lines"])
def test_every_other_format_reads_back_the_same(form: str) -> None:
    writers: dict[str, Callable[[pymarc.Record], tuple[bytes, Format]]] = {
        "marcxml": lambda marc: (as_marcxml(marc), "marcxml"),
        "marcxchange": lambda marc: (as_marcxchange(marc, "marc21", "bib"), "marcxml"),
        "json": lambda marc: (as_json_text(marc, "marc21"), "json"),
        "lines": lambda marc: (as_lines(marc), "lines"),
    }

    @settings(max_examples=25)
    @given(records(REPERTOIRES["utf-8"] + ("\n" if form != "lines" else "")))
    def law(marc: pymarc.Record) -> None:
        data, format_ = writers[form](marc)
        assert said(parse_one(data, format_, dialect="marc21").marc) == said(marc)

    law()


@pytest.fixture(scope="module")
def books() -> list[MarcRecord]:
    files = [*samples.marc21_files()[::4], *samples.cnmarc_files()[::3]]
    found = [one for file in files for one in read(file) if isinstance(one, MarcRecord)]
    assert len(found) > 30
    return found


def test_yaz_pymarc_and_mrrc_read_what_we_write(books: list[MarcRecord], tmp_path: Path) -> None:
    file = tmp_path / "out.mrc"
    marc21 = [one.marc for one in books if one.dialect == "marc21"]
    file.write_bytes(b"".join(written(marc, "marc21").data for marc in marc21))
    by_pymarc = list(pymarc.MARCReader(file.read_bytes(), to_unicode=True, force_utf8=True))
    assert [one["245"]["a"] for one in by_pymarc if one] == [m["245"]["a"] for m in marc21]
    with file.open("rb") as stream:
        by_mrrc = [one.get_fields("245")[0]["a"] for one in mrrc.MARCReader(stream)]
    assert by_mrrc == [marc["245"]["a"] for marc in marc21]
    run = subprocess.run(
        ["yaz-marcdump", "-v", str(file)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0
    assert "No separator" not in run.stdout + run.stderr
    assert run.stdout.count("\n001 ") == len(marc21)


def test_yaz_reads_gb18030_as_the_same_chinese(books: list[MarcRecord], tmp_path: Path) -> None:
    file = tmp_path / "out.iso"
    chinese = [one.marc for one in books if one.dialect == "cnmarc"]
    assert chinese
    file.write_bytes(b"".join(written(marc, "cnmarc", "gb18030").data for marc in chinese))
    run = subprocess.run(
        ["yaz-marcdump", "-f", "gb18030", "-t", "utf-8", str(file)],
        capture_output=True,
        check=True,
    )
    for marc in chinese:
        assert f"$a {marc['200']['a']}".encode() in run.stdout


@pytest.mark.parametrize(
    ("dialect", "charset", "flag", "coded"),
    [
        ("marc21", "utf-8", "a", None),
        ("marc21", "ucs-2", "a", None),
        ("marc21", "marc-8", " ", None),
        ("cnmarc", "utf-8", " ", "50      "),
        ("cnmarc", "gbk", " ", "0110    "),
        ("cnmarc", "gb18030", " ", "0110    "),
    ],
)
def test_the_character_set_a_record_names_is_the_one_it_is_in(
    dialect: Dialect, charset: Charset, flag: str, coded: str | None
) -> None:
    general = "20240101d2008    em y0chiy50      ea"
    marc = record(field("100", "  ", ("a", general)), field("200", "1 ", ("a", "围城")))
    data = written(marc, dialect, charset).data
    text = data.decode("utf-16-be") if charset == "ucs-2" else data.decode("latin-1")
    assert text[9] == flag
    if coded is not None:
        start = text.index("20240101d2008")
        assert text[start + 26 : start + 34] == coded
    assert text[20:24] == ("4500" if dialect == "marc21" else "450 ")


def test_who_says_gb_2312_in_another_way_is_left_alone() -> None:
    marc = record(field("100", "  ", ("a", "20240101d2008    em y0chiy0121    ea")))
    assert b"y0chiy0121    ea" in written(marc, "cnmarc", "gbk").data


@pytest.mark.parametrize(
    ("charset", "unmappable", "value"),
    [("gbk", "reference", "&#x20BB7;"), ("big5", "reference", "&#x20BB7;")],
)
def test_a_character_that_cannot_be_carried_is_a_reference_and_is_listed(
    charset: Charset, unmappable: Unmappable, value: str
) -> None:
    marc = record(field("245", "10", ("a", "𠮷野家"), ("c", "𠮷")))
    made = written(marc, "marc21", charset, unmappable)
    assert made.data.count(value.encode()) == 2
    assert made.uncarried == ("𠮷",)


def test_or_the_record_is_refused_with_the_character_and_its_field() -> None:
    marc = record(field("245", "10", ("a", "𠮷野家")))
    with pytest.raises(Unwritable, match=r"gbk has no code for 𠮷 \(U\+20BB7\), in field 245"):
        written(marc, "marc21", "gbk")


def test_a_field_longer_than_its_four_digits_is_refused_by_name() -> None:
    marc = record(field("505", "0 ", ("a", "x" * 10_000)))
    with pytest.raises(Unwritable, match=r"Field 505 is 10,005 long.*room for 9,999.*MARCXML"):
        written(marc, "marc21")
    fits = record(field("505", "0 ", ("a", "x" * 9_994)))
    assert b"5059999" in written(fits, "marc21").data


def test_a_record_longer_than_its_five_digits_is_refused_with_its_longest_field() -> None:
    many = [field("500", "  ", ("a", "x" * 9_000)) for _ in range(12)]
    with pytest.raises(Unwritable, match=r"The record is 108,.*room for 99,999.*500"):
        written(record(*many), "marc21")


def test_every_length_counts_the_bytes_that_are_there(books: list[MarcRecord]) -> None:
    for one in books:
        data = written(one.marc, one.dialect).data
        assert int(data[:5]) == len(data)
        base = int(data[12:17])
        for place in range(24, base - 1, 12):
            entry = data[place : place + 12]
            end = base + int(entry[7:]) + int(entry[3:7])
            assert data[end - 1 : end] == b"\x1e"


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (field("245", "10", ("a", "a\x1fb")), r"control character U\+001F"),
        (field("245", "10", ("ab", "x")), "subfield code 'ab'"),
        (field("2455", "10", ("a", "x")), "called '2455'"),
        (field("24é", "10", ("a", "x")), "called '24é'"),
    ],
)
def test_what_would_break_the_record_is_refused(bad: pymarc.Field, sentence: str) -> None:
    with pytest.raises(Unwritable, match=sentence):
        written(record(bad), "marc21")


def test_xml_does_not_take_what_it_forbids() -> None:
    with pytest.raises(Unwritable, match=r"U\+0001"):
        as_marcxml(record(field("245", "10", ("a", "\x01"))))


def test_marcxchange_says_which_marc_and_which_kind_it_is() -> None:
    marc = record(field("200", "0 ", ("a", "鲁迅")))
    xml = as_marcxchange(marc, "cnmarc", "auth").decode()
    assert 'format="CNMARC" type="Authority"' in xml
    assert 'xmlns="info:lc/xmlns/marcxchange-v2"' in xml


def test_lines_are_those_of_marcedit() -> None:
    marc = record(field("245", "10", ("a", "Cost $5 {a\\b} :"), ("b", "more")))
    marc.fields.insert(1, pymarc.Field(tag="008", data="240101s2008    cc "))
    assert as_lines(marc).decode().split("\r\n") == [
        "=LDR  00000nam a2200000 i 4500",
        "=001  x1",
        "=008  240101s2008\\\\\\\\cc\\",
        "=245  10$aCost {dollar}5 {lcub}a\\b{rcub} :$bmore",
        "",
        "",
    ]


def test_a_line_end_in_the_data_does_not_end_the_line() -> None:
    marc = record(field("500", "  ", ("a", "one\ntwo")))
    assert len(as_lines(marc).split(b"\r\n")) == 5


def test_a_field_000_is_not_written_in_lines_where_it_would_be_the_leader() -> None:
    with pytest.raises(Unwritable, match="Ask for MARCXML"):
        as_lines(record(pymarc.Field(tag="000", data="SIRSI")))
