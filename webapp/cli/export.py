"""``catena export``: the whole catalogue, in any format there is, or as it was sent."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import batched
from pathlib import Path
from typing import Final, cast

import click

from converters.record import Kind
from converters.writing.asked import Asked, Unwritable
from converters.writing.formats import FORMATS, Form, together
from converters.writing.source import Source
from shapes import iris
from store import Record, Store
from store.log.likenesses import feeding
from webapp.cli.opening import opened
from webapp.cli.output import asked, in_options, options, whole, write_rdf
from webapp.cli.progress import Progress
from webapp.cli.sentences import SOME_REFUSED, plainly, settings
from webapp.contributed import comes_as, marc_of

_KINDS: Final = {"bib": "bibliographic", "auth": "authority", "holding": "holdings"}


@click.command("export")
@options
@click.option("--as-sent", is_flag=True, help="The contributions' own bytes, and nothing else.")
@click.option("--quiet", is_flag=True, help="No progress bar.")
@plainly
def command(
    output: Path | None,
    format_: str,
    *,
    as_sent: bool,
    quiet: bool,
    **wishes: str | None,
) -> None:
    """Write the whole catalogue: in RDF every statement, else every live record.

    A record that cannot be written as asked is left out and told, with the reason, on standard
    error, and the exit code is 1; authorities and holdings a format is not for are counted. With
    --as-sent each record's newest contribution is written as its library sent it.
    """
    chosen = settings()
    form = FORMATS[format_]
    code = 0
    with opened(chosen) as store:
        total = sum(store.log.counts().values())
        with Progress("export", total, "records", quiet=quiet) as progress, whole(output) as stream:
            if as_sent:
                stream.writelines(_sent(store, progress))
            elif form.rdf is not None:
                write_rdf(_rdf(store, progress), stream, form.rdf)
            else:
                export = _Export(store, form, asked(wishes), progress)
                stream.writelines(together(form, export.pieces(), export.asked))
                export.tell()
                code = SOME_REFUSED if export.left_out else 0
    sys.exit(code)


def _sent(store: Store, progress: Progress) -> Iterator[bytes]:
    """What each library sent that feeds a live record; and of members what was told of them."""
    log = store.log
    for portion in batched(_live(store, progress), 200):
        paths = [record.path for record, _ in portion]
        by_path: dict[str, list[int]] = {path: [] for path in paths}
        for each in sorted(feeding(log, paths=paths), key=lambda each: each.name):
            by_path[each.path].append(each.contribution)
        for record, _ in portion:
            if not by_path[record.path] and record.contribution is not None:
                by_path[record.path].append(record.contribution)
        sent = log.contributions({number for of in by_path.values() for number in of})
        yield from (sent[number].raw for path in paths for number in by_path[path])


def _rdf(store: Store, progress: Progress) -> Iterator[bytes]:
    """What each record says. A statement two records make is written by each: RDF is a set."""
    for _, triples in _live(store, progress):
        yield triples


def _live(store: Store, progress: Progress) -> Iterator[tuple[Record, bytes]]:
    for count, one in enumerate(store.log.live(), start=1):
        progress.reached(count)
        yield one


@dataclass(slots=True)
class _Export:
    """The records of a store in one format, one by one; what could not be written is told."""

    store: Store
    form: Form
    asked: Asked
    progress: Progress
    left_out: int = 0
    others: Counter[str] = field(default_factory=Counter)  # of kinds this format is not for
    uncarried: dict[str, None] = field(default_factory=dict)

    def pieces(self) -> Iterator[bytes]:
        for record, triples in _live(self.store, self.progress):
            if record.contribution is None or record.kind == "member" or self.form.write is None:
                continue
            sent = self.store.log.contribution(record.contribution)
            if not comes_as(self.form, record.kind, sent):
                self.others[record.kind] += 1
                continue
            source = Source(
                iris.document(self.store.base, record.path),
                partial(bytes, triples),
                marc_of(sent),
                cast("Kind", record.kind),
            )
            try:
                written = self.form.write(source, self.asked)
            except Unwritable as error:
                self.left_out += 1
                click.echo(f"{record.path} left out: {in_options(str(error))}", err=True)
                continue
            self.uncarried.update(dict.fromkeys(written.uncarried))
            yield written.data

    def tell(self) -> None:
        """What was not carried, and how many records were left out."""
        if self.uncarried:
            listed = ", ".join(f"{one} (U+{ord(one):04X})" for one in self.uncarried)
            click.echo(f"Written as numeric references: {listed}.", err=True)
        if self.left_out:
            click.echo(f"{self.left_out:,} records were left out.", err=True)
        for kind, count in self.others.items():
            name = f"{_KINDS[kind]} record{'s have' if count > 1 else ' has'}"
            click.echo(f"{count:,} {name} no {self.form.name}.", err=True)
