"""The keys under which records of one work meet: who made it, and what the work is called."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from catalogue.works.facts import Facts
from catalogue.works.names import Name
from catalogue.works.sides import compact
from catalogue.works.titles import generic
from catalogue.works.words import han

_MOST: Final = 16
_TITLE: Final = 60
_NAME: Final = 36


def keys(found: Facts) -> tuple[str, ...]:
    """At most 16, sorted; none where what is said would gather different works."""
    titles = named(found)
    made: dict[str, None] = {}
    if found.entered and found.uniform:
        for title in found.uniform:
            made[f"work:{compact(title)[:_TITLE]}"] = None
    creators = (*found.by, *found.beside)
    names = list(dict.fromkeys(form for name in creators for form in short(name)))
    for title, name in product(titles, names):
        made[f"by:{name[:_NAME]}:{compact(title)[:_TITLE]}"] = None
    # A name in another spelling: the year of birth stands for it.
    years = sorted({name.born for name in creators if name.born})
    for title, year in product(titles, years):
        made[f"born:{year}:{compact(title)[:_TITLE]}"] = None
    return tuple(sorted(list(made)[:_MOST]))


def named(found: Facts) -> list[str]:
    """The titles that say which work it is, the strongest first."""
    creators = (*found.by, *found.beside)
    names = [form for name in creators for form in name.forms]
    recurring = not any(name.kind == "p" for name in found.by)
    every = dict.fromkeys(
        (*found.originals, *found.also, *found.proper, *found.variants)
        if not found.gathers
        else (*found.originals, *found.proper)
    )
    said = [each for each in every if not generic(each, names, recurring=recurring)]
    uniform = (each for each in found.uniform if not generic(each, (), recurring=recurring))
    return list(dict.fromkeys((*uniform, *said)))


def short(name: Name) -> Iterator[str]:
    """A name as it is looked up: surname and initial; a body by its whole name."""
    for form in name.forms:
        surname, bar, rest = form.partition("|")
        if not bar or han(surname):
            yield compact(surname)
        else:
            yield f"{surname} {rest[:1]}".strip()
