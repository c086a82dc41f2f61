"""Holdings as libraries send them: the copies of telling records, and what no profile reads."""

import os
from collections import Counter
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from converters import NotMarc, read
from converters.holdings import Copy, Holding, Reading, profile, read_copies, read_holdings, usual
from converters.record import MarcRecord

HERE = Path(__file__).parent
GOLDEN = HERE / "golden.tsv"
#: What is read with which profile to see what stays unread; small files of every habit.
READ = [
    ("holdings/*.xml", "marc21"),
    ("holdings/zdb__mfhd-dev.xml", "zdb"),
    ("holdings/libris__mfhd.xml", "libris"),
    ("holdings/princeton-bibdata/*.mrx", "marc21"),
    ("marc21-bib/hbz-alma/*.xml", "alma"),
    ("marc21-bib/evergreen__sql-*.xml", "evergreen"),
    ("unimarc-bib/rusmarc*", "rusmarc"),
    ("unimarc-bib/cmarc*", "cmarc"),
    ("unimarc-bib/marcjs__bib.mrc", "koha-unimarc"),
    ("unimarc-bib/dp2__sru-cnmarcxml-dev.xml", "cnmarc-906"),
    ("unimarc-bib/cnmarc-dev8__*.iso", "calis"),
    ("unimarc-bib/pymarc__testunimarc.dat", "sbn"),
]


def rows(file: Path) -> list[list[str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def told(copy: Copy) -> str:
    """What is said of a copy, part by part, as a librarian can check it against the record."""
    said = {
        "library": copy.library,
        "place": copy.sublocation,
        "call number": copy.shelfmark + (f" ({copy.scheme})" if copy.scheme else ""),
        "barcode": " ".join(copy.barcodes),
        "volume": copy.enumeration,
        "year": copy.chronology,
        "held": "; ".join(f"{held.text} [{held.of}]" for held in copy.held),
        "copy": copy.number,
        "count": str(copy.count) if copy.count > 1 else "",
        "available": copy.availability,
        "policy": copy.policy,
        "note": "; ".join(copy.notes),
        "price": copy.price,
        "address": " ".join(copy.urls),
    }
    return " | ".join(f"{name}: {value}" for name, value in said.items() if value)


def records(file: Path) -> Iterator[MarcRecord]:
    try:
        yield from (record for record in read(file) if isinstance(record, MarcRecord))
    except NotMarc:
        return


def test_the_copies_of_telling_records_are_as_in_the_golden_table(data: Path) -> None:
    """Run with CATENA_WRITE_GOLDEN=1 to write it again, and read the difference."""
    written = StringIO()
    written.write("# The copies of the records in golden-records.tsv; at most six of each.\n")
    wanted = rows(HERE / "golden-records.tsv")
    assert len(wanted) == 30
    for name, position, named in wanted:
        record = next(each for each in records(data / name) if each.position == int(position))
        copies = read_copies(record.marc, profile(named), record.kind).copies
        assert copies, (name, position)
        for copy in copies[:6]:
            written.write(f"{name}\t{position}\t{named}\t{told(copy)}\n")
        if len(copies) > 6:
            written.write(f"{name}\t{position}\t{named}\tand {len(copies) - 6} more\n")
    if os.environ.get("CATENA_WRITE_GOLDEN"):
        GOLDEN.write_text(written.getvalue(), encoding="utf-8")
    assert written.getvalue() == GOLDEN.read_text(encoding="utf-8")


def test_every_subfield_that_no_profile_reads_is_known_with_its_reason(data: Path) -> None:
    known = {
        (named, tag, code): reason for named, tag, code, _, reason in rows(HERE / "unread.tsv")
    }
    unread: Counter[tuple[str, str, str]] = Counter()
    read_ = copies = 0
    for pattern, named in READ:
        for file in sorted(data.glob(pattern)):
            for record in records(file):
                reading = read_copies(record.marc, profile(named), record.kind)
                read_ += 1
                copies += len(reading.copies)
                for place, index in reading.unread:
                    found = record.marc.fields[place]
                    unread[named, found.tag, found.subfields[index].code] += 1
    assert read_ > 500
    assert copies > 1_200
    assert {key for key in unread if key not in known} == set()
    assert all(known.values())


def test_a_record_is_accounted_for_to_the_last_subfield(data: Path) -> None:
    profiles = {named: profile(named) for _, named in READ}
    for pattern, named in READ[:6]:
        tags = {rule.tag for rule in profiles[named].fields}
        for file in sorted(data.glob(pattern))[:20]:
            for record in records(file):
                reading = read_copies(record.marc, profiles[named], record.kind)
                assert _unaccounted(record, reading, tags) == []


def _unaccounted(record: MarcRecord, reading: Reading, tags: set[str]) -> list[tuple[str, str]]:
    spots = {spot for copy in reading.copies for spot in copy.origin}
    known = spots | set(reading.left) | set(reading.unread)
    touched = {place for place, _ in known}
    return [
        (found.tag, found.subfields[index].code)
        for place, found in enumerate(record.marc.fields)
        if found.tag in tags and place in touched and not found.control_field
        for index in range(len(found.subfields))
        if (place, index) not in known
    ]


def test_the_items_of_a_koha_catalogue_are_read_as_a_table(data: Path) -> None:
    """The dump's rows written as CSV: what a library would export of its items."""
    text = (data / "holdings" / "koha__misc4dev-marc21-items.sql").read_text(encoding="utf-8")
    header, _, body = text.partition(" VALUES\n")
    names = header[header.index("(") + 1 : header.rindex(")")].replace("`", "").replace(" ", "")
    lines = [line.strip().strip("(),;") for line in body.splitlines() if line.startswith("(")]
    table = "\n".join([names, *(line.replace("NULL", "").replace("'", '"') for line in lines)])
    found = list(read_holdings(BytesIO(table.encode()), "csv", usual("marc21")))
    holdings = [each for each in found if isinstance(each, Holding)]
    assert len(holdings) == len(found) == len(lines)
    first = holdings[0].copies[0]
    assert (first.library, first.barcodes, first.policy) == ("CPL", ("3999900000001",), "BK")
    assert all(holding.bib[0].scheme == "control" for holding in holdings)


@pytest.mark.parametrize("charset", ["gb18030", "gbk-crlf", "utf8"])
def test_the_same_holdings_in_another_character_set_are_the_same_copies(
    data: Path, charset: str
) -> None:
    def copies(name: str) -> list[tuple[Copy, ...]]:
        file = data / "unimarc-bib" / f"cnmarc-dev8__{name}.iso"
        return [read_copies(record.marc, profile("cnmarc-906")).copies for record in records(file)]

    assert copies(charset) == copies("utf8-charlen-bad")
    assert sum(map(len, copies(charset))) == 14
