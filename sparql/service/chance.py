"""Whether a query calls for chance, the clock or another server, so that no two answers are alike.

As in `sparql.service.guard` the parser itself is asked: the words are respelt to ones that are no
keywords. In a string, a comment, an IRI or a name that changes nothing for the parser; a query
that used one as a keyword no longer parses. Nothing is run for it: what is appended parses nowhere,
and the parser says how far it came. It runs where strangers' text may: nesting can end a process.
"""

import re
from typing import Final

from pyoxigraph import Store

_WORDS: Final = re.compile(r"rand|uuid|now|bnode|service", re.IGNORECASE | re.ASCII)
_LINE: Final = re.compile(r"error at (\d+):")
#: Lines between the query and what parses nowhere. Oxigraph compares a keyword with as many
#: characters as it has, so that it may say it gave up that many after the place where it did.
_BETWEEN: Final = 64
_END: Final = "\n" * _BETWEEN + "\x00"


def by_chance(text: str) -> str:
    """The function (``RAND``, ``NOW`` …) that makes it unrepeatable; empty when there is none."""
    found = list(_WORDS.finditer(text))
    if not found or not _parses(text):
        return ""
    for word in dict.fromkeys(match[0].upper() for match in found):
        if not _parses(re.sub(word, _respelt, text, flags=re.IGNORECASE | re.ASCII)):
            return word
    return ""


def _respelt(word: re.Match[str]) -> str:
    return f"z{word[0][1:]}"


def _parses(text: str) -> bool:
    """Whether it would be a query, without what is appended; no query is run."""
    try:
        Store().query(text + _END)
    except SyntaxError as error:
        place = _LINE.match(str(error))
        return place is not None and int(place[1]) > text.count("\n") + _BETWEEN // 2
    return False
