"""Records of every kind on their way in: authorities, holdings before or after their book."""

from pathlib import Path

import pymarc
import pytest

import samples
from catalogue.ingest import Channel, Ingest
from catalogue.members import codes, load_members
from catalogue.reading import arrivals
from catalogue.refused import Refusals
from catalogue.remake import remake
from catalogue.tally import Tally
from converters import MarcRecord, as_iso2709
from converters.holdings.profile import Profile
from converters.holdings.profile_file import usual
from converters.pool import Pool
from store import Store
from store.projections.comparing import compare

BASE = "http://localhost:8000/"
AT = "2026-01-01T00:00:00Z"
HELD = f"<{BASE}holding/h1#Item> <http://id.loc.gov/ontologies/bibframe/itemOf> ".encode()
HAS = f"<{BASE}bib/b1#Instance> <http://id.loc.gov/ontologies/bibframe/hasItem> ".encode()


def load(store: Store, pool: Pool, file: Path, member: str = "PKU") -> Tally:
    refusals = Refusals(store.home / "refused", file, member)
    taking = Ingest(store, pool, Channel(member, "t", "test", AT), codes(store), refusals)
    for _ in taking.run(arrivals(file, usual("marc21"))):
        pass
    refusals.close()
    assert compare(store.log, store.graph).equal
    return taking.tally


def field(tag: str, *subfields: tuple[str, str], indicators: str = "  ") -> pymarc.Field:
    codes_ = [pymarc.Subfield(code, value) for code, value in subfields]
    return pymarc.Field(tag, pymarc.Indicators(*indicators), codes_)


def marc(leader: str, control: str, *fields: pymarc.Field) -> bytes:
    record = pymarc.Record(force_utf8=True)
    record.leader = pymarc.Leader(leader)
    record.fields = [pymarc.Field("001", data=control), *fields]
    return as_iso2709(record)


def book(control: str = "b-1", isbn: str = "9787020002207", title: str = "Hong lou meng") -> bytes:
    return marc(
        "00000nam a2200000 i 4500",
        control,
        field("020", ("a", isbn)),
        field("245", ("a", title), indicators="10"),
    )


def holdings(of: str, control: str = "h-1", barcode: str = "B001") -> bytes:
    return marc(
        "00000nx  a2200000un 4500",
        control,
        pymarc.Field("004", data=of),
        field("852", ("a", "PKU"), ("b", "Stacks"), ("h", "I242.4"), ("p", barcode)),
    )


def written(folder: Path, *records: bytes, name: str = "file.mrc") -> Path:
    file = folder / name
    file.write_bytes(b"".join(records))
    return file


@pytest.mark.parametrize("first", ["book", "holdings"])
def test_holdings_and_their_book_meet_whichever_comes_first(
    store: Store, pool: Pool, tmp_path: Path, first: str
) -> None:
    files = [
        written(tmp_path, book(), name="book.mrc"),
        written(tmp_path, holdings("b-1"), name="holdings.mrc"),
    ]
    for file in files if first == "book" else reversed(files):
        assert load(store, pool, file).accepted == 1
    assert store.log.counts() == {"bib": 1, "holding": 1}
    assert HELD + f"<{BASE}bib/b1#Instance> .".encode() in store.log.triples("holding/h1")
    assert HAS + f"<{BASE}holding/h1#Item> .".encode() in store.graph.dump()
    assert list(store.log.waiting()) == []


def test_holdings_of_another_librarys_number_wait(store: Store, pool: Pool, tmp_path: Path) -> None:
    load(store, pool, written(tmp_path, book()), member="THU")
    load(store, pool, written(tmp_path, holdings("b-1")), member="PKU")
    assert HELD not in store.log.triples("holding/h1")
    assert load(store, pool, written(tmp_path, book()), member="PKU") == Tally(read=1, merged=1)
    assert HELD + f"<{BASE}bib/b1#Instance> .".encode() in store.log.triples("holding/h1")


def test_a_withdrawn_holding_leaves_the_books_page(
    store: Store, pool: Pool, tmp_path: Path
) -> None:
    load(store, pool, written(tmp_path, book(), holdings("b-1")))
    assert HAS in store.graph.dump()
    gone = holdings("b-1").replace(b"nx  a", b"dx  a", 1)
    assert load(store, pool, written(tmp_path, gone)).accepted == 1
    assert HAS not in store.graph.dump()
    assert store.log.counts() == {"bib": 1}


def test_a_table_of_holdings_finds_its_book_by_isbn(
    store: Store, pool: Pool, tmp_path: Path
) -> None:
    load_members(store, samples.members(), Channel("catena", "t", "test", AT))
    load(store, pool, written(tmp_path, book()))
    table = tmp_path / "copies.csv"
    table.write_text(
        "ISBN,馆藏地,索书号,条码\n978-7-02-000220-7,中文阅览室,I242.4/24,2001868355\n"
        "7-5000-0000-1,文库,X,2001868356\n",
        encoding="gb18030",
    )
    assert load(store, pool, table) == Tally(read=2, accepted=2)
    said = store.log.triples("holding/h1").decode()
    assert f"<{BASE}bib/b1#Instance>" in said
    assert "中文阅览室" in said
    assert "2001868355" in said
    assert [list(portion) for portion in store.log.waiting()] == [["holding/h2"]]
    assert load(store, pool, table) == Tally(read=2, unchanged=2)


def test_an_isbn_of_two_books_says_nothing(store: Store, pool: Pool, tmp_path: Path) -> None:
    load(store, pool, written(tmp_path, book("b-1"), book("b-2", title="Ru lin wai shi")))
    table = tmp_path / "copies.csv"
    table.write_text("ISBN,barcode\n9787020002207,B1\n", encoding="utf-8")
    load(store, pool, table)
    assert HELD not in store.log.triples("holding/h1")


def test_an_authority_has_a_number_of_its_own(store: Store, pool: Pool, tmp_path: Path) -> None:
    name = marc(
        "00000nz  a2200000n  4500",
        "b-1",
        pymarc.Field("008", data="260101n| azannaabn          |a aaa      "),
        field("100", ("a", "曹雪芹,"), ("d", "approximately 1717-1763"), indicators="1 "),
        field("400", ("a", "Cao, Xueqin,"), ("d", "approximately 1717-1763"), indicators="1 "),
    )
    assert load(store, pool, written(tmp_path, book("b-1"), name)).accepted == 2
    assert store.log.counts() == {"bib": 1, "auth": 1}
    said = store.log.triples("auth/a1").decode()
    assert f"<{BASE}auth/a1#Agent>" in said
    assert "http://www.loc.gov/mads/rdf/v1#PersonalName" in said
    assert "http://id.loc.gov/ontologies/bibframe/Person" in said


def test_a_chinese_record_becomes_the_same_shape_as_a_western_one(store: Store, pool: Pool) -> None:
    file = next(file for file in samples.cnmarc_files() if file.stem == "PKU")
    tally = load(store, pool, file)
    assert tally.whole
    said = store.log.triples("bib/b1").decode()
    assert '"论语译注"@zh-hani' in said
    assert "http://id.loc.gov/vocabulary/relators/trl" in said
    assert "http://id.loc.gov/ontologies/bibframe/Barcode" in said


BIG5 = """
title = "A library whose old records are in Big5"
[reading]
charset = "big5"
"""


def test_a_profile_settles_doubt_and_overrules_nothing_that_is_clear(tmp_path: Path) -> None:
    def titled(control: str, title: str, charset: str) -> bytes:
        plain = marc("00000nam a2200000   4500", control, field("245", ("a", "TITLE")))
        return plain[:9] + b" " + plain[10:].replace(b"TITLE", title.encode(charset))

    file = written(tmp_path, titled("1", "紅樓", "big5"), titled("2", "Naïve café", "utf-8"))
    usual_, own = (
        [one.charset if isinstance(one, MarcRecord) else one.verdict for one in arrivals(file, p)]
        for p in (usual("marc21"), Profile.read(BIG5, "old.toml"))
    )
    assert usual_ == ["quarantined", "utf-8"]
    assert own == ["big5", "utf-8"]


def test_a_new_profile_is_kept_and_its_copies_are_read_again(
    store: Store, pool: Pool, tmp_path: Path
) -> None:
    local = marc(
        "00000nam a2200000 i 4500",
        "b-9",
        field("245", ("a", "A book"), indicators="10"),
        field("985", ("s", "Tower"), ("p", "B985")),
    )
    load(store, pool, written(tmp_path, book(), local))
    assert b"B985" not in store.graph.dump()
    text = '[[fields]]\ntag = "985"\n[fields.reads]\ns = "sublocation"\np = "barcode"\n'
    profile = 'title = "Ours"\n' + text
    assert store.writer.describe_member("PKU", profile, AT) == 2
    assert store.writer.describe_member("PKU", profile, AT) == 0
    for _ in remake(store, pool, None, codes(store), AT):
        pass
    for _ in store.catch_up():
        pass
    assert b'"B985"' in store.graph.dump()
    assert compare(store.log, store.graph).equal
