"""The titles of an edition in every script, folded, without article, part and number."""

from collections.abc import Mapping
from functools import cache
from typing import Final

import pymarc

from catalogue.matching.editions.fields import Fields, indicator, joined, values
from catalogue.matching.parts import designation, hidden
from catalogue.matching.scripts import script
from catalogue.matching.words import rows
from shapes.folding import fold

#: Apostrophes that end an article.
_APOSTROPHES: Final = str.maketrans("’‘ʼ`", "''''")
#: Titles and variants of one record at most.
_TITLES: Final = 4
_VARIANTS: Final = 6


@cache
def _articles() -> Mapping[str, tuple[str, ...]]:
    return {
        language: tuple(a if a[-1] in "'-" else f"{a} " for a in words.split(";"))
        for language, words in rows("editions/articles")
    }


def proper(text: str, language: str, skipped: str = " ") -> str:
    """A title folded, without the article its indicator or its language tells."""
    if (
        skipped.isdecimal()
        and 0 < int(skipped) < len(text)
        and text[int(skipped) - 1] in " '’-\"«[("
    ):
        return fold(text[int(skipped) :])
    low = text[:12].lower().translate(_APOSTROPHES).lstrip(' "«“[<\x98')
    for article in _articles().get(language, ()):
        if low.startswith(article):
            rest = text[text.lower().translate(_APOSTROPHES).index(article) + len(article) :]
            return fold(rest) or fold(text)
    return fold(text)


def titles(fields: Fields, language: str) -> tuple[list[list[str]], list[str], list[str]]:
    """The titles ``[script, proper, subtitle]``, the parts in number and the parts by name."""
    found: list[list[str]] = []
    numbers: list[str] = []
    names: list[str] = []
    for field in fields.of("245"):
        main, sub = _halves(field)
        title, parts = hidden(proper(main, language, indicator(field, 1)))
        below, more = hidden(fold(sub)) if sub else ("", [])
        said = [designation(text) for text in values(field, "n")[:4]]
        numbers.append(" ".join((*parts, *more, *said)))
        named = []
        for text in values(field, "p")[:4]:
            rest, inside = hidden(fold(text))
            named.append(rest)
            if inside and not numbers[-1]:
                numbers[-1] = " ".join(inside)
        names.append(" ".join(named))
        if title or below:
            found.append([script(title), title or below, below if title else ""])
        if len(found) == _TITLES:
            break
    return found, sorted(set(numbers) - {""}), sorted(set(names) - {""})


def _halves(field: pymarc.Field) -> tuple[str, str]:
    """Title proper and what follows it; a parallel title is no subtitle."""
    main, sub = joined(field, "a"), joined(field, "b")
    if not main:
        return sub, ""
    if main.rstrip().endswith("="):
        _, _, sub = sub.partition(":")
    elif not sub and " : " in main:
        main, _, sub = main.partition(" : ")
    return main, sub.partition(" = ")[0]


def variants(fields: Fields, language: str) -> list[str]:
    """Other titles on the book (246, 247), and parallel titles of 245, folded."""
    found: list[str] = []
    for field in fields.of("246", "247"):
        text = proper(joined(field, "a"), language)
        if len(text) > 3:
            found.append(text)
    for field in fields.of("245"):
        sub = joined(field, "b")
        if joined(field, "a").rstrip().endswith("=") and sub:
            found.append(fold(sub.partition(":")[0]))
    return sorted(set(found))[:_VARIANTS]
