"""Way (b) at size: `xsltproc` in one process, as it is typed, or in several; then `oxigraph load`.

xsltproc holds a whole document in memory, so the records are cut into pieces; all the RDF/XML is
loaded by one call. Cutting and making MARCXML are told apart: what is compared begins with XML.
"""

import os
import re
import shutil
import time
from collections.abc import Iterable
from itertools import batched
from pathlib import Path
from typing import Final

import click

from bench.distributions import records
from bench.source import TERMINATOR
from bench.steps import Found
from bench.table import triples
from bench.watch import Run, run
from bench.ways import STYLESHEET, tool

#: Records of a piece, where there are enough for each core to have one.
PIECE: Final = 5_000
#: What XML has no place for; one in a piece would cost xsltproc all of it.
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#x?0*(?:1[0-9a-f]?|[0-8bcef]);")


def peer(marc: Path, folder: Path, processes: int) -> Found:
    """Seconds, peak memory (bytes) and triples of way (b) with so many xsltproc at a time.

    Its files are removed afterwards.
    """
    shutil.rmtree(folder, ignore_errors=True)
    pieces = folder / "pieces"
    pieces.mkdir(parents=True)
    started = time.perf_counter()
    size = min(PIECE, -(-sum(1 for _ in records(marc)) // processes))
    for part in batched(records(marc), size):
        _piece(part, pieces)
    preparing = time.perf_counter() - started
    convert: list[str | Path] = [
        "xargs", "-0", "-n", "1", "-P", f"{processes}", "-a", folder / "names", "-I", "{}",
        tool("xsltproc"), "--output", "{}.rdf", STYLESHEET, "{}",
    ]  # fmt: skip
    names = sorted(pieces.glob("*.xml"))
    (folder / "names").write_bytes(b"\0".join(os.fsencode(name) for name in names))
    runs = [run(convert, folder, os.environ)]
    made = sorted(pieces.glob("*.rdf"))
    load: list[str | Path] = [tool("oxigraph"), "load", "--lenient", "--location", "graph"]
    runs.append(_checked(run([*load, "--file", *made], folder, os.environ)))
    found = {
        "seconds": sum(one.seconds for one in runs),
        "of which": [one.seconds for one in runs],
        "peak": max(one.peak for one in runs),
        "preparing": preparing,
        "pieces": len(names),
        "lost pieces": len(names) - len(made),
        "triples": triples(folder),
        "graph": sum(one.stat().st_size for one in (folder / "graph").rglob("*") if one.is_file()),
    }
    shutil.rmtree(folder)
    return found


def _piece(part: Iterable[bytes], pieces: Path) -> None:
    """Some records in MARCXML, in a file of their own."""
    source = pieces / "piece.mrc"
    source.write_bytes(b"".join(raw + TERMINATOR for raw in part))
    _checked(run([tool("yaz-marcdump"), "-o", "marcxml", source], pieces, os.environ))
    target = pieces / f"{len(list(pieces.glob('*.xml'))):05d}.xml"
    target.write_bytes(_CONTROLS.sub(b"", (pieces / "stdout").read_bytes()))
    source.unlink()


def _checked(done: Run) -> Run:
    if done.status:
        raise click.ClickException(f"The way (b) failed: {done.error or done.output}")
    return done
