"""The store a command works with, opened as the settings say."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

import click

from sparql.lookup import LookupIndex
from store import Endpoint, Engines, Store, open_store
from store.projections.graph import GRAPH
from webapp.settings import Settings

#: What ``catena rebuild`` may throw away and make again.
PROJECTIONS: Final = (GRAPH, LookupIndex.name)


def engines(chosen: Settings) -> Engines:
    """Which engines keep the log and the graph."""
    if not chosen.graph:
        return Engines(chosen.log)
    return Engines(
        chosen.log,
        Endpoint(
            query=chosen.graph,
            update=chosen.graph_update or chosen.graph,
            name=chosen.graph_name,
            user=chosen.graph_user,
            password=chosen.graph_password,
            seconds=chosen.graph_seconds,
        ),
    )


@contextmanager
def opened(chosen: Settings, rebuilding: Collection[str] = ()) -> Iterator[Store]:
    """The store (see :func:`store.open_store`); says on standard error what was found."""
    with open_store(
        chosen.home,
        chosen.base_iri,
        engines=engines(chosen),
        openers=(LookupIndex,),
        rebuilding=rebuilding,
    ) as store:
        for sentence in store.told:
            click.echo(f"catena: {sentence}", err=True)
        yield store
