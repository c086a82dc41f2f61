"""A record as BibTeX, in UTF-8 as biber and every reference manager of today reads it."""

import re
from typing import Final

import pymarc

from converters.citations import csl
from converters.citations.names import spoken

_TYPES: Final = {
    "thesis": "phdthesis",
    "chapter": "incollection",
    "article-journal": "article",
    "manuscript": "unpublished",
    "periodical": "periodical",
}
_OTHER: Final = frozenset(
    {"map", "motion_picture", "song", "graphic", "software", "musical_score", "collection"}
)
#: BibTeX's fields and where their values are in CSL-JSON, in the order they are written.
_FIELDS: Final = (
    ("title", "title"),
    ("booktitle", "container-title"),
    ("edition", "edition"),
    ("volumes", "number-of-volumes"),
    ("series", "collection-title"),
    ("number", "collection-number"),
    ("publisher", "publisher"),
    ("address", "publisher-place"),
    ("pages", "page"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("doi", "DOI"),
    ("url", "URL"),
    ("language", "language"),
)
_PEOPLE: Final = ("author", "editor", "translator")
#: TeX's own characters. Braces go, for unbalanced ones would swallow the file.
_ESCAPED: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": "(",
        "}": ")",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "\n": " ",
        "\r": " ",
    }
)
#: In an address TeX's characters stay as they are; only what would end the value is coded.
_IN_URL: Final = str.maketrans(
    {"{": "%7B", "}": "%7D", "\\": "%5C", "\n": "", "\r": "", " ": "%20"}
)


def as_bibtex(marc: pymarc.Record) -> bytes:
    """One entry, its key the control number."""
    item = csl.item(marc)
    kind = _TYPES.get(item["type"], "misc" if item["type"] in _OTHER else "book")
    lines = []
    for variable in _PEOPLE:
        if names := item.get(variable):
            joined = " and ".join(map(_name, spoken(names), ("literal" in one for one in names)))
            lines.append(f"  {variable} = {{{joined}}},")
    for name, variable in _FIELDS:
        if value := str(item.get(variable, "")):
            if kind == "article" and name == "booktitle":
                name = "journal"  # noqa: PLW2901 - the one field with two names
            if kind == "phdthesis" and name == "publisher":
                name = "school"  # noqa: PLW2901
            kept = value.translate(_IN_URL if name in ("url", "doi") else _ESCAPED)
            lines.append(f"  {name} = {{{kept}}},")
    years = item.get("issued", {}).get("date-parts", [])
    lines += [f"  year = {{{span[0]}}}," for span in years[:1]]
    key = re.sub(r"[^A-Za-z0-9_.:-]", "", str(item["id"])) or "record"
    return ("\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n").encode("utf-8", "replace")


def _name(name: str, whole: bool) -> str:
    """A name; one that is not to be taken apart in braces."""
    escaped = name.translate(_ESCAPED)
    return f"{{{escaped}}}" if whole else escaped
