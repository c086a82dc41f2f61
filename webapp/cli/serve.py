"""``catena serve``: the catalogue over HTTP, by waitress (docs/decisions/0008)."""

import errno
import signal
import socket
import sys
from functools import partial
from importlib.metadata import version
from types import FrameType

import click
from waitress.server import create_server

from catalogue.review.converting import InThisProcess
from catalogue.review.deciding import Desk
from sparql.federation import services
from store import Store
from store.lock import Lock
from webapp.application import create_app
from webapp.cli.engines import choice
from webapp.cli.opening import opened
from webapp.cli.sentences import plainly, settings, stop
from webapp.cli.serving import asking
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
    with opened(chosen) as store:
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
    try:
        allowed = services(chosen.services)
    except ValueError as error:
        stop(f"CATENA_SERVICES: {error}")
    web = WebSettings(
        version("catena"), chosen.licence, chosen.query_seconds, allowed, chosen.proxies
    )
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host.replace("127.0.0.1", "localhost")
    if not store.keeping:
        stop(f"The store in {chosen.home} is served already, by {Lock.holder(chosen.home)}.")
    with asking(store, chosen, allowed) as asked:
        application = create_app(
            web,
            store,
            asked.queries,
            keyring=asked.keyring,
            jobs=asked.jobs,
            usage=asked.usage,
            desk=Desk(store, partial(InThisProcess, choice(chosen))),
        )
        # Without a handler waitress drops the request in hand (docs/decisions/0008).
        signal.signal(signal.SIGTERM, _end)
        server = create_server(
            application,
            sockets=[listening],
            threads=chosen.threads,
            ident="Catena",
            # A client that leaves is noticed only where its next request is looked for.
            channel_request_lookahead=1,
            # What a slow client has not taken waits on the disk, and not in a query process.
            outbuf_high_watermark=chosen.query_answer_megabytes << 20,
        )
        click.echo(f"Catena 联目 is at http://{shown}:{port}/  (Ctrl-C stops it)")
        server.run()


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
