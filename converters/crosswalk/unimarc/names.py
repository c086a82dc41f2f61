"""Names of persons, bodies and families: 60X, 70X, 71X, 72X → X00, X10, X11 of MARC 21.

UNIMARC parts a personal name ($a entry element, $b the rest); MARC 21 writes it whole in $a. The
order is MARC 21's: name, numeration, titles, fuller form, dates.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from converters.crosswalk.fields import Field, Subfields
from converters.crosswalk.unimarc import headings
from converters.crosswalk.unimarc.marks import is_han, unmarked
from converters.crosswalk.unimarc.roles import roles

_ENDS: Final = " ,，、"
_ISNI: Final = re.compile(r"[\d -]{15,19}[\dXx]")
_BRACKETS: Final = (("(", ")"), ("（", "）"))


def _unbracketed(value: str) -> str:
    """Dates without the round brackets Chinese practice puts around them."""
    text = value.strip()
    for open_, close in _BRACKETS:
        if text.startswith(open_) and text.endswith(close) and open_ not in text[1:]:
            return text[1:-1].strip()
    return text


def _bracketed(value: str) -> str:
    text = value.strip()
    return text if text[:1] in "(（[" else f"({text})"


def whole_name(entry: str, rest: str) -> str:
    """Entry element and the rest: with a comma, or as one where both are Han (張 + 揚).

    A Chinese surname has one or two characters; what is longer transcribes a foreign one.
    """
    first, more = entry.strip().rstrip(_ENDS), rest.strip().lstrip(_ENDS)
    if not more:
        return entry.strip().rstrip(" ,")
    if len(first) < 3 and is_han(first[-1:]) and is_han(more[:1]):
        return first + more
    return f"{first}, {more}"


def personal(source: Field) -> Subfields:
    """$a $b → $a; $d → $b numeration; $c; $g → $q; $f → $d (a dynasty, without figures, → $c)."""
    by = _by_code(source)
    entry, rest = (unmarked(" ".join(by.get(code, ()))) for code in "ab")
    direct = source.second == "0" or (source.second != "1" and not rest)
    name = f"{entry} {rest}".strip() if direct and not is_han(rest[:1]) else whole_name(entry, rest)
    dates = by.get("f", ())
    made: Subfields = [("a", name if direct else name.rstrip(" ,"))]
    made += [("b", text) for text in by.get("d", ())]
    made += [("c", unmarked(text)) for text in by.get("c", ())]
    made += [("c", text) for text in dates if not _dated(text)]
    made += [("q", _bracketed(text)) for text in by.get("g", ())]
    made += [("d", _unbracketed(text)) for text in dates if _dated(text)]
    return made


def _by_code(source: Field) -> Mapping[str, Sequence[str]]:
    by: dict[str, list[str]] = {}
    for code, value in source.subfields:
        if text := value.strip():
            by.setdefault(code, []).append(text)
    return by


def _dated(text: str) -> bool:
    """Whether ``$f`` gives years, or only says “fl.”, in letters; a dynasty alone is no date."""
    return any(map(str.isdecimal, text)) or not any(map(is_han, text))


def personal_indicator(source: Field) -> str:
    """Direct order 0, entered under the surname 1."""
    inverted = source.second == "1" or (source.second != "0" and "b" in source)
    return "1" if inverted else "0"


def corporate(source: Field, *, meeting: bool) -> Subfields:
    """$a $b with their qualifiers ($c) in brackets; $d number, $e place, $f date of a meeting.

    In X11 the subordinate unit is $e, in X10 it is $b.
    """
    made: list[tuple[str, list[str]]] = []
    codes = _MEETING if meeting else _BODY
    for code, value in source.subfields:
        text = unmarked(value).strip()
        if not text:
            continue
        if code in "cgh" and made:
            made[-1][1].append(f", {text}" if code == "g" else f" {_qualifier(code, text)}")
        elif code in codes:
            made.append((codes[code], [text]))
    return [(code, "".join(texts)) for code, texts in made]


def _qualifier(code: str, text: str) -> str:
    return text if code == "h" else _bracketed(text)


_BODY: Final = {"a": "a", "b": "b", "c": "a", "d": "n", "e": "c", "f": "d", "g": "a", "h": "a"}
_MEETING: Final = {"a": "a", "b": "e", "c": "a", "d": "n", "e": "c", "f": "d", "g": "a", "h": "a"}


def is_meeting(source: Field) -> bool:
    """Whether 601, 71X is the name of a meeting."""
    return source.first == "1"


def corporate_indicator(source: Field) -> str:
    """Inverted 0, under a place 1, direct order 2."""
    return source.second if source.second in "012" and source.second.strip() else "2"


def family(source: Field) -> Subfields:
    """A family's name, kind ($c) and places ($d) with it, dates."""
    made: Subfields = [("a", unmarked(" ".join(source.all("a"))))]
    made += [("c", text) for text in source.all("cd")]
    made += [("d", _unbracketed(text)) for text in source.all("f")]
    return made


def heading(source: Field) -> str:
    """The name as one text, for a linking entry."""
    if source.tag[1:2] == "1":
        meeting = is_meeting(source)
        parts = headings.body(corporate(source, meeting=meeting), meeting=meeting)
    else:
        parts = headings.person(personal(source) if source.tag[1:2] == "0" else family(source))
    return " ".join(value for _, value in parts if value)


def control(source: Field, *, meeting: bool = False) -> Subfields:
    """Affiliation $u, attribution, roles $e $4 ($j of a meeting), number $0, ISNI $1, $5."""
    by = _by_code(source)
    role = "j" if meeting else "e"
    made: Subfields = [("u", text) for text in by.get("p", ())]
    made += [("g" if meeting else "j", text) for text in by.get("k", ())]
    for text in by.get("4", ()):
        made += [(role if code == "e" else code, said) for code, said in roles(text)]
    made += [(role, text) for text in by.get("r", ())]
    made += [("0", text) for text in by.get("3", ())]
    made += [("1", _isni(text)) for text in by.get("o", ())]
    made += [(code, text) for code in "25" for text in by.get(code, ())]
    return made


def _isni(text: str) -> str:
    compact = text.removeprefix("ISNI").strip()
    if _ISNI.fullmatch(compact):
        return f"https://isni.org/isni/{compact.replace(' ', '').replace('-', '').upper()}"
    return text
