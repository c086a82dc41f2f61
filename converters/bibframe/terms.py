"""RDF terms as the text N-Triples writes, made once and handled as strings from there on."""

import re
from typing import Final

from converters.mending import mend_iri, mend_language
from shapes.namespaces import PREFIXES

__all__ = ["expand", "literal", "mend_iri", "term", "typed"]

_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\\x7f]')
_SHORT: Final = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"} | {
    "\b": "\\b",
    "\f": "\\f",
}


def expand(name: str) -> str:
    """``bf:Title`` in full, without angle brackets."""
    prefix, _, local = name.partition(":")
    if prefix not in PREFIXES:
        raise ValueError(f"{name} has a prefix nobody knows; there are {', '.join(PREFIXES)}")
    return PREFIXES[prefix] + local


def term(name: str) -> str:
    """``bf:Title`` as N-Triples writes it: ``<http://id.loc.gov/ontologies/bibframe/Title>``."""
    return f"<{expand(name)}>"


def literal(value: str, language: str = "") -> str:
    """A literal; a language that is no tag (BCP 47, in its outer form) is left out."""
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(_escape, value)
    if language and (language := mend_language(language)):
        return f'"{value}"@{language.lower()}'
    return f'"{value}"'


def typed(value: str, datatype: str) -> str:
    """A literal of a datatype given in full."""
    if _ESCAPED.search(value):
        value = _ESCAPED.sub(_escape, value)
    return f'"{value}"^^<{datatype}>'


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
