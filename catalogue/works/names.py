"""Who made it, as it is compared: names in every script, the year of birth, identifiers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Self

import pymarc

from catalogue.works.words import han, roles
from shapes.folding import fold

#: A year of birth; not of death (``-1601``), nor of work (``active 1540``).
_BORN: Final = re.compile(
    r"[\s(\[（]*(?:b\.|born|ca\.|approximately|about|约|約)?\s*(\d{3,4})(?!\d)"
)
#: What follows a name in brackets: a comma and years.
_AFTER: Final = re.compile(r",?\s*\d")
_TRUSTED: Final = re.compile(r"https?://|\([^)]{2,20}\)")
_CLASSES: Final[Mapping[str, str]] = {"00": "p", "10": "b", "11": "m"}
#: A foreign name in brackets: as a title page has it, and inverted as in ``奥斯丁 (Austen, Jane)``.
_DIRECT: Final = re.compile(r"[(（]\s*([A-Z][\w.'-]*(?:\s*[A-Z][\w.'-]*){1,4})\s*[)）]")
_INVERTED: Final = re.compile(r"[(（]\s*([A-Z][\w '-]{1,40},\s*[^()（）]{1,60})[)）]")
_LONG: Final = 200
_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A person (``p``), body (``b``) or meeting (``m``).

    ``forms``: folded, sorted; a person's are ``surname|forenames``, or the whole name and ``|``.
    ``born``: a year or empty. ``ids``: addresses and numbers with their agency.
    """

    kind: str
    forms: tuple[str, ...]
    born: str
    ids: tuple[str, ...]

    def as_json(self) -> list[object]:
        """Kind, forms, year, identifiers."""
        return [self.kind, list(self.forms), self.born, list(self.ids)]

    @classmethod
    def from_json(cls, said: list[Any]) -> Self:
        """The name :meth:`as_json` gave."""
        kind, forms, born, ids = said
        return cls(kind, tuple(forms), born, tuple(ids))


def name_of(field: pymarc.Field, others: Sequence[pymarc.Field]) -> Name | None:
    """The name in X00, X10 or X11 with that of its 880s; None where there is none."""
    kind = _CLASSES[field.tag[1:]]
    forms = {form for each in (field, *others) for form in _forms(each, kind)}
    if not forms:
        return None
    born = ""
    ids: list[str] = []
    for code, value in field.subfields:
        if code == "d" and kind == "p" and (year := _BORN.match(value)):
            born = born or year[1]
        elif code in "01" and _TRUSTED.match(value) and len(value) <= _LONG:
            ids.append("".join(value.split()).rstrip("."))
    return Name(kind, tuple(sorted(forms)[:_MOST]), born, tuple(sorted(set(ids))[:_MOST]))


def _forms(field: pymarc.Field, kind: str) -> Iterable[str]:
    if kind == "p":
        name = next((value for code, value in field.subfields if code == "a"), "")[:_LONG]
        number = next((value for code, value in field.subfields if code == "b"), "")[:_LONG]
        if han(name):
            said = " ".join(value for code, value in field.subfields if code in "acgq")
            if bracketed := _INVERTED.search(said[:_LONG]):
                yield from _person(_AFTER.split(bracketed[1], maxsplit=1)[0])
            name = name.partition("(")[0].partition("（")[0]
        yield from _person(f"{name} {number}" if number else name)
        return
    said = "abndc" if kind == "m" else "abn"
    whole = fold(" ".join(value for code, value in field.subfields if code in said)[: 2 * _LONG])
    if whole:
        yield whole


def _person(written: str) -> Iterable[str]:
    """``austen|jane``; a name in characters is not taken apart."""
    surname, _, forenames = written.partition(",")
    first, rest = fold(surname), fold(forenames)
    if not first:
        return
    if han(first):
        yield f"{first}{rest}".replace(" ", "") + "|"
    elif rest:
        yield f"{first}|{rest}"
    else:
        surname, _, rest = first.partition(" ")
        yield f"{surname}|{rest}"


def beside_han(name: Name, responsibility: Iterable[str]) -> Name:
    """A name known in Han only, with the first in Latin letters that 245 $c has in brackets.

    ``(英)简.奥斯丁(Jane Austen)著``: what stands after the first name's brackets is not looked at.
    """
    if not all(han(form) for form in name.forms):
        return name
    for written in responsibility:
        found = _DIRECT.search(written.partition(";")[0])
        if found:
            words = fold(found[1]).split()
            form = f"{words[-1]}|{' '.join(words[:-1])}"
            return replace(name, forms=tuple(sorted({*name.forms, form})))
    return name


def role_of(field: pymarc.Field) -> str:
    """The class of the first role that is known (``roles.tsv``); empty where none is said."""
    for code, value in field.subfields:
        if code in "e4" and len(value) <= _LONG:
            role = roles().get(fold(value.rpartition("/")[2]))
            if role:
                return role
    return ""
