"""Literals an engine refuses, kept under a datatype of their own, and read back as they were.

Virtuoso 7 refuses every ``"PT1H"^^xsd:duration`` and integers beyond 64 bits. A record must not
stay out of the graph for its playing time, so such a literal is written with the same text and
the datatype's IRI behind a prefix, and the prefix is taken away from every answer.
"""

import re
from typing import Final

PREFIX: Final = "urn:catena:literal:"

#: The end of an N-Triples line whose object has a datatype: a quote in a text is escaped.
_TYPED: Final = re.compile(rb'"\^\^<([^<>]*)> \.$')
_IN_JSON: Final = re.compile(rb'("datatype"\s*:\s*")' + PREFIX.encode())
_IN_XML: Final = re.compile(rb"(\bdatatype\s*=\s*[\"'])" + PREFIX.encode())
_IN_TRIPLES: Final = re.compile(rb'((?<!\\)(?:\\\\)*"\^\^<)' + PREFIX.encode())


def stand_in(statement: bytes) -> bytes | None:
    """What is written for a statement that was refused; None when there is nothing else to try."""
    typed = _TYPED.search(statement)
    if typed is None or typed[1].startswith(PREFIX.encode()):
        return None
    return b"%s%s%s" % (statement[: typed.start(1)], PREFIX.encode(), statement[typed.start(1) :])


def restored(body: bytes, media_type: str) -> bytes:
    """An answer with the datatypes that were meant."""
    if PREFIX.encode() not in body:
        return body
    if "json" in media_type:
        return _IN_JSON.sub(rb"\1", body)
    if "xml" in media_type:
        return _IN_XML.sub(rb"\1", body)
    return _IN_TRIPLES.sub(rb"\1", body)
