"""225, the series as the item gives it."""

from functools import partial
from itertools import islice
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.isbd import after_mark, bare, cut, split_mark
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.cnmarc.statements import responsibility
from converters.crosswalk.fields import Field, Record, Subfields, Target
from converters.crosswalk.table import By, Table

#: Series beyond these are not compared: no real record has more.
_ENOUGH: Final = 50


def table(practice: Practice) -> Table:
    """The rule for 490, and 440 of older records."""
    rule = By(partial(series, practice))
    return {"490": (rule,), "440": (rule,)}


def series(practice: Practice, source: Field, target: Target) -> None:
    """225 from 490 or 440: the series as the item gives it.

    The first indicator says whether 410 has the same form (2), another (0), or is not there (1).
    """
    written: Subfields = []
    mark = ""
    for code, value in source.subfields:
        text, leading = after_mark(value)
        text, following = split_mark(text)
        before, mark = leading or mark, following
        match code:
            case "a" if not any(c == "a" for c, _ in written):
                written += _series_titles(practice, text, "a")
            case "a":
                written += _series_titles(practice, text, "d" if before == "=" else "i")
            case "b":
                written += _series_titles(practice, text, "e")
            case "n":
                written.append(("h", text))
            case "p":
                written.append(("i", text))
            case "v" | "x":
                written.append((code, text))
            case _:
                target.leave(source, code, reasons.NO_PLACE)
    target.add("225", f"{_traced(source, target.source)} ", written)


def _series_titles(practice: Practice, text: str, code: str) -> Subfields:
    marks = {"=": "d", ":": "e", "/": "f", ";": "g"}
    return [
        (kind, responsibility(practice, part) if kind in "fg" else part)
        for mark, part in cut(text, "=:/;")
        for kind in (marks.get(mark, code),)
    ]


def _traced(source: Field, record: Record) -> str:
    if source.tag == "440":
        return "2"
    if source.first == "0":
        return "1"
    name = bare(source.get("a")).casefold()
    entries = islice(record.all("800", "810", "811", "830"), _ENOUGH)
    traced = {bare(each.get(code)).casefold() for each in entries for code in "at"} - {""}
    return "2" if not traced or name in traced else "0"
