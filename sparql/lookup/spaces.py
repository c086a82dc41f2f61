"""Whose things an IRI is about: the space of names it lies in, told from the IRI alone."""

import re
from typing import Final

#: Scheme, host and first step of the path, while another step or a fragment follows it.
_HIERARCHICAL: Final = re.compile(rb"[^:/?#>]+://[^/?#>]*(?:/(?:[^/?#>]*/)?)?")
#: Scheme and, before its separator, the naming body: ``urn:isbn:``, ``info:lc/``.
_OPAQUE: Final = re.compile(rb"[^:/?#>]+:(?:[^:/?#>]+[:/])?")


def space(written: bytes) -> bytes:
    """The beginning an IRI shares with others of the same kind and publisher.

    ``<http://id.loc.gov/vocabulary/languages/chi>`` lies in ``http://id.loc.gov/vocabulary/``,
    ``<http://viaf.org/viaf/1>`` in ``http://viaf.org/viaf/``, ``<http://www.w3.org/ns#a>`` in
    ``http://www.w3.org/``, ``<urn:isbn:7020000000>`` in ``urn:isbn:``. Empty for no IRI.
    """
    found = _HIERARCHICAL.match(written, 1) or _OPAQUE.match(written, 1)
    return found[0] if found else b""
