"""The policy of composing, out of its tables: which field comes from whom, what makes a frame."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal, cast

from catalogue.composing.ranking import Criterion, Ranking

type From = Literal["frame", "first", "all", "out"]
type Same = Literal["-", "number", "class", "heading", "related", "link", "words"]
type Scripts = Literal["no", "same", "only"]

_FILES: Final = Path(str(files(__package__)))
_CHOICES: Final[Mapping[str, frozenset[str]]] = {
    "from": frozenset({"frame", "first", "all", "out"}),
    "same": frozenset({"-", "number", "class", "heading", "related", "link", "words"}),
    "scripts": frozenset({"no", "same", "only"}),
}


class PolicyError(ValueError):
    """A table of the policy that cannot be used; the text says which line, and what to do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of ``policy.tsv``, whose head says what the columns mean.

    ``block`` is the tag itself where each tag is a block of its own.
    """

    source: From
    block: str
    same: Same
    others: str
    scripts: Scripts

    @property
    def compared(self) -> bool:
        """Whether such fields of several records are compared with each other."""
        return self.source == "all" or self.scripts != "no"


@dataclass(frozen=True)
class Policy:
    """What :func:`~catalogue.composing.compose` goes by; :meth:`read` makes one out of tables."""

    rows: tuple[tuple[str, Callable[[str], object], Rule], ...]
    ranking: Ranking
    _known: dict[tuple[str, str], Rule] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def read(
        cls,
        policy: Path = _FILES / "policy.tsv",
        agencies: Path = _FILES / "agencies.tsv",
        ranking: Path = _FILES / "ranking.tsv",
    ) -> "Policy":
        """The policy of these tables, each of them ours unless a union has its own.

        Raises :class:`PolicyError`; ``OSError`` where a table cannot be opened.
        """
        return cls(
            tuple(_rule(place, row) for place, row in _rows(policy, 8)),
            Ranking(
                tuple(_criterion(place, row) for place, row in _rows(ranking, 6)),
                dict(_agency(place, row) for place, row in _rows(agencies, 3)),
            ),
        )

    def rule(self, kind: str, tag: str) -> Rule:
        """The line for a field of a record of this kind."""
        known = self._known.get((kind, tag))
        if known is None:
            known = self._rule(kind, tag)
            if len(self._known) < _MOST_TAGS:
                self._known[kind, tag] = known
        return known

    def _rule(self, kind: str, tag: str) -> Rule:
        for of, fits, rule in self.rows:
            if of in ("*", kind) and fits(tag):
                if rule.block != "tag":
                    return rule
                return Rule(rule.source, tag, rule.same, rule.others, rule.scripts)
        return _UNSAID


#: Tags a record can have are without number when they need not be digits.
_MOST_TAGS: Final = 4096
_UNSAID: Final = Rule("frame", "other", "-", "-", "no")


def _rows(file: Path, columns: int) -> Iterator[tuple[str, list[str]]]:
    """Each row below the header, with the words that say where it is."""
    lines = file.read_text(encoding="utf-8").splitlines()
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line and line[0] != "#"]
    reader = csv.reader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (number, _), row in zip(numbered, reader, strict=True):
        place = f"Line {number} of {file.name}"
        if len(row) != columns:
            raise PolicyError(
                f"{place} has {len(row)} columns, not {columns}; put a tab between each two."
            )
        if number != numbered[0][0]:
            yield place, row


def _rule(place: str, row: list[str]) -> tuple[str, Callable[[str], object], Rule]:
    kind, tag, source, block, same, others, scripts, _ = row
    for column, value in (("from", source), ("same", same), ("scripts", scripts)):
        if value not in _CHOICES[column]:
            known = ", ".join(sorted(_CHOICES[column]))
            raise PolicyError(f"{place}: “{value}” is nothing for “{column}”; it can be {known}.")
    rule = Rule(
        cast("From", source),
        block,
        cast("Same", same),
        "" if others == "-" else others,
        cast("Scripts", scripts),
    )
    if rule.compared and rule.same == "-" and rule.source != "first":
        raise PolicyError(f"{place}: fields that are compared need something under “same”.")
    return kind, _pattern(place, tag).fullmatch, rule


def _criterion(place: str, row: list[str]) -> Criterion:
    kind, where, pattern, points, most, _ = row
    tag, _, code = where.partition("$")
    return Criterion(
        kind,
        where,
        _pattern(place, tag),
        code,
        _pattern(place, pattern),
        _points(place, points),
        _points(place, most),
    )


def _agency(place: str, row: list[str]) -> tuple[str, int]:
    code, points, _ = row
    return code.casefold(), _points(place, points)


def _points(place: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise PolicyError(
            f"{place}: “{text}” is no number of points; write it in digits."
        ) from None


def _pattern(place: str, text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise PolicyError(
            f"{place}: “{text}” is no regular expression ({error}); mend it."
        ) from None


POLICY: Final = Policy.read()
