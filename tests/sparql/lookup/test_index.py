"""The index follows the log, says where it does not agree with it, and when it is broken."""

import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from sparql.lookup import LookupIndex
from sparql.lookup.index import FILE
from store import open_store
from store.errors import Damaged
from store.projections import Comparison, Projection
from tests.sparql.lookup.said import BASE, SaidLog, follow


def tables(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """What is in the file, by path and value: numbers are given in the order things came."""
    with sqlite3.connect(home / FILE) as file:
        found = {
            "entry": "SELECT path, titles, names, agents, works, subjects, numbers FROM entry",
            "begins": "SELECT field, text, path FROM begins JOIN entry ON id = entry",
            "number": "SELECT number, path FROM number JOIN entry ON id = entry",
            "term": "SELECT term, path, col FROM term JOIN entry ON id = doc",
            "tally": "SELECT aspect, value, count FROM tally WHERE count != 0",
            "foreign": 'SELECT key, records FROM "foreign"',
            "held": "SELECT value, edition, items FROM held JOIN tally ON id = library",
        }
        rows = {table: sorted(file.execute(query)) for table, query in found.items()}
    file.close()
    return rows


def test_it_is_a_projection(index: LookupIndex) -> None:
    projection: Projection = index
    assert (projection.name, projection.checkpoint, projection.log) == ("lookup", 0, "said")


def test_changes_one_by_one_make_the_same_as_all_at_once(
    samples_said: SaidLog, tmp_path: Path
) -> None:
    once, slowly = tmp_path / "once", tmp_path / "slowly"
    log = SaidLog()
    some = list(samples_said.records.items())[::5]
    assert len(some) >= 30
    for path, _ in some:
        log.say(path, samples_said.records[some[0][0]].decode().splitlines())  # not its own
    early = log.head
    for path, triples in some:
        log.say(path, triples.decode().splitlines())
    log.say(some[3][0], [])
    for home, portion in ((once, 10_000), (slowly, 7)):
        home.mkdir()
        index = LookupIndex(home)
        index.begin(SaidLog.identity)
        if home is slowly:
            index.follow(log.log, log.changes(0, early))
        follow(index, log, portion)
        assert index.checkpoint == log.head
        index.close()
    assert tables(once) == tables(slowly)


def test_following_again_alters_nothing(samples_said: SaidLog, tmp_path: Path) -> None:
    index = LookupIndex(tmp_path)
    index.begin(SaidLog.identity)
    follow(index, samples_said)
    before = tables(tmp_path)
    index.follow(samples_said.log, samples_said.changes(0, 50))
    assert index.checkpoint == samples_said.head
    assert tables(tmp_path) == before
    index.close()


def test_changes_that_do_not_come_next_are_left_alone(
    samples_said: SaidLog, index: LookupIndex, tmp_path: Path
) -> None:
    index.follow(samples_said.log, samples_said.changes(5))
    assert index.checkpoint == 0
    assert not any(tables(tmp_path).values())


def test_what_fails_in_the_middle_leaves_the_index_as_it_was(
    log: SaidLog, index: LookupIndex, tmp_path: Path
) -> None:
    log.say("bib/b1", [f'<{BASE}bib/b1#Work> <e:p> "1" .'])
    follow(index, log)
    before = tables(tmp_path)
    log.say("bib/b1", [])
    log.say("bib/b2", ["no statement"])
    with pytest.raises(ValueError, match="unpack"):
        follow(index, log)
    assert index.checkpoint == 1
    assert tables(tmp_path) == before


def test_begun_again_it_is_empty(samples_said: SaidLog, tmp_path: Path) -> None:
    index = LookupIndex(tmp_path)
    index.begin("one")
    follow(index, samples_said)
    index.begin("another")
    assert (index.log, index.checkpoint) == index.state == ("another", 0)
    assert not any(tables(tmp_path).values())
    assert index.look_up("红楼梦").paths == ()
    follow(index, samples_said)
    assert index.check(samples_said.log, deep=True).equal
    index.close()


def test_the_samples_agree_with_the_log(samples_said: SaidLog, samples_index: LookupIndex) -> None:
    found = samples_index.check(samples_said.log, deep=True)
    assert found == Comparison("lookup", "rows", 147, found.in_log, found.in_log, 0, 0, 0)
    assert found.in_log > 250


#: What somebody might do to the file, and whether only a deep check finds it.
TAMPERED = {
    "DELETE FROM entry WHERE path = 'bib/b1'": False,
    "UPDATE entry SET titles = 'another' WHERE path = 'bib/b1'": False,
    "INSERT INTO entry VALUES (9999, 'bib/b9999', 'ghost', '', '', '', '', '')": False,
    "DELETE FROM counted WHERE path = 'holding/h1'": False,
    "INSERT INTO counted VALUES ('bib/b9999', x'0000')": False,
    "UPDATE tally SET count = count + 1 WHERE aspect = 'items'": False,
    "UPDATE tally SET count = count + 1 WHERE aspect = 'editions' AND count > 0": False,
    "DELETE FROM held WHERE edition = 1": False,
    'UPDATE "foreign" SET records = records + 1 WHERE id = 1': False,
    "INSERT INTO \"foreign\" VALUES (99999, x'00', 1, x'')": False,
    "UPDATE \"foreign\" SET adds = x'' WHERE id = 1": False,
    "UPDATE tally SET count = count - 1 WHERE aspect = 'property' AND count > 9": False,
    "UPDATE tally SET count = count + 1 WHERE aspect = 'link'": False,
    "DELETE FROM begins WHERE field = 0 AND text LIKE 'hong%'": False,
    "INSERT INTO number VALUES ('9999999999999', 1)": False,
    "INSERT INTO words (rowid, titles) VALUES (1, 'ghost')": True,
}


@pytest.mark.parametrize("done", TAMPERED)
def test_what_does_not_agree_with_the_log_is_found(
    samples_said: SaidLog, samples_template: Path, tmp_path: Path, done: str
) -> None:
    (tmp_path / FILE).write_bytes(samples_template.read_bytes())
    with sqlite3.connect(tmp_path / FILE) as file:
        assert file.execute(done).rowcount != 0
    file.close()
    index = LookupIndex(tmp_path)
    found = index.check(samples_said.log, deep=TAMPERED[done])
    assert not found.equal
    assert found.examples
    index.close()


@pytest.fixture(scope="module")
def samples_template(samples_index: LookupIndex, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole copy of the samples' index, in one file."""
    copy = tmp_path_factory.mktemp("copy") / FILE
    with samples_index._database.reading() as connection:
        connection.execute("ROLLBACK")
        connection.execute("VACUUM INTO ?", (str(copy),))
    return copy


def test_a_log_that_went_on_is_behind_not_wrong(log: SaidLog, index: LookupIndex) -> None:
    log.say("bib/b1", [f'<{BASE}bib/b1#Work> <e:p> "1" .'])
    found = index.check(log.log)
    assert (found.behind, found.equal) == (1, False)


@pytest.mark.parametrize(
    "broken",
    ["no database", "cut", "a page of noise", "the terms gone", "another version", "empty words"],
)
def test_a_broken_file_is_told_when_it_is_opened(
    samples_template: Path, tmp_path: Path, broken: str
) -> None:
    file = tmp_path / FILE
    whole = samples_template.read_bytes()
    file.write_bytes(whole)
    if broken == "no database":
        file.write_bytes(b"\x00garbage" * 5000)
    elif broken == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif broken == "a page of noise":
        file.write_bytes(whole[:8192] + b"\xa5" * 8192 + whole[16384:])
    else:
        done = {
            "the terms gone": "DROP TABLE words",
            "another version": "UPDATE meta SET value = '0' WHERE key = 'version'",
            "empty words": "DELETE FROM words_data",
        }[broken]
        with sqlite3.connect(file) as database:
            database.execute(done)
        database.close()
    with pytest.raises(Damaged, match="look-up's index"):
        LookupIndex(tmp_path)
    index = LookupIndex(tmp_path, True)
    assert (index.log, index.checkpoint) == ("", 0)
    index.close()


def test_a_store_with_a_broken_index_says_so_and_makes_it_again(tmp_path: Path) -> None:
    for broken in (False, True, False):
        if broken:
            (tmp_path / FILE).write_bytes(b"\x00garbage" * 5000)
        with open_store(tmp_path, BASE, openers=(LookupIndex,)) as store:
            assert [FILE in said for said in store.told] == [True] * broken, store.told
            assert store.projections["lookup"].log == store.log.identity
            assert store.projections["lookup"].check(store.log, deep=True).equal


def test_others_read_while_one_writes(samples_said: SaidLog, tmp_path: Path) -> None:
    writing = LookupIndex(tmp_path)
    writing.begin(SaidLog.identity)
    reading = LookupIndex(tmp_path)
    seen: list[int] = []
    with writing._database.writing() as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'checkpoint'")
        seen.append(reading.checkpoint)
    seen.append(reading.checkpoint)
    assert seen == [0, 1]
    writing.begin(SaidLog.identity)
    thread = Thread(target=follow, args=(writing, samples_said, 10))
    thread.start()
    while thread.is_alive():
        assert reading.look_up("zzzz").paths == ()
        seen.append(reading.counts().kinds.get("bib", 0))
    thread.join()
    assert seen[2:] == sorted(seen[2:])
    assert reading.counts().kinds["bib"] == 101
    assert reading.look_up("红楼梦").paths
    writing.close()
    reading.close()


def test_one_record_changed_is_found_by_what_it_says_now(
    samples_said: SaidLog, log: SaidLog, index: LookupIndex
) -> None:
    for path, triples in samples_said.records.items():
        log.say(path, triples.decode().splitlines())
    follow(index, log)
    path = index.look_up("San guo yan yi", "title").paths[0]
    said = log.records[path].decode()
    assert path in index.look_up("三国演义").paths
    log.say(path, said.replace("三国演义", "水浒传").splitlines())
    follow(index, log)
    assert path not in index.look_up("三国演义", "title").paths
    assert path in index.look_up("水浒传", "title").paths
    assert index.check(log.log, deep=True).equal
