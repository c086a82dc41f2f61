"""How the titles of two records agree: uniform titles, originals, title pages."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rapidfuzz import fuzz

from catalogue.matching.verdict import Evidence
from catalogue.works.creators import Agreement
from catalogue.works.facts import Facts
from catalogue.works.rules import held
from catalogue.works.sides import Side, by_person, compact, one_script
from catalogue.works.titles import generic
from catalogue.works.words import any_of, han

#: Words of a title that are few, or many; characters, counted so that seven are four words.
_SHORT: Final = 2
_LONG: Final = 4
_LONG_IN_CHARACTERS: Final = 7
#: Letters of a title that are too few to say anything: a primer for each sound of a language.
_LETTERS: Final = 3
#: How alike two words are that are one, but for a letter; of 100.
_ALIKE: Final = 80
#: Words of long titles, as books of old have them, that are enough to agree in.
_OPENING: Final = 8
#: Words a subtitle has in which one may be misspelt: “the Manets” are not “the Mayets”.
_SLIP: Final = 4
_COMPARED: Final = 300
#: What continues a title as the number of a part.
_NUMBER: Final = re.compile(r"[0-9]+|[ivx]+|part|book|volume|vol|two|three|four|second|third")


def shared_titles(a: Side, b: Side) -> list[tuple[str, str]]:
    """How the titles agree: rule and title, the strongest first; of a rule the longest title."""
    ways = (
        ("uniform-title", a.uniform.keys() & b.uniform.keys()),
        (
            "original",
            (a.originals.keys() & b.originals.keys())
            | (a.uniform.keys() & b.originals.keys())
            | (a.originals.keys() & b.uniform.keys()),
        ),
        (
            "title-of-original",
            (a.uniform.keys() & b.proper.keys())
            | (a.proper.keys() & b.uniform.keys())
            | (a.originals.keys() & b.proper.keys())
            | (a.proper.keys() & b.originals.keys()),
        ),
        ("title", a.proper.keys() & b.proper.keys()),
        ("variant-title", _through_variants(a, b) | _through_variants(b, a)),
        ("two-variants", a.variants.keys() & b.variants.keys()),
    )
    return [(rule, title) for rule, found in ways for title in _longest_first(found)]


def _longest_first(found: Iterable[str]) -> list[str]:
    return sorted(found, key=lambda title: (-len(title), title))


def _through_variants(a: Side, b: Side) -> set[str]:
    if not a.variants:
        return set()
    return a.variants.keys() & (b.proper.keys() | b.uniform.keys() | b.originals.keys())


def on_titles(
    a: Side, b: Side, creators: Agreement, shared: list[tuple[str, str]]
) -> Iterator[Evidence]:
    """The rules on titles that hold, with the strongest that says something."""
    one, two = a.facts, b.facts
    names = [form for name in (*one.by, *one.beside, *two.by, *two.beside) for form in name.forms]
    recurring = creators.kind != "p"
    written = [(rule, _written(a, b, title)) for rule, title in shared]
    said = (
        each
        for each in written
        if not generic(each[1], () if each[0] == "uniform-title" else names, recurring=recurring)
    )
    rule, title = next(said, ("", ""))
    if not rule:
        rule, title = written[0]
        yield held(rule, title, title)
        yield held("generic-title", title, title)
        return
    yield held(rule, title, title)
    if _size(title) >= _LONG:
        yield held("long-title", title, title)
    elif (
        not han(title) and len(title) < _LETTERS and rule != "uniform-title" and not title.isdigit()
    ):
        yield held("few-letters", title, title)
    if rule in ("title", "variant-title", "two-variants"):
        yield from _subtitles(one, two, title, creators.rule)


def _written(a: Side, b: Side, title: str) -> str:
    """The title with its blanks, as most words part it: the same for both."""
    found = {
        each[title]
        for side in (a, b)
        for each in (side.uniform, side.originals, side.proper, side.variants)
        if title in each
    }
    return min(found)


def _size(title: str) -> float:
    if han(title):
        return len(compact(title)) * _LONG / _LONG_IN_CHARACTERS
    return len(title.split())


def _subtitles(one: Facts, two: Facts, title: str, creators: str) -> Iterator[Evidence]:
    """Whether what follows the title proper agrees; ``a novel`` says nothing."""
    mine, theirs = _telling(one.rest), _telling(two.rest)
    personal = (
        creators not in ("editor", "person-beside-title") and by_person(one) and by_person(two)
    )
    if not mine or not theirs:
        if mine or theirs:
            rule = "one-subtitle" if personal and _size(title) > _SHORT else "one-subtitle-short"
            yield held(rule, " ".join(mine), " ".join(theirs))
        return
    if any(_alike(each, other, loose=personal) for each in mine for other in theirs):
        yield held("same-subtitle", mine[0], theirs[0])
    elif one_script(mine, theirs):
        yield held("other-subtitle", mine[0], theirs[0])


def _telling(rest: tuple[str, ...]) -> tuple[str, ...]:
    """The subtitles that are more than a kind of writing."""
    if not rest:
        return ()
    bare = any_of("collective", "beside", "kind")
    return tuple(each for each in rest if not all(word in bare for word in each.split()))


def _alike(one: str, two: str, *, loose: bool) -> bool:
    """Equal but for slips; ``loose``: or one goes on, or they are long and begin alike."""
    mine, other = one.split(), two.split()
    if compact(one) == compact(two):
        return True
    if len(mine) == len(other) >= _SLIP and all(map(_slip, mine, other)):
        return True
    if not loose:
        return False
    fewer, more = sorted((mine, other), key=len)
    if more[: len(fewer)] == fewer:
        return not _NUMBER.fullmatch(more[len(fewer)])
    if _numbers(mine) != _numbers(other) or len(fewer) < _OPENING:
        return False
    return fewer[:_OPENING] == more[:_OPENING] or (
        fuzz.token_set_ratio(*sorted((one[:_COMPARED], two[:_COMPARED]))) >= _ALIKE
    )


def _numbers(words: list[str]) -> list[str]:
    return [word for word in words if word.isdigit()]


def _slip(one: str, two: str) -> bool:
    """Whether two words are one, but for a letter or two; numbers must be equal."""
    return one == two or (not one.isdigit() and fuzz.ratio(*sorted((one, two))) >= _ALIKE)
