"""A full disk stops writing with one sentence, never reading; with room again all goes on."""

import contextlib
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest

#: Of the log or of the graph: one sentence says it.
FULL = " is full"
#: What a server says of the graph; of the look-up it says it in a sentence of its own.
GRAPH_FULL = "disk of the graph in"


def mount(folder: Path, options: str) -> None:
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)],
        check=True,
        capture_output=True,
    )


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 MB in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mount(folder, "size=64m")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk needs root; run this test as root")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path, leaving: int) -> None:
    """Takes all but so many bytes of the disk."""
    room = shutil.disk_usage(disk).free - leaving
    with (disk / "ballast").open("ab") as ballast, contextlib.suppress(OSError):
        for _ in range(room // 4096):
            ballast.write(bytes(4096))
            ballast.flush()


def make_room(disk: Path) -> None:
    (disk / "ballast").unlink()


@pytest.mark.parametrize("room", [60_000, 900_000], ids=["the log", "the graph"])
def test_a_load_that_does_not_fit_says_so_and_finishes_when_there_is_room(
    house: Any, disk: Path, files: Any, room: int
) -> None:
    house.home = disk / "home"
    house.done("load", str(files.copies), "--json", acks=str(house.acks))
    fill(disk, room)
    stopped = house.run(*files.first, acks=str(house.acks))
    assert stopped.code == 3, stopped
    assert stopped.said.count(FULL) == 1, stopped
    assert "Traceback" not in stopped.said
    head, _ = house.acknowledged()
    answer = house.done("query", "SELECT ?s { ?s ?p ?o } LIMIT 1")
    assert answer.said.count("http://localhost:8000/") == 1, "reading goes on"
    make_room(disk)
    house.done(*files.first, acks=str(house.acks))
    house.nothing_is_lost()
    assert house.acknowledged()[0] > head


def test_a_server_whose_disk_is_full_says_so_once_goes_on_answering_and_then_follows(
    house: Any, disk: Path, files: Any, served: Any, wait: Callable[..., None]
) -> None:
    # The log is on another disk, so that it can grow while the graph cannot.
    house.home = disk / "home"
    house.home.mkdir()
    (house.home / "log.sqlite").symlink_to(house.folder / "log.sqlite")
    house.done("load", str(files.mixed), "--json")
    altered = '?s ?p ?o FILTER(CONTAINS(STR(?o), "Again "))'
    with served(house) as server:
        fill(disk, 0)
        # It would wait ten seconds for a graph that cannot follow.
        house.run(*files.update, acks=str(house.acks), put={"store.opening.PATIENCE": 0.5})
        assert house.acknowledged()[0], "the log could grow"
        wait(lambda: GRAPH_FULL in server.said)
        assert server.counted(altered) == 0
        assert server.get("/bib/b2").status_code == 200
        sleep(2.5)
        assert server.said.count(GRAPH_FULL) == 1, server.said
        make_room(disk)
        wait(lambda: server.counted(altered))
    assert server.ended.code == 0, server.ended
    house.done(*files.update, acks=str(house.acks))
    house.nothing_is_lost()
