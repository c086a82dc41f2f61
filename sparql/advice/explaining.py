"""The process that asks `oxigraph` for a plan: shut in first, on an empty store of its own."""

import os
import resource
import sys
from typing import Final

from pyoxigraph import Store

from sparql.service.isolation import without_network

_MEMORY: Final = 1 << 30
_FILE: Final = 4 << 20
_SECONDS: Final = 2


def main(program: str, folder: str, plan: str) -> None:
    """Becomes the program, which writes the plan to a file, in JSON.

    Where it cannot be shut in there is no plan: SERVICE would call out.
    The query comes by standard input, and on an empty store a result is empty, too.
    """
    store = Store(folder)
    store.flush()
    del store
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE, _FILE))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    if without_network():
        options = ["--location", folder, "--explain-file", plan]
        os.execv(program, [program, "query", *options, "--results-format", "json"])  # noqa: S606


if __name__ == "__main__":
    main(*sys.argv[1:])
