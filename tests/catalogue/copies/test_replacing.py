"""A library's holdings, replaced by a whole file."""

import random
from collections.abc import Callable

import pytest

from catalogue.copies import replacing, writing
from catalogue.copies.attaching import attached
from catalogue.copies.finding import paths_by_numbers
from catalogue.copies.making import Maker
from catalogue.copies.replacing import Stopped
from catalogue.copies.sorting import Group, Sorted
from catalogue.description import Describer
from catalogue.reading import as_sent
from converters.holdings.copy import Holding
from converters.record import Unreadable
from shapes.namespaces import BF
from store.log.history import versions
from store.log.records import Awaited
from store.log.verifying import verify
from tests.catalogue.copies.conftest import Union, book

type Rows = Callable[..., str]

FIRST = (
    "B1,,Stacks,I1,001,in",
    "B2,,Stacks,I2,002,in",
    "B1,,Annexe,I1,003,out",
    "B9,,Stacks,I9,009,in",
    ",9787020008728,Stacks,I1,004,in",
)


def sound(union: Union) -> bool:
    """Whether log, graph and the log in itself agree."""
    checks = [each.check(union.store.log, deep=True) for each in union.store.projections.values()]
    return list(verify(union.store.log)) == [] and all(check.equal for check in checks)


def test_what_a_library_holds_of_one_book_is_one_document_of_all_its_copies(
    union: Union, rows: Rows
) -> None:
    counts = union.replace(rows(*FIRST))
    assert counts.as_dict() == {
        "read": 5, "added": 4, "changed": 0, "unchanged": 0,
        "unmatched": 1, "rejected": 0, "withdrawn": 0, "documents": 4,
    }  # fmt: skip
    held = attached(union.store, ["bib/b1", "bib/b2", "bib/b3"])
    assert [len(held[path]) for path in ("bib/b1", "bib/b2", "bib/b3")] == [2, 1, 0]
    of_both = [union.store.log.triples(path).count(b"#Barcode-") for path in held["bib/b1"]]
    assert sorted(of_both) == [3, 6]  # a barcode is named three times
    assert sound(union)


def test_the_same_file_again_changes_nothing_nor_does_another_order_of_its_rows(
    union: Union, rows: Rows
) -> None:
    union.replace(rows(*FIRST))
    head = union.store.log.head
    for seed in range(3):
        again = list(FIRST)
        random.Random(seed).shuffle(again)
        counts = union.replace(rows(*again))
        assert (counts.unchanged, counts.unmatched, counts.read) == (4, 1, 5)
    assert union.store.log.head == head


def test_rows_that_came_changed_and_went_are_told_apart_and_preview_tells_the_same(
    union: Union, rows: Rows
) -> None:
    union.replace(rows(*FIRST))
    second = rows(
        "B1,,Stacks,I1,001,out",  # changed
        "B1,,Annexe,I1,003,out",
        "B2,,Stacks,I2,002,in",
        "B2,,Stacks,I2,005,in",  # added
        ",9787020008728,Stacks,I1,004,in",
        "B9,,Stacks,I9,009,in",
    )
    told = union.preview(second)
    head = union.store.log.head
    counts = union.replace(second)
    assert told.as_dict() == counts.as_dict()
    assert (counts.added, counts.changed, counts.unchanged, counts.unmatched) == (1, 1, 3, 1)
    assert counts.withdrawn == 0
    assert union.store.log.head == head + 2  # two documents
    assert sound(union)


def test_a_holding_that_is_no_longer_in_the_file_is_withdrawn_and_harvesters_see_it(
    union: Union, rows: Rows
) -> None:
    union.replace(rows(*FIRST))
    (path,) = attached(union.store, ["bib/b2"])["bib/b2"]
    counts = union.replace(rows(*(row for row in FIRST if not row.startswith("B2"))))
    assert counts.withdrawn == 1
    last = union.store.log.changes(union.store.log.head - 1)[0]
    assert (last.path, last.action) == (path, "delete")
    assert last.removed
    record = union.store.log.record(path)
    assert record
    assert (record.status, bool(record.reason)) == ("deleted", True)
    assert attached(union.store, ["bib/b2"]) == {"bib/b2": []}
    assert sound(union)
    union.replace(rows(*FIRST))
    assert attached(union.store, ["bib/b2"]) == {"bib/b2": [path]}
    assert [each.action for each in versions(union.store.log, path)] == [
        "create", "delete", "create",
    ]  # fmt: skip
    assert sound(union)


def test_more_than_a_fifth_does_not_go_without_a_word(union: Union, rows: Rows) -> None:
    union.replace(rows(*FIRST))
    head = union.store.log.head
    few = rows(*FIRST[:3])
    with pytest.raises(Stopped, match="2 of 5 holdings"):
        union.replace(few)
    assert union.store.log.head == head
    assert union.preview(few).withdrawn == 2
    assert union.replace(few, yes=True).withdrawn == 2


def test_nothing_is_withdrawn_while_a_row_cannot_be_read(union: Union, rows: Rows) -> None:
    union.replace(rows(*FIRST))
    before = union.holdings()
    broken = rows(*FIRST[:1], "B2,,Sta\rcks,I2,002,in", *FIRST[2:])
    with pytest.raises(Stopped, match="1 of its rows cannot be read"):
        union.replace(broken)
    assert union.holdings() == before
    counts = union.replace(broken, yes=True)
    assert (counts.read, counts.rejected, counts.withdrawn) == (5, 1, 1)


def test_a_row_that_cannot_be_read_does_not_stop_a_file_that_withdraws_nothing(
    union: Union, rows: Rows
) -> None:
    counts = union.replace(rows(*FIRST, "B2,,Sta\rcks,I2,002,in"))
    assert (counts.read, counts.added, counts.unmatched, counts.rejected) == (6, 4, 1, 1)


def test_a_load_that_is_killed_has_withdrawn_nothing_and_goes_on_without_loading_twice(
    union: Union, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "PORTION", 2)
    monkeypatch.setattr(writing, "PORTION", 1)
    many = [f"B{n % 4 + 1},,Stacks,I{n},{n:03d},in" for n in range(4)]
    union.replace(rows(*many))
    text = rows("B2,,Stacks,I1,001,out", *many[2:], "B7,,Annexe,N,101,in")  # B1 goes
    with Sorted(union.folder) as came:
        running = union.replacement(came, text).run(yes=True)
        next(running)
        next(running)
        running.close()
    actions = [change.action for change in union.store.log.changes()]
    assert actions.count("update") == 1
    assert "delete" not in actions
    union.replace(text, yes=True)
    numbers = [change.seq for change in union.store.log.changes(0, 1000)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(union.holdings()) == 4
    assert sound(union)


def test_a_copy_that_left_a_book_goes_last_too(
    union: Union, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "PORTION", 1)
    monkeypatch.setattr(writing, "PORTION", 1)
    union.replace(rows("B1,,S,I,1,in", "B1,,S,I,2,in", "B2,,S,I,3,in"))
    union.replace(rows("B1,,S,I,1,in", "B2,,S,I,3,out", "B3,,S,I,4,in"), yes=True)
    last = union.store.log.changes(union.store.log.head - 1)[0]
    assert last.path in attached(union.store, ["bib/b1"])["bib/b1"]
    assert b"Barcode" in last.removed


def test_another_members_holdings_stay(union: Union, rows: Rows) -> None:
    union.replace(rows(*FIRST))
    (kept,) = attached(union.store, ["bib/b2"])["bib/b2"]
    with Sorted(union.folder) as came:
        other = union.replacement(came, rows("B1,,Stacks,I1,001,in"))
        other.maker = type(other.maker)("THU", {"PKU", "THU"}, None, union.store.base)
        other.__post_init__()
        for _ in other.run():
            pass
    record = union.store.log.record(kept)
    assert record
    assert record.status == "live"


def test_a_document_of_several_rows_says_the_same_when_it_is_made_again(
    union: Union, rows: Rows
) -> None:
    union.replace(rows(*FIRST))
    describer = Describer(union.store, {"PKU"})
    for making in union.store.log.makings(union.holdings()):
        sent = union.store.log.contribution(making.contribution)
        said = describer.says(as_sent(sent), b"", sent.member, making.path)
        assert said.triples == union.store.log.triples(making.path)


def test_the_first_number_that_leads_to_one_book_decides_and_a_shared_one_leads_nowhere(
    union: Union, rows: Rows
) -> None:
    union.replace(
        rows("B9,978-7-02-000872-8,S,I,1,in", ",9787301000014,S,I,2,in", ",7020008720,S,I,3,in")
    )
    assert len(attached(union.store, ["bib/b1"])["bib/b1"]) == 2
    assert union.heard.waiting == ["isbn:9787301000014"]
    ways = [Awaited("PKU", "control", "B2"), Awaited("THU", "control", "B2")]
    assert paths_by_numbers(union.store, ways) == {ways[0]: "bib/b2"}


def test_those_that_wait_are_joined_when_their_book_comes(union: Union, rows: Rows) -> None:
    union.replace(rows(*FIRST))
    union.add(book(9))
    assert union.store.log.awaits()
    counts = union.replace(rows(*FIRST))
    assert counts.unmatched == 1  # nothing was sent anew: settling joins them


def test_attached_sees_what_the_graph_has_not_followed_yet(union: Union, rows: Rows) -> None:
    union.replace(rows(*FIRST))
    (path,) = attached(union.store, ["bib/b2"])["bib/b2"]
    entry = book(2)
    union.store.writer.append(
        [
            type(entry)(
                "PKU", "control:B2", "holding", "marc21", "utf-8", "csv", b"", b"", path, None,
                b"", "test", delete=True, reason="gone",
            )
        ],
        "2026-01-03T00:00:00Z", "t", "t",
    )  # fmt: skip
    assert attached(union.store, ["bib/b2"]) == {"bib/b2": []}


def test_records_of_marc_are_replaced_by_their_own_numbers(union: Union) -> None:
    def marc(*holdings: tuple[str, str]) -> str:
        records = "".join(
            f"<record><leader>00000nx  a22000001n 4500</leader>"
            f'<controlfield tag="001">{number}</controlfield>'
            f'<controlfield tag="004">{of}</controlfield>'
            f'<datafield tag="852" ind1="0" ind2=" "><subfield code="b">Stacks</subfield>'
            f'<subfield code="p">{number}</subfield></datafield></record>'
            for number, of in holdings
        )
        return f'<collection xmlns="http://www.loc.gov/MARC21/slim">{records}</collection>'

    counts = union.replace(marc(("H1", "B1"), ("H2", "B1"), ("H3", "B8")), suffix=".xml")
    assert (counts.added, counts.unmatched) == (2, 1)
    assert len(attached(union.store, ["bib/b1"])["bib/b1"]) == 2
    again = union.replace(marc(("H1", "B1"), ("H1", "B2"), ("H2", "B1")), suffix=".xml", yes=True)
    assert (again.changed, again.unchanged, again.rejected, again.withdrawn) == (1, 1, 1, 1)
    assert "told again later" in union.heard.refused[0]
    assert sound(union)


def test_iso_20775_is_taken_too(union: Union) -> None:
    counts = union.replace(
        '<holdings xmlns="http://www.loc.gov/standards/iso20775/"><resource><resourceIdentifier>'
        "<value>B1</value></resourceIdentifier></resource><holding><holdingSimple>"
        "<copyInformation><pieceIdentifier><value>001</value></pieceIdentifier></copyInformation>"
        "</holdingSimple></holding></holdings>",
        suffix=".xml",
    )
    assert (counts.read, counts.added) == (1, 1)
    assert b"itemOf" in union.store.log.triples(union.holdings()[0])


def test_a_book_beside_its_holdings_is_refused_not_lost(union: Union) -> None:
    text = (
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record>'
        "<leader>00000nam a22000007a 4500</leader>"
        '<controlfield tag="001">B1</controlfield></record></collection>'
    )
    assert union.replace(text, suffix=".xml").rejected == 1
    assert "catena load" in union.heard.refused[0]


def test_two_tables_with_other_headings_cannot_tell_of_one_book(union: Union, rows: Rows) -> None:
    other = "控制号,条码\nB1,777\nB3,778\n"
    counts = union.replace(rows("B1,,S,I,1,in", "B2,,S,I,2,in"), other)
    assert (counts.read, counts.added, counts.rejected) == (4, 3, 1)


def test_what_is_said_of_a_quoted_row_is_counted_once(union: Union, rows: Rows) -> None:
    quoted = ('B1,,"Sta\ncks",I1,001,in', 'B1,,"Sta\ncks",I1,002,in')
    assert union.replace(rows(*quoted)).added == 2
    counts = union.replace(rows(quoted[0], 'B1,,"Sta\ncks",I1,003,in'), yes=True)
    assert (counts.unchanged, counts.changed) == (1, 1)
    assert f"<{BF}itemOf>".encode() in union.store.log.triples(union.holdings()[0])


def test_what_cannot_be_read_any_more_stays_as_it_was_and_is_counted_once(
    union: Union, rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    union.replace(rows(*FIRST))
    before = union.store.log.triples(attached(union.store, ["bib/b2"])["bib/b2"][0])
    read = Maker.read

    def unreadable(self: Maker, group: Group) -> Holding:
        if group.control == "control:B2":
            raise Unreadable("it has too many copies")
        return read(self, group)

    monkeypatch.setattr(Maker, "read", unreadable)
    second = [row.replace("I2,002,in", "I2,002,out") for row in FIRST[:3]] + [*FIRST[4:]]
    counts = union.replace(rows(*second), yes=True)
    assert (counts.read, counts.rejected, counts.unchanged, counts.withdrawn) == (4, 1, 3, 1)
    assert union.store.log.triples(attached(union.store, ["bib/b2"])["bib/b2"][0]) == before
