"""The plain look-up and the counts: an index of its own beside the graph (docs/decisions/0023)."""

from sparql.lookup.counts import Counts, Link
from sparql.lookup.finding import FIELDS, MOST, Found
from sparql.lookup.index import LookupIndex

__all__ = ["FIELDS", "MOST", "Counts", "Found", "Link", "LookupIndex"]
