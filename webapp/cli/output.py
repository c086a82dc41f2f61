"""Where a command's data go, and in which format: standard output, or a file there when whole."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import click
from pyoxigraph import RdfFormat, Triple, parse, serialize

from converters.writing.asked import WISHES, Asked
from converters.writing.formats import FORMATS
from shapes.namespaces import PREFIXES

_HELP: Final = {
    "charset": "Character set of ISO 2709.",
    "unmappable": "A character it has no code for: refuse the record, or write &#xXXXX;.",
    "rules": "Whose practice a CNMARC made here follows.",
    "into": "The MARC wanted; own: the one it came in.",
    "style": "The one style of citations wanted; all, when none is named.",
}


def options[F: Callable[..., Any]](command: F) -> F:
    """``-o``, ``--to`` (also ``-f``, ``--format``) and a word for every wish of a format."""
    for name, values in reversed(WISHES.items()):
        default = None if name == "style" else values[0]
        command = click.option(
            f"--{name}",
            type=click.Choice(values),
            default=default,
            show_default=default is not None,
            help=_HELP[name],
        )(command)
    format_ = click.option(
        "-f",
        "--format",
        "--to",
        "format_",
        type=click.Choice(list(FORMATS)),
        default="ntriples",
        show_default=True,
    )
    output = click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Default: standard output.",
    )
    return output(format_(command))


def asked(wishes: dict[str, str | None]) -> Asked:
    """The wishes of a command line; click has checked their values."""
    told: dict[str, Any] = {name: value for name, value in wishes.items() if value is not None}
    return Asked(**told)


def in_options(sentence: str) -> str:
    """What a sentence says to ask for, as one types it here: ``--charset utf-8``."""
    names = "|".join(WISHES)
    return re.sub(rf"\b({names})=(?=\w)", r"--\1 ", sentence)


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


def write_rdf(portions: Iterable[bytes], stream: BinaryIO, format_: RdfFormat) -> None:
    """N-Triples as they are; other formats by Oxigraph's serializers, portion after portion."""
    if format_ == RdfFormat.N_TRIPLES:
        stream.writelines(portions)
        return
    triples = (
        Triple(quad.subject, quad.predicate, quad.object)
        for portion in portions
        for quad in parse(portion, RdfFormat.N_TRIPLES)
    )
    serialize(triples, stream, format_, prefixes=dict(PREFIXES))
