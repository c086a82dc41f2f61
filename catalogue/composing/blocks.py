"""The things of one block of fields: those of the frame, and those only others have."""

from collections.abc import Iterable, Sequence
from typing import Final

from catalogue.composing.named import OTHER, Named, read
from catalogue.composing.things import Thing, Things
from catalogue.composing.units import Unit
from converters.bibframe.scripts import LATIN

#: The first letter behind those of the Latin alphabets and their marks.
_NOT_LATIN: Final = "\u0370"


def things_of(units: Sequence[Unit], kind: str) -> list[Thing]:
    """The things of one block; of those nobody but the frame has, none need be there."""
    kept = [unit for unit in units if unit.rank == 0]
    given = kept or _first(units)
    seen = {_written(unit) for unit in given}
    there = set(given)
    others = []
    for unit in units:
        if unit.rank == 0 or not unit.rule.compared or unit in there or _of_one(unit):
            continue
        if (written := _written(unit)) not in seen:
            seen.add(written)
            others.append(unit)
    if kept and not others:
        return []
    if not _gain(given, others):
        return [] if kept else [Thing(_unread(unit), kept=True) for unit in given]
    there_are = [read(unit, kind) for unit in given if unit.regular is not None]
    coming = [read(unit, kind) for unit in others]
    if any(unit.regular is None for unit in given):
        # An 880 by itself stays as it is, and nobody's field is left out for it but such an 880.
        by_itself = {_halved(read(unit, kind)) for unit in given if unit.regular is None}
        coming = [each for each in coming if _halved(each) not in by_itself]
    things = Things(mixed=_mixed([*there_are, *coming]))
    for each in there_are:
        things.keep(each)
    for each in coming:
        things.join(each)
    taken = [
        thing
        for thing in things.all
        if thing.kept or thing.first.unit.rule.source == "all" or thing.first.unit.rule.others
    ]
    if not kept:
        taken += [Thing(_unread(unit), kept=True) for unit in given if unit.regular is None]
    return taken


def _gain(given: Iterable[Unit], others: Iterable[Unit]) -> bool:
    """Whether others can add anything: a field, or another script to a field that has but one."""
    if any(unit.rule.source == "all" or unit.rule.others for unit in others):
        return True
    single = [unit for unit in given if len(unit.fields) == 1 and unit.rule.scripts != "no"]
    return bool(single) and any(
        value and max(value) >= _NOT_LATIN
        for unit in (*single, *others)
        for each in unit.fields
        for _, value in each.subfields
    )


def _halved(each: Named) -> tuple[str, str] | None:
    """Tag and words of an 880 by itself; None of a field."""
    return None if each.unit.regular else (each.unit.tag, each.forms[0].saying.words)


def _mixed(several: Iterable[Named]) -> bool:
    """Whether some are in Latin letters alone, and some in others alone."""
    scripts = {frozenset(form.script for form in each.forms) - {""} for each in several}
    return {LATIN} in scripts and {OTHER} in scripts


def _unread(unit: Unit) -> Named:
    """A unit that nothing is compared with."""
    return Named(unit, (), "", frozenset(), (0, 0, 0))


def _first(units: Sequence[Unit]) -> list[Unit]:
    """The fields of a block the frame has nothing of, from the best record that has any."""
    found = [unit for unit in units if unit.rule.source == "first" and not _of_one(unit)]
    return [unit for unit in found if unit.rank == found[0].rank]


def _of_one(unit: Unit) -> bool:
    """Whether it is for one institution only (``$5``)."""
    return any(code == "5" for each in unit.fields for code, _ in each.subfields)


def _written(unit: Unit) -> object:
    """All that is written in it, so that copies of a field are known without being read."""
    return unit.tag, tuple(
        (each.indicators, tuple(part for part in each.subfields if part[0] not in "68"))
        for each in unit.fields
    )
