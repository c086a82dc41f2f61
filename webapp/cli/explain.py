"""``catena explain``: what each subfield of a record becomes, and what is left out and why."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click
import pymarc

from converters import MarcRecord, read
from converters.bibframe import Rules
from converters.bibframe.provenance import Origin, Provenance, provenance
from converters.engine import Job
from converters.engines import made
from shapes.iris import document, named
from shapes.namespaces import compact
from store.log import now
from webapp.cli.engines import choice
from webapp.cli.sentences import plainly, settings, stop


@click.command("explain")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--record", "number", default=1, show_default=True, help="Which one of the file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, statements in N-Triples.")
@plainly
def command(file: Path, number: int, as_json: bool) -> None:
    """Show for every subfield of a record the statements made from it.

    A subfield no statement comes from is told with the reason. Statements made from several
    subfields stand under each. Nothing is stored.
    """
    record = _record(file, number)
    chosen = settings()
    rules = made(choice(chosen, "catena"))
    assert isinstance(rules, Rules)  # noqa: S101 - the engine of this name
    job = Job(record, document(chosen.base_iri, named("bib", record.control_number)))
    found = provenance(rules, job, now())
    if as_json:
        click.echo(json.dumps(_as_json(record.marc, found), ensure_ascii=False, indent=1))
        return
    for line in _as_text(record.marc, found, job.document):
        click.echo(line)


def _record(file: Path, number: int) -> MarcRecord:
    record = next(islice(read(file), number - 1, None), None) if number > 0 else None
    if record is None:
        stop(f"{file} has no record {number}.")
    if not isinstance(record, MarcRecord):
        stop(f"Record {number} of {file} is not taken: {record.reason}.")
    return record


def _as_text(marc: pymarc.Record, found: Provenance, document: str) -> Iterator[str]:
    def shown(line: str) -> str:
        terms = line.removesuffix(" .").split(" ", 2)
        return " ".join(_short(term, document) for term in terms)

    for place, field in enumerate(marc.fields):
        if not field.subfields:
            yield f"{field.tag} {field.data}"
            yield from (f"      {shown(line)}" for line in found.of(Origin(place, None)))
            if reason := found.unused.get(Origin(place, None)):
                yield f"      – {reason}"
            continue
        yield f"{field.tag} {''.join(field.indicators or '  ').replace(' ', '#')}"
        for i, (code, value) in enumerate(field.subfields):
            yield f"   ${code} {value}"
            yield from (f"      {shown(line)}" for line in found.of(Origin(place, i)))
            if reason := found.unused.get(Origin(place, i)):
                yield f"      – {reason}"
        whole = [line for line, made in found.lines.items() if Origin(place, None) in made]
        if whole:
            yield "   the field as a whole"
            yield from (f"      {shown(line)}" for line in whole)
    rest = [line for line, made in found.lines.items() if not made or made[0].place < 0]
    yield "the leader, and what every record has"
    yield from (f"      {shown(line)}" for line in rest)


def _short(term: str, document: str) -> str:
    if not term.startswith("<"):
        return term
    iri = term[1:-1]
    return iri.removeprefix(document) if iri.startswith(f"{document}#") else compact(iri)


def _as_json(marc: pymarc.Record, found: Provenance) -> dict[str, Any]:
    def origin(made: Origin) -> dict[str, Any]:
        if made.place < 0:
            return {"tag": "LDR"}
        field = marc.fields[made.place]
        same = [i for i, other in enumerate(marc.fields) if other.tag == field.tag]
        told: dict[str, Any] = {"tag": field.tag, "occurrence": same.index(made.place) + 1}
        if made.subfield is not None:
            told |= {"subfield": field.subfields[made.subfield].code, "place": made.subfield + 1}
        return told

    return {
        "statements": [
            {"statement": line, "from": [origin(each) for each in made]}
            for line, made in found.lines.items()
        ],
        "unused": [origin(each) | {"reason": reason} for each, reason in found.unused.items()],
    }
