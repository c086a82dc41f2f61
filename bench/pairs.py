"""`python -m bench.pairs FILES`: what becomes of fields and their 880s, in another script.

Each half of each pair is marked (a character of private use in every text), the marked record is
converted, and the marks tell which half each literal came from.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import click
import pymarc

from bench.compare import DOCUMENT, GENERATED, lines
from bench.equality import sent
from converters import MarcRecord, parse_one
from converters.bibframe import Rules
from converters.bibframe.description import Description
from converters.engine import Converted, Job
from shapes.namespaces import BFLC, RDF

#: The first mark: plane 15, for private use. Each half of a record has its own after it.
FIRST: Final = 0xF0000
_MARC_KEY: Final = f"<{BFLC}marcKey>"
_VALUE: Final = f"<{RDF}value>"
#: Subfields that are no text, or whose words mean something to the rules.
_NOT_MARKED: Final = frozenset("0123456789uwix")

ONE: Final = "one entity, two tagged literals"
MORE: Final = "one entity; a subfield is in one half only"
APART: Final = "subfields of the two halves in different things"
TWO: Final = "two entities"
UNTAGGED: Final = "one entity, a literal without tag"
NO_OTHER: Final = "the 880 is lost"
NO_FIELD: Final = "the field is lost"
NOTHING: Final = "no rule makes text of either half"
NO_LETTERS: Final = "no letters in one half"
EXPLAINED: Final = (MORE, NO_LETTERS, NOTHING)
VERDICTS: Final = (ONE, MORE, NO_LETTERS, NOTHING, UNTAGGED, APART, TWO, NO_OTHER, NO_FIELD)


@dataclass(slots=True)
class Table:
    """Pairs by tag and verdict; 880s without a partner by tag; examples of what is not one."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    records: int = 0
    examples: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def as_markdown(self) -> str:
        tags = sorted({tag for tag, _ in self.verdicts} | set(self.alone))
        used = [v for v in VERDICTS if any(verdict == v for _, verdict in self.verdicts)]
        head = ["tag", "pairs", *used, "880s alone"]
        rows: list[list[str]] = [head, ["---", *["---:"] * (len(head) - 1)]]
        for tag in (*tags, "all"):
            these = [t for t in tags if tag in ("all", t)]
            counts = [sum(self.verdicts[t, v] for t in these) for v in used]
            alone = sum(self.alone[t] for t in these)
            rows.append([tag, *(f"{n:,}" if n else "" for n in (sum(counts), *counts, alone))])
        return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--every", default=1, show_default=True, help="Take every K-th record with 880s.")
@click.option("--records", type=int, help="Look at N records at most.")
@click.option("--as-lc", is_flag=True, help="As LC's stylesheet has it, for comparison.")
@click.option("--examples", default=0, help="Show N examples of each tag that is not one.")
def main(
    files: Sequence[Path], every: int, records: int | None, examples: int, *, as_lc: bool
) -> None:
    """Say of every field with an 880 whether both became one entity with two tagged literals."""
    rules, table = Rules(as_lc=as_lc), Table()
    for record in islice(islice(with_others(files), 0, None, every), records):
        table.records += 1
        for tag, verdict, shown in judged(rules, record):
            if verdict is None:
                table.alone[tag] += 1
                continue
            table.verdicts[tag, verdict] += 1
            if verdict != ONE and table.verdicts[tag, verdict] <= examples:
                table.examples[tag, verdict].append(f"{record.control_number}: {shown}")
    click.echo(f"{table.records:,} records with 880s\n\n{table.as_markdown()}")
    for (tag, verdict), some in sorted(table.examples.items()):
        click.echo(f"\n{tag}, {verdict}:\n" + "\n".join(f"  {one}" for one in some))


def with_others(files: Iterable[Path]) -> Iterator[MarcRecord]:
    """The records of the files that have 880s."""
    for _, raw, format_ in sent(files):
        if b"880" in raw and (record := parse_one(raw, format_)).marc.get_fields("880"):
            yield record


def judged(rules: Rules, record: MarcRecord) -> Iterator[tuple[str, str | None, str]]:
    """Of each pair its tag, a verdict and the fields; of an 880 without a partner no verdict."""
    description = Description(record.marc, GENERATED)
    fields = record.marc.fields
    yield from ((half.tag, None, "") for half in description.alone.values())
    pairs = [
        (halves[0].tag, place, [half.index for half in halves])
        for place, halves in description.halves.items()
    ]
    marks = {place: i for i, place in enumerate(p for _, a, bs in pairs for p in (a, *bs))}
    marc = pymarc.Record()
    marc.leader = record.marc.leader
    marc.fields = [
        _marked(each, chr(FIRST + marks[i])) if i in marks else each
        for i, each in enumerate(fields)
    ]
    said = _said(rules, MarcRecord(1, b"", "iso2709", marc, "marc21", "bib", "utf-8"))
    for tag, place, others in pairs:
        ours = said.get(marks[place], {})
        shown = "  /  ".join(str(fields[i]) for i in (place, *others))
        for other in others:
            verdict = _verdict(fields[place], fields[other], ours, said.get(marks[other], {}))
            yield tag, verdict, shown


#: The literals of one half: by node and property, whether each has a tag (a number needs none).
type Said = dict[tuple[str, str], list[bool]]


def _said(rules: Rules, record: MarcRecord) -> dict[int, Said]:
    """What each half says, by its mark."""
    (outcome,) = rules.convert([Job(record, DOCUMENT)], GENERATED)
    if not isinstance(outcome, Converted):
        raise click.ClickException(f"{record.control_number}: {outcome.reason}")
    said: dict[int, Said] = defaultdict(dict)
    for line in lines(outcome.triples):
        subject, predicate, object_ = line.removesuffix(" .").split(" ", 2)
        if not object_.startswith('"') or predicate == _MARC_KEY:
            continue
        for mark in {ord(sign) - FIRST for sign in object_ if ord(sign) >= FIRST}:
            tagged = predicate == _VALUE or not object_.endswith('"')
            said[mark].setdefault((subject, predicate), []).append(tagged)
    return said


def _verdict(own: pymarc.Field, other: pymarc.Field, ours: Said, theirs: Said) -> str:
    if not (_letters(own) and _letters(other)):
        return NO_LETTERS
    if not (ours and theirs):
        return NO_OTHER if ours else NO_FIELD if theirs else NOTHING
    both = ours.keys() & theirs.keys()
    alike = _codes(own) == _codes(other)
    # What only one half says may stand beside what both say, without a tag.
    enough = all if alike else any
    if both and not all(enough(ours[key]) and enough(theirs[key]) for key in both):
        return UNTAGGED
    if ours.keys() == theirs.keys():
        return ONE
    if {node for node, _ in ours}.isdisjoint(node for node, _ in theirs):
        return TWO
    return APART if alike else MORE


def _codes(one: pymarc.Field) -> Sequence[str]:
    return [each.code for each in one.subfields if each.code != "6" and _has_letters(each.value)]


def _letters(one: pymarc.Field) -> bool:
    return any(each.code not in _NOT_MARKED and _has_letters(each.value) for each in one.subfields)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _marked(one: pymarc.Field, mark: str) -> pymarc.Field:
    """The field with the mark after the first letter of each text."""
    subfields = [
        pymarc.Subfield(each.code, _with_mark(each.value, mark))
        if each.code not in _NOT_MARKED
        else each
        for each in one.subfields
    ]
    return pymarc.Field(one.tag, one.indicators, subfields)


def _with_mark(text: str, mark: str) -> str:
    at = next((i for i, sign in enumerate(text, 1) if sign.isalpha()), None)
    return text if at is None else f"{text[:at]}{mark}{text[at:]}"


if __name__ == "__main__":
    main(prog_name="python -m bench.pairs")
