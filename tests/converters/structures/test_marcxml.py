"""MARCXML: a fault costs the record it lies in, and nothing outside the file is ever touched."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.reader import parse_one
from converters.record import Unreadable
from converters.structures import bounds, marcxml, xml_stream


def record(title: str = "T", *, prefix: str = "", number: str = "1") -> str:
    p = prefix
    return (
        f"<{p}record><{p}leader>00000nam a2200000 i 4500</{p}leader>"
        f'<{p}controlfield tag="001">{number}</{p}controlfield>'
        f'<{p}datafield tag="245" ind1="0" ind2="0"><{p}subfield code="a">{title}</{p}subfield>'
        f"</{p}datafield></{p}record>"
    )


def collection(*records: str) -> io.BytesIO:
    return io.BytesIO(f"{marcxml.OPEN}\n{''.join(records)}\n{marcxml.CLOSE}".encode())


def titles(stream: io.BytesIO) -> list[str]:
    return [marcxml.parse(raw)[0]["245"]["a"] for raw in xml_stream.frames(stream)]


def test_each_record_is_its_own_bytes() -> None:
    one, two = record("红楼梦"), record("Hamlet")
    assert list(xml_stream.frames(collection(one, two))) == [one.encode(), two.encode()]


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_chunks_may_end_anywhere(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "CHUNK", size)
    commented = f"<!-- {record('not this')} -->"
    assert titles(collection(record("a"), commented, record("b"), record("c"))) == ["a", "b", "c"]


def test_records_wrapped_in_records_of_a_harvest_are_found() -> None:
    wrapped = f"<record><header/><metadata>{record('inner', prefix='marc:')}</metadata></record>"
    assert titles(collection(wrapped, record("plain"))) == ["inner", "plain"]


def test_a_control_character_costs_itself_and_not_the_record() -> None:
    (raw,) = xml_stream.frames(collection(record("a\x1fb&#x1F;c")))
    marc, mended = marcxml.parse(raw)
    assert marc["245"]["a"] == "abc"
    assert mended == ("control characters were left out",)


def test_broken_markup_costs_its_own_record_only() -> None:
    broken = record("b").replace("</subfield>", "", 1)
    raws = list(xml_stream.frames(collection(record("a"), broken, record("c"))))
    assert len(raws) == 3
    with pytest.raises(Unreadable, match="no well-formed XML"):
        marcxml.parse(raws[1])
    assert marcxml.parse(raws[2])[0]["245"]["a"] == "c"


def test_a_file_cut_off_in_the_middle_gives_all_whole_records_and_says_so_of_the_last() -> None:
    whole = collection(record("a"), record("b")).getvalue()
    raws = list(xml_stream.frames(io.BytesIO(whole[:-40])))
    assert marcxml.parse(raws[0])[0]["245"]["a"] == "a"
    with pytest.raises(Unreadable, match="the file ends in the middle of it"):
        marcxml.parse(raws[1])


def test_entities_are_neither_expanded_nor_fetched() -> None:
    bomb = (
        '<!DOCTYPE c [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM '
        '"file:///etc/hostname">]>'
    )
    stream = io.BytesIO(f"{bomb}<c>{record('&b;')}{record('&x;')}{record('safe')}</c>".encode())
    bad, outside, safe = xml_stream.frames(stream)
    for raw in (bad, outside):
        with pytest.raises(Unreadable, match=r"Entity '[bx]' not defined"):
            marcxml.parse(raw)
    assert marcxml.parse(safe)[0]["245"]["a"] == "safe"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8"])
def test_the_declared_encoding_is_believed(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><c>{record("café")}</c>'
    assert titles(io.BytesIO(text.encode(encoding))) == ["café"]


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", "zip"])
def test_an_encoding_nobody_knows_is_named(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><c>{record("x")}</c>'
    with pytest.raises(Unreadable, match=f"declares the encoding {encoding}, which nobody"):
        list(xml_stream.frames(io.BytesIO(text.encode())))


@pytest.mark.parametrize("size", [3, 50, 100_000])
@pytest.mark.parametrize("aside", ["<!-- {} -->", "<![CDATA[ {} ]]>"])
def test_marks_in_comments_and_character_data_are_no_marks(
    aside: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_stream, "CHUNK", size)
    inside = record("a").replace("</leader>", "</leader>" + aside.format("</record><record>"))
    outside = aside.format(record("not this"))
    assert titles(collection(inside, outside, record("b"))) == ["a", "b"]


def test_a_record_without_end_is_refused_and_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "LARGEST", 5000)
    monkeypatch.setattr(xml_stream, "CHUNK", 100)
    endless = collection(record("a"), "<record>" + "x" * 20_000)
    found = xml_stream.frames(endless)
    assert next(found) == record("a").encode()
    with pytest.raises(Unreadable, match="no end of record"):
        next(found)


def test_a_missing_leader_and_missing_indicators_are_put_in_and_told() -> None:
    bare = '<record><datafield tag="245"><subfield code="a">x</subfield></datafield></record>'
    marc, mended = marcxml.parse(bare.encode())
    assert marc["245"].indicators == (" ", " ")
    assert str(marc.leader) == "     nam a22     uu 4500"
    assert len(mended) == 2


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("<>&\"'\n\t\r"),
    min_size=1,
)


@given(TEXT)
def test_what_is_written_is_read_back(title: str) -> None:
    marc, _ = marcxml.parse(record("x").encode())
    marc["245"].subfields[0] = marc["245"].subfields[0]._replace(value=title)
    again, mended = marcxml.parse(marcxml.serialize(marc).encode())
    assert (again["245"]["a"], mended) == (title, ())


@pytest.mark.parametrize("tag", ["", "  ", "2450", "9" * 100_000])
def test_a_field_without_a_tag_of_three_characters_is_left_out_and_told(tag: str) -> None:
    odd = record("kept").replace("<datafield", f'<datafield tag="{tag}"/><datafield', 1)
    marc, mended = marcxml.parse(odd.encode())
    assert marc["245"]["a"] == "kept"
    assert mended == ("a field without a tag of three characters was left out",)


def test_a_comment_inside_a_subfield_is_no_text_of_it_and_ends_nothing() -> None:
    marc, _ = marcxml.parse(record("be<!-- x -->fore <?y z?>and <i>be</i>tween").encode())
    assert marc["245"]["a"] == "before and between"


def test_records_before_a_byte_that_is_not_in_the_declared_encoding_are_read() -> None:
    head = b'<?xml version="1.0" encoding="gb18030"?><collection>'
    found = xml_stream.frames(
        io.BytesIO(head + "<record>书</record>".encode("gb18030") + b"\xff\xff")
    )
    assert next(found).decode() == "<record>书</record>"
    with pytest.raises(Unreadable, match=r"is not in it.*rest of the file was not read"):
        next(found)


def test_a_record_that_holds_another_is_refused_and_not_forgotten() -> None:
    outer = record("outer").replace("</record>", record("inner") + "</record>")
    first, second, third = xml_stream.frames(collection(outer, "<record/>", record("next")))
    with pytest.raises(Unreadable, match="another record begins there"):
        marcxml.parse(first)
    assert [marcxml.parse(raw)[0]["245"]["a"] for raw in (second, third)] == ["inner", "next"]


@pytest.mark.parametrize("code", ["", "ab"])
def test_a_subfield_without_a_code_of_one_character_is_left_out_and_told(code: str) -> None:
    raw = (
        '<record><datafield tag="300" ind1="12" ind2=" "><subfield code="a">x</subfield>'
        f'<subfield code="{code}">y</subfield></datafield></record>'
    ).encode()
    record, mended = marcxml.parse(raw)
    (field,) = record.fields
    assert [subfield.code for subfield in field.subfields] == ["a"]
    assert tuple(field.indicators) == (" ", " ")
    assert "field 300: a subfield without a code of one character was left out" in mended
    assert "field 300 has an indicator of several characters; a blank was put in" in mended


def test_marcxchange_says_what_its_records_are() -> None:
    raw = (
        b'<mxc:record xmlns:mxc="info:lc/xmlns/marcxchange-v2" format="UNIMARC" type="Authority">'
        b"<mxc:leader>     nx  a22     3  45  </mxc:leader>"
        b'<mxc:controlfield tag="001">1</mxc:controlfield></mxc:record>'
    )
    stated = marcxml.stated(raw)
    assert (stated["format"], stated["type"]) == ("UNIMARC", "Authority")
    found = parse_one(raw, "marcxml")
    assert (found.dialect, found.kind) == ("unimarc", "auth")


def test_the_short_names_of_unimarcslim_are_read() -> None:
    raw = (
        '<u:rec xmlns:u="urn:unimarcslim"><u:lab>00000nam0 2200000   450 </u:lab>'
        '<u:cf t="001">BVE1</u:cf><u:df t="200" i1="1" i2=" "><u:sf c="a">La divina commedia</u:sf>'
        "</u:df></u:rec>"
    )
    (frame,) = xml_stream.frames(io.BytesIO(f"<c>{raw}</c>".encode()))
    assert frame == raw.encode()
    marc, mended = marcxml.parse(frame)
    assert (marc["001"].data, marc["200"]["a"], mended) == ("BVE1", "La divina commedia", ())
    assert tuple(marc["200"].indicators) == ("1", " ")


def test_control_fields_of_a_system_keep_their_text() -> None:
    odd = record("kept").replace(
        "<datafield", '<controlfield tag="FMT">BK</controlfield><datafield', 1
    )
    marc, mended = marcxml.parse(odd.encode())
    assert (marc["FMT"].data, mended) == ("BK", ())


@pytest.mark.parametrize(
    ("field", "tag", "text", "told"),
    [
        (
            '<controlfield tag="500">A note.</controlfield>',
            "500",
            "A note.",
            "came without subfields",
        ),
        (
            '<datafield tag="005"><subfield code="a">2020</subfield></datafield>',
            "005",
            "2020",
            "came with subfields",
        ),
    ],
)
def test_a_field_of_the_wrong_sort_keeps_its_text_and_is_told(
    field: str, tag: str, text: str, told: str
) -> None:
    marc, mended = marcxml.parse(
        record("x").replace("<datafield", f"{field}<datafield", 1).encode()
    )
    assert (marc[tag].data or marc[tag].value()) == text
    assert told in mended[0]


def test_xml_that_was_written_into_json_is_read_out_of_it() -> None:
    raw = json.dumps(record("Hong lou meng"))[1:-1].encode()
    marc, mended = marcxml.parse(raw)
    assert (marc["245"]["a"], mended) == ("Hong lou meng", ("it was found as a string of JSON",))


def test_the_header_of_a_deleted_record_is_told_from_a_record_without_fields() -> None:
    deleted = '<record><header status="deleted"><identifier>oai:x:1</identifier></header></record>'
    (raw,) = xml_stream.frames(collection(deleted))
    with pytest.raises(Unreadable, match="a harvested header of a deleted record"):
        marcxml.parse(raw)
    with pytest.raises(Unreadable, match="without a single MARC field"):
        marcxml.parse(b"<record><recordSchema>isohold</recordSchema></record>")
