"""`python -m bench.xspec FOLDER`: LC's own tests of its stylesheet, asked of either engine.

FOLDER holds the ``*.xspec`` files and their data as LC publishes them; nothing of it is kept here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal
from urllib.parse import quote

import click
from lxml import etree

from bench.striped import tree
from converters.bibframe import Rules
from converters.engine import Converted, Engine, Job
from converters.lc import STUB, Stylesheet
from converters.reader import parse_one
from converters.record import MarcRecord
from converters.structures import xml_stream

GENERATED: Final = "1970-01-01T00:00:00Z"

_X: Final = "{http://www.jenitennison.com/xslt/xspec}"
#: A place among siblings deep in the tree. Triples have no order: such a test may hold of any.
_PLACE: Final = re.compile(r"(?<!//bf:Work)(?<!//bf:Instance)\[\d+\]")

type Name = Literal["lc", "catena"]
type Verdict = Literal["passed", "failed", "not applicable"]

ENGINES: Final[Mapping[Name, type[Stylesheet] | type[Rules]]] = {"lc": Stylesheet, "catena": Rules}


@dataclass(frozen=True, slots=True, eq=False)
class Assertion:
    """One expectation of one scenario, with the context it is to hold in."""

    file: str
    label: str
    test: str
    prefixes: dict[str, str]
    #: The file of records; none when the scenario is not about what a record becomes.
    records: Path | None

    def judged(self, engine: Name) -> Verdict:
        if self.records is None or "marc:" in self.test:
            return "not applicable"
        converted = described(engine, self.records)
        try:
            for test in (self.test, _PLACE.sub("", self.test)):
                if etree.XPath(test, namespaces=self.prefixes)(converted):
                    return "passed"
        except etree.XPathError:  # XPath 2, or a function of the test's own
            return "not applicable"
        return "failed"


type Judged = list[tuple[Assertion, dict[Name, Verdict]]]


def judge(folder: Path, engines: Sequence[Name] = ("lc", "catena")) -> Judged:
    """Every assertion of the folder's files, with the verdict under each engine."""
    return [
        (one, {name: one.judged(name) for name in engines})
        for file in sorted(folder.glob("*.xspec"))
        for one in assertions(file)
    ]


def lost(judged: Judged) -> list[Assertion]:
    """What LC's engine passes and ours fails."""
    return [one for one, by in judged if (by["lc"], by["catena"]) == ("passed", "failed")]


def assertions(file: Path) -> Iterator[Assertion]:
    """The expectations of one file; a scenario inside another has its context."""
    root = etree.parse(file).getroot()
    prefixes = {prefix: iri for prefix, iri in root.nsmap.items() if prefix}
    # Settings of the stylesheet's (but the date) are not ours to make.
    plain = all(one.get("name") == "pGenerationDatestamp" for one in root.findall(f"{_X}param"))
    for expect in root.iter(f"{_X}expect"):
        scenarios = list(expect.iterancestors(f"{_X}scenario"))
        contexts = [one for scenario in scenarios for one in scenario.findall(f"{_X}context")]
        calls = [one for scenario in scenarios for one in scenario.findall(f"{_X}call")]
        whole = plain and not calls and len(contexts) > 0 and set(contexts[0].keys()) == {"href"}
        a_test = set(expect.keys()) <= {"label", "test"} and len(expect) == 0
        yield Assertion(
            file.name,
            " / ".join(one.get("label", "") for one in (*reversed(scenarios), expect)),
            expect.get("test", ""),
            prefixes,
            file.parent / contexts[0].get("href", "") if whole and a_test else None,
        )


@cache
def described(engine: Name, file: Path) -> etree._Element:
    """What an engine makes of a file's records, as the tree the tests speak of."""
    records = list(read_all(file))
    jobs = [Job(record, f"{STUB}{quote(record.control_number)}") for record in records]
    outcomes = made(engine).convert(jobs, GENERATED)
    return tree(
        (job.document, outcome.triples)
        for job, outcome in zip(jobs, outcomes, strict=True)
        if isinstance(outcome, Converted)
    )


@cache
def made(engine: Name) -> Engine:
    return ENGINES[engine]()


def read_all(file: Path) -> Iterator[MarcRecord]:
    """The file's records, those too that lack what our reader knows a MARC 21 record by."""
    with file.open("rb") as stream:
        for raw in xml_stream.frames(stream):
            yield parse_one(raw, "marcxml")


def as_markdown(judged: Judged) -> str:
    """A row for each file, and one for all."""
    counts: dict[str, Counter[str]] = {}
    for one, by in judged:
        for row in (one.file, "all"):
            counts.setdefault(row, Counter()).update(f"{n} {v}" for n, v in by.items())
    names = list(judged[0][1]) if judged else []
    columns = [f"{name} {verdict}" for name in names for verdict in ("passed", "failed")]
    columns += [f"{name} not applicable" for name in names[:1]]
    lines = [f"| file | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    lines += [
        f"| {row} | {' | '.join(str(counts[row][name]) for name in columns)} |"
        for row in sorted(counts, key=lambda row: (row == "all", row))
    ]
    return "\n".join(lines)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--engine", type=click.Choice(["lc", "catena", "both"]), default="both")
def main(folder: Path, engine: str) -> None:
    """Run LC's tests and count what holds; list what holds of LC's triples and not of ours."""
    chosen: list[Name] = [name for name in ENGINES if engine in (name, "both")]
    judged = judge(folder, chosen)
    click.echo(as_markdown(judged))
    for one in lost(judged) if len(chosen) == 2 else []:
        click.echo(f"\n{one.file}: {one.label}\n    {one.test}")


if __name__ == "__main__":
    main(prog_name="python -m bench.xspec")
