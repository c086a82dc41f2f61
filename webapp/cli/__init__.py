"""The ``catena`` command: a table of words, each loaded only when it is typed.

``catena --help`` must answer at once, so nothing heavy is imported here.
"""

import importlib
from typing import Any, Final, override

import click

#: The words, in the order a newcomer needs them: the module that holds each, and what it does.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "demo": ("webapp.cli.demo", "Load the samples and serve them: a catalogue to look at."),
    "load": ("webapp.cli.load", "Take files of MARC records into the catalogue."),
    "holdings": (
        "webapp.cli.holdings",
        "Put all that a library holds in the place of what it told before.",
    ),
    "decide": ("webapp.cli.decide", "Take doubtful records in, as a person has decided."),
    "review": ("webapp.cli.review", "Decide what the rules of matching leave to a person."),
    "serve": ("webapp.cli.serve", "Serve the catalogue over HTTP."),
    "convert": (
        "webapp.cli.convert",
        "Convert files of MARC records to any format, without a store.",
    ),
    "rules": ("webapp.cli.rules", "Say what becomes of a MARC field, in words."),
    "explain": ("webapp.cli.explain", "Show which statements each subfield of a record makes."),
    "query": ("webapp.cli.query", "Ask the catalogue in SPARQL."),
    "export": ("webapp.cli.export", "Write the whole catalogue out, as RDF or as MARC."),
    "validate": ("webapp.cli.validate", "Check descriptions against the SHACL shapes."),
    "check": ("webapp.cli.check", "Prove that the graph says what the record log says."),
    "rebuild": (
        "webapp.cli.rebuild",
        "Make again what newer rules make differently, and the graph.",
    ),
    "history": ("webapp.cli.history", "Show the versions of a record, and restore one."),
    "backup": ("webapp.cli.backup", "Copy the whole catalogue, while it is served and loaded."),
    "restore": ("webapp.cli.restore", "Put a backup back, into whichever engine keeps the log."),
    "compact": ("webapp.cli.compact", "Give back the room that what went has left."),
    "key": ("webapp.cli.key", "Give keys to those who may ask more than the public."),
    "synth": ("webapp.cli.synth", "Write a synthetic union, as large as you like."),
}


class Words(click.Group):
    """A group that knows its words from :data:`COMMANDS` and imports them one by one."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    @override
    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(word, said) for word, (_, said) in COMMANDS.items()])

    @override
    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("prog_name", "catena")
        return super().main(*args, **kwargs)


@click.group(cls=Words, epilog="Settings are CATENA_* in the environment or in catena.toml.")
@click.version_option(package_name="catena", message="catena %(version)s")
def main() -> None:
    """Catena 联目: a union catalogue that is linked data all the way down."""
