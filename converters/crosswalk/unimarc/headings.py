"""Punctuation of access points: names and uniform titles keep it where ISBD's is left out.

MARC 21 records without ISBD punctuation (leader/18 c) still have ``$aLu, Xun,$d1881-1936,$eauthor``
(PCC guidelines for minimally punctuated records): it is of the heading, not of the description.
"""

from typing import Final

from converters.crosswalk.fields import Subfields

#: A subfield that is no text of the heading.
_SILENT: Final = "012345678"
#: Ends that need no comma, no full stop after them.
_ENDED: Final = {",": (",", "-", "?", "!", "，"), ".": (".", "-", "?", "!", "。")}
_PERSON: Final = {"c": ",", "d": ",", "e": ",", "u": ",", "j": ",", "t": ".", "n": ".", "p": "."}
_BODY: Final = {"b": ".", "e": ",", "u": ",", "t": ".", "k": ".", "p": "."}
_MEETING: Final = {"e": ".", "j": ",", "u": ",", "t": ".", "k": ".", "p": "."}
_TITLE: Final = {"n": ".", "p": ".", "l": ".", "k": ".", "s": ".", "f": ".", "m": ",", "r": ","}
_MUSIC: Final = {**_TITLE, "n": ","}
#: Number, date and place of a meeting stand in brackets together.
_GROUPED: Final = "ndc"


def person(subfields: Subfields) -> Subfields:
    """Commas before titles, dates, roles; none before what stands in brackets."""
    return _marked(subfields, _PERSON)


def title(subfields: Subfields) -> Subfields:
    """Full stops before the parts of a uniform title; commas in that of a musical work."""
    is_music = any(code in "mr" for code, _ in subfields)
    return _marked(subfields, _MUSIC if is_music else _TITLE)


def body(subfields: Subfields, *, meeting: bool) -> Subfields:
    """Full stops between the parts of a name; number, date, place of a meeting in brackets."""
    return _marked(_grouped(subfields), _MEETING if meeting else _BODY)


def _marked(subfields: Subfields, marks: dict[str, str]) -> Subfields:
    made: Subfields = []
    for code, value in subfields:
        text = value.strip()
        mark = marks.get(code, "")
        if (
            mark
            and made
            and not (code == "c" and text[:1] in "(（[")
            and made[-1][0] not in _SILENT
        ):
            before, last = made[-1]
            made[-1] = (before, last if last.endswith(_ENDED[mark]) else last + mark)
        made.append((code, text))
    return made


def _grouped(subfields: Subfields) -> Subfields:
    parts = [each for each in subfields if each[0] in _GROUPED]
    if not parts:
        return subfields
    order = sorted(parts, key=lambda each: _GROUPED.find(each[0]))
    texts = [value.strip().strip("()") for _, value in order]
    grouped = [(code, f"{text} :") for (code, _), text in zip(order[:-1], texts[:-1], strict=True)]
    grouped.append((order[-1][0], f"{texts[-1]})"))
    grouped[0] = (grouped[0][0], f"({grouped[0][1]}")
    at = next(place for place, each in enumerate(subfields) if each[0] in _GROUPED)
    rest = [each for each in subfields[at:] if each[0] not in _GROUPED]
    return [*subfields[:at], *grouped, *rest]
