"""Whether two records name the same creator, and how surely."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from catalogue.works.facts import Facts
from catalogue.works.names import Name
from catalogue.works.words import han

#: How two names agree, from best to worst. Those before ``unlike-scripts`` are names of rules.
_ORDER: Final = (
    "creator-number",
    "creator-and-year",
    "creator",
    "creator-spelt-otherwise",
    "creator-initials",
    "unlike-scripts",
    "other",
)
#: Enough to be named beside the creator of the other record.
_SURE: Final = ("creator-number", "creator-and-year", "creator")
#: How alike surnames are in two romanisations of one; of 100.
_ALIKE: Final = 70


@dataclass(frozen=True, slots=True)
class Agreement:
    """The rule that holds, the two names, and the kind of what they name (p, b, m)."""

    rule: str
    a: str = ""
    b: str = ""
    kind: str = ""


type _Pair = tuple[Iterable[Name], Iterable[Name]]


def agreement(a: Facts, b: Facts) -> Agreement:
    """The strongest rule on the creators of two records; ``other-creator`` if none can be one."""
    if not (a.main or b.main) and a.entered and b.entered:
        return Agreement("under-title")
    best = _best((a.main, b.main))
    if best.rule not in ("unlike-scripts", "other"):
        return best
    doubtful = best.rule == "unlike-scripts"
    both = not (a.main or b.main)
    further: tuple[tuple[str, tuple[_Pair, ...]], ...] = (
        ("creator-among-authors", ((a.main, b.by), (a.by, b.main))),
        ("creator-beside", ((a.main, b.beside), (a.beside, b.main))),
        ("creator-among-authors", ((a.by, b.by),) if both else ()),
        ("editor", ((a.beside, b.beside),) if both else ()),
    )
    for rule, pairs in further:
        found = _best(*pairs)
        if found.rule in _SURE:
            person = rule == "editor" and found.kind == "p"
            name = "person-beside-title" if person else rule
            return Agreement(name, found.a, found.b, found.kind)
        doubtful = doubtful or found.rule == "unlike-scripts"
    rule = "no-common-script" if doubtful else "other-creator"
    return Agreement(rule, _shown(a), _shown(b))


def _shown(facts: Facts) -> str:
    return next((name.forms[0] for name in (*facts.main, *facts.by, *facts.beside)), "")


def _best(*pairs: _Pair) -> Agreement:
    """The best agreement of any two names of a pair; ``other`` where there are none."""
    found = [
        Agreement(_how(one, two), one.forms[0], two.forms[0], one.kind)
        for mine, theirs in pairs
        for one in mine
        for two in theirs
    ]
    return min(found, key=_rank, default=Agreement("other"))


def _rank(each: Agreement) -> tuple[int, bool, list[str], str]:
    return _ORDER.index(each.rule), each.kind != "p", sorted((each.a, each.b)), each.kind


def _how(one: Name, two: Name) -> str:
    """How two names agree, one of ``_ORDER``."""
    if one.kind != two.kind:
        return "other"
    if set(one.ids) & set(two.ids):
        return "creator-number"
    if one.born and two.born and one.born != two.born:
        return "other"
    dated = bool(one.born and one.born == two.born)
    how = _by_forms(one, two, dated=dated)
    return "creator-and-year" if dated and how in ("creator", "creator-initials") else how


def _by_forms(one: Name, two: Name, *, dated: bool) -> str:
    if set(one.forms) & set(two.forms):
        return "creator"
    if not {_is_latin(form) for form in one.forms} & {_is_latin(form) for form in two.forms}:
        return "creator-spelt-otherwise" if dated else "unlike-scripts"
    if one.kind != "p":
        return "other"
    hows = {_persons(mine, other, dated=dated) for mine in one.forms for other in two.forms}
    return min(hows, key=_ORDER.index)


def _is_latin(form: str) -> str:
    """The script of a name, as far as it matters here: Latin letters, Han, or another alphabet."""
    if han(form):
        return "han"
    return "latin" if max(form) < "\u0250" or form.isascii() else "other"


def _persons(mine: str, other: str, *, dated: bool) -> str:
    surname, _, rest = mine.partition("|")
    other_surname, _, other_rest = other.partition("|")
    if surname != other_surname:
        pair = sorted((surname, other_surname))
        alike = dated and rest[:1] == other_rest[:1] and fuzz.ratio(*pair) >= _ALIKE
        return "creator-spelt-otherwise" if alike else "other"
    if not rest or not other_rest:
        return "other"
    if rest.replace(" ", "") == other_rest.replace(" ", ""):
        return "creator"
    fits = all(map(_initial, rest.split(), other_rest.split()))
    return "creator-initials" if fits else "other"


def _initial(one: str, two: str) -> bool:
    """Whether two forenames are one, or one is the initial of the other."""
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])
