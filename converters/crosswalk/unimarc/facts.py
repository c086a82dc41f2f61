"""What several rules ask of the whole record, found once: its main entry, its series.

The last record asked about is remembered, so that a thousand fields cost a thousand look-ups.
"""

from functools import lru_cache
from typing import Final

from converters.crosswalk.fields import Field, Record
from converters.crosswalk.unimarc.embedded import embedded
from converters.crosswalk.unimarc.marks import comparable, unmarked

#: Fields of primary responsibility: the first of them is MARC 21's main entry.
PRIMARY: Final = ("700", "710", "720")
_SERIES: Final = ("410", "411", "461", "462")


@lru_cache(maxsize=4)
def main_entry(record: Record) -> Field | None:
    """The field that becomes 1XX; none where there is no primary one (practice of CNMARC)."""
    return min(record.all(*PRIMARY), key=lambda each: each.place, default=None)


@lru_cache(maxsize=4)
def transcribed_series(record: Record) -> frozenset[str]:
    """The series 225 transcribes, comparable."""
    return frozenset(comparable(each.get("a")) for each in record.all("225")) - {""}


@lru_cache(maxsize=4)
def traced_series(record: Record) -> frozenset[str]:
    """The series and sets 4XX traces, comparable."""
    return frozenset(comparable(title_of_link(each)) for each in record.all(*_SERIES)) - {""}


def title_of_link(source: Field) -> str:
    """The title proper of the publication a 4XX names."""
    for each in embedded(source):
        if each.tag == "200" and each.get("a"):
            return unmarked(each.get("a"))
    return unmarked(source.get("t"))
