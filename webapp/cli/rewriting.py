"""Files of MARC, or of BIBFRAME, into a format that is not RDF, record by record."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click
from pyoxigraph import RdfFormat, parse

from catalogue.refused import Refusals
from catalogue.tally import Tally
from converters import MarcRecord, NotMarc, Rejected, read
from converters.writing.asked import Asked, Unwritable
from converters.writing.back import descriptions
from converters.writing.formats import Form
from converters.writing.source import Source
from shapes.iris import document, named
from webapp.cli.load import said
from webapp.cli.output import in_options
from webapp.cli.progress import Progress

#: Files of RDF are known by how their names end; none is larger, for it is held in memory.
RDF: Final = {
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".rdf": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
#: What costs a file, and not the others.
UNREADABLE: Final = (
    NotMarc,
    Unwritable,
    FileNotFoundError,
    IsADirectoryError,
    PermissionError,
)
LARGEST: Final = 256 * 1024 * 1024


class Rewriting:
    """The records of several files in one format, counted together."""

    def __init__(self, form: Form, asked: Asked, base: str, *, quiet: bool) -> None:
        self.tally = Tally()
        self.files = 0
        self._form = form
        self._asked = asked
        self._base = base
        self._quiet = quiet

    def of(self, file: Path, folder: Path) -> Iterator[bytes]:
        """Each record of a file that can be written."""
        refusals = Refusals(folder, file)
        before = replace(self.tally)
        try:
            if file.suffix in RDF:
                yield from self._bibframe(file, refusals)
            else:
                yield from self._marc(file, refusals)
            self.files += 1
            click.echo(f"{file.name}: {self.tally - before}", err=True)
        except UNREADABLE as error:
            click.echo(f"catena: {said(error)}", err=True)
        finally:
            refusals.close()
        if refusals.reasons:
            click.echo(f"What was refused or mended, and why: {refusals.reasons}", err=True)

    def _marc(self, file: Path, refusals: Refusals) -> Iterator[bytes]:
        done = 0
        with Progress(file.name, file.stat().st_size, "records", quiet=self._quiet) as progress:
            for position, record in enumerate(read(file), start=1):
                self.tally.read += 1
                done += len(record.raw)
                progress.reached(done, position)
                if isinstance(record, MarcRecord):
                    address = document(self._base, named("bib", record.control_number))
                    source = Source(address, bytes, record, record.kind)
                    yield from self._written(source, record, refusals)
                else:
                    self._refuse(record, refusals)

    def _bibframe(self, file: Path, refusals: Refusals) -> Iterator[bytes]:
        """What is described in a file of RDF, made MARC 21 first."""
        for position, source in enumerate(_described(file), start=1):
            self.tally.read += 1
            record = Rejected(position, "", b"")
            yield from self._written(source, record, refusals)

    def _written(
        self, source: Source, record: MarcRecord | Rejected, refusals: Refusals
    ) -> Iterator[bytes]:
        if self._form.write is None:
            raise ValueError(f"{self._form.name} is written by Oxigraph")
        try:
            written = self._form.write(source, self._asked)
        except Unwritable as error:
            reason = in_options(str(error))
            self._refuse(
                Rejected(record.position, reason, record.raw, format=record.format), refusals
            )
            return
        self.tally.accepted += 1
        mended = record.mended if isinstance(record, MarcRecord) else ()
        if written.uncarried:
            listed = ", ".join(f"{one} (U+{ord(one):04X})" for one in written.uncarried)
            mended = (*mended, f"written as numeric references: {listed}")
        refusals.mend(record.position, mended)
        yield written.data

    def _refuse(self, refused: Rejected, refusals: Refusals) -> None:
        self.tally.refuse(refused.verdict)
        refusals.refuse(refused)


def triples_of(file: Path) -> bytes:
    """A file of RDF as N-Triples. Raises :class:`Unwritable` when it is none, or too large."""
    if file.stat().st_size > LARGEST:
        raise Unwritable(
            f"{file.name} is larger than {LARGEST // 2**20} MiB; cut it into several files."
        )
    base = "http://example.org/"
    try:
        quads = parse(path=str(file), format=RDF[file.suffix], base_iri=base)
        return b"".join(f"{quad.triple} .\n".encode() for quad in quads)
    except SyntaxError as error:
        raise Unwritable(f"{file.name} cannot be read as RDF: {error}.") from None


def _described(file: Path) -> Iterator[Source]:
    for marc in descriptions(triples_of(file)):
        yield Source.of_marc21(marc)
