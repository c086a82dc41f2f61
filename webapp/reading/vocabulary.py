"""Names for the codes in records: languages, roles, countries, kinds (`codes/*.tsv`)."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shapes.namespaces import BF, compact


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its MARC code, with its English name, its own name and its BCP 47 tag."""

    code: str
    name: str
    own_name: str
    tag: str


@cache
def _table(name: str) -> dict[str, dict[str, str]]:
    """A table by its first column."""
    text = files("webapp.reading").joinpath("codes", f"{name}.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {next(iter(row.values())): row for row in rows}


def _code(iri: str) -> str:
    return iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]


def language(iri: str) -> Language:
    """The language a vocabulary IRI stands for; one unknown to us goes by its code."""
    code = _code(iri)
    row = _table("languages").get(code)
    return (
        Language(code, row["name"], row["own"], row["tag"]) if row else Language(code, code, "", "")
    )


def role(iri: str) -> str:
    """What a relator code means: ``translator`` for ``…/relators/trl``; empty for one unknown."""
    row = _table("roles").get(_code(iri)) if "/relators/" in iri else None
    return row["name"] if row else ""


def country(code: str) -> str:
    """The English name of a country by its code (ISO 3166-1); what is no such code stays."""
    row = _table("countries").get(code.strip().upper())
    return row["name"] if row else code


def kind(iri: str) -> str:
    """What a class or a relationship is called on a page."""
    code = _code(iri)
    row = _table("kinds").get(code)
    if row:
        return row["name"]
    return compact(iri).removeprefix("bf:") if iri.startswith(BF) else code
