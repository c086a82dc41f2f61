"""``catena rules``: what happens to a MARC field, in words."""

import sys
from typing import Final

import click

from converters.bibframe import Rules
from converters.bibframe.codes import pairs
from converters.engines import made
from webapp.cli.engines import choice
from webapp.cli.sentences import NOTHING_DONE, plainly, settings

#: What MARC 21 calls its fields.
NAMES: Final = pairs("fields")


@click.command("rules")
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@plainly
def command(tags: tuple[str, ...]) -> None:
    """Say what becomes of the fields with these TAGs (245, LDR for the leader, 5XX for a block).

    Without a TAG: the tags there are rules for. The rules of CATENA_LOCAL_RULES are among them.
    The tags are those of MARC 21; fields of CNMARC and other UNIMARC become such first, and
    "catena explain FILE" shows what they came to.
    """
    rules = made(choice(settings(), "catena"))
    assert isinstance(rules, Rules)  # noqa: S101 - the engine of this name
    if not tags:
        click.echo(f"{rules.version} has rules for {len(rules.tags())} fields:")
        click.echo(click.wrap_text(" ".join(rules.tags()), 80))
        return
    unknown = 0
    for tag in tags:
        found = [known for known in rules.tags() if _matches(known, tag.upper())]
        unknown += not found
        if not found:
            name = f"{tag} {NAMES.get(tag, '')}".rstrip()
            click.echo(f"{name}: no rule reads this field; it stays in the record log alone.")
        for known in found:
            click.echo(f"{known} {NAMES.get(known, '')}".rstrip())
            for line in rules.words(known):
                click.echo(f"    {line}")
    if unknown == len(tags):
        sys.exit(NOTHING_DONE)


def _matches(tag: str, asked: str) -> bool:
    """``5XX`` asks for every tag that begins with 5."""
    return len(asked) == len(tag) and all(a in ("X", t) for a, t in zip(asked, tag, strict=True))
