"""Code lists of the crosswalk: what a code of UNIMARC is called in MARC 21. Facts, in TSV files."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Final


def rows(name: str) -> list[list[str]]:
    """The rows of ``codes/<name>.tsv`` without the comment (``#``) it begins with."""
    text = (files("converters.crosswalk.unimarc") / "codes" / f"{name}.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    return ((first, second) for first, second in rows(name))


def _lists() -> Mapping[str, Mapping[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    for name, code, value in rows("positions"):
        lists.setdefault(name, {})[code.replace("_", " ")] = value.replace("_", " ")
    return lists


#: Values of the positions of coded fields: list → code → code of MARC 21.
POSITIONS: Final = _lists()
#: ISO 3166 (``CN``, ``US-NY``) → MARC Code List for Countries.
COUNTRIES: Final = dict(_pairs("countries"))
#: Words of responsibility in Chinese → MARC Code List for Relators.
ROLES: Final = dict(_pairs("roles"))
#: Relator codes of UNIMARC (three digits) → that of MARC 21, and a word where this says less.
RELATORS: Final = {code: (relator, word) for code, relator, word in rows("relators")}
#: Codes of subject systems and of class schemes in ``$2``.
SOURCES: Final = dict(_pairs("sources"))


def source_code(code: str) -> str:
    """The ``$2`` of MARC 21; a code no list has is kept as it is."""
    known = code.strip().rstrip(".")
    return SOURCES.get(known.lower(), known)
