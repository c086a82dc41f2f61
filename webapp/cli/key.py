"""``catena key``: keys for those who may ask more than the public does."""

import json
import math
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import click

from webapp.cli.columns import aligned
from webapp.cli.sentences import plainly, settings
from webapp.keys.file import BOUNDS, NAME, PUBLIC, Holder, KeysFault, hashed, read
from webapp.keys.writing import add, new_token, remove

_DAY: Final = "%Y-%m-%d"
_USUAL: Final = Holder("", "")
_TOLD: Final = [field.name for field in fields(Holder) if field.name != "sha256"]


@click.group("key")
def command() -> None:
    """Give keys to those who may ask more than the public.

    A key is a token, shown with a request. The file that CATENA_KEYS names has its hash, and what
    its holder may take. A server that runs sees a change at once.
    """


def _bounded(name: str) -> click.IntRange | click.FloatRange:
    least, most = BOUNDS[name]
    if name == "seconds":
        return click.FloatRange(least, most)
    return click.IntRange(int(least), int(most))


def _usual(name: str) -> dict[str, Any]:
    return {
        "type": _bounded(name),
        "default": getattr(_USUAL, name),
        "show_default": True,
        "metavar": "N",
    }


@command.command("new")
@click.argument("name")
@click.option("--seconds", help="The longest a query may take.", **_usual("seconds"))
@click.option("--megabytes", help="The most memory a query may take.", **_usual("megabytes"))
@click.option("--answer-megabytes", help="The largest result.", **_usual("answer_megabytes"))
@click.option("--jobs", help="Jobs that run at the same time; 0: none.", **_usual("jobs"))
@click.option("--kept-megabytes", help="Results of jobs together.", **_usual("kept_megabytes"))
@click.option("--days", help="How long results of jobs are kept.", **_usual("days"))
@click.option(
    "--expires", type=click.DateTime([_DAY]), metavar="DATE", help="The last day it is good."
)
@click.option("--review", is_flag=True, help="May decide at the desk (/review/).")
@click.option("--note", default="", help="For whom it is and why; only you see it.")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON object.")
@plainly
def new(name: str, *, expires: datetime | None, as_json: bool, **numbers: Any) -> None:
    """Make a key for NAME and print its token, once.

    The token is kept nowhere: give it to its holder, and make another when it is lost.
    """
    if not NAME.fullmatch(name) or name == PUBLIC:
        raise click.UsageError(
            f"A name is letters, digits, “.”, “_” and “-”, 63 at most, and not “{PUBLIC}”."
        )
    if not numbers["note"].isprintable():
        raise click.UsageError("A note is one line of text.")
    if math.isnan(numbers["seconds"]):
        raise click.UsageError("--seconds is a number.")
    last = expires.date() if expires else None
    if last is not None and last < datetime.now(UTC).date():
        raise click.UsageError(f"{last} is over. Give a day to come.")
    token = new_token()
    holder = replace(_USUAL, name=name, sha256=hashed(token), expires=last, **numbers)
    file = _file()
    add(file, holder)
    if as_json:
        click.echo(json.dumps(_told(holder) | {"token": token}, ensure_ascii=False))
        return
    click.echo(token)
    click.echo(
        f"This is the token of {name}, shown this once; {file} keeps only its hash. It is shown "
        "with a request as “Authorization: Bearer TOKEN”.",
        err=True,
    )


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer with one JSON array.")
@plainly
def list_(*, as_json: bool) -> None:
    """List the keys, without their tokens, which nobody knows but their holders."""
    holders = read(_file())
    if as_json:
        click.echo(json.dumps([_told(holder) for holder in holders], ensure_ascii=False))
        return
    if not holders:
        click.echo("There are no keys. “catena key new NAME” makes one.", err=True)
        return
    today = datetime.now(UTC).date()
    rows = [
        (
            each.name,
            f"{each.seconds:g}",
            f"{each.megabytes:,}",
            f"{each.answer_megabytes:,}",
            str(each.jobs),
            f"{each.kept_megabytes:,}",
            str(each.days),
            _until(each, today),
            "yes" if each.review else "",
            each.note,
        )
        for each in holders
    ]
    headings = (
        "name",
        "seconds",
        "MB",
        "answer MB",
        "jobs",
        "kept MB",
        "days",
        "until",
        "desk",
        "note",
    )
    for line in aligned(headings, rows):
        click.echo(line)


@command.command("remove")
@click.argument("name")
@plainly
def remove_(name: str) -> None:
    """Take the key of NAME away; a server that runs refuses it from now on."""
    file = _file()
    remove(file, name)
    click.echo(f"{file}: the key of {name} is gone.", err=True)


def _file() -> Path:
    named = settings().keys
    if not named:
        raise KeysFault(
            "CATENA_KEYS names no file of keys. Set it, for the server too: "
            "CATENA_KEYS=/srv/catena/keys.toml."
        )
    return Path(named)


def _until(holder: Holder, today: date) -> str:
    if holder.expires is None:
        return "ever"
    return f"{holder.expires}{', expired' if holder.expired(today) else ''}"


def _told(holder: Holder) -> dict[str, Any]:
    told = {name: getattr(holder, name) for name in _TOLD}
    return told | {"expires": holder.expires.isoformat() if holder.expires else None}
