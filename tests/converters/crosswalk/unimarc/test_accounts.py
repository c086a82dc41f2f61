"""Every subfield is carried over or has its reason: of the manual, and of real records."""

import os
from collections.abc import Iterator
from pathlib import Path

import pymarc
import pytest

from converters.crosswalk.unimarc import to_marc21
from converters.reader import read
from converters.record import UNIMARC_FAMILY, Dialect, MarcRecord

SHARED = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[5] / "shared" / "data"))
SAMPLES = Path(__file__).parents[4] / "samples" / "cnmarc"
MANUAL = [
    line.split("\t")
    for line in (Path(__file__).parent / "manual.tsv").read_text("utf-8").splitlines()[1:]
]
#: Values for coded fields; for all others any text will do.
CODED = {
    "100": {"a": "20180503d2005    em y0chiy50      ea"},
    "101": dict(
        zip(
            "abcdefghij",
            ["chi", "eng", "fre", "ger", "spa", "ita", "rus", "jpn", "kor", "por"],
            strict=True,
        )
    ),
    "102": {"a": "CN", "b": "110000", "c": "CN-11", "2": "own"},
    "105": {"a": "acf abe 101ab"},
    "106": {"a": "r"},
    "181": {"a": "b", "b": "xa2   ", "c": "txt"},
    "182": {"a": "n", "c": "c"},
    "005": {"": "20180503095644.0"},
    "123": {"a": "b"},
}
#: Codes of these stand for positions of 007 and 008, which have their own tests.
POSITIONS = {"110", "115", "116", "117", "120", "121", "124", "125", "126", "130", "135", "140"}
#: Subfields that say again what another of the same field says.
AGAIN = {("181", "a"), ("181", "b"), ("182", "a")}
#: Fields that say something with another one only.
WITH = {"802": ("011 __ $a1000-5919",)}


#: The same eight records in other character sets.
DERIVED = {f"cnmarc-dev8__{each}.iso" for each in ("gb18030", "gbk-crlf", "utf8-charlen-bad")}


def dumped(source: pymarc.Record, dialect: Dialect) -> list[str]:
    made = to_marc21(source, dialect).marc
    return [str(made.leader), *(str(each) for each in made.fields)]


def without(source: pymarc.Record, at: int, place: int) -> pymarc.Record:
    """The record with one subfield (or control field) taken out."""
    made = pymarc.Record()
    made.leader = source.leader
    made.fields = list(source.fields)
    old = source.fields[at]
    if place < 0:
        del made.fields[at]
    else:
        kept = [*old.subfields[:place], *old.subfields[place + 1 :]]
        made.fields[at] = pymarc.Field(tag=old.tag, indicators=old.indicators, subfields=kept)
    return made


def unaccounted(source: pymarc.Record, dialect: Dialect) -> list[str]:
    """Subfields that have no reason to stay behind and whose absence nobody would notice."""
    crossed = to_marc21(source, dialect)
    whole = dumped(source, dialect)
    found = []
    for at, field in enumerate(source.fields):
        if not field.subfields and not (field.data or "").strip():
            continue
        places = range(len(field.subfields)) if field.subfields else [-1]
        for place in places:
            if (at, place) in crossed.left or (at, -1) in crossed.left:
                continue
            if dumped(without(source, at, place), dialect) == whole:
                code = field.subfields[place].code if place >= 0 else ""
                found.append(f"{field.tag} ${code}")
    return found


def of_manual(tag: str, codes: str) -> str:
    values = CODED.get(tag, {})
    if not codes:
        return f"{tag} {values.get('', 'text of ' + tag)}"
    told = "".join(f"${code}{values.get(code, f'text of {code}')}" for code in codes if code != "1")
    return f"{tag} __ {told}"


def test_every_field_of_the_manual_is_accounted_for(write) -> None:
    missing = []
    for tag, codes in MANUAL:
        if tag in POSITIONS:
            continue
        found = unaccounted(write(*WITH.get(tag, ()), of_manual(tag, codes)), "unimarc")
        missing += [each for each in found if (tag, each[-1]) not in AGAIN]
    assert missing == []
    assert len(MANUAL) >= 190


@pytest.mark.parametrize("dialect", sorted(UNIMARC_FAMILY))
def test_no_field_of_the_manual_is_unknown(write, dialect: Dialect) -> None:
    unknown = [
        tag for tag, codes in MANUAL if to_marc21(write(of_manual(tag, codes)), dialect).noted
    ]
    assert unknown == []


def records() -> Iterator[tuple[str, MarcRecord]]:
    files = [*sorted(SAMPLES.glob("*.xml"))]
    if SHARED.exists():
        files += sorted(
            path
            for path in (SHARED / "unimarc-bib").rglob("*")
            if path.suffix not in ("", ".tsv") and path.name not in DERIVED
        )
    for path in files:
        for each in read(path):
            if (
                isinstance(each, MarcRecord)
                and each.dialect in UNIMARC_FAMILY
                and each.kind == "bib"
            ):
                yield path.name, each


#: Said twice in the same record: rules (801), content and media in two lists (18X), titles.
TWICE = {"801 $g", "181 $a", "181 $b", "181 $c", "181 $2", "182 $a", "182 $c", "182 $2", "510 $a"}


def test_every_subfield_of_every_record_is_accounted_for() -> None:
    found: dict[str, list[str]] = {}
    count = 0
    for name, each in records():
        count += 1
        for one in unaccounted(each.marc, each.dialect):
            found.setdefault(one, []).append(name)
    assert count >= (110 if SHARED.exists() else 20)
    assert {one: names for one, names in found.items() if one not in TWICE} == {}


def test_no_rule_fails_on_a_real_record() -> None:
    notes = {note for _, each in records() for note in to_marc21(each.marc, each.dialect).noted}
    assert not [note for note in notes if "could not be carried over" in note]


def test_a_record_of_nothing_becomes_a_record(write, listed) -> None:
    for dialect in sorted(UNIMARC_FAMILY):
        assert [each[:3] for each in listed(to_marc21(write(), dialect))] == ["LDR", "008"]
