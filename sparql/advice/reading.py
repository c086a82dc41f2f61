"""Reads a query into its groups and patterns: forgiving, without recursion, in one pass.

It is no parser: what it takes may still be wrong SPARQL, and SPARQL it does not follow gets no
advice. Whether a query runs is decided by the engine's own parser alone.
"""

from collections import Counter
from typing import Final

from sparql.advice.patterns import Lost, brackets, sentence
from sparql.advice.query import Expression, Group, Pattern, Query, Select, name
from sparql.advice.tokens import Token, tokens

DEEPEST: Final = 64
_FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_AGGREGATES: Final = ("COUNT", "SUM", "AVG", "MIN", "MAX", "SAMPLE", "GROUP_CONCAT")
_KINDS: Final = {
    "OPTIONAL": "optional",
    "MINUS": "minus",
    "GRAPH": "graph",
    "SERVICE": "graph",
    "UNION": "union",
}


def read(text: str) -> Query | None:
    """The query; None for what this reader does not follow."""
    found = tokens(text)
    if not found:
        return None
    try:
        return _Reader(found).read()
    except Lost:
        return None


class _Reader:
    """Goes through the tokens; `_open` are the selects, groups and expressions not yet ended."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0
        self._open: list[Select | Group | Expression] = []
        self._next = ""  # the kind of the group that comes
        self._selects: list[Select] = []
        self._groups: list[Group] = []
        self._declared: set[str] = set()
        self._used: Counter[str] = Counter()

    def read(self) -> Query:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if len(self._open) > DEEPEST:
                raise Lost
            inside = self._open[-1] if self._open else None
            if isinstance(inside, Expression):
                self._expression(inside, token)
            elif isinstance(inside, Group):
                self._group(inside, token)
            elif isinstance(inside, Select):
                self._select(inside, token)
            else:
                self._prologue(token)
        if len(self._open) != 1 or not isinstance(self._open[0], Select):
            raise Lost
        return Query(self._selects, self._groups, self._declared, self._tokens, self._used)

    def _prologue(self, token: Token) -> None:
        if token.says(*_FORMS):
            self._begin(token, inner=False)
            return
        following = self._tokens[self._at + 1 : self._at + 2]
        if token.says("PREFIX") and following and following[0].kind == "name":
            self._declared.add(following[0].text.removesuffix(":"))
        elif not (token.kind in ("iri", "name", "string") or token.says("BASE", "VERSION")):
            raise Lost
        self._at += 1

    def _begin(self, token: Token, *, inner: bool) -> None:
        select = Select(token.text, token.position, inner)
        self._selects.append(select)
        self._open.append(select)
        self._at += 1
        if select.form == "CONSTRUCT" and self._peek("{"):
            self._at = brackets(self._tokens, self._at)

    def _select(self, select: Select, token: Token) -> None:
        """What is before and behind the group of a select."""
        if token.says("{"):
            self._enter("where" if select.where is None else "exists", select)
            return
        if token.says("}") and select.inner and select.where is not None:
            self._open.pop()
            around = self._open[-1]  # it ends with this brace, and is next
            if isinstance(around, Group):
                around.select = select
            return
        if token.says("("):
            self._project(select, before=select.where is None)
        elif select.where is None:
            self._head(select, token)
        elif token.says("VALUES"):
            self._values(select.where)
        else:
            self._tail(select, token)

    def _head(self, select: Select, token: Token) -> None:
        if token.kind == "variable":
            select.projected.add(name(token))
        select.everything |= token.says("*")
        self._at += 1

    def _tail(self, select: Select, token: Token) -> None:
        select.aggregated |= token.says(*_AGGREGATES)
        select.grouped |= token.says("GROUP")
        if token.says("ORDER"):
            select.ordered = token.position
        if token.says("LIMIT", "OFFSET"):
            self._slice(select, token)
        self._at += 1

    def _project(self, select: Select, *, before: bool) -> None:
        """``(expression AS ?variable)``, or an expression to group or sort by."""
        end = brackets(self._tokens, self._at)
        part = self._tokens[self._at : end]
        select.aggregated |= any(token.says(*_AGGREGATES) for token in part)
        if before:
            named = [name(last) for last in part[-2:-1] if last.kind == "variable"]
            select.projected.update(named)
        self._at = end

    def _slice(self, select: Select, token: Token) -> None:
        number = self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else None
        if number is None or number.kind != "number" or not number.text.isdecimal():
            raise Lost
        if token.says("LIMIT"):
            select.limit = int(number.text[:18])
        else:
            select.offset = number

    def _group(self, group: Group, token: Token) -> None:
        if token.says("}"):
            self._leave(group)
        elif token.says("{"):
            self._enter(self._next or "plain", self._scope())
        elif token.says("SELECT"):
            group.kind = "exists" if group.kind == "exists" else "select"
            self._begin(token, inner=True)
        elif token.says(*_KINDS):
            self._announced(group, token)
        elif token.says("FILTER", "BIND"):
            self._open.append(Expression(token.text, token.position))
            self._at += 1
        elif token.says("VALUES"):
            self._values(group)
        elif token.says(".", "LATERAL"):
            self._at += 1
        else:
            self._patterns(group)

    def _announced(self, group: Group, token: Token) -> None:
        """The word before a group, and what it says of it."""
        self._at += 1
        self._next = _KINDS[token.text]
        if token.says("GRAPH", "SERVICE"):
            self._graph(group)
        if token.says("UNION") and group.groups and group.groups[-1].kind == "plain":
            group.groups[-1].kind = "union"

    def _scope(self) -> Select:
        return next(one for one in reversed(self._open) if isinstance(one, Select))

    def _enter(self, kind: str, select: Select) -> None:
        around = next((one for one in reversed(self._open) if isinstance(one, Group)), None)
        inside = self._open[-1]
        parent = around if not isinstance(inside, Select) or inside.inner else None
        group = Group(kind, self._tokens[self._at].position, parent)
        if isinstance(inside, Select) and inside.where is None:
            inside.where = group
        elif isinstance(inside, Group):
            inside.groups.append(group)
        self._groups.append(group)
        select.groups.append(group)
        self._open.append(group)
        self._next = ""
        self._at += 1

    def _leave(self, group: Group) -> None:
        """Ends a group, and tells what it gives to the one around it."""
        for pattern in group.patterns:
            group.visible |= pattern.variables
        for inner in group.groups:
            if inner.kind not in ("minus", "exists"):
                group.visible |= inner.visible
        for values in group.values:
            group.visible |= values
        for bind in group.binds:
            group.visible |= bind.variables
        select = group.select
        if select is not None:
            group.few = (select.aggregated and not select.grouped) or select.limit == 1
            if not select.everything:
                group.visible = set(select.projected)
            elif select.where is not None:
                group.visible = select.where.visible
        self._open.pop()
        self._at += 1
        inside = self._open[-1] if self._open else None
        if isinstance(inside, Expression) and not inside.depth:
            self._end(inside)

    def _expression(self, expression: Expression, token: Token) -> None:
        """A FILTER is a bracket, a call, or (NOT) EXISTS and a group."""
        if token.says("{"):
            self._enter("exists", self._scope())
            self._groups[-1].negated = any(one.says("NOT") for one in expression.tokens[-2:-1])
            return
        if token.says("}") or (token.kind == "sign" and not expression.depth and token.text != "("):
            raise Lost
        if token.kind == "variable":
            expression.variables.add(name(token))
        expression.depth += token.says("(") - token.says(")")
        expression.tokens.append(token)
        self._at += 1
        if token.says(")") and not expression.depth:
            self._end(expression)

    def _end(self, expression: Expression) -> None:
        self._open.pop()
        group = self._open[-1]
        if not isinstance(group, Group):
            raise Lost
        if expression.kind == "BIND":
            group.binds.append(expression)
            self._used[expression.target()] += 1
        else:
            group.filters.append(expression)

    def _graph(self, group: Group) -> None:
        if self._peek("SILENT"):
            self._at += 1
        if self._at < len(self._tokens) and self._tokens[self._at].kind == "variable":
            group.values.append({name(self._tokens[self._at])})
        self._at += 1

    def _values(self, group: Group) -> None:
        """The variables of a data block; its rows are passed over."""
        self._at += 1
        said: set[str] = set()
        while self._at < len(self._tokens) and not self._peek("{"):
            if self._tokens[self._at].kind == "variable":
                said.add(name(self._tokens[self._at]))
            self._at += 1
        group.values.append(said)
        self._used.update(said)
        self._at = brackets(self._tokens, self._at)

    def _patterns(self, group: Group) -> None:
        patterns, self._at = sentence(self._tokens, self._at)
        group.patterns += patterns
        self._count(patterns)

    def _count(self, patterns: list[Pattern]) -> None:
        for pattern in patterns:
            self._used.update(pattern.variables)

    def _peek(self, word: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].says(word)
