"""The numbers of two editions held against each other."""

from collections.abc import Iterator
from typing import Final

from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held

#: Numbers that name the record or the thing itself.
_STRONG: Final = ("lccn:", "lcno:", "oclc:", "doi:", "no:")


def compared(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on ISBN, ISSN, LCCN and other numbers that hold."""
    yield from _isbns(a, b)
    if a.issn and b.issn and a.level != "whole" and b.level != "whole":
        agree = not set(a.issn).isdisjoint(b.issn)
        yield ("issn" if agree else "issn-differs"), " ".join(a.issn), " ".join(b.issn)
    if given_up := _given_up(a, b):
        yield "number-cancelled", given_up[0], given_up[0]
    strong = weak = ""
    for number in sorted(set(a.numbers) & set(b.numbers)):
        if number.startswith(_STRONG):
            strong = strong or number
        else:
            weak = weak or number
    if strong:
        yield "number", strong, strong
    elif weak:
        yield "number-weak", weak, weak
    if not strong and not _given_up(a, b):
        yield from _two_records(a, b)


def _isbns(a: Traits, b: Traits) -> Iterator[Held]:
    if shared := set(a.isbn) & set(b.isbn):
        many = max(len(a.isbn), len(b.isbn)) > 4 and len(a.isbn) != len(b.isbn)
        first = min(shared)
        yield ("isbn-many" if many else "isbn"), first, first
    elif bad := {*a.badisbn, *a.isbn} & {*b.badisbn, *b.isbn}:
        yield "isbn-bad", min(bad), min(bad)
    elif a.isbn and b.isbn:
        yield "isbn-differs", a.isbn[0], b.isbn[0]


def _given_up(a: Traits, b: Traits) -> list[str]:
    """The numbers of one that the other has cancelled."""
    return sorted({*a.cancelled} & {*b.numbers} | {*b.cancelled} & {*a.numbers})


def _two_records(a: Traits, b: Traits) -> Iterator[Held]:
    """One agency gave two numbers."""
    for start, rule in (("lccn:", "lccn-differs"), ("no:", "agency-differs")):
        ours = {n.rpartition(":")[0]: n for n in a.numbers if n.startswith(start)}
        theirs = {n.rpartition(":")[0]: n for n in b.numbers if n.startswith(start)}
        for agency in sorted(ours.keys() & theirs.keys())[:1]:
            made = "agency-announced" if a.announced or b.announced else rule
            yield made, ours[agency], theirs[agency]
            return
