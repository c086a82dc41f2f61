"""Which records of the union many holdings belong to: by their library's numbers, or by standards.

The same answers as :func:`catalogue.books.find` gives one by one, for thousands at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import batched
from typing import Final

from pyoxigraph import Literal, NamedNode

from catalogue.books import CONTROL
from catalogue.copies.asking import ask
from shapes.iris import path_of
from shapes.namespaces import BF
from shapes.standard_numbers import ways as forms
from store import Store
from store.log.records import Awaited

#: Numbers that the graph is asked for together.
_ASKED: Final = 500
_CLASSES: Final[Mapping[str, str]] = {
    "isbn": f"{BF}Isbn",
    "issn": f"{BF}Issn",
    "lccn": f"{BF}Lccn",
    "oclc": f"{BF}OclcNumber",
}


def paths_by_numbers(store: Store, numbers: Collection[Awaited]) -> dict[Awaited, str]:
    """The path of the one record each of these leads to; those that lead to none, or to several,
    are left out: a standard number that several records have says nothing.
    """
    found: dict[Awaited, str] = {}
    own: defaultdict[str, list[str]] = defaultdict(list)
    standard: list[Awaited] = []
    for number in numbers:
        if number.scheme == CONTROL:
            own[number.member].append(number.value)
        elif number.scheme in _CLASSES:
            standard.append(number)
    for member, values in own.items():
        for value, source in store.log.sources(member, "bib", values).items():
            found[Awaited(member, CONTROL, value)] = source.path
    for portion in batched(standard, _ASKED):
        found.update(_standard(store, portion))
    return found


def books(store: Store, holdings: Sequence[Sequence[Awaited]]) -> list[str | None]:
    """The book of each of these holdings, by the first of its ways that leads to just one."""
    found: dict[Awaited, str] = {}
    places = max(map(len, holdings), default=0)
    left = set(range(len(holdings)))
    chosen: list[str | None] = [None] * len(holdings)
    for place in range(places):
        # Nobody is asked for a second way where the first led to the book.
        asked = {holdings[each][place] for each in left if place < len(holdings[each])}
        found.update(paths_by_numbers(store, asked - found.keys()))
        for each in sorted(left):
            if place < len(holdings[each]) and holdings[each][place] in found:
                chosen[each] = found[holdings[each][place]]
                left.discard(each)
    return chosen


def _standard(store: Store, numbers: Iterable[Awaited]) -> dict[Awaited, str]:
    """By ISBN, ISSN, LCCN or OCLC number, in every form it may be written in."""
    written = {
        number: list(dict.fromkeys((number.value, *forms(number.value)))) for number in numbers
    }
    asked = {(_CLASSES[number.scheme], form) for number, each in written.items() for form in each}
    rows = ask(
        store,
        "by-numbers",
        ((NamedNode(kind), Literal(value)) for kind, value in sorted(asked)),
    )
    known = {
        (row["class"], row["value"]): {path_of(store.base, row[end]) for end in ("first", "last")}
        for row in rows
        if "first" in row
    }
    found: dict[Awaited, str] = {}
    for number, each in written.items():
        paths = {
            path
            for form in each
            for path in known.get((_CLASSES[number.scheme], form), ())
            if path is not None
        }
        if len(paths) == 1:
            found[number] = paths.pop()
    return found
