"""What a library sent, read as it was judged when it came in."""

from collections.abc import Mapping
from typing import Final

from catalogue.reading import as_sent
from converters.record import MarcRecord
from converters.writing.formats import Form
from store import Contribution
from store.log.likenesses import OWN

#: The formats contributions of MARC are in.
MARC_FORMATS: Final = frozenset({"iso2709", "marcxml", "json", "lines"})
_SHOWN: Final = 8_192
_DIALECTS: Final[Mapping[str, str]] = {
    "marc21": "MARC 21",
    "cnmarc": "CNMARC",
    "unimarc": "UNIMARC",
    "rusmarc": "RUSMARC",
    "cmarc": "CMARC (Taiwan)",
    "intermarc": "INTERMARC",
}
_FORMATS: Final[Mapping[str, str]] = {
    "iso2709": "ISO 2709",
    "marcxml": "XML",
    "json": "JSON",
    "lines": "lines",
    "csv": "a table",
    "iso20775": "ISO 20775",
}


def received(contribution: Contribution) -> list[str]:
    """How it came, in words: dialect, format and character set."""
    words = [_FORMATS.get(contribution.format, contribution.format), contribution.charset.upper()]
    if contribution.format in MARC_FORMATS:
        words.insert(0, _DIALECTS.get(contribution.dialect, contribution.dialect))
    return words


def sent(contribution: Contribution) -> str:
    """What was sent, when it is no MARC, as text to be looked at; not more than a page of it."""
    if contribution.format in MARC_FORMATS:
        return ""
    return contribution.raw[:_SHOWN].decode(contribution.charset, "replace")


def is_composed(contribution: Contribution | None, path: str) -> bool:
    """Whether it is the union's own: what several libraries sent for a record, put together."""
    return contribution is not None and (contribution.member, contribution.control) == (OWN, path)


def comes_as(form: Form, kind: str, contribution: Contribution | None) -> bool:
    """Whether a record of this kind, sent like this, can be had in this form.

    A publication comes in every form, anything else in MARC when it was sent as MARC; no authority
    and no holdings are made CNMARC.
    """
    if form.group == "linked data":
        return True
    if contribution is None or kind == "member":
        return False
    if kind == "bib":
        return True
    if form.group != "MARC" or contribution.format not in MARC_FORMATS:
        return False
    return form.suffix != "cnmarc" or contribution.dialect == "cnmarc"


def marc_of(contribution: Contribution) -> MarcRecord | None:
    """The record; None when what was sent is no MARC (a table of copies, say)."""
    if contribution.format not in MARC_FORMATS:
        return None
    return as_sent(contribution)
