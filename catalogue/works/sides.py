"""One record of a comparison: its facts made ready, and the small questions asked of them."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from catalogue.works.facts import Facts, from_json
from catalogue.works.words import han, titles

#: How alike two romanisations of one title are; of 100.
_NEARLY: Final = 85
#: Words a title has when one of them can be an “and” between others.
_AROUND: Final = 2
_AND: Final = titles("and")
_DIGITS: Final = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Side:
    """The facts of a record, its titles without blanks, each leading to how it is written."""

    facts: Facts
    uniform: dict[str, str]
    originals: dict[str, str]
    proper: dict[str, str]
    variants: dict[str, str]

    @property
    def first(self) -> str:
        """A title to be shown: the uniform title if there is one."""
        return next(iter([*self.uniform.values(), *self.proper.values()]), "")


@lru_cache(maxsize=2048)
def side(traits: bytes) -> Side:
    """The traits of a record, read; kept, for a record is compared with many."""
    facts = from_json(json.loads(traits))
    proper = {compact(title): title for title in facts.proper}
    if facts.number or facts.part:
        for title in facts.proper:
            whole = f"{title} {facts.number} {facts.part}"
            proper.setdefault(compact(whole), whole)
    return Side(
        facts,
        {compact(title): title for title in facts.uniform},
        {compact(title): title for title in (*facts.also, *facts.originals)},
        proper,
        {compact(title): title for title in facts.variants},
    )


def compact(text: str) -> str:
    """The text without blanks, as words are parted differently (Honglou meng, Hong lou meng).

    Nor with an “and” between words, for which a title page may have a sign.
    """
    words = text.split()
    if len(words) > _AROUND and not _AND.isdisjoint(words):
        inner = [word for word in words[1:-1] if word not in _AND]
        words = [words[0], *inner, words[-1]]
    return "".join(words)


def by_person(facts: Facts) -> bool:
    """A work of a person, whose volumes are numbered and are one work."""
    return facts.form not in ("map", "music") and any(name.kind == "p" for name in facts.main)


def one_script(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether some text of each is written in the same script."""
    return bool({_script(text) for text in one} & {_script(text) for text in two})


def nearly(a: Side, b: Side) -> bool:
    """Whether uniform titles differ as two romanisations do (Voĭna i mir, Vojna i mir)."""
    return any(
        fuzz.ratio(*sorted((one, two))) >= _NEARLY and _DIGITS.findall(one) == _DIGITS.findall(two)
        for one in a.uniform
        for two in b.uniform
    )


def _script(text: str) -> str:
    """A rough name of the script: by the block of the first letter."""
    letter = next((sign for sign in text if sign.isalpha()), "a")
    return "han" if han(letter) else "latin" if letter < "\u0250" else str(ord(letter) >> 7)
