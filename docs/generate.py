"""Writes the help of every `catena` word into docs/commands/; `make docs` runs it.

Only the block between the two marks is generated; what a person wrote around it stays.
"""

import re
from pathlib import Path
from typing import Final

import click
from click.testing import CliRunner

from webapp.cli import main

COMMANDS: Final = Path(__file__).parent / "commands"
BEGIN: Final = "<!-- help: written by `make docs` -->"
END: Final = "<!-- end of help -->"
BLOCK: Final = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)


def words() -> list[str]:
    """Every word `catena` knows."""
    return main.list_commands(click.Context(main))


def help_of(word: str) -> str:
    """What `catena WORD --help` prints on a terminal 80 columns wide."""
    arguments = [word, "--help"]
    result = CliRunner().invoke(main, arguments, prog_name="catena", terminal_width=80)
    if result.exit_code:
        raise RuntimeError(f"catena {word} --help failed") from result.exception
    return result.output.strip()


def page(word: str) -> str:
    """The page of one word: the one that is there, or a new one, with the help of today."""
    file = COMMANDS / f"{word}.md"
    text = (
        file.read_text(encoding="utf-8")
        if file.exists()
        else f"# `catena {word}`\n\n{BEGIN}{END}\n"
    )
    block = f"{BEGIN}\n```text\n{help_of(word)}\n```\n{END}"
    return BLOCK.sub(lambda _: block, text)


if __name__ == "__main__":
    COMMANDS.mkdir(exist_ok=True)
    for word in words():
        (COMMANDS / f"{word}.md").write_text(page(word), encoding="utf-8")
