"""Every IRI Catena mints is made here: documents by path, things as hash IRIs in their document.

One GET of the document dereferences every thing in it, so no 303 is needed
(docs/decisions/0007). A *path* such as ``bib/b42`` or ``member/PKU`` names a record for ever; the
base IRI is a setting.
"""

from typing import Final
from urllib.parse import quote

#: The letter that starts the number of a record, by kind.
LETTER: Final[dict[str, str]] = {"bib": "b", "auth": "a", "holding": "h", "hub": "w"}

WORK: Final = "Work"
INSTANCE: Final = "Instance"
LIBRARY: Final = "Library"


def numbered(kind: str, number: int) -> str:
    """The path of the record of this kind with this number: ``bib/b42``."""
    return f"{kind}/{LETTER[kind]}{number}"


def named(kind: str, name: str) -> str:
    """The path of a record known by a name of its own: ``member/PKU``, ``bib/ocm00012``."""
    return f"{kind}/{quote(name.strip(), safe='')}"


def document(base: str, path: str) -> str:
    """The IRI of a record's document: ``http://localhost:8000/bib/b42``."""
    return f"{base}{path}"


def thing(base: str, path: str, fragment: str) -> str:
    """The IRI of a thing a document speaks of: ``http://localhost:8000/bib/b42#Work``."""
    return f"{base}{path}#{fragment}"


def library(base: str, code: str) -> str:
    """The IRI of a member library: ``http://localhost:8000/member/PKU#Library``."""
    return thing(base, named("member", code), LIBRARY)


def path_of(base: str, iri: str) -> str | None:
    """The path of the document an IRI of ours lies in; None for anybody else's IRI."""
    if not iri.startswith(base):
        return None
    return iri[len(base) :].partition("#")[0]
