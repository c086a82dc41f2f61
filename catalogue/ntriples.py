"""Statements written as lines of N-Triples by hand: a fifth of the time of making terms of them.

For who writes tens of thousands of copies a second; the lines are those pyoxigraph writes.
"""

import re
from typing import Final

#: What may not stand in a literal as it is (RDF 1.1 N-Triples, §7, and what Oxigraph escapes).
_SPECIAL: Final = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES: Final = {
    **{number: f"\\u{number:04X}" for number in (*range(0x20), 0x7F)},
    **str.maketrans(
        {
            "\b": "\\b",
            "\t": "\\t",
            "\n": "\\n",
            "\f": "\\f",
            "\r": "\\r",
            '"': '\\"',
            "\\": "\\\\",
        }
    ),
}


def literal(text: str) -> str:
    """A plain literal as it stands in a line."""
    if _SPECIAL.search(text):
        text = text.translate(_ESCAPES)
    return f'"{text}"'


def node(iri: str) -> str:
    """An IRI as it stands in a line; it must be one."""
    return f"<{iri}>"
