"""A running `catena demo`, and beside it a file on the web, for clients as people have them."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

PREFIXES = """PREFIX bf: <http://id.loc.gov/ontologies/bibframe/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
#: Titles in which this Chinese word is.
TITLES = f"""{PREFIXES}SELECT DISTINCT ?title WHERE {{
  ?node bf:mainTitle ?title FILTER(CONTAINS(STR(?title), "红楼梦")) }} ORDER BY ?title"""
ASK = f'{PREFIXES}ASK {{ ?node bf:mainTitle ?title FILTER(CONTAINS(STR(?title), "红楼梦")) }}'
CONSTRUCT = f"""{PREFIXES}CONSTRUCT {{ ?node rdfs:label ?title }} WHERE {{
  ?node bf:mainTitle ?title FILTER(CONTAINS(STR(?title), "红楼梦")) }}"""
DESCRIBE = f"""{PREFIXES}DESCRIBE ?node WHERE {{
  ?node bf:mainTitle ?title FILTER(CONTAINS(STR(?title), "红楼梦")) }}"""
#: More than the mebibyte that is held back before an answer begins.
LARGE = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
WRONG = "SELECT ?s WHERE { ?s ?p }"
#: What the service says to the wrong one, and where that is wrong.
SAYS = "The parser says"
UPDATE = "INSERT DATA { <http://e/a> <http://e/b> <http://e/c> }"
SERVICE = "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"

#: What the file says about a book of the catalogue, by its title.
FILE = """@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
<http://e/copy> bf:mainTitle "红楼梦"@zh-hani ; <http://e/read> "2026-11-22" .
<http://e/other> bf:mainTitle "不存在"@zh-hani ; <http://e/read> "2026-11-23" .
"""


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the SPARQL service."""
    folder = tmp_path_factory.mktemp("clients")
    environment = {name: value for name, value in os.environ.items() if "CATENA" not in name}
    environment["CATENA_HOME"] = str(folder)
    command = [sys.executable, "-m", "webapp.cli", "demo", "--host", "127.0.0.1", "--port", "0"]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, cwd=folder, env=environment, text=True, **streams) as demo:
        try:
            assert demo.stdout is not None
            said: list[str] = []
            for line in demo.stdout:
                said.append(line)
                if address := re.search(r"http://localhost(:\d+)", line):
                    yield f"http://127.0.0.1{address[1]}/sparql"
                    break
            else:
                pytest.fail("catena demo ended: " + "".join(said))
        finally:
            demo.send_signal(signal.SIGTERM)
            assert demo.stdout is not None
            demo.stdout.read()
            assert demo.wait(20) == 0


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map: ClassVar = {".ttl": "text/turtle"}

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Turtle file on another server."""
    folder: Path = tmp_path_factory.mktemp("file")
    (folder / "read.ttl").write_text(FILE, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/read.ttl"
    server.shutdown()
    thread.join()
    server.server_close()
