"""Every format a record can be had in, for the pages and for the commands alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from pyoxigraph import RdfFormat

from converters.citations.bibtex import as_bibtex
from converters.citations.csl import as_csl
from converters.citations.ris import as_ris
from converters.citations.styles import as_citations
from converters.structures.marcxml import NAMESPACE
from converters.writing import iso2709
from converters.writing.asked import Asked, Written
from converters.writing.dublin_core import as_dublin_core
from converters.writing.lines import as_lines
from converters.writing.marc_in_json import as_json_text
from converters.writing.marcxml import MARCXCHANGE, as_marcxchange, as_marcxml
from converters.writing.mods import NAMESPACE as MODS
from converters.writing.mods import as_mods
from converters.writing.source import Source

type Group = Literal["linked data", "MARC", "other formats", "citations"]

_XML: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before, between and after records in one document; ``alone``: before a single."""

    before: bytes = b""
    between: bytes = b""
    after: bytes = b""
    alone: bytes = b""
    alone_after: bytes = b""


@dataclass(frozen=True, slots=True)
class Form:
    """One format: its name, the suffix and the media type of its documents, and how it is written.

    ``rdf`` is set for those Oxigraph serialises; all others have ``write``. ``wishes`` are the
    names of :class:`Asked` that it heeds.
    """

    suffix: str
    media_type: str
    name: str
    group: Group
    write: Callable[[Source, Asked], Written] | None = None
    rdf: RdfFormat | None = None
    around: Around = Around()
    wishes: tuple[str, ...] = ()


def _iso2709(source: Source, asked: Asked) -> Written:
    marc, dialect = source.marc(asked)
    return iso2709.written(marc, dialect, asked.charset, asked.unmappable)


def _cnmarc(source: Source, asked: Asked) -> Written:
    marc, dialect = source.marc(replace(asked, into="cnmarc"))
    return iso2709.written(marc, dialect, asked.charset, asked.unmappable)


def _marcxml(source: Source, asked: Asked) -> Written:
    return Written(as_marcxml(*source.marc(asked)))


def _marcxchange(source: Source, asked: Asked) -> Written:
    marc, dialect = source.marc(asked)
    return Written(as_marcxchange(marc, dialect, source.kind))


def _json(source: Source, asked: Asked) -> Written:
    return Written(as_json_text(*source.marc(asked)))


def _lines(source: Source, asked: Asked) -> Written:
    return Written(as_lines(*source.marc(asked)))


def _mods(source: Source, _asked: Asked) -> Written:
    return Written(as_mods(source.bibliographic))


def _dublin_core(source: Source, _asked: Asked) -> Written:
    return Written(as_dublin_core(source.bibliographic))


def _bibtex(source: Source, _asked: Asked) -> Written:
    return Written(as_bibtex(source.bibliographic))


def _ris(source: Source, _asked: Asked) -> Written:
    return Written(as_ris(source.bibliographic))


def _csl(source: Source, _asked: Asked) -> Written:
    return Written(as_csl(source.bibliographic))


def _citations(source: Source, asked: Asked) -> Written:
    return Written(as_citations(source.bibliographic, asked))


def _collection(namespace: str) -> Around:
    return Around(
        _XML + f'<collection xmlns="{namespace}">\n'.encode(), after=b"</collection>\n", alone=_XML
    )


_ARRAY: Final = Around(b"[\n", b",\n", b"\n]\n", b"[\n", b"\n]\n")
_MARC: Final = ("into", "rules")
_BYTES: Final = ("charset", "unmappable")

#: By the name of the command line; the order is that of the page.
FORMATS: Final[Mapping[str, Form]] = {
    "turtle": Form("ttl", "text/turtle", "Turtle", "linked data", rdf=RdfFormat.TURTLE),
    "ntriples": Form(
        "nt", "application/n-triples", "N-Triples", "linked data", rdf=RdfFormat.N_TRIPLES
    ),
    "jsonld": Form(
        "jsonld", "application/ld+json", "JSON-LD", "linked data", rdf=RdfFormat.JSON_LD
    ),
    "rdfxml": Form("rdf", "application/rdf+xml", "RDF/XML", "linked data", rdf=RdfFormat.RDF_XML),
    "mrc": Form("mrc", "application/marc", "MARC 21", "MARC", _iso2709, wishes=(*_BYTES, *_MARC)),
    "marcxml": Form(
        "marcxml",
        "application/marcxml+xml",
        "MARCXML",
        "MARC",
        _marcxml,
        around=_collection(NAMESPACE),
        wishes=_MARC,
    ),
    "cnmarc": Form(
        "cnmarc", "application/x-cnmarc", "CNMARC", "MARC", _cnmarc, wishes=(*_BYTES, "rules")
    ),
    "json": Form(
        "json",
        "application/json",
        "MARC-in-JSON",
        "MARC",
        _json,
        around=Around(b"[\n", b",\n", b"]\n"),
        wishes=_MARC,
    ),
    "mrk": Form("mrk", "text/x-mrk", "MARC in lines", "MARC", _lines, wishes=_MARC),
    "marcxchange": Form(
        "marcxchange",
        "application/x-marcxchange+xml",
        "MarcXchange",
        "MARC",
        _marcxchange,
        around=_collection(MARCXCHANGE),
        wishes=_MARC,
    ),
    "mods": Form(
        "mods",
        "application/mods+xml",
        "MODS",
        "other formats",
        _mods,
        around=Around(
            _XML + f'<modsCollection xmlns="{MODS}">\n'.encode(),
            after=b"</modsCollection>\n",
            alone=_XML,
        ),
    ),
    "dc": Form(
        "dc",
        "application/x-oai-dc+xml",
        "Dublin Core",
        "other formats",
        _dublin_core,
        around=Around(_XML + b"<records>\n", after=b"</records>\n", alone=_XML),
    ),
    "csl": Form(
        "csl",
        "application/vnd.citationstyles.csl+json",
        "CSL-JSON",
        "citations",
        _csl,
        around=_ARRAY,
    ),
    "bibtex": Form(
        "bib", "application/x-bibtex", "BibTeX", "citations", _bibtex, around=Around(between=b"\n")
    ),
    "ris": Form(
        "ris",
        "application/x-research-info-systems",
        "RIS",
        "citations",
        _ris,
        around=Around(between=b"\r\n"),
    ),
    "citations": Form(
        "cite",
        "text/plain",
        "In words",
        "citations",
        _citations,
        around=Around(between=b"\n"),
        wishes=("style",),
    ),
}


def alone(form: Form, source: Source, asked: Asked) -> Written:
    """A document with one record. Raises :class:`~converters.writing.asked.Unwritable`."""
    if form.write is None:
        raise ValueError(f"{form.name} is written by Oxigraph")
    written = form.write(source, asked)
    mark = iso2709.UCS2_MARK if "charset" in form.wishes and asked.charset == "ucs-2" else b""
    data = mark + form.around.alone + written.data + form.around.alone_after
    return Written(data, written.uncarried)


def together(form: Form, pieces: Iterable[bytes], asked: Asked) -> Iterator[bytes]:
    """A document with several, piece by piece."""
    yield iso2709.UCS2_MARK if "charset" in form.wishes and asked.charset == "ucs-2" else b""
    yield form.around.before
    for place, piece in enumerate(pieces):
        if place:
            yield form.around.between
        yield piece
    yield form.around.after
