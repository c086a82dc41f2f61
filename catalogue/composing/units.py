"""A record as the things it says: each field with the 880s that repeat it in another script."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pymarc

from catalogue.composing.policy import Policy, Rule

#: ``245-02/$1``: the tag of the other half, the number of the pair, how it is written.
LINK: Final = re.compile(r"\s*([0-9A-Za-z]{3})-(\d{2,3})([^\s]{0,40})")
UNPAIRED: Final = "00"
#: Tags of which one may be repeated in an 880 that names another: 260 and 264, 1XX and 7XX.
_ALIKE: Final = {"1": "7", "4": "8"}


@dataclass(slots=True, eq=False)
class Unit:
    """One field and its 880s, or an 880 by itself (``regular`` is None), under its rule.

    ``rank`` is the place of its record among the sources, best first; ``place`` that of the field
    in the record. ``tag`` is of what the unit says: for an 880, the tag its ``$6`` names.
    """

    rank: int
    place: int
    tag: str
    rule: Rule
    regular: pymarc.Field | None
    others: list[pymarc.Field] = field(default_factory=list)

    @property
    def fields(self) -> list[pymarc.Field]:
        """All of its fields, the regular one first."""
        return [self.regular, *self.others] if self.regular is not None else self.others


def link_of(each: pymarc.Field) -> re.Match[str] | None:
    """The parts of ``$6`` (MARC 21 Format, Appendix A), where the field has one."""
    for code, value in each.subfields:
        if code == "6":
            return LINK.match(value)
    return None


def shared(fields: Iterable[pymarc.Field], kind: str, policy: Policy) -> list[pymarc.Field]:
    """The fields that are of the edition or entity, not one library's own."""
    kept = []
    for each in fields:
        tag = each.tag
        if tag == "880" and (link := link_of(each)):
            tag = link[1]
        if policy.rule(kind, tag).source != "out":
            kept.append(each)
    return kept


def units(fields: Iterable[pymarc.Field], kind: str, policy: Policy, rank: int) -> list[Unit]:
    """The units of a record of this rank, in the order of their first fields.

    An 880 belongs to the field with its number and the tag it names, or one that may stand for it.
    """
    found: list[Unit] = []
    numbered: dict[str, list[Unit]] = {}
    repeats: list[tuple[int, pymarc.Field]] = []
    for place, each in enumerate(fields):
        if each.tag == "880":
            repeats.append((place, each))
            continue
        unit = Unit(rank, place, each.tag, policy.rule(kind, each.tag), each)
        found.append(unit)
        if (link := link_of(each)) and link[2] != UNPAIRED:
            numbered.setdefault(link[2], []).append(unit)
    for place, each in repeats:
        link = link_of(each)
        tag, number = (link[1], link[2]) if link else ("880", UNPAIRED)
        partners = numbered.get(number, ())
        for unit in partners[:_LOOKED_AT] if partners else ():
            if _alike(unit.tag) == _alike(tag):
                unit.others.append(each)
                break
        else:
            found.append(Unit(rank, place, tag, policy.rule(kind, tag), None, [each]))
    return found


#: Fields with one number that are tried: more is no pairing.
_LOOKED_AT: Final = 8


def _alike(tag: str) -> str:
    return tag[:2] if tag[:2] == "26" else _ALIKE.get(tag[:1], tag[:1]) + tag[1:]
