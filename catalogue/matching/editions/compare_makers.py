"""The people and bodies of two editions held against each other."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held
from catalogue.matching.scripts import one_script, script
from catalogue.matching.wording import alike


def compared(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on responsibility that hold."""
    ours, theirs = " ; ".join(a.names[:3]), " ; ".join(b.names[:3])
    rule = _names(a, b)
    if rule:
        yield rule, ours or " ".join(a.statements[:1]), theirs or " ".join(b.statements[:1])
    if a.translators and b.translators and not _any_alike(a.translators, b.translators):
        yield "translator-differs", " ; ".join(a.translators), " ; ".join(b.translators)


def _names(a: Traits, b: Traits) -> str:  # noqa: PLR0911 - a cascade
    """People first; that a body is named in both says less than that the people are others."""
    ours, theirs = _people_of(a), _people_of(b)
    if not set(ours).isdisjoint(theirs):
        return "name"
    if _any_alike(ours, theirs):
        return "name-near"
    if _stated(ours, b.statements) or _stated(theirs, a.statements):
        return "name-stated"
    if one_script(ours, theirs):
        return "name-differs"
    if _any_alike(a.names, b.names):
        return "body"
    if _stated(a.names, b.statements) or _stated(b.names, a.statements):
        return "name-stated"
    said = {
        alike(min(x, y), max(x, y))
        for x in a.statements
        for y in b.statements
        if script(x) == script(y)
    }
    if said & {"equal", "more", "near"}:
        return "name-stated"
    return "name-differs" if said or one_script(a.names, b.names) else ""


def _people_of(traits: Traits) -> list[str]:
    return [name for name in traits.names if name[0] != "="]


def _any_alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return any(_alike(one, two) for one in ours for two in theirs)


def _alike(one: str, two: str) -> bool:
    """The same surname, but for a typing error, and given names that may be the same."""
    if (one[:1] == "=") != (two[:1] == "="):
        return False
    if one[:1] == "=":
        return alike(min(one, two)[1:], max(one, two)[1:]) in ("equal", "more", "near")
    surname, _, given = one.partition(", ")
    other, _, called = two.partition(", ")
    if surname != other:
        if script(surname) == "h":
            return one.replace(", ", "") == two.replace(", ", "")
        if sorted(one.replace(",", "").split()) == sorted(two.replace(",", "").split()):
            return True
        if min(len(surname), len(other)) < 5 or fuzz.ratio(surname, other) < 84:
            return False
    return not given or not called or given[0] == called[0]


def _stated(names: Sequence[str], statements: Sequence[str]) -> bool:
    """Whether a heading's words stand in a statement of responsibility."""
    for name in names[:6]:
        surname = name.lstrip("=").partition(", ")[0]
        if len(surname) < 2:
            continue
        for statement in statements:
            if name[0] == "=":
                if len(surname) > 5 and surname in statement:
                    return True
            elif script(surname) == "h":
                if name.replace(", ", "") in statement.replace(" ", ""):
                    return True
            elif f" {surname} " in f" {statement} ":
                return True
    return False
