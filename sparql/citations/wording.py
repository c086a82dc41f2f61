"""A citation for a paper: in English, in Chinese by GB/T 7714, and as BibTeX, RIS and CSL-JSON."""

import json
from typing import Any, Final

from sparql.citations.citation import Citation

TITLE: Final = "Catena 联目"
_WHAT: Final = "Result of a SPARQL query"
_WHAT_CHINESE: Final = "SPARQL 查询结果"


def english(citation: Citation) -> str:
    """One paragraph of plain text."""
    counted = "" if citation.rows is None else f", {_rows(citation.rows)}"
    return (
        f"{TITLE} ({citation.base}). {_WHAT} on the catalogue as of {citation.at} (change "
        f"{citation.change}){counted}. Cited {_day(citation)}. {citation.address} "
        f"(SHA-256: {citation.sha256})."
    )


def chinese(citation: Citation) -> str:
    """By GB/T 7714—2015: a data set on the network, its date, the day of the citation."""
    return (
        f"{TITLE}. {_WHAT_CHINESE}: 第 {citation.change} 次更新[DS/OL]. "
        f"({citation.moment.date()})[{citation.cited_at.date()}]. {citation.address}."
    )


def bibtex(citation: Citation) -> str:
    """An entry every version of BibTeX knows."""
    made = citation.moment
    lines = (
        ("author", f"{{{TITLE}}}"),
        ("title", f"{_WHAT}, as of {citation.at}"),
        ("year", str(made.year)),
        ("date", str(made.date())),
        ("version", f"generation {citation.generation}"),
        ("url", citation.address),
        ("urldate", str(citation.cited_at.date())),
        ("note", f"SHA-256: {citation.sha256}"),
    )
    said = "".join(f"  {name} = {{{value}}},\n" for name, value in lines)
    return f"@misc{{catena-{citation.id},\n{said}}}\n"


def ris(citation: Citation) -> str:
    """Tagged lines, ended by CR LF."""
    made, cited = citation.moment, citation.cited_at
    lines = (
        ("TY", "DATA"),
        ("AU", TITLE),
        ("TI", f"{_WHAT}, as of {citation.at}"),
        ("PY", str(made.year)),
        ("DA", f"{made:%Y/%m/%d}"),
        ("ET", f"generation {citation.generation}"),
        ("UR", citation.address),
        ("Y2", f"{cited:%Y/%m/%d}"),
        ("N1", f"SHA-256: {citation.sha256}"),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def csl(citation: Citation) -> str:
    """CSL-JSON, one item in a list."""
    made, cited = citation.moment, citation.cited_at
    item: dict[str, Any] = {
        "id": f"catena-{citation.id}",
        "type": "dataset",
        "author": [{"literal": TITLE}],
        "title": f"{_WHAT}, as of {citation.at}",
        "issued": {"date-parts": [[made.year, made.month, made.day]]},
        "accessed": {"date-parts": [[cited.year, cited.month, cited.day]]},
        "version": f"generation {citation.generation}",
        "URL": citation.address,
        "note": f"SHA-256: {citation.sha256}",
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _day(citation: Citation) -> str:
    day = citation.cited_at
    return f"{day.day} {day:%B %Y}"


def _rows(number: int) -> str:
    return f"{number:,} row" if number == 1 else f"{number:,} rows"
