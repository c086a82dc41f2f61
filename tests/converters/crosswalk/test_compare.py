"""What counts as having come back from another format."""

import pymarc

from converters.crosswalk.compare import Share, differences, returned


def record(*fields: tuple[str, list[tuple[str, str]]], leader: str = "00000nam0 2200000   450 "):
    made = pymarc.Record()
    made.leader = pymarc.Leader(leader)
    made.fields = [
        pymarc.Field(
            tag=tag,
            indicators=pymarc.Indicators(" ", " "),
            subfields=[pymarc.Subfield(code, value) for code, value in parts],
        )
        for tag, parts in fields
    ]
    return made


def test_a_subfield_is_unchanged_when_tag_code_and_text_are():
    before = record(("200", [("a", "红楼梦"), ("f", "曹雪芹著")]), ("210", [("a", "北京")]))
    after = record(("200", [("a", "红楼梦"), ("g", "曹雪芹著")]), ("210", [("a", " 北京 ")]))
    assert returned(before, after)["2"] == Share(2, 3)
    assert differences(before, after) == ([("200", "f", "曹雪芹著")], [("200", "g", "曹雪芹著")])


def test_one_that_stands_twice_must_come_back_twice():
    before = record(("606", [("a", "小说"), ("a", "小说")]))
    assert returned(before, record(("606", [("a", "小说")])))["6"] == Share(1, 2)


def test_the_parts_of_100_count_one_by_one_but_for_the_character_set():
    before = record(("100", [("a", "20071012d2007    ekmy0chiy0120    ea")]), ("200", [("a", "X")]))
    after = record(("100", [("a", "20071012d2007    em y0chiy50      ea")]), ("200", [("a", "X")]))
    assert returned(before, after)["1"] == Share(9, 10)


def test_local_fields_are_no_part_of_it():
    before = record(("905", [("a", "BNU")]), ("090", [("a", "F124")]), ("AVA", [("a", "x")]))
    assert set(returned(before, record())) == {"leader"}
    assert returned(before, record())["leader"].percent == 100
