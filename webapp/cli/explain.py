"""``catena explain``: what each subfield of a record becomes, and what is left out and why."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import click

from converters import MarcRecord, read
from converters.accounts import Account, Accountant
from converters.accounts.fates import Fate, Way
from converters.accounts.parts import WHOLE, Origin, occurrences
from converters.conversion import NoRules
from converters.engines import conversion
from converters.holdings.profile_file import usual
from shapes.iris import document, named
from shapes.namespaces import compact
from webapp.cli.assuming import assumed, assuming
from webapp.cli.engines import choice
from webapp.cli.sentences import plainly, settings, stop

WORDS: Final[Mapping[Way, str]] = MappingProxyType(
    {
        "graph": "in the graph",
        "log": "in the log only",
        "repaired": "repaired",
        "lost": "lost: nothing needs it, and no rule says why",
    }
)


@click.command("explain")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--record", "number", default=1, show_default=True, help="Which one of the file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, statements in N-Triples.")
@assuming
@plainly
def command(
    file: Path, number: int, *, as_json: bool, dialect: str | None, charset: str | None
) -> None:
    """Show for every subfield of a record the statements made from it.

    What comes from a field as a whole stands under its tag; what comes from several subfields
    stands under each. A subfield of which no statement is made is told with the rule that says so,
    or as lost. Records of every dialect and kind can be explained. Nothing is stored.
    """
    records = islice(read(file, assumed(dialect, charset)), max(number - 1, 0), None)
    found = next(records, None)
    if number < 1 or found is None:
        stop(f"{file} has no record {number}.")
    if not isinstance(found, MarcRecord):
        stop(f"Record {number} of {file} is not taken: {found.reason}.")
    chosen = settings()
    address = document(chosen.base_iri, named(found.kind, found.control_number))
    accountant = Accountant(conversion(choice(chosen, "catena")), usual)
    try:
        account = accountant.account(found, address)
    except NoRules as error:
        stop(f"Record {number} of {file} is not converted: {error}.")
    if as_json:
        click.echo(json.dumps(_as_json(account), ensure_ascii=False, indent=1))
        return
    for line in _as_text(account, address):
        click.echo(line)


def _as_text(account: Account, address: str) -> Iterator[str]:
    def told(origin: Origin) -> Iterator[str]:
        for line in account.traced.of(origin):
            yield f"      {_shown(line, address)}"
        if origin in account.fates and (fate := _fate(account.fates[origin])):
            yield f"      – {fate}"

    for place, field in enumerate(account.record.marc.fields):
        text = "".join(field.indicators or "  ").replace(" ", "#")
        yield f"{field.tag} {text if field.subfields else field.data}"
        yield from told(Origin(place, WHOLE))
        for i, (code, value) in enumerate(field.subfields):
            yield f"   ${code} {value}"
            yield from told(Origin(place, i))
    yield "the leader, and what every record has"
    for line, origins in account.traced.lines.items():
        if not origins:
            yield f"      {_shown(line, address)}"


def _fate(fate: Fate) -> str:
    if fate.way == "graph":
        return f"part of an {fate.reason}" if fate.reason else ""
    return f"{WORDS[fate.way]}{f': {fate.reason}' if fate.reason else ''}"


def _shown(line: bytes, address: str) -> str:
    terms = line.decode().removesuffix(" .").split(" ", 2)
    return " ".join(_short(term, address) for term in terms)


def _short(term: str, address: str) -> str:
    if not term.startswith("<"):
        return term
    iri = term[1:-1]
    return iri.removeprefix(address) if iri.startswith(f"{address}#") else compact(iri)


def _as_json(account: Account) -> dict[str, Any]:
    fields = account.record.marc.fields
    numbers = occurrences(account.record.marc)

    def origin(each: Origin) -> dict[str, Any]:
        field = fields[each.place]
        told: dict[str, Any] = {"tag": field.tag, "occurrence": numbers[each.place]}
        if each.subfield != WHOLE:
            code = field.subfields[each.subfield].code
            told |= {"subfield": code, "place": each.subfield + 1}
        return told

    return {
        "dialect": account.record.dialect,
        "kind": account.record.kind,
        "charset": account.record.charset,
        "statements": [
            {"statement": line.decode(), "from": [origin(each) for each in origins]}
            for line, origins in account.traced.lines.items()
        ],
        "mended": [
            {"told": sentence, "of": [origin(each) for each in origins]}
            for sentence, origins in account.traced.mended.items()
        ],
        "subfields": [
            origin(each) | {"way": fate.way, "reason": fate.reason}
            for each, fate in account.fates.items()
        ],
    }
