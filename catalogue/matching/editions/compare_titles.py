"""Titles and subtitles of two editions held against each other."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held
from catalogue.matching.scripts import script
from catalogue.matching.wording import alike
from catalogue.matching.words import listed, meanings

_DIGITS: Final = re.compile(r"\d+")
_GENERIC: Final = "editions/generic_titles"
_PLAIN: Final = "editions/plain_subtitles"
#: So many words of a subtitle may stand anywhere in another one.
_WORDS: Final = 3
#: What the wording of subtitles, and of the names of parts, is held for.
_SUBTITLES: Final = {
    "equal": "subtitle",
    "more": "subtitle",
    "near": "subtitle",
    "word": "subtitle-word",
    "number": "title-number",
    "other": "subtitle-differs",
}
#: Better first; what is not here is worse than all.
_ORDER: Final = {
    name: place
    for place, name in enumerate(
        (
            "title",
            "title-short",
            "title-generic",
            "title-longer",
            "title-near",
            "title-open",
            "title-variant",
            "title-sign",
            "title-word",
            "title-number",
            "title-differs",
        )
    )
}


def compared(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on titles that hold; the first is on the titles proper."""
    if not a.titles or not b.titles:
        yield "title-missing", _shown(a), _shown(b)
        return
    pairs = [(x, y) for x in a.titles for y in b.titles if x[0] == y[0]]
    if not pairs:
        yield "title-scripts", _shown(a), _shown(b)
    else:
        found = [(_ORDER[rule], rule, x, y) for x, y in pairs for rule in (_title(x, y),)]
        _, rule, x, y = min(found, key=lambda each: each[0])
        if _ORDER[rule] > _ORDER["title-open"] and _by_author(a, b, x[1], y[1]):
            rule = "title-near"
        if _ORDER[rule] > _ORDER["title-open"] and _variant(a, b):
            rule = "title-variant"
        yield rule, " : ".join(x[1:]).rstrip(" :"), " : ".join(y[1:]).rstrip(" :")
        if rule in ("title", "title-short", "title-generic"):
            yield from _subtitle(x[2] or _named(a, y[2]), y[2] or _named(b, x[2]), x, y)
    if (ours := _companion(a)) != (theirs := _companion(b)):
        yield "companion", ours, theirs


def _named(traits: Traits, subtitle: str) -> str:
    """The name of the part, where the other record has it for a subtitle."""
    return subtitle if subtitle and subtitle in traits.part_name else ""


def _by_author(a: Traits, b: Traits, one: str, two: str) -> bool:
    """Whether one title has the author's name before or behind what is the other."""
    short, long = sorted((one, two), key=len)
    rest = long.removesuffix(f" {short}") if long.endswith(f" {short}") else ""
    rest = rest or (long.removeprefix(f"{short} ") if long.startswith(f"{short} ") else "")
    if not rest:
        return False
    words = sorted(rest.split())
    return any(words == sorted(n.replace(",", "").split()) for n in (*a.names[:3], *b.names[:3]))


def _companion(traits: Traits) -> str:
    """What sort of companion to another book the titles speak of, or ``""``."""
    said = {_companion_in(" ".join(title[1:])) for title in traits.titles}
    said |= {_companion_in(name) for name in traits.part_name}
    return " ".join(sorted(said - {""}))


@lru_cache(maxsize=8192)
def _companion_in(text: str) -> str:
    known = meanings("editions/companion_words")
    words = text.split()
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    ends = [text[-length:] for length in range(2, 6)] if script(text) == "h" else []
    return " ".join(sorted({known[word] for word in (*words, *pairs, *ends) if word in known}))


def _shown(traits: Traits) -> str:
    return traits.titles[0][1] if traits.titles else ""


def _variant(a: Traits, b: Traits) -> bool:
    ours = {title[1] for title in a.titles}
    theirs = {title[1] for title in b.titles}
    return bool(ours & set(b.variants) or theirs & set(a.variants))


def _title(x: Sequence[str], y: Sequence[str]) -> str:  # noqa: PLR0911 - a cascade
    letters, one, below = x
    _, two, under = y
    said = alike(one, two)
    if said == "equal":
        return _worth(letters, one)
    whole, full = f"{one} {below}".strip(), f"{two} {under}".strip()
    if alike(whole, full) == "equal":
        return _worth(letters, whole)
    digits, figures = set(_DIGITS.findall(whole)), set(_DIGITS.findall(full))
    if said == "number" or (digits - figures and figures - digits):
        return "title-number"
    if longer := _goes_on(one, whole, two, full):
        return longer
    if said == "near" and not (letters in "hk" or " " in one):
        said = alike(whole, full) if below and under else "word"
    if said == "near":
        return "title-sign" if letters in "hk" else "title-near"
    if said == "more":
        short, long = sorted((len(one), len(two)))
        return "title-near" if long - short < 4 and short > 10 else "title-word"
    return "title-word" if said in ("near", "word") else "title-differs"


@lru_cache(maxsize=8192)
def _worth(letters: str, title: str) -> str:
    if title in listed(_GENERIC):
        return "title-generic"
    words = title.split()
    if letters in "hk":
        return "title" if len(title.replace(" ", "")) > 4 else "title-short"
    return "title" if len(words) > 1 and len(title) > 7 else "title-short"


def _goes_on(one: str, whole: str, two: str, full: str) -> str:
    """The rule, when one title, whole or proper, is the beginning of the other and says much."""
    for proper, short, other, long in ((one, whole, two, full), (two, full, one, whole)):
        if long.startswith(f"{short} ") and len(short) > 5:
            return "title-open" if len(other) > len(short) else "title-longer"
        if long.startswith(f"{proper} ") and len(proper) > 11:
            return "title-open"
    return ""


def _subtitle(below: str, under: str, x: Sequence[str], y: Sequence[str]) -> Iterator[Held]:
    plain = listed(_PLAIN)
    if not (below and under) and alike(" ".join(x[1:]).strip(), " ".join(y[1:]).strip()) == "equal":
        return
    below, under = "" if below in plain else below, "" if under in plain else under
    if below == under:
        if below:
            yield "subtitle", below, under
        return
    if not below or not under:
        yield "subtitle-missing", below, under
        return
    digits, figures = set(_DIGITS.findall(below)), set(_DIGITS.findall(under))
    if digits - figures and figures - digits:
        yield "title-number", below, under
        return
    said = alike(below, under)
    short, long = sorted((below, under), key=lambda text: (len(text), text))
    if said == "more" and not long.startswith(short) and len(short.split()) < _WORDS:
        said = "word"
    yield _SUBTITLES[said], below, under
