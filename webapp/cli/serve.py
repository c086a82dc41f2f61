"""``catena serve``: the catalogue over HTTP, by waitress (docs/decisions/0008)."""

import errno
import signal
import socket
import sys
from contextlib import closing
from importlib.metadata import version
from types import FrameType

import click
from waitress.server import create_server

from sparql.workers import Limits, WorkerPool
from store import Store, open_store
from webapp.application import create_app
from webapp.cli.sentences import plainly, settings, stop
from webapp.settings import Settings
from webapp.site import WebSettings


@click.command("serve")
@click.option("--host", metavar="ADDRESS", help="Address to listen on (CATENA_HOST).")
@click.option("--port", type=int, help="Port to listen on (CATENA_PORT).")
@plainly
def command(host: str | None, port: int | None) -> None:
    """Serve the catalogue until stopped by Ctrl-C or SIGTERM."""
    chosen = settings()
    listening = listen(host or chosen.host, port if port is not None else chosen.port)
    with open_store(chosen.home, chosen.base_iri) as store:
        serve(store, chosen, listening)


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to this address, before anything slow begins. Port 0 takes a free one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            stop(f"Port {port} of {host} is in use. Stop what uses it, or choose another: --port.")
        stop(f"Cannot listen on {host}, port {port}: {error.strerror or error}.")
    return listening


def serve(store: Store, chosen: Settings, listening: socket.socket) -> None:
    """Answers requests until the process is told to stop."""
    limits = Limits(seconds=chosen.query_seconds, memory=chosen.query_megabytes * 1024 * 1024)
    web = WebSettings(version("catena"), chosen.licence, chosen.query_seconds)
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host.replace("127.0.0.1", "localhost")
    with closing(WorkerPool(store.publish(), chosen.query_workers, limits)) as queries:
        application = create_app(web, store, queries)
        # Without a handler waitress drops the request in hand (docs/decisions/0008).
        signal.signal(signal.SIGTERM, _end)
        server = create_server(
            application, sockets=[listening], threads=chosen.threads, ident="Catena"
        )
        click.echo(f"Catena 联目 is at http://{shown}:{port}/  (Ctrl-C stops it)")
        server.run()


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
