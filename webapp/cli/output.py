"""Where a command's data go: standard output, or a file that is only there when it is whole."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import click
from pyoxigraph import RdfFormat, Triple, parse, serialize

from shapes.namespaces import PREFIXES

FORMATS: Final[Mapping[str, RdfFormat]] = {
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def options[F: Callable[..., Any]](*more: str) -> Callable[[F], F]:
    """``-o`` and ``-f`` with the formats of RDF, and ``more``."""

    def both(command: F) -> F:
        output = click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Default: standard output.",
        )
        format_ = click.option(
            "-f",
            "--format",
            "format_",
            type=click.Choice([*FORMATS, *more]),
            default="ntriples",
            show_default=True,
        )
        return output(format_(command))

    return both


@contextmanager
def whole(output: Path | None) -> Iterator[BinaryIO]:
    """A stream to write to; under the file's name only when the block ends well.

    A reader never finds half a file, and what was there before stays when the block fails.
    """
    if output is None:
        yield sys.stdout.buffer
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def write_rdf(portions: Iterable[bytes], stream: BinaryIO, format_: str) -> None:
    """N-Triples as they are; other formats by Oxigraph's serializers, portion after portion."""
    if format_ == "ntriples":
        stream.writelines(portions)
        return
    triples = (
        Triple(quad.subject, quad.predicate, quad.object)
        for portion in portions
        for quad in parse(portion, RdfFormat.N_TRIPLES)
    )
    serialize(triples, stream, FORMATS[format_], prefixes=dict(PREFIXES))
