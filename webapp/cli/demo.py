"""``catena demo``: the samples, loaded and served."""

import os
import shutil
import socket
from dataclasses import replace
from typing import Final

import click

import samples
from catalogue.joining.preparing import prepare
from catalogue.tally import Tally
from converters.pool import Pool
from store import OtherBase, Store
from webapp.cli.engines import choice
from webapp.cli.load import Loading
from webapp.cli.opening import opened
from webapp.cli.sentences import plainly, settings
from webapp.cli.serve import listen, serve
from webapp.settings import Settings

FOLDER: Final = "demo"
BASE: Final = "CATENA_BASE_IRI"


@click.command("demo")
@click.option("--host", metavar="ADDRESS", help="Address to listen on (CATENA_HOST).")
@click.option("--port", type=int, help="Port to listen on (CATENA_PORT); 0 takes a free one.")
@plainly
def command(host: str | None, port: int | None) -> None:
    """Load the samples into CATENA_HOME/demo and serve them.

    The samples are books and serials in eight languages, MARC 21 and CNMARC, with names, subjects
    and copies, written for this project and held by twelve Chinese university libraries. A second
    start finds them loaded.
    """
    chosen = settings()
    listening = listen(host or chosen.host, port if port is not None else chosen.port)
    home = chosen.home / FOLDER
    base = chosen.base_iri
    if BASE not in os.environ:
        base = f"http://localhost:{listening.getsockname()[1]}/"
    chosen = replace(chosen, home=home, base_iri=base)
    try:
        _open(chosen, listening)
    except OtherBase:
        # The demo's store holds the samples alone: one made for another port is made again.
        shutil.rmtree(home)
        _open(chosen, listening)


def _open(chosen: Settings, listening: socket.socket) -> None:
    with opened(chosen) as store:
        fill(store, chosen)
        serve(store, chosen, listening)


def fill(store: Store, chosen: Settings) -> None:
    """Loads every sample file: members first, and copies after their books."""
    with Pool(chosen.cores, choice(chosen), prepare) as pool:
        loading = Loading(store, pool, chosen.home, Tally())
        loading.load(samples.members(), "")
        for file in (
            *samples.marc21_files(),
            *samples.cnmarc_files(),
            *samples.authority_files(),
            *samples.holdings_files(),
        ):
            loading.load(file, file.stem)
