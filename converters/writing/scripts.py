"""In which script a text is, by its letters; LC's way back knows its pairs of literals by that.

A pair whose $6 had no script code has literals like ``"Kyōto"@ja`` and ``"京都"``, from which the
stylesheet cannot tell which of them belongs into an 880.
"""

import unicodedata
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

LATIN: Final = "latn"
#: ISO 15924 by the first word of a letter's name in Unicode.
_SCRIPTS: Final = {
    "CJK": "hani",
    "HIRAGANA": "jpan",
    "KATAKANA": "jpan",
    "HANGUL": "kore",
    "CYRILLIC": "cyrl",
    "GREEK": "grek",
    "HEBREW": "hebr",
    "ARABIC": "arab",
    "ARMENIAN": "armn",
    "GEORGIAN": "geor",
    "THAI": "thai",
    "TIBETAN": "tibt",
    "DEVANAGARI": "deva",
    "BENGALI": "beng",
    "TAMIL": "taml",
    "MONGOLIAN": "mong",
}


def script(text: str) -> str:
    """The script (ISO 15924, small letters) of the first letter that is not Latin; else Latin."""
    if text.isascii():
        return LATIN
    for character in text:
        if character > "\u024f" and character.isalpha():
            found = _SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0])
            if found:
                return found
    return LATIN


def tell_scripts(said: list[tuple[str, NamedNode | BlankNode | Literal]]) -> None:
    """Gives literals of one property in several scripts a language tag that names the script."""
    groups: dict[str, list[int]] = {}
    for place, (predicate, value) in enumerate(said):
        if isinstance(value, Literal):
            groups.setdefault(predicate, []).append(place)
    for predicate, places in groups.items():
        if len(places) < 2:
            continue
        texts = {place: said[place][1] for place in places}
        scripts = {place: script(value.value) for place, value in texts.items()}
        if len(set(scripts.values())) < 2:
            continue
        for place, value in texts.items():
            if isinstance(value, Literal) and not _names_script(value.language or ""):
                language = (value.language or "und").partition("-")[0]
                tag = f"{language}-{scripts[place]}"
                said[place] = (predicate, Literal(value.value, language=tag))


def _names_script(tag: str) -> bool:
    return any(len(part) == 4 and part.isalpha() for part in tag.split("-")[1:])
