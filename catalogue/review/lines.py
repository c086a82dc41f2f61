"""What a MARC 21 record says, in the lines a cataloguer compares; see ``fields.tsv``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import pymarc

#: So many values stand in a line, of so many characters each; a longer text is cut and says so.
VALUES: Final = 12
CHARACTERS: Final = 400
_HERE: Final = Path(__file__).parent
_LINK: Final = re.compile(r"([0-9]{3})-[0-9]{2}")
#: Linkage, authority numbers, sources of headings and relators in code: not what is said.
_CONTROL: Final = frozenset("012345689w")


class Wanted(NamedTuple):
    """Where a line's values are: a tag, and its subfields (empty: all that say something), or the
    characters of a control field from ``start`` to ``end``."""

    tag: str
    codes: frozenset[str]
    start: int = 0
    end: int = 0


def said(marc: pymarc.Record, kind: str) -> dict[str, list[str]]:
    """The values by label, in the order of the table; a label without any is left out."""
    found: dict[str, list[str]] = {}
    fields = _by_tag(marc)
    for label, places in _table()[kind]:
        values: dict[str, None] = {}
        for wanted in places:
            values |= dict.fromkeys(_values(fields, wanted))
        if values:
            kept = [*values][:VALUES]
            if more := len(values) - len(kept):
                kept.append(f"and {more} more")
            found[label] = kept
    return found


def title(marc: pymarc.Record, kind: str) -> str:
    """What a record is called in a list: title and year, or heading."""
    fields = _by_tag(marc)
    tags = ("245",) if kind == "bib" else tuple(w.tag for w in _table()[kind][0][1])
    wanted = [Wanted(tag, frozenset("abnp") if kind == "bib" else frozenset()) for tag in tags]
    words = [value for each in wanted for value in _values(fields, each)]
    if not words:
        return "without a title" if kind == "bib" else "without a heading"
    if kind != "bib":
        return words[0]
    year = re.search(r"[0-9]{4}", "".join(_values(fields, Wanted("008", frozenset(), 7, 11))))
    name = words[0].strip(" /:;=,.")
    return f"{name}, {year[0]}" if year else name


def _by_tag(marc: pymarc.Record) -> dict[str, list[pymarc.Field]]:
    """The fields by tag, those of other scripts with those they repeat; the leader as ``LDR``."""
    leader = pymarc.Field("000", data=str(marc.leader).ljust(24))
    found: dict[str, list[pymarc.Field]] = {"LDR": [leader]}
    others: list[tuple[str, pymarc.Field]] = []
    for field in marc.fields:
        tag = field.tag
        if tag == "880" and not field.control_field:
            link = _LINK.match(next((s.value for s in field.subfields if s.code == "6"), ""))
            others.append((link[1] if link else tag, field))
        else:
            found.setdefault(tag, []).append(field)
    for tag, field in others:
        found.setdefault(tag, []).append(field)
    return found


def _values(fields: Mapping[str, Sequence[pymarc.Field]], wanted: Wanted) -> Iterator[str]:
    for field in fields.get(wanted.tag, ()):
        if field.data is not None:
            if wanted.end:
                yield from _coded(wanted, field.data[wanted.start : wanted.end])
            continue
        parts = (
            part.value
            for part in field.subfields
            if (part.code in wanted.codes if wanted.codes else part.code not in _CONTROL)
        )
        text = " ".join(" ".join(parts)[: 2 * CHARACTERS].split())
        if len(text) > CHARACTERS:
            text = f"{text[:CHARACTERS]}…"
        if text:
            yield text


def _coded(wanted: Wanted, text: str) -> Iterator[str]:
    """A code in words, where the table has them; what is only blanks and fill says nothing."""
    position = f"{wanted.tag}/{wanted.start:02}"
    if words := _codes().get((position, text.replace(" ", "#"))):
        yield words
    elif text.strip(" |#"):
        yield text.strip().replace(" ", "#")


@cache
def _table() -> Mapping[str, Sequence[tuple[str, tuple[Wanted, ...]]]]:
    found: dict[str, list[tuple[str, tuple[Wanted, ...]]]] = {}
    for kind, label, places in _rows("fields.tsv"):
        found.setdefault(kind, []).append((label, tuple(map(_wanted, places.split()))))
    return found


def _wanted(place: str) -> Wanted:
    tag, _, positions = place.partition("/")
    if positions:
        start, _, end = positions.partition("-")
        return Wanted(tag, frozenset(), int(start), int(end or start) + 1)
    tag, _, codes = place.partition("$")
    return Wanted(tag, frozenset(codes))


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    return {(position, code): words for position, code, words in _rows("codes.tsv")}


def _rows(file: str) -> Iterator[list[str]]:
    lines = (_HERE / file).read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    next(rows)
    yield from rows
