"""The engine's plan of a query: what it would do, in which order; nothing is read and nothing runs.

Oxigraph plans by the form of a query alone, never by what the data are like, so the plan on an
empty store is the plan (docs/decisions/0027). The `oxigraph` program tells it; without the
program there is none.
"""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from shapes.namespaces import compact
from sparql.advice.layout import indented

#: The process it is asked in: by name, for what runs as a program is not imported as well.
_PROCESS: Final = "sparql.advice.explaining"
#: It takes a fifth of a second.
SECONDS: Final = 2.0
#: Characters of a text that is still planned.
LONGEST: Final = 20_000


@cache
def _program() -> str | None:
    """Where `oxigraph` is installed; its package puts it beside the interpreter."""
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    return beside or shutil.which("oxigraph")


def plan(text: str) -> str | None:
    """The steps of a query, those that go first innermost; each line is one step.

    None where the program is not installed, or has no plan: the text is wrong, too long, or would
    take more than a moment even on no data. Runs a process of its own and waits for it.
    """
    program = _program()
    if program is None or len(text) > LONGEST:
        return None
    with TemporaryDirectory(prefix="catena-plan-") as folder:
        told = Path(folder) / "plan.json"
        command = [sys.executable, "-m", _PROCESS, program, str(Path(folder) / "empty"), str(told)]
        try:
            subprocess.run(
                command,
                input=text.encode(errors="replace"),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
            written = told.read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            return None
    try:
        tree: dict[str, Any] = json.loads(written)["plan"]
    except (ValueError, KeyError, RecursionError):
        return None
    return indented(tree, compact)
