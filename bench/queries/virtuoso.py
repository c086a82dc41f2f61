"""Virtuoso 7 with the same statements, loaded in bulk; its database is kept for the next run."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
import psutil
from pyoxigraph import DefaultGraph, RdfFormat, Store

from bench.queries.client import Way
from bench.queries.peers import free_port, running
from bench.watch import run
from bench.ways import tool
from store.graph.stand_ins import PREFIX

NAME: Final = "(d) Virtuoso 7"
GRAPH: Final = "http://catena.example/graph"
_BLOCK: Final = 64 << 20
#: What its loader stops at (docs/decisions/0021); the same text under another datatype.
_REFUSED: Final = re.compile(
    rb'(?<="\^\^<)(?=http://www\.w3\.org/2001/XMLSchema#(?:yearMonthD|d)uration>)'
)
_LOADED: Final = "loaded"
#: A buffer holds a page of 8 KiB; the database may have a quarter of the memory.
_BUFFER: Final = 8_700
INI: Final = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 600

[SPARQL]
MaxQueryExecutionTime = {seconds:.0f}
"""


@contextmanager
def virtuoso(generation: Path, folder: Path, seconds: float) -> Iterator[Way]:
    """The server, with the statements of the generation; `folder` keeps its database."""
    kept = folder / _LOADED
    fresh = not kept.exists() or kept.read_text(encoding="utf-8") != generation.name
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    http, sql = free_port(), free_port()
    buffers = int(psutil.virtual_memory().total / 4 / _BUFFER)
    ini = INI.format(
        sql=sql,
        http=http,
        buffers=buffers,
        dirty=buffers * 3 // 4,
        folder=folder.resolve(),
        seconds=seconds,
    )
    (folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
    command = [tool("virtuoso-t"), "+foreground", "+configfile", "virtuoso.ini"]
    with running(command, http, folder):
        if fresh:
            _load(generation, folder, sql)
            kept.write_text(generation.name, encoding="utf-8")
        yield Way(NAME, http, "/sparql", parameters={"default-graph-uri": GRAPH})


def _load(generation: Path, folder: Path, sql: int) -> None:
    click.echo("Virtuoso is loaded …", err=True)
    began = time.perf_counter()
    files = folder / "statements"
    count = _written(generation, files)
    call = f"ld_dir('{files.resolve()}', '*.nt', '{GRAPH}'); rdf_loader_run(); checkpoint;"
    _tell(call, folder, sql)
    failed = _tell(
        "SELECT ll_file, ll_error FROM DB.DBA.load_list WHERE ll_error IS NOT NULL;", folder, sql
    )
    if ".nt" in failed:
        raise click.ClickException(f"Virtuoso refused statements: {failed[:500]}")
    shutil.rmtree(files)
    click.echo(f"{count:,} files in {time.perf_counter() - began:.0f} s", err=True)


def _written(generation: Path, files: Path) -> int:
    """The statements as N-Triples, in files that are small enough to be loaded side by side."""
    files.mkdir()
    whole = files / "whole"
    store = Store.read_only(str(generation))
    store.dump(str(whole), RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    rest, number = b"", 0
    with whole.open("rb") as source:
        while block := source.read(_BLOCK):
            lines, newline, rest = (rest + block).rpartition(b"\n")
            number += 1
            text = _REFUSED.sub(PREFIX.encode(), lines + newline)
            (files / f"{number:05d}.nt").write_bytes(text)
    whole.unlink()
    return number


def _tell(statement: str, folder: Path, sql: int) -> str:
    """What its command line says to a statement."""
    command = [tool("isql-vt"), f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement}"]
    done = run(command, folder, os.environ)
    if done.status:
        raise click.ClickException(f"Virtuoso did not take {statement[:60]}: {done.error}")
    return (folder / "stdout").read_text(encoding="utf-8", errors="replace")
