"""The sums of a comparison of two engines, as a Markdown table, and the causes with examples."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from bench.blame import Part
from bench.compare import Difference, Said
from shapes.namespaces import compact

#: Examples kept of one cause, and statements shown of each side of an example.
EXAMPLES: Final = 3
SHOWN: Final = 3
#: Different reasons for failing that are remembered.
REASONS: Final = 20


#: Pairs of scripts, the intended difference that is compared by itself.
WITH_PAIRS: Final = "records with fields linked to 880s, or the reverse"
JOINED: Final = "… whose pairs of scripts are joined (intended: pairs-of-scripts)"
OTHERWISE: Final = "records that joining pairs alters otherwise"


@dataclass(frozen=True, slots=True)
class Compared:
    """One record, under both engines."""

    file: str
    control_number: str
    difference: Difference
    #: The causes, when they were sought and the engines differ.
    parts: Sequence[Part] = ()
    #: Ours with pairs of scripts joined, beside ours as LC has it; whether fields are linked in it.
    with_pairs: Difference = field(default_factory=lambda: Difference(exact=True))
    has_pairs: bool = False

    @property
    def as_intended(self) -> bool:
        return bool(self.parts) and all(part.intended for part in self.parts)

    @property
    def joined_as_intended(self) -> bool:
        """Whether joining pairs alters a record with links alone, and costs it nothing."""
        found = self.with_pairs
        return found.exact or (
            self.has_pairs and not (found.failed_ours or found.failed_lc or found.refused)
        )


@dataclass(slots=True)
class Cause:
    """One way to differ: the same tags, the same predicates on the same sides."""

    times: int = 0
    only_ours: int = 0
    only_lc: int = 0
    examples: list[tuple[Compared, Part]] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    counts: Counter[str] = field(default_factory=Counter)
    causes: dict[tuple[str, str, str], Cause] = field(default_factory=dict)
    #: Records with a difference from these tags, intended by this name or not.
    records: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, compared: Compared) -> None:
        found = compared.difference
        self.counts["records compared"] += 1
        if found.failed_ours or found.failed_lc:
            engine = "ours" if found.failed_lc else "LC's"
            self.counts[f"records only {engine} converts"] += 1
            self._tell(f"only {engine} converts it: {found.failed_lc or found.failed_ours}")
        if found.refused:
            self._tell(f"ours is no N-Triples: {found.refused}")
        self.counts["equal"] += found.equal
        self.counts["only ours"] += found.only_ours.total()
        self.counts["only LC's"] += found.only_lc.total()
        if found.exact:
            self.counts["records exactly equal" if found.equal else "records neither converts"] += 1
        elif compared.as_intended:
            self.counts["records that differ only as intended"] += 1
        elif compared.parts:
            self.counts["records that differ otherwise"] += 1
        else:
            self.counts["records that differ, cause not sought"] += 1
        self._add_pairs(compared)
        self.records.update({(part.tags, part.intended) for part in compared.parts})
        for part in compared.parts:
            cause = self.causes.setdefault((part.intended, part.tags, predicates(part)), Cause())
            cause.times += 1
            cause.only_ours += part.difference.only_ours.total()
            cause.only_lc += part.difference.only_lc.total()
            seen = any(one is compared for one, _ in cause.examples)
            if len(cause.examples) < EXAMPLES and not seen:
                cause.examples.append((compared, part))

    def _add_pairs(self, compared: Compared) -> None:
        found = compared.with_pairs
        if compared.has_pairs:
            self.counts[WITH_PAIRS] += 1
        if not compared.joined_as_intended:
            self.counts[OTHERWISE] += 1
        elif not found.exact:
            self.counts[JOINED] += 1
            self.counts["joined"] += found.only_ours.total()
            self.counts["as LC has them"] += found.only_lc.total()

    def _tell(self, reason: str) -> None:
        """Only so many are remembered, for some have a record's own words in them."""
        known = reason in self.reasons or len(self.reasons) < REASONS
        self.reasons[reason if known else "other reasons"] += 1

    def as_markdown(self) -> str:
        counts = self.counts
        lc = counts["equal"] + counts["only LC's"]
        rows = [
            *((name, counts[name]) for name in RECORDS),
            ("triples of LC's engine", lc),
            ("… that ours makes too", counts["equal"]),
            ("… that only LC's makes", counts["only LC's"]),
            ("triples that only ours makes", counts["only ours"]),
            *((name, counts[name]) for name in (WITH_PAIRS, JOINED, OTHERWISE)),
            ("… triples with the pairs joined", counts["joined"]),
            ("… triples in their place as LC has them", counts["as LC has them"]),
        ]
        compared = counts["records compared"]
        equal = percent(counts["records exactly equal"], compared)
        lines = ["| | |", "|---|---:|", *(f"| {name} | {number:,} |" for name, number in rows)]
        lines.append(f"| records exactly equal, % | {equal} |")
        shared = counts["equal"] + counts["only LC's"] + counts["only ours"]
        lines.append(f"| triples equal, % of all | {percent(counts['equal'], shared)} |")
        lines += ["", *(f"- {n:,} × {reason}" for reason, n in self.reasons.most_common())]
        if self.causes:
            lines += ["", "| fields | intended | records | only ours | only LC's | of |"]
            lines += ["|---|---|---:|---:|---:|---|", *self._by_field()]
        return "\n".join(lines) + "\n"

    def _by_field(self) -> Iterator[str]:
        """One row for the same tags, whatever the predicates."""
        rows: dict[tuple[str, str], list[tuple[str, Cause]]] = {}
        for (intended, tags, said), cause in self.causes.items():
            rows.setdefault((tags, intended), []).append((said, cause))
        for (tags, intended), causes in sorted(rows.items(), key=lambda row: -self.records[row[0]]):
            causes.sort(key=lambda pair: -pair[1].times)
            ours = sum(cause.only_ours for _, cause in causes)
            lc = sum(cause.only_lc for _, cause in causes)
            said = "; ".join(said for said, _ in causes[:2])
            records = self.records[tags, intended]
            yield f"| {tags} | {intended} | {records:,} | {ours:,} | {lc:,} | {said} |"

    def as_text(self) -> str:
        """Every cause, the commonest first, with its examples."""
        ordered = sorted(self.causes.items(), key=lambda item: -item[1].times)
        return "\n".join(
            "\n".join(_described(key, cause)) for key, cause in ordered if cause.examples
        )


RECORDS: Final = (
    "records compared",
    "records exactly equal",
    "records that differ only as intended",
    "records that differ otherwise",
    "records that differ, cause not sought",
    "records neither converts",
    "records only ours converts",
    "records only LC's converts",
)


def _described(key: tuple[str, str, str], cause: Cause) -> Iterator[str]:
    intended, tags, said = key
    yield f"## {tags}: {said} ({cause.times:,} times; {intended or 'not intended'})"
    for compared, part in cause.examples:
        yield f"{compared.control_number} in {compared.file}"
        yield from (f"    {one}" for one in part.fields)
        found = part.difference
        for engine, reason in (("ours", found.failed_ours), ("LC's", found.failed_lc)):
            if reason:
                yield f"  {engine} fails: {reason}"
        yield from (f"  LC  {shown(one)}" for one in sorted(found.only_lc)[:SHOWN])
        yield from (f"  we  {shown(one)}" for one in sorted(found.only_ours)[:SHOWN])
        yield from (f"  {line}" for line in found.moved)
    yield ""


def predicates(part: Part) -> str:
    """``+bf:note -bf:title``: what only we say, what only LC says, by predicate."""
    found = part.difference
    if found.failed_ours or found.failed_lc:
        return "fails"
    signed = [("+", one) for one in found.only_ours] + [("-", one) for one in found.only_lc]
    names = sorted({(p, sign) for sign, (_, p, _) in signed})
    return (
        " ".join(f"{sign}{_short(p)}" for p, sign in names) or "the same statements, hung elsewhere"
    )


def shown(said: Said) -> str:
    return " ".join(map(_short, said))


def _short(term: str) -> str:
    return compact(term[1:-1]) if term.startswith("<") else term


def percent(part: int, whole: int) -> str:
    """Rounded down: only all of them are 100."""
    return f"{100_000 * part // whole / 1000:.3f}" if whole else "—"
