"""A unit read: what each of its fields says and in which script, and how full it is."""

import re
from dataclasses import dataclass
from typing import Final

import pymarc

from catalogue.composing.saying import Saying, saying
from catalogue.composing.units import Unit
from converters.bibframe.scripts import LATIN, script_of

#: Any script but Latin: of one thing there is one original and one romanisation.
OTHER: Final = "other"
_EAST_ASIAN: Final = re.compile(r"[\u3041-\u30fa\u3400-\u9fff\uac00-\ud7a3]")
#: Subfields that are no text.
_CODED: Final = frozenset("0123456789uw")
#: Subfields that make a field no richer: links within a record, and whose field it is.
_PLAIN: Final = frozenset("5689")


@dataclass(slots=True)
class Form:
    """What a field says, and in which script: Latin, another one, or none without letters."""

    script: str
    saying: Saying


@dataclass(slots=True)
class Named:
    """A unit with what it says; ``vocabulary`` of a subject, empty where it names none.

    ``codes`` are the subfields of its main field; ``fullness`` compares units that say the same.
    """

    unit: Unit
    forms: tuple[Form, ...]
    vocabulary: str
    codes: frozenset[str]
    fullness: tuple[int, int, int]


def read(unit: Unit, kind: str) -> Named:
    """The unit with what it says, in a record of this kind."""
    rule = unit.rule
    forms = []
    for each in unit.fields:
        script = LATIN if rule.scripts == "no" else script_in(each)
        forms.append(Form(script, saying(each, unit.tag, rule.same)))
    codes = frozenset(code for code, _ in unit.fields[0].subfields) - _PLAIN
    details = sum(map(len, forms[0].saying.details.values()))
    vocabulary = _vocabulary(unit, kind)
    fullness = (details, 1 if vocabulary else 0, len(codes))
    return Named(unit, tuple(forms), vocabulary, codes, fullness)


def script_in(each: pymarc.Field) -> str:
    """``LATIN``, ``OTHER``, or nothing where there are no letters."""
    text = " ".join([value for code, value in each.subfields if code not in _CODED])
    if not text.isascii() and _EAST_ASIAN.search(text):
        return OTHER
    script = script_of(text)
    return script if script in ("", LATIN) else OTHER


def _vocabulary(unit: Unit, kind: str) -> str:
    """Of a subject (and of a heading in another authority file): the second indicator or ``$2``."""
    if unit.rule.same != "heading" or unit.tag[:1] != ("6" if kind == "bib" else "7"):
        return ""
    main = unit.fields[0]
    second = main.indicators[1] if main.indicators else " "
    if second == "7":
        source = next((value for code, value in main.subfields if code == "2"), "")
        return source.strip().casefold()
    return "" if second in " 4" else second
