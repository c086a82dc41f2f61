"""Which holdings hang on a book: what a merge must lead to the survivor, and a split back.

No table of its own is kept for it: the graph has every copy by its edition, indexed, and the few
changes of holdings that it has not followed yet are looked at one by one.
"""

from collections.abc import Collection
from itertools import batched
from typing import Final

from pyoxigraph import NamedNode

from catalogue.copies.asking import ask
from shapes.iris import INSTANCE, path_of, thing
from shapes.namespaces import BF
from store import Store
from store.log.held_reading import unfollowed

_ASKED: Final = 500


def attached(store: Store, paths: Collection[str]) -> dict[str, list[str]]:
    """The paths of the live holdings of each of these books, sorted; of one without any, none.

    As the log is when it is called: holdings that another process attaches later are not in it,
    so who moves them all asks once more when that is committed.
    """
    behind = unfollowed(store.log, store.graph.checkpoint)
    found: dict[str, set[str]] = {path: set() for path in paths}
    for portion in batched(sorted(found), _ASKED):
        instances = {thing(store.base, path, INSTANCE): path for path in portion}
        values = [(NamedNode(instance),) for instance in instances]
        for row in ask(store, "attached", values):
            holding = path_of(store.base, row["item"])
            book = instances[row["instance"]]
            if holding and holding.startswith("holding/") and holding not in behind:
                found[book].add(holding)
    for holding, triples in behind.items():
        for path, holdings in found.items():
            of = f" <{BF}itemOf> <{thing(store.base, path, INSTANCE)}> .\n".encode()
            if of in triples:
                holdings.add(holding)
    return {path: sorted(each) for path, each in found.items()}
