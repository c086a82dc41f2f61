"""``catena history``: the versions of a record, what became of it between two, and one restored."""

import json
from collections.abc import Iterator
from typing import Any

import click
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from shapes import iris
from shapes.namespaces import compact
from store import RecordLog, StoreError
from store.log.database import open_log
from store.log.history import Version, difference, statements_at, versions
from store.log.reading import now
from store.log.writer import LogWriter
from store.opening import LOG
from webapp.cli.columns import aligned
from webapp.cli.load import user
from webapp.cli.sentences import plainly, settings


@click.command("history")
@click.argument("record", metavar="PATH|IRI")
@click.option("--diff", nargs=2, type=int, metavar="A B", help="What became of it from A to B.")
@click.option("--version", type=int, metavar="N", help="What version N said.")
@click.option("--restore", type=int, metavar="N", help="Have it say again what version N said.")
@click.option("--reason", metavar="TEXT", help="Why it is restored; everybody can read it.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@plainly
def command(
    record: str,
    *,
    diff: tuple[int, int] | None,
    version: int | None,
    restore: int | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Show the versions of a record: bib/b42, or its IRI.

    With --diff, the statements that went (-) and came (+); with --version, what it said then: for
    reading, or with --json whole, as N-Triples. --restore makes a new version that says what that
    one said, of the same contribution; a record that was withdrawn is then live again.
    """
    if sum(each is not None for each in (diff, version, restore)) > 1:
        raise click.UsageError("Choose one of --diff, --version and --restore.")
    if (restore is None) != (reason is None) or (reason is not None and not reason.strip()):
        raise click.UsageError("--restore needs a --reason, and --reason a --restore.")
    chosen = settings()
    if not (chosen.log or (chosen.home / LOG).exists()):
        raise StoreError(f"There is no catalogue in {chosen.home}. Set CATENA_HOME to its folder.")
    path = _path(record, chosen.base_iri)
    log = open_log(chosen.home / LOG, chosen.base_iri, chosen.log)
    try:
        past = versions(log, path)
        if restore is not None:
            made = LogWriter(log).restore(path, restore, now(), user(), reason or "")
            told: dict[str, Any] = {"path": path, "version": made, "restored": restore}
            lines = iter([f"{path} says again what version {restore} said: version {made}."])
        elif diff is not None:
            told, lines = _difference(log, path, *diff)
        elif version is not None:
            said = statements_at(log, path, version)
            told = {"path": path, "version": version, "statements": said.decode().splitlines()}
            lines = _shortened(said, log.base)
        else:
            told = {"path": path, "versions": [_told(each) for each in past]}
            lines = _table(past)
    except KeyError as error:
        raise StoreError(_unknown(path, error)) from None
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for line in lines:
        click.echo(line)


def _path(record: str, base: str) -> str:
    """The path of a record, named by itself, by its IRI or by one of its things."""
    within = iris.path_of(base, record)
    return (within if within is not None else record.partition("#")[0]).strip("/")


def _unknown(path: str, error: KeyError) -> str:
    if isinstance(error.args[0], tuple):
        return (
            f"There is no version {error.args[0][1]} of {path}. “catena history {path}” lists "
            "those there are."
        )
    return f"There never was a record {path}. Name it like bib/b42, or by its IRI."


def _told(version: Version) -> dict[str, Any]:
    return {
        "version": version.version,
        "change": version.seq,
        "action": version.action,
        "at": version.at.isoformat(),
        "by": version.by,
        "member": version.member,
        "reason": version.reason,
        "added": version.added,
        "removed": version.removed,
    }


def _table(past: list[Version]) -> Iterator[str]:
    rows = [
        (
            str(each.version),
            each.at.strftime("%Y-%m-%d %H:%M:%S"),
            each.action,
            printable(each.member),
            printable(each.by),
            f"{'' if each.added is None else f'+{each.added} '}−{each.removed}",
            printable(each.reason),
        )
        for each in past
    ]
    headings = ("version", "when", "what", "member", "by", "statements", "why")
    return aligned(headings, rows)


def _difference(
    log: RecordLog, path: str, before: int, after: int
) -> tuple[dict[str, Any], Iterator[str]]:
    found = difference(log, path, before, after)
    told = {
        "path": path,
        "from": before,
        "to": after,
        "removed": found.removed.decode().splitlines(),
        "added": found.added.decode().splitlines(),
    }
    return told, _marked(found.removed, found.added, log.base)


def _marked(removed: bytes, added: bytes, base: str) -> Iterator[str]:
    """Whole statements, those about the same thing together, what went before what came."""
    went = [(line, "-") for line in _shortened(removed, base)]
    came = [(line, "+") for line in _shortened(added, base)]
    for line, mark in sorted(went + came, key=lambda each: (each[0].split(" ")[0], each[1] == "+")):
        yield f"{mark} {line}"


def _shortened(triples: bytes, base: str) -> Iterator[str]:
    """Statements with prefixes for people; IRIs of ours without the base."""
    for quad in parse(triples, RdfFormat.N_TRIPLES):
        terms = (quad.subject, quad.predicate, quad.object)
        yield " ".join(_short(term, base) for term in terms)


def _short(term: object, base: str) -> str:
    if isinstance(term, NamedNode):
        if iris.path_of(base, term.value) is not None:
            return printable(f"<{term.value.removeprefix(base)}>")
        short = compact(term.value)
        return short if short != term.value else printable(f"<{short}>")
    if isinstance(term, Literal):
        value = printable(json.dumps(term.value, ensure_ascii=False))
        if term.language:
            return f"{value}@{term.language}"
        datatype = compact(term.datatype.value)
        return value if datatype == "xsd:string" else f"{value}^^{printable(datatype)}"
    return printable(str(term))


def printable(text: str) -> str:
    """Text that does nothing to a terminal: what cannot be printed is written as an escape."""
    return "".join(
        each if each.isprintable() else each.encode("unicode_escape").decode() for each in text
    )
