"""Documents are read as a file while they are made; what goes wrong on either side is heard."""

from collections.abc import Iterator
from pathlib import Path
from threading import active_count

import pytest
from pyoxigraph import RdfFormat, Store

from store.graph.embedded import EmbeddedGraph
from store.graph.piping import piped

DOCUMENTS = [f'<urn:{number}> <urn:says> "{number % 7}" .\n'.encode() for number in range(50_000)]


def test_all_documents_arrive_in_order() -> None:
    with piped(DOCUMENTS) as path:
        assert Path(path).read_bytes() == b"".join(DOCUMENTS)
    with piped([]) as path:
        assert Path(path).read_bytes() == b""


def test_a_document_that_cannot_be_made_is_told_and_what_was_read_is_not_taken_for_all(
    tmp_path: Path,
) -> None:
    def breaking() -> Iterator[bytes]:
        yield from DOCUMENTS[:3]
        raise MemoryError("no room for the fourth")

    graph = EmbeddedGraph(tmp_path / "graph")
    graph.begin("log")
    graph.load(DOCUMENTS[:1], 1)
    with pytest.raises(MemoryError, match="the fourth"):
        graph.load(breaking(), 2)
    assert graph.checkpoint == 1
    graph.load(DOCUMENTS[:4], 2)
    assert (graph.checkpoint, len(graph)) == (2, 4)
    graph.close()


def test_a_reader_that_gives_up_ends_the_thread_and_its_own_error_is_heard() -> None:
    threads = active_count()
    store = Store()
    with pytest.raises(SyntaxError), piped([b"no statement\n", *DOCUMENTS]) as path:
        store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
    assert active_count() == threads
