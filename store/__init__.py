"""At rest: the record log (SQL), which is the truth, and its projections, the graph before all."""

from store.engines import Endpoint, Engines
from store.errors import Damaged, OtherBase, StoreBusy, StoreError, Unreachable
from store.graph import Graph
from store.log.reading import RecordLog
from store.log.records import Change, Contribution, Record
from store.opening import Store, open_store

__all__ = [
    "Change",
    "Contribution",
    "Damaged",
    "Endpoint",
    "Engines",
    "Graph",
    "OtherBase",
    "Record",
    "RecordLog",
    "Store",
    "StoreBusy",
    "StoreError",
    "Unreachable",
    "open_store",
]
