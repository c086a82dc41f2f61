"""Runs one command and says how long it took and how much memory its whole process tree held."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

INTERVAL = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    seconds: float
    peak: int  # bytes
    status: int
    output: str  # the last line of standard output
    error: str  # the last line of standard error


def run(command: Sequence[str | Path], folder: Path, env: Mapping[str, str]) -> Run:
    """Standard output and error go to files, so that a full pipe never slows what is measured."""
    output, error = folder / "stdout", folder / "stderr"
    with output.open("wb") as out, error.open("wb") as err:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, cwd=folder, env=dict(env))
        peak = 0
        while True:
            peak = max(peak, held(process.pid))
            try:
                status = process.wait(INTERVAL)
            except subprocess.TimeoutExpired:
                continue
            break
        seconds = time.perf_counter() - started
    return Run(seconds, peak, status, last_line(output), last_line(error))


def held(pid: int) -> int:
    """Proportional memory (PSS): a page that forked workers share is counted once."""
    try:
        parent = psutil.Process(pid)
        tree = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return sum(map(proportional, tree))


def proportional(process: psutil.Process) -> int:
    try:
        memory = process.memory_full_info()
    except psutil.Error:  # it ended while we looked
        return 0
    return int(getattr(memory, "pss", memory.rss))


def last_line(file: Path) -> str:
    with file.open("rb") as lines:
        lines.seek(max(0, file.stat().st_size - 4096))
        text = lines.read().decode(errors="replace")
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")
