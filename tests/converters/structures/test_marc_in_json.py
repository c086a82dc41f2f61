"""MARC in JSON: four forms of one record, and files of any length in constant memory."""

import io
import json
from typing import Any

import pytest

from converters.reader import parse_one
from converters.record import Unreadable
from converters.structures import bounds, json_stream, marc_in_json

LEADER = "00000nam a2200000 i 4500"
SINGER: dict[str, Any] = {
    "leader": LEADER,
    "fields": [
        {"001": "x1"},
        {
            "245": {
                "ind1": "1",
                "ind2": "0",
                "subfields": [{"a": 'Hong "lou" {meng} /'}, {"c": "曹雪芹."}],
            }
        },
    ],
}
HASH = {
    "type": "marc-hash",
    "version": [1, 0],
    "leader": LEADER,
    "fields": [
        ["001", "x1"],
        ["245", "1", "0", [["a", 'Hong "lou" {meng} /'], ["c", "曹雪芹."]]],
    ],
}
CHUDNOV = {
    "leader": LEADER,
    "controlfield": [{"tag": "001", "data": "x1"}],
    "datafield": [
        {
            "tag": "245",
            "ind": "10",
            "subfield": [
                {"code": "a", "data": 'Hong "lou" {meng} /'},
                {"code": "c", "data": "曹雪芹."},
            ],
        }
    ],
}
CATMANDU = [
    ["LDR", None, None, "_", LEADER],
    ["001", None, None, "_", "x1"],
    ["245", "1", "0", "a", 'Hong "lou" {meng} /', "c", "曹雪芹."],
]
FORMS = {"singer": SINGER, "hash": HASH, "chudnov": CHUDNOV, "catmandu": CATMANDU}


def numbers(text: str) -> list[str]:
    frames = json_stream.frames(io.BytesIO(text.encode()))
    return [marc_in_json.parse(raw)[0]["001"].data or "" for raw in frames]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("ascii_", [True, False])
def test_every_form_gives_the_same_fields(form: str, ascii_: bool) -> None:
    text = json.dumps(FORMS[form], ensure_ascii=ascii_)
    (raw,) = json_stream.frames(io.BytesIO(text.encode()))
    found = parse_one(raw, "json")
    assert str(found.marc.leader) == LEADER
    assert found.marc["001"].data == "x1"
    assert tuple(found.marc["245"].indicators) == ("1", "0")
    assert [tuple(s) for s in found.marc["245"].subfields] == [
        ("a", 'Hong "lou" {meng} /'),
        ("c", "曹雪芹."),
    ]
    assert found.mended == ()


def numbered(number: int) -> dict[str, Any]:
    return {**SINGER, "fields": [{"001": f"x{number}"}, *SINGER["fields"][1:]]}


THREE = [numbered(1), numbered(2), numbered(3)]


@pytest.mark.parametrize("size", [1, 7, 50, 100_000])
@pytest.mark.parametrize(
    "text",
    [
        "\n".join(json.dumps(one) for one in THREE),
        "\n".join(json.dumps(one, indent=2) for one in THREE),
        json.dumps(THREE, indent=1),
        json.dumps({"total": 3, "records": THREE, "next": None}),
        json.dumps(
            {"hits": [{"id": i, "parsedRecord": {"content": r}} for i, r in enumerate(THREE)]}
        ),
        "\ufeff" + json.dumps(THREE),
        "\n".join(
            json.dumps([row if row[0] != "001" else [*row[:4], f"x{n}"] for row in CATMANDU])
            for n in (1, 2, 3)
        ),
    ],
)
def test_records_stand_one_a_line_or_in_an_array_or_inside_other_objects(
    text: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", size)
    assert numbers(text) == ["x1", "x2", "x3"]


def test_what_is_no_record_among_records_is_refused_and_not_forgotten() -> None:
    text = json.dumps([numbered(1), {"error": "not found"}, numbered(2)])
    one, no, two = json_stream.frames(io.BytesIO(text.encode()))
    assert json.loads(no) == {"error": "not found"}
    with pytest.raises(Unreadable, match="without a single MARC field"):
        marc_in_json.parse(no)
    assert [marc_in_json.parse(raw)[0]["001"].data for raw in (one, two)] == ["x1", "x2"]


def test_an_object_that_does_not_end_is_given_to_be_refused() -> None:
    text = json.dumps(numbered(1)) + "\n" + json.dumps(numbered(2))[:-20]
    one, cut = json_stream.frames(io.BytesIO(text.encode()))
    assert marc_in_json.parse(one)[0]["001"].data == "x1"
    with pytest.raises(Unreadable, match="no well-formed JSON"):
        marc_in_json.parse(cut)


@pytest.mark.parametrize("cut", [10, 60, -2])
def test_a_broken_line_costs_no_other(cut: int) -> None:
    lines = [json.dumps(numbered(n)) for n in range(5)]
    lines[2] = lines[2][:cut]
    frames = list(json_stream.frames(io.BytesIO("\n".join(lines).encode())))
    assert frames == [line.encode() for line in lines]
    with pytest.raises(Unreadable, match="no well-formed JSON"):
        marc_in_json.parse(frames[2])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"title": "Hong lou meng"}', "holds no leader and fields"),
        ('{"title": "Hong lou', "does not end"),
        ("[" * 5000, "nested too deep"),
        ('{"leader": 1, "x": "' + "a" * 2000, "no end of record"),
    ],
)
def test_json_that_is_no_marc_says_so(
    text: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "LARGEST", 1000 if "aaaa" in text else 10**6)
    with pytest.raises(Unreadable, match=sentence):
        list(json_stream.frames(io.BytesIO(text.encode())))


def test_marks_within_strings_are_no_marks() -> None:
    odd = numbered(1) | {"note": '"}]{[ \\" "leader" "fields" \\\\'}
    assert numbers(json.dumps([odd, numbered(2)])) == ["x1", "x2"]


def test_xml_inside_a_string_is_read_as_alma_sends_it() -> None:
    xml = (
        '<?xml version="1.0" encoding="UTF-16"?><record><leader>00000cy  a2200169m  4500</leader>'
        '<controlfield tag="001">h1</controlfield><controlfield tag="004">b1</controlfield>'
        '<datafield ind1="8" ind2=" " tag="852"><subfield code="b">recap</subfield></datafield>'
        "</record>"
    )
    for text in (
        json.dumps({"holding_id": "1", "anies": [xml]}),
        json.dumps({"anies": [xml]}).replace("<", "\\u003c").replace(">", "\\u003e"),
    ):
        (raw,) = json_stream.frames(io.BytesIO(text.encode()))
        found = parse_one(raw, "json")
        assert (found.control_number, found.kind) == ("h1", "holding")


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ({"24500": {"subfields": []}}, "a field without a tag of three characters was left out"),
        ({"500": 7}, "field 500 holds no text and was left out"),
        ("500", "a field that is no field was left out"),
        ({"500": {"subfields": [{"ab": "x"}]}}, "field 500: a subfield without a code of one"),
        ({"500": {"subfields": [{"a": None}]}}, "field 500: a subfield without text was left out"),
        ({"500": {"subfields": [{}]}}, "field 500: an empty subfield was left out"),
        ({"500": {"ind1": "12", "subfields": []}}, "field 500 has an indicator of several"),
        ({"500": {"subfields": [{"a": "x\u0000\ud800y"}]}}, "field 500: control characters"),
    ],
)
def test_a_fault_costs_itself_and_is_told(field: object, told: str) -> None:
    raw = json.dumps(numbered(1) | {"fields": [*numbered(1)["fields"], field]}).encode()
    marc, mended = marc_in_json.parse(raw)
    assert marc["245"]["c"] == "曹雪芹."
    assert [sentence.startswith(told) for sentence in mended] == [True]


def test_text_without_subfields_in_a_data_field_is_its_a() -> None:
    raw = json.dumps({"leader": LEADER, "fields": [{"001": "x1"}, {"020": "9787020002207"}]})
    marc, mended = marc_in_json.parse(raw.encode())
    assert marc.fields[1].subfields == [("a", "9787020002207")]
    assert "field 020 came without subfields; its text was put in $a" in mended
