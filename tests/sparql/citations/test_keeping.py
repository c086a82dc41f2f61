"""Citations on the disk: whole or not there, found by their names and by nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from sparql.citations.citation import Citation, Question, read, written
from sparql.citations.keeping import Citations
from sparql.service.answers import fingerprint
from store import StoreError

RESULT = b"n\r\n1\r\n"
ASKED = Question("SELECT (1 AS ?n) {}", "20270301T000000.000Z-9-0123abcd", "text/csv")


def citation(asked: Question = ASKED, result: bytes = RESULT) -> Citation:
    return Citation(
        id=asked.id,
        query=asked.query,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        generation=asked.generation,
        change=9,
        at="2027-03-01T00:00:00.000Z",
        media_type=asked.media_type,
        sha256=fingerprint(result),
        size=len(result),
        rows=1,
        cited="2027-03-02T09:00:00.000Z",
        catena="0.1.0",
        engine="pyoxigraph 0.5",
        base="http://catena.example/",
    )


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    asked = replace(ASKED, query="# 红楼梦\nASK {}", default_graphs=("http://e/a", "http://e/b"))
    kept = citation(asked)
    Citations(tmp_path).keep(kept, RESULT)
    found = Citations(tmp_path).get(kept.id)
    assert found == kept
    assert found.question == asked
    assert Citations(tmp_path).result(kept) == RESULT
    assert read(written(kept)) == kept


def test_another_query_graph_generation_or_format_has_another_name() -> None:
    others = [
        replace(ASKED, query=f"{ASKED.query} "),
        replace(ASKED, generation="20270301T000000.000Z-10-0123abcd"),
        replace(ASKED, media_type="text/tab-separated-values"),
        replace(ASKED, default_graphs=("http://e/a",)),
        replace(ASKED, named_graphs=("http://e/a",)),
        replace(ASKED, named_graphs=("http://e/a", "http://e/b")),
    ]
    assert len({asked.id for asked in (ASKED, *others)}) == 7
    assert replace(ASKED).id == ASKED.id == "wnpypbfzfprpbs2g", "for ever"


def test_a_result_that_two_cite_is_kept_once(tmp_path: Path) -> None:
    kept = Citations(tmp_path)
    kept.keep(citation(), RESULT)
    kept.keep(citation(replace(ASKED, query="SELECT (1 AS ?n) { }")), RESULT)
    assert len(list(kept.results.iterdir())) == 1
    assert len(list(kept.folder.glob("*.json"))) == 2


def test_nothing_unfinished_is_left(tmp_path: Path) -> None:
    kept = Citations(tmp_path)
    kept.keep(citation(), RESULT)
    names = {file.name for file in kept.folder.rglob("*")}
    assert names == {f"{ASKED.id}.json", "results", f"{fingerprint(RESULT)}.zst"}


@pytest.mark.parametrize("name", ["", "..", "../log", "a" * 15, "a" * 17, "A" * 16, "/" * 16])
def test_a_name_from_a_stranger_leads_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "citations").mkdir()
    (tmp_path / "log.json").write_bytes(written(citation()))
    assert Citations(tmp_path).get(name) is None


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b'{"id": 1', b'{"id": "a", "default_graphs": 1}']
)
def test_a_citation_that_cannot_be_read_is_said_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "citations").mkdir()
    (tmp_path / "citations" / f"{'a' * 16}.json").write_bytes(content)
    with pytest.raises(StoreError, match="from a backup"):
        Citations(tmp_path).get("a" * 16)


def test_bytes_that_are_not_those_cited_are_never_given(tmp_path: Path) -> None:
    kept = Citations(tmp_path)
    kept.keep(citation(), RESULT)
    file = kept.results / f"{fingerprint(RESULT)}.zst"
    packed = file.read_bytes()
    kept.keep(citation(result=b"other\r\n"), b"other\r\n")
    other = (kept.results / f"{fingerprint(b'other' + bytes([13, 10]))}.zst").read_bytes()
    for wrong in (other, packed[:-1], bytes([packed[0] ^ 1]) + packed[1:], b""):
        file.write_bytes(wrong)
        with pytest.raises(StoreError, match="from a backup"):
            kept.result(citation())
    file.unlink()
    with pytest.raises(StoreError, match="run the query again"):
        kept.result(citation())
