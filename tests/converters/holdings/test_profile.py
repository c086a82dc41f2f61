"""Profiles: what may be written in them, and what is said of a fault."""

from pathlib import Path

import pytest

from converters.holdings import Profile, ProfileFault, load, profile, shipped

FIELD = '[[fields]]\ntag = "905"\n'


@pytest.mark.parametrize(
    ("text", "where", "remedy"),
    [
        ('titel = "x"', "titel: there is no such key", "write title"),
        ("title = 7", "title: 7 is no text", 'title = "7"'),
        ('[[fields]]\ntag = "9"', "fields[1].tag: '9' is no tag", 'tag = "852"'),
        (FIELD + 'grop = "field"', "fields[1].grop", "write group"),
        (FIELD + 'group = "fields"', "fields[1].group: 'fields'", "write field"),
        (FIELD + 'group = "subfields"', "fields[1].begins", 'begins = ["a"]'),
        (FIELD + 'begins = ["ab"]', "fields[1].begins: 'ab'", "write begins"),
        (FIELD + 'begins = "a"', "fields[1].begins: 'a' is no list", "write begins"),
        (FIELD + 'reads = { b = "barcodes" }', "fields[1].reads.b: 'barcodes'", "write barcode"),
        (FIELD + 'reads = { bb = "barcode" }', "fields[1].reads.bb", "one character"),
        (
            FIELD + 'reads = { b = { part = "policy", mean = { 0 = "" } } }',
            "fields[1].reads.b.mean",
            "write means",
        ),
        (FIELD + 'call_number = ["{s"]', "fields[1].call_number: '{s'", "{h} {i}"),
        (FIELD + 'call_number = ["s"]', "fields[1].call_number: 's'", "{h} {i}"),
        (FIELD + 'kinds = ["book"]', "fields[1].kinds: 'book'", "holding"),
        (FIELD + "ranges = { dash = 1 }", "fields[1].ranges.dash", "write dashes"),
        (FIELD + "log = 5", "fields[1].log: 5 is no table", "[fields[1].log]"),
        (FIELD + 'each = "copy"', "fields[1].each: 'copy'", "barcode"),
        ("[table]\ndelimiter = '::'", "table.delimiter", "one character"),
        ('usual = ["marc"]', "usual: 'marc' is no dialect", "marc21"),
        ('[reading]\ndialect = "gb"', "reading.dialect: 'gb'", "cnmarc"),
        ("fields = 5", "fields: it is no list", "[[fields]]"),
        ("a = ", "it is no TOML", "mend that line"),
        ("a = " + "[" * 5_000, "it is no TOML", "mend"),
    ],
)
def test_a_fault_is_told_with_file_and_key_and_what_to_write(
    text: str, where: str, remedy: str
) -> None:
    with pytest.raises(ProfileFault) as fault:
        Profile.read(text, "own.toml")
    assert str(fault.value).startswith("own.toml: ")
    assert where in str(fault.value)
    assert remedy in str(fault.value)


def test_every_shipped_profile_can_be_read_and_says_what_it_is() -> None:
    assert len(shipped()) == 18
    for name, each in shipped().items():
        assert each.title, name
        assert each.name == name
        assert each.fields, name


def test_every_dialect_has_one_usual_profile_at_most() -> None:
    usual = [dialect for each in shipped().values() for dialect in each.usual]
    assert sorted(usual) == ["cmarc", "cnmarc", "marc21", "rusmarc", "unimarc"]


def test_every_reason_in_a_shipped_profile_reads_after_because() -> None:
    for name, each in shipped().items():
        for rule in each.fields:
            for reason in rule.log.values():
                assert reason.startswith(("it ", "the 852 ")), (name, rule.tag, reason)
                assert not reason.endswith("."), (name, rule.tag, reason)


def test_no_shipped_profile_reads_a_note_for_the_staff() -> None:
    for name in ("marc21", "koha-marc21", "zdb", "evergreen", "rusmarc", "libris"):
        for rule in shipped()[name].fields:
            assert "x" not in rule.reads, (name, rule.tag)


def test_a_profile_is_named_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('title = "ours"\n[reading]\ncharset = "big5"\n', encoding="utf-8")
    assert profile(str(file)).title == "ours"
    assert profile(str(file)).charset == "big5"
    assert profile("calis") is shipped()["calis"]
    with pytest.raises(ProfileFault, match="no profile 'calsi'; write one of alma"):
        profile("calsi")
    with pytest.raises(ProfileFault, match="No such file"):
        profile(str(tmp_path / "gone.toml"))


def test_a_file_that_is_no_profile_is_told_without_reading_it_all(tmp_path: Path) -> None:
    large, binary = tmp_path / "large.toml", tmp_path / "binary.toml"
    large.write_bytes(b"#" * 2_000_000)
    binary.write_bytes(b"title = '\xff'")
    with pytest.raises(ProfileFault, match="larger than 1 MB"):
        load(large)
    with pytest.raises(ProfileFault, match="not in UTF-8"):
        load(binary)
