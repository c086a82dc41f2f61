"""What a select asks that is much, and what in the text is probably not meant."""

import re
from collections.abc import Iterator
from typing import Final

from shapes.namespaces import PREFIXES
from sparql.advice import sentences
from sparql.advice.query import Expression, Group, Pattern, Query, Select, name
from sparql.advice.tokens import Token

type Found = tuple[str, int]

#: More than anybody pages through by hand.
FAR: Final = 10_000
_TEXTUAL: Final = ("REGEX", "CONTAINS", "STRSTARTS", "STRENDS")
#: Beside one of these a literal is compared without its tag.
_AS_TEXT: Final = ("STR", "LANG", "LANGMATCHES", "REGEX", "CONTAINS", "STRSTARTS", "STRENDS")
#: Scripts whose words the catalogue tags, and a tag they have there.
_SCRIPTS: Final = {
    "zh-hani": re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]"),
    "ja-hrkt": re.compile("[\u3040-\u30ff]"),
    "ko-hang": re.compile("[\uac00-\ud7af]"),
    "ru-cyrl": re.compile("[\u0400-\u052f]"),
    "ar-arab": re.compile("[\u0600-\u06ff]"),
    "he-hebr": re.compile("[\u0590-\u05ff]"),
}


def of_select(query: Query) -> Iterator[Found]:
    """What each select reads, sorts and skips."""
    said = any(map(_few, query.selects)) or any(map(_restricted, query.groups))
    for select in query.selects:
        groups = [group for group in select.groups if not group.alone()]
        patterns = [pattern for group in groups for pattern in group.patterns]
        limited = select.limit is not None or (select.inner and _limited(query))
        anywhere = [one for one in patterns if _everything(one, query)]
        if select.form != "ASK":
            yield from _whole(select, anywhere, limited=limited)
        for pattern in patterns:
            yield from _closure(pattern, query)
        if not (limited or said):
            yield from _texts(groups)
            if select.ordered is not None and not (select.aggregated or select.grouped):
                yield sentences.SORTED, select.ordered
        if select.offset is not None:
            yield from _skipped(select, select.offset)


def of_text(query: Query) -> Iterator[Found]:
    """Prefixes that are not declared, and literals that lack a language tag."""
    for token in query.tokens:
        prefix = token.text.partition(":")[0] if token.kind == "name" else ""
        if prefix in PREFIXES and prefix not in query.declared:
            yield sentences.PREFIX.format(prefix=prefix, iri=PREFIXES[prefix]), token.position
    for group in query.groups:
        for pattern in group.patterns:
            if pattern.object is not None and pattern.object.kind == "string":
                yield from _untagged(pattern.object)
        for expression in group.filters:
            yield from _compared(expression)


def _few(select: Select) -> bool:
    """Whether it is a subselect that leaves few of its rows to the query around it."""
    return select.inner and (select.limit is not None or select.aggregated or select.grouped)


def _limited(query: Query) -> bool:
    """Whether the query around is: then an inner select may stop early, too."""
    return query.selects[0].limit is not None and query.selects[0].ordered is None


def _everything(pattern: Pattern, query: Query) -> bool:
    """Three variables that are nowhere else: every statement there is."""
    ends = pattern.between()
    if ends is None or len(pattern.path) != 1 or pattern.path[0].kind != "variable":
        return False
    return all(query.used[one] == 1 for one in (*ends, name(pattern.path[0])))


def _whole(select: Select, patterns: list[Pattern], *, limited: bool) -> Iterator[Found]:
    collected = select.aggregated or select.grouped or select.ordered is not None
    for pattern in patterns:
        if collected or not limited:
            sentence = sentences.READ_WHOLE if collected else sentences.EVERYTHING
            yield sentence.format(pattern=_shown(pattern)), pattern.position


def _closure(pattern: Pattern, query: Query) -> Iterator[Found]:
    """``?a p* ?b`` where neither end is said by anything else."""
    ends = pattern.between()
    if ends is None or not pattern.path or not pattern.path[-1].says("*", "+"):
        return
    depth = 0
    for token in pattern.path:
        depth += token.says("(") - token.says(")")
        if not depth and token.says("/", "|"):
            return
    if all(query.used[one] == 1 for one in ends):
        yield sentences.CLOSURE.format(one=f"?{ends[0]}", other=f"?{ends[1]}"), pattern.position


def _restricted(group: Group) -> bool:
    """Whether something in it is said: a class, a value, a starting point."""
    return bool(group.values) or any(
        pattern.constant() or pattern.subject is None or pattern.object is None
        for pattern in group.patterns
    )


def _texts(groups: list[Group]) -> Iterator[Found]:
    for group in groups:
        for expression in group.filters:
            for place, token in enumerate(expression.tokens):
                looked = [one for one in expression.tokens[place:] if one.kind == "variable"]
                if token.says(*_TEXTUAL) and looked:
                    yield (
                        sentences.TEXT.format(function=token.text, variable=f"?{name(looked[0])}"),
                        expression.position,
                    )
                    break


def _skipped(select: Select, offset: Token) -> Iterator[Found]:
    if int(offset.text[:18]) > FAR:
        yield sentences.FAR.format(number=offset.text[:18]), offset.position
    elif select.ordered is None and int(offset.text[:18]):
        yield sentences.UNSTEADY, offset.position


def _compared(expression: Expression) -> Iterator[Found]:
    """A bare literal in a filter that compares whole terms."""
    said = expression.tokens
    if any(token.says(*_AS_TEXT) for token in said):
        return
    for place, token in enumerate(said):
        after = said[place + 1] if place + 1 < len(said) else None
        if token.kind == "string" and not (
            after and (after.kind == "language" or after.says("^^"))
        ):
            yield from _untagged(token)


def _untagged(literal: Token) -> Iterator[Found]:
    for tag, script in _SCRIPTS.items():
        if script.search(literal.text):
            shown = literal.text if len(literal.text) <= 40 else f"{literal.text[:40]}…"
            yield sentences.UNTAGGED.format(literal=shown, tag=tag), literal.position
            return


def _shown(pattern: Pattern) -> str:
    ends = pattern.between() or ("", "")
    return f"?{ends[0]} ?{name(pattern.path[0])} ?{ends[1]}"
