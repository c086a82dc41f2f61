"""The plain look-up: what a reader typed, folded the way the queries fold what is written."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import Literal

from sparql.questions import Graph, ask

#: `lookup-title.rq` and `lookup-author.rq` take so many words; further ones join the last.
WORDS: Final = 6
#: The most records a look-up query returns (its LIMIT).
MOST: Final = 200
_SEPARATORS: Final = re.compile(r"[^\w\u0300-\u036f$+<=>^`|~]+|_+")


def words(typed: str) -> list[str]:
    """Lower case, without punctuation: `Lu, Xun` and `lu xun` are the same words."""
    found = _SEPARATORS.sub(" ", typed.lower()).split()
    return found if len(found) <= WORDS else [*found[: WORDS - 1], " ".join(found[WORDS - 1 :])]


def numbers(typed: str) -> list[str]:
    """The ways to write this ISBN or ISSN without hyphens; an ISBN has one of 10 and one of 13."""
    digits = re.sub(r"[^0-9X]", "", typed.upper())
    if len(digits) == 10:
        return [digits, _isbn13(digits)]
    if len(digits) == 13 and digits.startswith("978"):
        return [digits, _isbn10(digits)]
    return [digits] if digits else []


def _isbn13(isbn10: str) -> str:
    body = "978" + isbn10[:9].replace("X", "0")
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"


def _isbn10(isbn13: str) -> str:
    body = isbn13[3:12].replace("X", "0")
    check = -sum(int(digit) * (10 - place) for place, digit in enumerate(body)) % 11
    return f"{body}{'X' if check == 10 else check}"


def _by_words(graph: Graph, name: str, typed: str) -> list[str]:
    bindings = {f"word{place}": Literal(word) for place, word in enumerate(words(typed), start=1)}
    return [row["record"] for row in ask(graph, name, **bindings)] if bindings else []


def by_title(graph: Graph, typed: str) -> list[str]:
    return _by_words(graph, "lookup-title", typed)


def by_author(graph: Graph, typed: str) -> list[str]:
    return _by_words(graph, "lookup-author", typed)


def by_number(graph: Graph, typed: str) -> list[str]:
    ways = {f"number{place}": Literal(way) for place, way in enumerate(numbers(typed), start=1)}
    return [row["record"] for row in ask(graph, "lookup-number", **ways)] if ways else []


#: What a look-up may be by; each gives the document IRIs of the records found, at most `MOST`.
FIELDS: Final[Mapping[str, Callable[[Graph, str], list[str]]]] = {
    "title": by_title,
    "author": by_author,
    "isbn": by_number,
}
