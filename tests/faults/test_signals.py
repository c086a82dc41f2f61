"""Told to stop, by SIGTERM or Ctrl-C, a load ends in a sentence; what it counted is in the log."""

import signal
from collections.abc import Callable
from typing import Any

import pytest

STOPPED = "Stopped. Nothing is half written"
#: What is sent, to the command or (-1) its whole group, after how many batches.
SIGNALS = {
    "SIGTERM to the command": (signal.SIGTERM, 1, 3),
    "SIGTERM to its whole group": (signal.SIGTERM, -1, 2),
    "Ctrl-C": (signal.SIGINT, -1, 1),
}


@pytest.mark.parametrize("sent", SIGNALS)
def test_a_load_that_is_stopped_says_so_and_the_same_command_takes_up_what_is_left(
    house: Any, files: Any, wait: Callable[..., None], sent: str
) -> None:
    number, whom, batches = SIGNALS[sent]
    house.acks.touch()
    child = house.start(*files.first, acks=str(house.acks))
    wait(lambda: len(house.acks.read_text().splitlines()) >= batches)
    house.mother.signal(whom * child, number)
    stopped = house.ended(child)
    assert stopped.code == 3, stopped
    assert stopped.said.count(STOPPED) == 1, stopped
    assert "Traceback" not in stopped.said, stopped
    # A batch may be in the log whose writer was stopped before it could say so.
    written = sum(map(len, house.kept().values()))
    assert written >= house.acknowledged()[1].total() > 0
    rest = house.done(*files.first, acks=str(house.acks)).last
    assert rest["unchanged"] == written
    assert rest["accepted"] + rest["merged"] + rest["unchanged"] == rest["read"]
    house.nothing_is_lost()
