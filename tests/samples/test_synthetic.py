"""A synthetic union is like what was counted, is the same for ever, and is sound MARC."""

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain, pairwise
from math import sqrt
from pathlib import Path
from random import Random

import pytest

from bench.distributions import Field, read
from converters.reader import read_stream
from converters.record import MarcRecord
from samples.synthetic import tables
from samples.synthetic.chinese import Chinese
from samples.synthetic.copies import Copies
from samples.synthetic.drawing import Headings, Shuffle
from samples.synthetic.eastern import Eastern
from samples.synthetic.members import Members
from samples.synthetic.numbers import hyphenated, isbn
from samples.synthetic.union import Plan, write
from samples.synthetic.western import Western
from samples.synthetic.western_headings import WesternHeadings

BOOKS = 4_000
#: Of all bytes of the small union. It moves when a table or a rule of samples/synthetic/ does.
GOLDEN = "11955826fe2f1632a61e9802bcf244a2"
SMALL = Plan(bibs=120, authorities=40, members=20, seed=7)


def made(folder: Path, plan: Plan) -> str:
    for _ in write(folder, plan):
        pass
    digest = blake2b(digest_size=16)
    for file in sorted(folder.rglob("*.*")):
        digest.update(f"{file.relative_to(folder).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def western() -> list[tuple[str, list[Field]]]:
    maker = Western(Random(5).random, BOOKS, 5)
    editions = (maker.edition(number, f"S{number:09d}", "L001") for number in range(BOOKS))
    return [read(maker.record(edition, [])[:-1]) for edition in editions]


def share(counted: int, of: int) -> tuple[float, float]:
    """A share, and how far a sample of BOOKS may be from it: four standard deviations, 1 in 500."""
    expected = counted / of
    return expected, 4 * sqrt(expected * (1 - min(expected, 1)) / BOOKS) + 0.002


def test_the_same_plan_gives_the_same_bytes_on_every_machine(tmp_path: Path) -> None:
    assert made(tmp_path / "one", SMALL) == GOLDEN


def test_another_seed_gives_another_union(tmp_path: Path) -> None:
    assert made(tmp_path / "one", Plan(5, 0, members=3, seed=1)) != made(
        tmp_path / "two", Plan(5, 0, members=3, seed=2)
    )


def test_a_tag_is_in_as_many_records_as_was_counted(
    western: list[tuple[str, list[Field]]],
) -> None:
    counted = tables.tags("measured/tags")
    have = Counter(tag for _, fields in western for tag in {one[0] for one in fields})
    free = {"041", "043", "050", "082", "100", "110", "246", "250", "260", "300", "440", "490"}
    free |= {"500", "504", "505", "520", "600", "610", "650", "651", "700", "710", "830", "856"}
    for tag in sorted(free):
        expected, allowed = share(sum(counted[tag].values()), tables.sampled())
        assert have[tag] / BOOKS == pytest.approx(expected, abs=allowed), tag


def test_a_subject_is_repeated_as_often_as_was_counted(
    western: list[tuple[str, list[Field]]],
) -> None:
    have = Counter(sum(tag == "650" for tag, _, _ in fields) for _, fields in western)
    for times, records in tables.tags("measured/tags")["650"].items():
        expected, allowed = share(records, tables.sampled())
        assert have[times] / BOOKS == pytest.approx(expected, abs=allowed), times


def test_languages_countries_and_years_come_as_was_counted(
    western: list[tuple[str, list[Field]]],
) -> None:
    coded = [next(marks for tag, marks, _ in fields if tag == "008") for _, fields in western]
    assert {len(one) for one in coded} == {40}
    places = Counter(f"{one[35:38]}\t{one[15:18].strip()}" for one in coded)
    counted = tables.measured("measured/places")
    for place, records in counted.items():
        expected, allowed = share(records, sum(counted.values()))
        assert places[place] / BOOKS == pytest.approx(expected, abs=allowed), place
    years = Counter(int(one[7:11]) // 10 for one in coded)
    decades: Counter[int] = Counter()
    for year, records in tables.measured("measured/years").items():
        decades[int(year) // 10] += records
    for decade, records in decades.items():
        expected, allowed = share(records, decades.total())
        assert years[decade] / BOOKS == pytest.approx(expected, abs=allowed), decade


def test_half_of_the_titles_are_as_long_as_was_counted(
    western: list[tuple[str, list[Field]]],
) -> None:
    """Words are whole, so a text may be up to a word shorter than the length drawn for it."""
    for tag, code in (("245", "a"), ("245", "b")):
        lengths = sorted(
            len(text)
            for _, fields in western
            for found, _, subfields in fields
            if found == tag
            for name, text in subfields
            if name == code
        )
        for decile in (3, 5, 8):
            expected = tables.lengths()[tag, code][decile]
            assert lengths[len(lengths) * decile // 10] == pytest.approx(expected, abs=9), tag


def test_an_isbn_is_right_and_stands_in_as_many_records_as_was_counted(
    western: list[tuple[str, list[Field]]],
) -> None:
    have = [
        text
        for _, fields in western
        for tag, _, subfields in fields
        if tag == "020"
        for _, text in subfields
    ]
    assert len(set(have)) == len(have)
    expected, allowed = share(sum(tables.tags("measured/tags")["020"].values()), tables.sampled())
    assert len(have) / BOOKS == pytest.approx(expected, abs=allowed)
    assert all(map(right, have))


def test_an_isbn_has_thirteen_digits_since_2007() -> None:
    for group in (0, 3, 7):
        late, early = isbn(group, 12_345, 2007), isbn(group, 12_345, 2006)
        assert (len(late), len(early)) == (13, 10)
        assert late[3:-1] == early[:-1]
        assert right(late)
        assert right(early)


def right(number: str) -> bool:
    """Whether the check digit of an ISBN is."""
    digits = [10 if digit == "X" else int(digit) for digit in number]
    if len(digits) == 10:
        return sum(n * (10 - at) for at, n in enumerate(digits)) % 11 == 0
    return sum(n * (3 if at % 2 else 1) for at, n in enumerate(digits)) % 10 == 0


def test_an_isbn_of_china_has_its_hyphens() -> None:
    assert {len(hyphenated(isbn(7, number, 2010)).split("-")) for number in range(300)} == {5}
    assert hyphenated("9787020002207") == "978-7-02-000220-7"
    assert hyphenated("7300012345") == "7-300-01234-5"
    assert hyphenated("9787506312347") == "978-7-5063-1234-7"
    assert hyphenated("9787800012345") == "978-7-80001-234-5"


@pytest.mark.parametrize("kind", ["person", "body", "topic", "place", "series"])
def test_a_heading_comes_back_as_often_as_was_counted(kind: str) -> None:
    """Of the fields that bear a heading: how many bear one that is nowhere else, and so on."""
    counted = tables.reuse(kind)
    fields = sum(times * many for times, many in counted)
    wanted = 30_000
    pool = Headings(counted, wanted, 9)
    uses = Counter(pool.next() for _ in range(wanted))
    assert len(uses) == pool.size
    for least in (1, 2, 3, 5, 10):
        expected = sum(times * many for times, many in counted if times >= least) / fields
        have = sum(times for times in uses.values() if times >= least) / wanted
        assert have == pytest.approx(expected, abs=0.02), least
    assert uses[0] / wanted == pytest.approx(counted[0][0] / fields, rel=0.1)


def test_every_number_has_a_heading_of_its_own() -> None:
    western_, chinese = WesternHeadings(), Chinese()
    for kind in ("person", "body", "topic", "place", "series"):
        assert len({western_(kind, number) for number in range(5_000)}) == 5_000, kind
    for kind in ("person", "body", "topic", "series"):
        assert len({chinese.heading(kind, number) for number in range(5_000)}) == 5_000, kind


def test_a_shuffle_leaves_none_out() -> None:
    for size in (1, 2, 17, 1_000, 4_097):
        assert sorted(map(Shuffle(size, 3), range(size))) == list(range(size))


def test_a_book_is_held_by_eleven_libraries_and_large_libraries_hold_much() -> None:
    members = Members(707)
    chance = Random(11).random
    copies = Copies(chance, members, 11)
    held = [copies.holders(members.describer(chance)) for _ in range(6_000)]
    assert all(len({one.code for one in found}) == len(found) for found in held)
    sizes = sorted(map(len, held))
    assert sum(sizes) / len(sizes) == pytest.approx(11, rel=0.08)
    assert sizes[len(sizes) // 2] < 8
    assert sizes[-60] > 60
    of = Counter(one.number for one in chain.from_iterable(held))
    largest = sum(many for number, many in of.items() if number <= 71)
    assert 0.4 < largest / of.total() < 0.6
    assert len(of) == 707


def test_where_few_hold_anything_some_books_have_no_copy() -> None:
    members = Members(3)
    copies = Copies(Random(2).random, members, 0.25)
    held = sum(len(copies.holders(members.all[0])) for _ in range(4_000))
    assert held == pytest.approx(1_000, rel=0.1)


def test_chinese_books_have_pinyin_for_a_share_and_every_character_a_syllable() -> None:
    maker = Eastern(Random(3).random, 600, 3)
    records = [read(maker.record(maker.edition(n, f"S{n}", "L001"), [])[:-1]) for n in range(600)]
    titles = [dict(one[2]) for _, fields in records for one in fields if one[0] == "200"]
    with_pinyin = [one for one in titles if "A" in one]
    assert len(with_pinyin) / len(titles) == pytest.approx(0.7, abs=0.08)
    assert all(len(one["a"]) == len(one["A"].split()) for one in with_pinyin)
    for _, fields in records:
        tags = [tag for tag, _, _ in fields]
        assert tags == sorted(tags)
        assert [len(one[2][0][1]) for one in fields if one[0] == "100"] == [36]


@pytest.mark.parametrize("separate", [False, True])
def test_the_manifest_counts_what_the_files_hold(tmp_path: Path, separate: bool) -> None:
    folder = tmp_path / "union"
    for _ in write(folder, Plan(60, 20, members=4, separate=separate)):
        pass
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    held: Counter[str] = Counter()
    for file in manifest["files"]:
        path = folder / file["file"]
        data = path.read_bytes()
        assert len(data) == file["bytes"]
        assert blake2b(data, digest_size=16).hexdigest() == file["blake2b"]
        if path.suffix == ".mrc":
            records = list(whole(path))
            assert {record.kind for record in records} == {file["kind"]}
            assert len(records) == file["records"]
            held[file["kind"]] += len(records)
    counts = manifest["counts"]
    assert held["bib"] == counts["bib"] == 60
    assert held["auth"] == counts["auth"] == 20
    assert held["holding"] == (counts["copies"] if separate else 0)


def whole(file: Path) -> Iterator[MarcRecord]:
    """The records of a file, as our reader has them; none is refused, none has anything mended."""
    with file.open("rb") as stream:
        for record in read_stream(stream, file.name):
            assert isinstance(record, MarcRecord)
            assert record.mended == ()
            yield record


def test_the_line_of_holders_rises_and_has_a_mean_of_one() -> None:
    line = tables.holders()
    assert all(a < b for a, b in pairwise(line))
    mean = sum((b[0] - a[0]) * (a[1] + b[1]) / 2 for a, b in pairwise(line))
    assert mean == pytest.approx(1)
