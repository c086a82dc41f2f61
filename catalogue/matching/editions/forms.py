"""In which form a text comes: printed, online, on film, in large print, in braille, spoken …"""

import re
from itertools import chain
from typing import Final

from catalogue.matching.editions.fields import Fields

#: Form of item, 008/23 or 29 (MARC 21, 008 "Books" and others).
_ITEM: Final = {
    **dict.fromkeys("abc", "microform"),
    "d": "large print",
    "f": "braille",
    "o": "online",
    "q": "electronic",
    "s": "electronic",
    "r": "print",
}
#: Category and material of the first 007 that no printed book has beside its own.
_PHYSICAL: Final = {"h": "microform", "tb": "large print", "tc": "braille", "f": "braille"}
#: Carriers (338 $b, RDA carrier terms' codes) by their first letter.
_CARRIERS: Final = {
    "cr": "online",
    "c": "electronic",
    "h": "microform",
    "s": "audio",
    "v": "video",
    "nc": "print",
    "nb": "print",
}
_WORDS: Final = (
    (re.compile(r"large[ -](?:print|type)|grossdruck|großdruck|gros caract|大字版"), "large print"),
    (re.compile(r"braille|盲文"), "braille"),
    (re.compile(r"micro(?:form|fiche|film|opaque|text)|缩微"), "microform"),
    (
        re.compile(r"online|electronic resource|ressource électronique|电子资源|elektronische"),
        "online",
    ),
    (re.compile(r"videocassette|video cassette|vhs"), "video cassette"),
    (re.compile(r"blu-?ray"), "video blu-ray"),
    (re.compile(r"videodis[ck]|dvd"), "video disc"),
    (re.compile(r"video|motion picture|录像|film reel"), "video"),
    (re.compile(r"cassette"), "audio cassette"),
    (re.compile(r"sound dis[ck]|audio dis[ck]|compact dis[ck]|唱片"), "audio disc"),
    (re.compile(r"sound recording|audio|录音"), "audio"),
    (re.compile(r"computer (?:file|optical|dis[ck])|cd-rom|电子文献"), "electronic"),
)
_RECORD: Final = {"i": "audio", "j": "audio", "g": "video", "m": "electronic"}
#: Kinds of content that are never one thing, by leader/06.
_CONTENT: Final = {
    "a": "text",
    "t": "text",
    "m": "text",
    "c": "score",
    "d": "score",
    "e": "map",
    "f": "map",
    "i": "speech",
    "j": "music",
    "g": "film",
    "k": "picture",
    "o": "kit",
    "p": "mixed",
    "r": "object",
}


def content(fields: Fields) -> str:
    """What sort of thing is described, in one word."""
    return _CONTENT.get(fields.leader[6], "text")


def level(fields: Fields) -> str:
    """``whole``, ``serial``, ``integrating`` or ``part`` (leader/07)."""
    return {"s": "serial", "i": "integrating", "a": "part", "b": "part", "d": "part"}.get(
        fields.leader[7], "whole"
    )


def form(fields: Fields, coded: str) -> str:
    """One of the forms above; ``""`` when nothing tells.

    A reproduction described with its original's data (533) has the form of the reproduction.
    The link of 856 is not asked: records of printed books have links, too.
    """
    if words := " ".join(fields.texts("533", "a")).lower():
        said = _by_words(words)
        if said or "electronic" in words:
            return said or "online"
    kind = fields.leader[6]
    said = _by_codes(fields, coded[29:30] if kind in "efgkor" else coded[23:24])
    if said and said != "print":
        return said
    told = (fields.texts("245", "h"), fields.texts("300", "a")[:1], fields.texts("250", "a")[:1])
    by_words = _by_words(" ".join(chain(*told)).lower()) or _RECORD.get(kind, "")
    if by_words or said or "300" in fields.own:
        return by_words or "print"
    return "online" if fields.control("007")[:2] == "cr" else ""


def _by_codes(fields: Fields, item: str) -> str:
    """By form of item (008), physical description (007) and carrier (338), in this order."""
    physical = fields.control("007")
    said = _ITEM.get(item, "") or _PHYSICAL.get(physical[:2]) or _PHYSICAL.get(physical[:1], "")
    if said and said != "print":
        return said
    carrier = next(iter(fields.texts("338", "b")), "")
    return _CARRIERS.get(carrier[:2]) or _CARRIERS.get(carrier[:1], said)


def _by_words(words: str) -> str:
    return next((form for pattern, form in _WORDS if pattern.search(words)), "") if words else ""
