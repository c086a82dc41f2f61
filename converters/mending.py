"""IRIs and language tags out of records, made good where they can be, and what was done told.

An 856 with a space in its address, or a bare ``www.``, makes an IRI no strict parser takes
(RFC 3987, BCP 47).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import local
from typing import Final
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

#: An absolute IRI nothing need be done to: the characters of RFC 3986, and none of the rare ones.
_PLAIN: Final = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*://[A-Za-z0-9._~-]+(?::[0-9]*)?"
    r"(?:[/?][A-Za-z0-9._~:/?@!$&'()*+,;=-]*)?"
    r"(?:#[A-Za-z0-9._~:/?@!$&'()*+,;=-]*)?"
)
_NOT_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]|%(?![0-9A-Fa-f]{2})')
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class _Noted(local):
    """What was mended in this thread since noting began; ``None`` while nobody listens."""

    told: list[str] | None = None


_noted = _Noted()


@contextmanager
def noting() -> Iterator[list[str]]:
    """A list that gets a sentence for each IRI or tag mended within the block."""
    told: list[str] = []
    _noted.told = told
    try:
        yield told
    finally:
        _noted.told = None


def mend_iri(value: str) -> str:
    """The nearest absolute IRI, or ``""`` where there is none.

    Blanks at the ends are cut, forbidden characters percent-encoded, a bare ``www.`` completed.
    """
    if _PLAIN.fullmatch(value):
        return value
    good = _nearest(value)
    if good != value:
        _tell(value, good)
    return good


def mend_language(tag: str) -> str:
    """The tag when it is one, else nothing."""
    if _is_language(tag):
        return tag
    _tell(tag, "")
    return ""


@lru_cache(maxsize=1024)
def _is_language(tag: str) -> bool:
    try:
        Literal("", language=tag)
    except ValueError:
        return False
    return True


def _tell(value: str, good: str) -> None:
    if _noted.told is None:
        return
    shown = " ".join(value.split())
    sentence = (
        f"“{shown}” is no IRI; written as {good}"
        if good
        else f"“{shown}” cannot be made an IRI or a language tag; left out"
    )
    if sentence not in _noted.told:
        _noted.told.append(sentence)


@lru_cache(maxsize=4096)
def _nearest(value: str) -> str:
    iri = _NOT_IN_IRI.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), value.strip()
    )
    if iri.startswith("www."):
        iri = f"http://{iri}"
    for attempt in (iri, quote(iri, safe="%:/?#@!$&'()*+,;=~")):
        if _SCHEME.match(attempt) and _is_iri(attempt):
            return attempt
    return ""


def _is_iri(value: str) -> bool:
    """Whether Oxigraph takes it: brackets and code points of no use outside a host are refused."""
    try:
        NamedNode(value)
    except ValueError:
        return False
    return True
