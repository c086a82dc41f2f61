"""The history of a record: its versions, what became of it between two of them; as page or JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote

from flask import Response, json, render_template, request, url_for
from flask.typing import ResponseReturnValue

from shapes import iris
from sparql.service.formats import best
from store import Record, StoreError
from store.log.history import Version, statements_at, versions
from store.log.likenesses import OWN
from webapp.addresses import document as documents
from webapp.comparison import Comparison
from webapp.errors import Alternative, Problem
from webapp.events import Other, called, happened, others, parts
from webapp.reading.description import Text
from webapp.site import Site, site

#: The forms a history comes in, by suffix.
FORMS: Final = {"html": "text/html", "json": "application/json"}
SUFFIXES: Final = ",".join(FORMS)


def address(path: str, suffix: str = "", **query: int) -> str:
    """The address of a record's history, or of two of its versions beside each other."""
    kind, _, name = path.partition("/")
    values: dict[str, Any] = {"kind": kind, "name": unquote(name)} | query
    if suffix:
        return url_for("history.representation", suffix=suffix, **values)
    return url_for("history.history", **values)


def history(kind: str, name: str) -> ResponseReturnValue:
    """A record's history in the form the Accept header asks for."""
    path = iris.named(kind, name)
    media_type = best(request.headers.get("Accept", ""), list(FORMS.values()))
    if media_type is None:
        raise Problem(
            406,
            "Not available in this form",
            "A history comes as a page and as JSON. Choose one of those below.",
            alternatives=[
                Alternative(f"History, {suffix.upper()}", form, address(path, suffix))
                for suffix, form in FORMS.items()
            ],
        )
    return _served(path, media_type)


def representation(kind: str, name: str, suffix: str) -> ResponseReturnValue:
    """A record's history in the form its address asks for."""
    return _served(iris.named(kind, name), FORMS[suffix])


def _served(path: str, media_type: str) -> Response:
    here = site()
    record = here.store.log.record(path)
    if record is None:
        raise Problem(
            404,
            "No such record",
            f"There never was a record at /{path}, so it has no history. Look the record up by "
            "its title, its author or its ISBN.",
        )
    past = versions(here.store.log, path)
    asked = _asked(past)
    change = Comparison(here, record, past, *asked) if asked else None
    if media_type == FORMS["json"]:
        written = json.dumps(_told(here, record, past, change), ensure_ascii=False, indent=2)
        response = Response(written + "\n", mimetype=media_type)
    else:
        page = _History(here, record, past, change)
        response = Response(render_template("history.html", page=page), mimetype=media_type)
    # Of what was written, for a page also tells the names of libraries, which change by themselves.
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    response.make_conditional(request)
    return response


def _asked(past: Sequence[Version]) -> tuple[int, int] | None:
    """The two versions ``?from=2&to=3`` names; a 400 or 404 says why they cannot be had.

    With one of them alone the other is the one before it, or the newest.
    """
    given = {name: request.args.get(name, "") for name in ("from", "to")}
    if not any(given.values()):
        return None
    for name, value in given.items():
        if value and not (value.isascii() and value.isdigit() and len(value) < 10):
            raise Problem(
                400, "No version", f"“{name}” is the number of a version, like 1, not “{value}”."
            )
    newest = past[0].version
    to = int(given["to"] or newest)
    from_ = int(given["from"] or to - 1)
    known = {version.version for version in past}
    for number in (from_, to):
        if number not in known:
            raise Problem(
                404,
                "No such version",
                f"There is no version {number} of this record. It has versions 1 to {newest}.",
            )
    return from_, to


@dataclass(frozen=True, slots=True)
class _Entry:
    """A version in the list; ``library`` in its scripts, ``before`` is the version before it.

    ``others`` are the records it was merged into, taken out of, or that were merged into it; of
    ``reason`` every second part is the path of a record.
    """

    version: Version
    word: str
    others: list[Other]
    reason: list[str]
    library: tuple[Text, ...]
    address: str
    before: int | None


class _History:
    """What the page shows."""

    def __init__(
        self, here: Site, record: Record, past: Sequence[Version], change: Comparison | None
    ) -> None:
        self.record = record
        self.change = change
        self.title = _title(here, record, past)
        libraries = here.inventory().libraries
        earlier = [*(version.version for version in past[1:]), None]
        self.entries = []
        for version, before in zip(past, earlier, strict=True):
            known = libraries.get(iris.library(here.store.base, version.member))
            names = known.names if known else (Text(_sender(version.member)),)
            page = documents(iris.named("member", version.member)) if known else ""
            word, paths = happened(here, version)
            if version.action == "create" and before is not None:
                word = "Taken in again"
            reason = [] if paths else parts(version.reason)
            self.entries.append(
                _Entry(version, word, others(here, paths), reason, names, page, before)
            )


def _sender(member: str) -> str:
    """Whose contribution it is, where that is no member: the union's own, or one that is gone."""
    return "the union itself" if member in ("", OWN) else member


def _title(here: Site, record: Record, past: Sequence[Version]) -> list[Text]:
    """What the record is called, or was when it last said something."""
    for version in past[:2]:
        try:
            said = statements_at(here.store.log, record.path, version.version)
        except StoreError:
            continue
        if said and (title := called(record.path, said, here.store.base)):
            return list(title)
    return [Text(f"/{record.path}")]


def _told(
    here: Site, record: Record, past: Sequence[Version], change: Comparison | None
) -> dict[str, Any]:
    """The history for machines; statements are lines of N-Triples."""
    told: dict[str, Any] = {
        "path": record.path,
        "iri": iris.document(here.store.base, record.path),
        "status": record.status,
        "version": record.version,
        "versions": [
            {
                "version": each.version,
                "change": each.seq,
                "action": each.action,
                "at": each.at.isoformat(),
                "member": each.member,
                "reason": each.reason,
                "others": happened(here, each)[1],
                "added": each.added,
                "removed": each.removed,
            }
            for each in past
        ],
    }
    if change:
        told["difference"] = {
            "from": change.before.version,
            "to": change.after.version,
            "removed": change.statements.removed.decode().splitlines(),
            "added": change.statements.added.decode().splitlines(),
            "fields": [
                {
                    "mark": line.mark,
                    "tag": line.row.tag,
                    "indicators": line.row.indicators,
                    "subfields": [[code, text.value] for code, text in line.row.subfields],
                }
                for line in change.fields
            ],
        }
    return told
