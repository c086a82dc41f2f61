"""Each crosswalk in records a second, beside pymarc reading the same records, in one run.

What is timed is processor time, and the least of several rounds taken in turn.
"""

import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

import click
import pymarc

from converters import MarcRecord, read
from converters.crosswalk import intermarc
from converters.crosswalk.cnmarc import to_cnmarc
from converters.crosswalk.unimarc import authorities, to_marc21
from converters.record import UNIMARC_FAMILY

HEAD: Final = """\
| file | what is done | records | ms/record | records/s | times pymarc's reading |
|---|---|---:|---:|---:|---:|
"""
PEER: Final = "pymarc reads them"

type Way = Callable[[], object]


def ways(records: list[MarcRecord], file: Path) -> Iterator[tuple[str, int, Way]]:
    """What can be done with a file's records: reading them again, and the crosswalks they allow."""
    if records[0].format == "iso2709":
        data = b"".join(each.raw for each in records)
        yield PEER, len(records), lambda: read_by_pymarc(data)
    elif records[0].format == "marcxml":
        content = file.read_bytes()
        if pymarc_reads(content):
            yield PEER, len(records), lambda: pymarc.parse_xml_to_array(BytesIO(content))
    family = [each for each in records if each.dialect in UNIMARC_FAMILY]
    bibs = [each for each in family if each.kind == "bib"]
    auths = [each for each in family if each.kind == "auth"]
    yield (
        "UNIMARC family → MARC 21",
        len(bibs),
        lambda: [to_marc21(each.marc, each.dialect) for each in bibs],
    )
    yield (
        "UNIMARC authorities → MARC 21",
        len(auths),
        lambda: [authorities.to_marc21_authority(each.marc, each.dialect) for each in auths],
    )
    french = [each for each in records if each.dialect == "intermarc" and each.kind == "auth"]
    yield (
        "INTERMARC authorities → MARC 21",
        len(french),
        lambda: [intermarc.to_marc21_authority(each.marc) for each in french],
    )
    western = [each for each in records if each.dialect == "marc21" and each.kind == "bib"]
    yield "MARC 21 → CNMARC", len(western), lambda: [to_cnmarc(r.marc, "calis") for r in western]


def pymarc_reads(content: bytes) -> bool:
    """Whether pymarc can read the XML at all."""
    try:
        pymarc.parse_xml_to_array(BytesIO(content))
    except (pymarc.exceptions.PymarcException, ValueError):
        return False
    return True


def read_by_pymarc(data: bytes) -> int:
    """Told that all is UTF-8: else it takes UNIMARC for MARC-8, slowly, and wrongly."""
    reader = pymarc.MARCReader(data, force_utf8=True, utf8_handling="ignore", permissive=True)
    return sum(1 for _ in reader)


def measured(file: Path, most: int, rounds: int) -> list[str]:
    """The rows of a file's table."""
    records = [each for each, _ in zip(_taken(file), range(most), strict=False)]
    if not records:
        return []
    possible = [each for each in ways(records, file) if each[1]]
    least = [float("inf")] * len(possible)
    for _ in range(rounds):
        for at, (_, _, way) in enumerate(possible):
            started = time.process_time()
            way()
            least[at] = min(least[at], time.process_time() - started)
    costs = [seconds / count for seconds, (_, count, _) in zip(least, possible, strict=True)]
    peer = costs[0] if possible[0][0] == PEER else 0.0
    return [
        f"| {file.name} | {name} | {count:,} | {1000 * cost:.2f} | {1 / max(cost, 1e-9):,.0f} "
        f"| {f'{cost / peer:.1f}' if peer else '–'} |\n"
        for cost, (name, count, _) in zip(costs, possible, strict=True)
    ]


def _taken(file: Path) -> Iterator[MarcRecord]:
    return (each for each in read(file) if isinstance(each, MarcRecord))


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--most", default=2_000, show_default=True, help="Records of each file.")
@click.option("--rounds", default=5, show_default=True, help="Measure N times; the least counts.")
def main(files: tuple[Path, ...], most: int, rounds: int) -> None:
    """Time the crosswalks on the records of FILES, on one core."""
    rows = [row for file in files for row in measured(file, most, rounds)]
    click.echo(HEAD + "".join(rows))


if __name__ == "__main__":
    main(prog_name="python -m bench.crosswalk")
