"""Lines: six habits of writing MARC as text, each read into the same fields."""

import io

import pytest

from converters.reader import parse_one
from converters.record import Unreadable
from converters.structures import bounds, line_format

MARCEDIT = """=LDR  00000nam a2200000 i 4500
=001  x1
=008  780804s1977\\\\\\\\enk\\\\\\\\\\\\\\\\\\\\\\000\\0\\eng\\d
=245  10$aHong lou meng /$cCao Xueqin.
=500  \\\\$aCosts {dollar}5 {lcub}five{rcub} \\o/
"""
YAZ = """00000nam a2200000 i 4500
001 x1
008 780804s1977    enk           000 0 eng d
245 10 $a Hong lou meng / $c Cao Xueqin.
500    $a Costs five {five} \\o/
"""
SOLRMARC = """LEADER 00000nam a2200000 i 4500
001 x1
008 780804s1977    enk           000 0 eng d
245 10$aHong lou meng /$cCao Xueqin.
500   $aCosts 5
"""
ALEPH = """000000001 FMT   L BK
000000001 LDR   L 00000nam^a2200000^i^4500
000000001 001   L x1
000000001 008   L 780804s1977^^^^enk^^^^^^^^^^^000^0^eng^d
000000001 24510 L $$aHong lou meng /$$cCao Xueqin.
000000001 500   L $$aCosts $5 {five} \\o/
"""
ALEPH_WITHOUT_L = """990017782740205171 LDR   00000nam a2200000 i 4500
990017782740205171 001   x1
990017782740205171 008   780804s1977    enk           000 0 eng d
990017782740205171 24510 $$aHong lou meng /$$cCao Xueqin.
990017782740205171 500   $$aCosts $5
"""
WORKSHEET = """00000nam a2200000 i 4500
001x1
008780804s1977    enk           000 0 eng d
24510ǂaHong lou meng /ǂcCao Xueqin.
500  ǂaCosts $5 {five} \\o/
"""
ALL = [MARCEDIT, YAZ, SOLRMARC, ALEPH, ALEPH_WITHOUT_L, WORKSHEET]


@pytest.mark.parametrize("text", ALL)
def test_every_habit_gives_the_same_fields(text: str) -> None:
    raw = text.encode()
    assert line_format.looks_like(raw)
    found = parse_one(raw, "lines")
    marc = found.marc
    assert str(marc.leader) == "00000nam a2200000 i 4500"
    assert marc["001"].data == "x1"
    assert marc["008"].data == "780804s1977    enk           000 0 eng d"
    assert tuple(marc["245"].indicators) == ("1", "0")
    assert [tuple(s) for s in marc["245"].subfields] == [
        ("a", "Hong lou meng /"),
        ("c", "Cao Xueqin."),
    ]
    assert tuple(marc["500"].indicators) == (" ", " ")
    assert marc["500"]["a"].startswith("Costs ")
    assert (found.dialect, found.mended) == ("marc21", ())


@pytest.mark.parametrize("text", [MARCEDIT, ALEPH, WORKSHEET])
def test_signs_that_a_habit_needs_for_itself_come_through(text: str) -> None:
    assert parse_one(text.encode(), "lines").marc["500"]["a"] == "Costs $5 {five} \\o/"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("between", ["", "\n", "***\n"])
@pytest.mark.parametrize("text", [MARCEDIT, YAZ, SOLRMARC, WORKSHEET])
def test_records_follow_each_other_with_a_line_between_them_or_without(
    text: str, between: str, end: str
) -> None:
    file = (text + between + text.replace("x1", "x2") + between).replace("\n", end)
    frames = list(line_format.frames(io.BytesIO(file.encode())))
    assert [parse_one(raw, "lines").control_number for raw in frames] == ["x1", "x2"]


def test_another_number_in_front_is_another_record_in_aleph() -> None:
    file = ALEPH + ALEPH.replace("000000001", "000000002")
    assert len(list(line_format.frames(io.BytesIO(file.encode())))) == 2


def test_a_text_that_goes_on_in_the_next_line_is_one_text() -> None:
    wrapped = MARCEDIT.replace("meng /", "meng\n /")
    (raw,) = line_format.frames(io.BytesIO(wrapped.encode()))
    assert parse_one(raw, "lines").marc["245"]["a"] == "Hong lou meng /"


def test_a_file_in_two_byte_characters_is_read() -> None:
    file = (MARCEDIT + "\n" + MARCEDIT).replace("meng", "红楼梦").encode("utf-16")
    assert line_format.looks_like(file)
    one, two = line_format.frames(io.BytesIO(file))
    assert parse_one(one, "lines").marc["245"]["a"] == "Hong lou 红楼梦 /"
    assert one.strip() == two.strip()


def test_lines_in_gb18030_are_decoded_though_its_characters_hold_braces_and_backslashes() -> None:
    # 誠 ends in the byte of a backslash in GBK, 獅 in that of a brace.
    text = MARCEDIT.replace("Hong lou meng", "誠獅").replace("Cao Xueqin", "曹雪芹著红楼梦研究")
    found = parse_one(text.encode("gb18030"), "lines", charset="gb18030")
    assert found.marc["245"]["a"] == "誠獅 /"


def test_a_line_that_is_no_field_is_told_and_costs_nothing_else() -> None:
    found = parse_one(YAZ.replace("500 ", "!? ").encode(), "lines")
    assert found.marc["245"]["c"] == "Cao Xueqin."
    assert found.mended == ("a line that is no field was left out: !? $a Costs five {five} \\o/",)


def test_a_missing_leader_is_put_in_and_told() -> None:
    found = parse_one(MARCEDIT.split("\n", 1)[1].encode(), "lines")
    assert "it has no leader; that of a printed book was put in" in found.mended


def test_text_in_no_habit_is_refused() -> None:
    with pytest.raises(Unreadable, match="in no form of MARC"):
        parse_one(b"Dear colleague,\nplease find enclosed", "lines")


def test_a_file_of_one_endless_record_does_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "LARGEST", 1000)
    file = MARCEDIT + "=500  \\\\$aagain\n" * 100
    with pytest.raises(Unreadable, match="no end of record"):
        list(line_format.frames(io.BytesIO(file.encode())))


def test_after_an_empty_line_a_record_may_begin_without_its_leader() -> None:
    leaderless = MARCEDIT.split("\n", 1)[1].replace("x1", "x2")
    frames = list(line_format.frames(io.BytesIO(f"{MARCEDIT}\n{leaderless}".encode())))
    assert [parse_one(raw, "lines").control_number for raw in frames] == ["x1", "x2"]


def test_line_ends_and_fields_without_subfields_come_back_from_lines() -> None:
    written = "=LDR  00000nam a2200000 i 4500\n=001  x\n=020  \\\\\n=500  \\\\$aone{0D}{0A}two\n"
    record = parse_one(written.encode(), "lines", dialect="marc21")
    assert [str(field) for field in record.marc.fields[1:]] == [
        "=020  \\\\",
        "=500  \\\\$aone\r\ntwo",
    ]
