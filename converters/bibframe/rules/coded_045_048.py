"""Coded data, 045-048: the time a Work is of, its dates, and in music its forms and performers."""

from math import isnan
from typing import Final

from converters.bibframe import control
from converters.bibframe.administrative import number
from converters.bibframe.codes import Value, values
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules.coded_033_043 import EDTF
from converters.bibframe.table import By, Table, work
from converters.bibframe.terms import literal, term, typed
from converters.bibframe.text import marc_edtf

_COMPOSITION_SCHEMES = "http://id.loc.gov/vocabulary/musiccompschemes/"

#: Periods of 045 $a before Christ: a letter and a digit, counted down from the 29th century.
BEFORE_CHRIST: Final = {"a0": "-XXXX/-3000"} | {
    f"{letter}{digit}": f"-{29 - 10 * tens - digit:02}XX"
    for tens, letter in enumerate("bcd")
    for digit in range(10)
}
#: Centuries after: a letter, counted up from the first.
CENTURIES: Final = {letter: f"{i:02}" for i, letter in enumerate("efghijklmnopqrstuvwxy")}

COMPONENT: Final = Class("bf:MediumComponent")
ENSEMBLE: Final = Class("bf:Ensemble")
FORM: Final = Class("bf:GenreForm")
MEDIUM: Final = Class("bf:MediumOfPerformance")
QUALIFIER: Final = Class("bf:MediumComponentQualifier")
SIZE: Final = Class("bf:EnsembleSize")
_FORMS: Final = values("musicCompForm")
_MEDIUMS: Final = values("df048Codes")
_SIZES: Final = values("ensembleSizes")

_CODE = term("bf:code")
_COMPONENT = term("bf:mediumComponent")
_COUNT = term("bf:count")
_ENSEMBLE = term("bf:ensemble")
_FORM = term("bf:genreForm")
_MEDIUM = term("bf:mediumOfPerformance")
_ORIGIN_DATE = term("bf:originDate")
_QUALIFIER = term("bf:mediumComponentQualifier")
_SIZE = term("bf:ensembleSize")
_TEMPORAL = term("bf:temporalCoverage")
_VALID_DATE = term("bf:validDate")


#: Things of the world that are always the same; one node of each serves all records.
_LARGE: Final = Value(
    "", "http://id.loc.gov/vocabulary/ensemblesize/ensemble", "large ensemble"
).thing(SIZE)
_SOLO: Final = Value("", "http://id.loc.gov/vocabulary/medcompqual/sol", "solo").thing(QUALIFIER)


def say_periods(field: Field, node: Node) -> None:
    """bf:temporalCoverage the period of $a, each, in EDTF
    bf:temporalCoverage the date in $b, each, in EDTF; first indicator 2: a range of the first two
    """
    periods = []
    for value in field.by.get("a", ()):
        start, end = _period(value[:2]), _period(value[2:4])
        periods.append(start if start == end else f"{start}/{end}")
    dates = [_date(value) for value in field.by.get("b", ())]
    if field.ind1 == "2":
        start, end = [*dates, "", ""][:2]
        dates = [f"{start}/{end}"]
    node.said += [f"{_TEMPORAL} {typed(date, EDTF)}" for date in (*periods, *dates)]


def _period(code: str) -> str:
    """Two characters of ``$a``: a century and the decade of it, or a period before Christ."""
    if code[:1] in ("a", "b", "c", "d"):
        return BEFORE_CHRIST.get(code, "")
    if code[:1] == "e":
        return CENTURIES.get(code, "")
    return f"{CENTURIES.get(code[:1], '')}{code[1:]}X"


def _date(value: str) -> str:
    """``$b``: ``c`` or ``d``, then year, month, day and hour as far as they are known."""
    parts = ("-" if value[:1] == "c" else "") + value[1:5], value[5:7], value[7:9], value[9:11]
    if parts[3]:
        return f"{'-'.join(parts[:3])}T{parts[3]}"
    known = 3 if parts[2] else 2 if parts[1] else 1
    return "-".join(parts[:known])


def say_dates(field: Field, node: Node) -> None:
    """bf:originDate $k/$l in EDTF, if 008/06 is not r
    bf:validDate $m/$n in EDTF
    """
    if "k" in field.by and field.record.f008[6:7] != "r":
        node.say(_ORIGIN_DATE, _span(field, "k", "l"))
    if "m" in field.by:
        node.say(_VALID_DATE, _span(field, "m", "n"))


def _span(field: Field, first: str, last: str) -> str:
    start, end = marc_edtf(field.first(first)), marc_edtf(field.first(last))
    return typed(f"{start}/{end}" if end else start, EDTF)


def say_forms(field: Field, node: Node) -> None:
    """bf:genreForm the form of composition whose code is $a, each; second indicator not blank:
    bf:genreForm a bf:GenreForm: bf:code “$a”, bf:source $2
    """
    for code in field.by.get("a", ()):
        if field.ind2 != " ":
            form = thing(FORM)
            form.text(_CODE, code)
            for two in field.by.get("2", ()):
                control.say_source(form, two, _COMPOSITION_SCHEMES)
            node.link(_FORM, form)
        elif form_ := _FORMS.get(code):
            node.link(_FORM, form_.thing(FORM))


def say_performers(field: Field, node: Node) -> None:
    """bf:ensemble a bf:Ensemble, where there is no 382:
    for each $a or $b: bf:mediumComponent a bf:MediumComponent:
        bf:mediumOfPerformance the medium of its first two characters
        bf:count the number in the next two, or 1
        of $b: bf:mediumComponentQualifier solo
    bf:ensembleSize by the sum of the numbers; large from 10 on, and a chorus or orchestra
    """
    if "382" in field.record.tags:
        return
    ensemble = thing(ENSEMBLE)
    for code, value in field.subfields:
        if code in ("a", "b") and (medium := _MEDIUMS.get(value[:2])):
            component = thing(COMPONENT)
            component.link(_MEDIUM, medium.thing(MEDIUM))
            component.said.append(f"{_COUNT} {literal(_shown(number(value[2:4] or '1')))}")
            if code == "b":
                component.links.append((_QUALIFIER, _SOLO))
            ensemble.link(_COMPONENT, component)
    performers = field.all("ab")
    if performers and (size := _size(performers)):
        ensemble.links.append((_SIZE, size))
    node.link(_ENSEMBLE, ensemble)


def _size(performers: list[str]) -> Node | None:
    if any(value[:1] in ("c", "o") for value in performers):
        return _LARGE
    total = number(performers[0][2:4] or "1")
    for value in performers[1:]:
        if not value:
            break
        total += number(value[2:4] or "1")
    if total >= 10:
        return _LARGE
    known = _SIZES.get(f"_{_shown(total)}")
    return known.thing(SIZE) if known else None


def _shown(count: float) -> str:
    """As XPath writes a number."""
    if isnan(count):
        return "NaN"
    return str(int(count)) if count == int(count) else str(count)


TABLE: Final[Table] = {
    "045": (work(By(say_periods)),),
    "046": (work(By(say_dates)),),
    "047": (work(By(say_forms)),),
    "048": (work(By(say_performers)),),
}
