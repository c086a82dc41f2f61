"""A process that has everything imported and forks children to be killed: catena without its start.

It reads one JSON object a line (:class:`Wish`) and answers with one. Each child is a process group
of its own, runs a ``catena`` command through its real front door, with portions small enough that
a hundred records make many, and writes down what it was told is safe the moment it is told. The
mother itself opens no graph: RocksDB's threads would not survive a fork.
"""

import gc
import importlib
import json
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from types import ModuleType
from typing import Any

from catalogue.joining.preparing import prepare
from converters import pool as pool_module
from converters.engines import Choice, conversion
from store.log.writer import LogWriter
from webapp.cli import COMMANDS, main

#: Portions as small as the samples are few.
SMALL = {
    "catalogue.ingest.LOOKED_UP": 20,
    "catalogue.ingest.WRITTEN": 12,
    "converters.pool.BATCH": 10,
    "store.projections.following.PORTION": 30,
    "store.projections.graph.BULK": 50_000,
}


@dataclass
class Wish:
    """What a child shall do, and when it shall be killed: after so many seconds, or at a place.

    ``at``: ``before|after|during module.name[.name] [nth]``; ``during`` is half way through as
    long as ``span`` seconds. ``acks``: the file it notes in what is safe. ``put``: values for
    constants, by dotted name.
    """

    argv: list[str]
    env: dict[str, str]
    out: str
    acks: str = ""
    kill: float | None = None
    at: str = ""
    span: float = 0.004
    put: dict[str, Any] = field(default_factory=dict)


def die() -> None:
    """The whole group, this process and its workers, at once."""
    os.killpg(0, signal.SIGKILL)


def found(dotted: str) -> tuple[Any, str]:
    """The owner of a dotted name, and its last part."""
    parts = dotted.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            owner: Any = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:-1]:
            owner = getattr(owner, part)
        getattr(owner, parts[-1])
        return owner, parts[-1]
    raise LookupError(dotted)


def set_trap(at: str, span: float) -> None:
    """Kills the group when this place is reached for the nth time."""
    when, dotted, *nth = at.split()
    owner, name = found(dotted)
    real: Callable[..., Any] = getattr(owner, name)
    left = int(nth[0]) if nth else 1

    def trapped(*args: Any, **kwargs: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0 and when == "before":
            die()
        if left == 0 and when == "during":
            threading.Timer(span, die).start()
        answer = real(*args, **kwargs)
        if left == 0 and when == "after":
            die()
        return answer

    setattr(owner, name, trapped)


def note_what_is_safe(file: str) -> None:
    """After each transaction that was reported as written: its entries and the log's head."""
    acks = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    append, remake = LogWriter.append, LogWriter.remake

    def noted(writer: Any, entries: Any) -> None:
        told = [
            [entry.member, entry.kind, entry.control, blake2b(entry.raw).hexdigest()]
            for entry in entries
        ]
        line = {"head": writer._log.head, "entries": told}
        os.write(acks, json.dumps(line).encode() + b"\n")

    def appended(self: Any, entries: Any, *args: Any, **kwargs: Any) -> Any:
        overtaken = append(self, entries, *args, **kwargs)
        late = {id(entry) for entry in overtaken or ()}
        noted(self, [entry for entry in entries if id(entry) not in late])
        return overtaken

    def remade(self: Any, *args: Any, **kwargs: Any) -> Any:
        answer = remake(self, *args, **kwargs)
        noted(self, [])
        return answer

    LogWriter.append, LogWriter.remake = appended, remade  # type: ignore[method-assign]


def start_a_worker() -> None:
    """One worker forked now, before there are threads, instead of started when there is work."""
    pool_module._SPAWN = multiprocessing.get_context("fork")  # type: ignore[assignment]
    real = pool_module._Worker
    ready = [real(Choice(), prepare)]

    def worker(choice: Choice, asked: pool_module.Prepare | None) -> Any:
        usual = choice == Choice() and asked is prepare
        return ready.pop() if ready and usual else real(choice, asked)

    pool_module._Worker = worker  # type: ignore[misc]


def run(wish: Wish) -> None:
    """The child's whole life."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    out = os.open(wish.out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for number in (1, 2):
        os.dup2(out, number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(wish.env)
    os.chdir(Path(wish.out).parent)
    for dotted, value in (SMALL | wish.put).items():
        owner, name = found(dotted)
        setattr(owner, name, value)
    if wish.argv[0] in ("load", "rebuild"):
        start_a_worker()
    if wish.acks:
        note_what_is_safe(wish.acks)
    if wish.at:
        set_trap(wish.at, wish.span)
    if wish.kill is not None:
        timer = threading.Timer(wish.kill, die)
        timer.daemon = True
        timer.start()
    sys.argv = ["catena", *wish.argv]
    # Processes this one starts afresh need not read this file first.
    sys.modules["__main__"] = ModuleType("__main__")
    code = 0
    try:
        main(wish.argv)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    os._exit(code)


@dataclass
class Mother:
    """The children that live, by process number."""

    began: dict[int, float] = field(default_factory=dict)

    def start(self, **wish: Any) -> int:
        """Forks a child; tells its process number, which is its group's too."""
        before = time.monotonic()
        child = os.fork()
        if child == 0:
            try:
                run(Wish(**wish))
            finally:
                # Into the child's output, for whoever waits for it.
                traceback.print_exc()
                sys.stderr.flush()
                os._exit(70)
        self.began[child] = before
        return child

    def wait(self, child: int) -> dict[str, float]:
        """How a child ended (minus the signal's number), and after how many seconds."""
        _, status = os.waitpid(child, 0)
        took = time.monotonic() - self.began.pop(child)
        # A forked worker keeps both ends of its pipe, and would not see that nobody is there.
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        return {"code": os.waitstatus_to_exitcode(status), "seconds": took}

    def end(self) -> None:
        """Nothing is left behind."""
        for child in self.began:
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)


def converse() -> None:
    """Answers wishes until there are no more."""
    for module, _ in COMMANDS.values():
        importlib.import_module(module)
    conversion(Choice())
    gc.freeze()
    mother = Mother()
    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            answer: Any = mother.wait(asked["wait"])
        elif "signal" in asked:
            os.kill(asked["signal"], asked["number"])
            answer = None
        else:
            answer = mother.start(**asked["start"])
        print(json.dumps(answer), flush=True)
    mother.end()


if __name__ == "__main__":
    converse()
