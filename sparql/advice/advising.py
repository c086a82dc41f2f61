"""Advice on a query before it runs: what would make it slow, or answer another question."""

from itertools import chain
from typing import Final

from sparql.advice.findings import of_select, of_text
from sparql.advice.joins import of_groups
from sparql.advice.reading import read
from sparql.advice.sentences import Advice

#: Characters; a text that is longer was written by a program, which reads no advice.
LONGEST: Final = 10_000
MOST: Final = 8


def advice(text: str) -> list[Advice]:
    """What to think about before this query runs, in the order of its lines; at most eight.

    Never raises, and takes time in proportion to the text. No advice is given on a text that is
    too long, nested too deeply, or not SPARQL: the parser says better what is wrong with it.
    """
    if len(text) > LONGEST:
        return []
    query = read(text)
    if query is None:
        return []
    found: dict[str, int] = {}
    for sentence, position in chain(of_groups(query), of_select(query), of_text(query)):
        found.setdefault(sentence, position)
    first = sorted(found.items(), key=lambda one: one[1])[:MOST]
    return [Advice(sentence, text.count("\n", 0, at) + 1) for sentence, at in first]
