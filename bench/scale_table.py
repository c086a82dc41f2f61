"""What bench.scale found, as one Markdown table for each of its halves."""

from collections.abc import Mapping
from typing import Final

from bench.steps import Found

_REAL: Final = """\
| {records:,} real records | records/s | times (b) | seconds | peak memory | triples | bytes a record: log | graph | first tenth, records/s | last tenth: log | log and graph |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
"""  # noqa: E501
_NONE: Final = "–"


def real(records: int, ours: Found, beside: Mapping[str, Found]) -> str:
    """Records of LC's: the peers' rows, if they were run, and ours, in times of the first."""
    yardstick = next((found["seconds"] for found in beside.values()), None)
    text = _REAL.format(records=records)
    for name, found in beside.items():
        lost = f", {found['lost pieces']} pieces lost" if found.get("lost pieces") else ""
        text += _row(f"{name}{lost}", records, found, yardstick)
    return text + _row("(c) `catena load`", records, ours, yardstick)


def _row(name: str, records: int, found: Found, yardstick: float | None) -> str:
    seconds = found["seconds"]
    cells = (
        name,
        f"{records / seconds:,.0f}",
        f"{yardstick / seconds:.2f}" if yardstick else _NONE,
        " + ".join(f"{one:,.0f}" for one in found.get("of which", [seconds])),
        _megabytes(found.get("peak")),
        f"{found['triples']:,}" if "triples" in found else _NONE,
        f"{found['log'] / records:,.0f}" if "log" in found else _NONE,
        f"{found['graph'] / records:,.0f}" if "graph" in found else _NONE,
        *(_tenths(found) if "first tenth" in found else [_NONE] * 3),
    )
    return f"| {' | '.join(cells)} |\n"


def union(sized: Mapping[int, Found], bare: Found) -> str:
    """The synthetic union at each size, and the last beside the first."""
    sizes = list(sized)
    first, last = sized[sizes[0]], sized[sizes[-1]]
    head = " | ".join(f"{size:,} books" for size in sizes)
    text = f"| synthetic union | {head} | growth |\n|---|{'---:|' * (len(sizes) + 1)}\n"
    for name, numbers in _rows(sized).items():
        low, high = numbers[0], numbers[-1]
        shown = " | ".join(
            f"{number:,.4g}" if number < 100 else f"{number:,.0f}" for number in numbers
        )
        text += f"| {name} | {shown} | {f'{high / low:.2f}' if low else _NONE} |\n"
    return f"{text}\n{_disk(sizes[0], first, bare)}{_seen(last)}"


def _rows(sized: Mapping[int, Found]) -> Mapping[str, list[float]]:
    rows: dict[str, list[float]] = {}
    for found in sized.values():
        made, load, serve, check = (found[step] for step in ("synth", "load", "serve", "check"))
        counts = made["counts"]
        records = counts["bib"] + counts.get("auth", 0) + counts["member"]
        row = {
            "copies": counts.get("copies", 0),
            "synth: records/s": records / made["seconds"],
            "synth: peak MiB": made["peak"] / 2**20,
            "load: records/s": records / load["seconds"],
            "load: copies/s": counts.get("copies", 0) / load["seconds"],
            "load: first tenth, records/s": load["first tenth"],
            "load: last tenth of the log, records/s": load["last tenth, log"],
            "load: last tenth of log and graph, records/s": load["last tenth, log and graph"],
            "load: peak MiB": load["peak"] / 2**20,
            "triples": load["triples"],
            "log: bytes a book, with its copies": load["log"] / counts["bib"],
            "graph: bytes a book, with its copies": load["graph"] / counts["bib"],
            "serve: seconds to start": serve["start"],
            "page: ms, median": serve["p50"],
            "page: ms, 95 of 100": serve["p95"],
            "update: s from commit to page": serve["page"],
            "update: s from commit to SPARQL": serve["sparql"],
            "update: s of the whole command": serve["load"],
            "check: records/s": records / check["seconds"],
            "check: peak MiB": check["peak"] / 2**20,
        }
        for name, number in row.items():
            rows.setdefault(name, []).append(number)
    return rows


def _disk(size: int, small: Found, bare: Found) -> str:
    """What a book takes, and what a copy, from two loads of the small union."""
    copies = small["synth"]["counts"]["copies"]
    said = []
    for what in ("log", "graph"):
        book, more = bare[what] / size, (small["load"][what] - bare[what]) / copies
        said.append(f"{what}: {book:,.0f} bytes a book, {more:,.0f} a copy")
    triples = (small["load"]["triples"] - bare["triples"]) / copies
    said.append(f"triples: {bare['triples'] / size:,.1f} a book, {triples:,.1f} a copy")
    return (
        f"With and without copies, {size:,} books (authorities and members in the books' share): "
        f"{'; '.join(said)}.\n"
    )


def _seen(last: Found) -> str:
    said = last["check"]["said"]
    if isinstance(said, dict):
        return f"`catena check`: {'equal' if said.get('equal') else 'NOT equal'}.\n"
    return f"`catena check` said: {said}\n"


def _tenths(load: Found) -> tuple[str, str, str]:
    first = load["first tenth"]
    log, both = load["last tenth, log"], load["last tenth, log and graph"]
    return f"{first:,.0f}", f"{log:,.0f} ({log / first:.0%})", f"{both:,.0f} ({both / first:.0%})"


def _megabytes(size: float | None) -> str:
    return _NONE if size is None else f"{size / 2**20:,.0f} MiB"
