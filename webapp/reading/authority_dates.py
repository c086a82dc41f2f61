"""The dates of an authority as words: EDTF (ISO 8601-2) read aloud."""

import re
from collections.abc import Iterator
from typing import Final

from shapes.namespaces import MADSRDF
from webapp.reading.description import Description, Text
from webapp.reading.values import Value

_PAIRS: Final = (
    ("Born", "birthDate"),
    ("Died", "deathDate"),
    ("Active from", "activityStartDate"),
    ("Active until", "activityEndDate"),
    ("Established", "establishDate"),
    ("Ended", "terminateDate"),
    ("Created", "creationDateStart"),
    ("Completed", "creationDateEnd"),
)
_MARKS: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}
#: One of several dates, or all of them.
_SETS: Final = {"[": "]", "{": "}"}
_PLAIN: Final = re.compile(r"(-?[0-9X]{4}(?:-[0-9X]{2}){0,2})([~?%]?)", re.ASCII)


def dates(says: Description, thing: str) -> Iterator[tuple[str, list[Value]]]:
    """The name of each date with its values, the fullest first; a less full one that agrees with
    it is left out.
    """
    for name, predicate in _PAIRS:
        texts = [text.value for text in says.texts(thing, f"{MADSRDF}{predicate}")]
        ordered = sorted(texts, key=len, reverse=True)
        told = [
            date
            for at, date in enumerate(ordered)
            if not any(longer.startswith(f"{date}-") for longer in ordered[:at])
        ]
        yield name, [Value((Text(spoken(date)),)) for date in told]


def spoken(date: str) -> str:
    """``about 1715`` for ``1715~``, ``145 BC`` for ``-0144``; words as they are."""
    if date[:1] not in _SETS or date[-1] != _SETS[date[0]]:
        return _one(date)
    between = " or " if date[0] == "[" else " and "
    return between.join(_range(part.strip()) for part in date[1:-1].split(","))


def _range(part: str) -> str:
    """``by 1564`` for ``..1564``, ``1564 or later``, ``between 1560 and 1564``."""
    first, dots, last = part.partition("..")
    if not dots:
        return _one(part)
    if not first:
        return f"by {_one(last)}"
    return f"between {_one(first)} and {_one(last)}" if last else f"{_one(first)} or later"


def _one(date: str) -> str:
    match = _PLAIN.fullmatch(date)
    if match is None:
        return date
    plain, mark = match.groups()
    if plain.startswith("-") and plain[1:5].isdigit():
        plain = f"{int(plain[1:5]) + 1} BC"
    elif plain == "0000":
        plain = "1 BC"
    return _MARKS.get(mark, "") + plain
