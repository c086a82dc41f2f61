"""A query as far as advice needs it: selects, the groups inside, and the patterns of each group."""

from collections import Counter
from dataclasses import dataclass, field

from sparql.advice.tokens import Token


@dataclass(slots=True)
class Pattern:
    """A triple pattern, or a path between two ends.

    What is in brackets is one end (its token is None); its variables are the pattern's.
    """

    subject: Token | None
    path: list[Token]
    object: Token | None
    variables: set[str]
    position: int

    def between(self) -> tuple[str, str] | None:
        """The variables at both ends; None when one end is something else."""
        ends = (self.subject, self.object)
        if any(end is None or end.kind != "variable" for end in ends):
            return None
        return name(ends[0]), name(ends[1])

    def anchored(self) -> bool:
        """Whether it starts from one thing that is named: then it finds few rows."""
        return self.subject is not None and self.subject.kind in ("iri", "name", "string")

    def constant(self) -> bool:
        """Whether one of its ends is said."""
        ends = (self.subject, self.object)
        return any(end is not None and end.kind != "variable" for end in ends)


@dataclass(slots=True)
class Expression:
    """A FILTER or a BIND: what it mentions, and the words and strings in it."""

    kind: str
    position: int
    variables: set[str] = field(default_factory=set)
    tokens: list[Token] = field(default_factory=list)
    depth: int = 0

    def target(self) -> str:
        """The variable a BIND gives a value to: the last it names."""
        named = [token for token in self.tokens if token.kind == "variable"]
        return name(named[-1]) if named else ""


@dataclass(slots=True)
class Group:
    """What stands between two braces.

    ``kind``: where, plain, optional, union, minus, graph, exists or select (a subselect).
    ``visible`` are the variables it gives to the group around it.
    """

    kind: str
    position: int
    parent: "Group | None"
    patterns: list[Pattern] = field(default_factory=list)
    groups: "list[Group]" = field(default_factory=list)
    filters: list[Expression] = field(default_factory=list)
    binds: list[Expression] = field(default_factory=list)
    values: list[set[str]] = field(default_factory=list)
    visible: set[str] = field(default_factory=set)
    select: "Select | None" = None
    negated: bool = False  # NOT EXISTS
    few: bool = False  # it has some rows and no more, whatever the catalogue holds

    def alone(self) -> bool:
        """Whether it is only asked for being there, once for each row around it."""
        group: Group | None = self
        while group is not None:
            if group.kind == "exists":
                return True
            group = group.parent
        return False


@dataclass(slots=True)
class Select:
    """A query or a subselect, and what it does to its rows."""

    form: str
    position: int
    inner: bool
    projected: set[str] = field(default_factory=set)
    everything: bool = False
    aggregated: bool = False
    grouped: bool = False
    ordered: int | None = None  # where it says so
    limit: int | None = None
    offset: Token | None = None
    where: Group | None = None
    groups: list[Group] = field(default_factory=list)  # of its own, not of its subselects


@dataclass(slots=True)
class Query:
    """The whole text, read."""

    selects: list[Select]
    groups: list[Group]
    declared: set[str]
    tokens: list[Token]
    used: Counter[str]  # in how many patterns, values and binds each variable is


def name(token: Token | None) -> str:
    """A variable without its mark: ``$a`` and ``?a`` are one."""
    return token.text[1:] if token is not None else ""
