"""Every link to a document is built here, relative to the host, so that a site works anywhere."""

from typing import Final
from urllib.parse import unquote

from flask import url_for

from shapes.iris import path_of

#: The kinds of records that have documents, as they stand in their addresses.
KINDS: Final = ("bib", "auth", "holding", "hub", "member")


def document(path: str, suffix: str = "") -> str:
    """The address of a record's document: ``/bib/b42``, ``/bib/b42.ttl``."""
    kind, _, name = path.partition("/")
    if suffix:
        return url_for("documents.representation", kind=kind, name=unquote(name), suffix=suffix)
    return url_for("documents.document", kind=kind, name=unquote(name))


def local(base: str, iri: str) -> str:
    """The address of a thing of ours on this host; empty for anybody else's IRI."""
    path = path_of(base, iri)
    if path is None or path.partition("/")[0] not in KINDS or "/" not in path:
        return ""
    fragment = iri.partition("#")[2]
    return document(path) + (f"#{fragment}" if fragment else "")
