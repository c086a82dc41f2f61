"""Triple patterns and paths out of tokens: a subject with its properties and their objects."""

from typing import Final

from sparql.advice.query import Pattern, name
from sparql.advice.tokens import Token

_OPENING: Final = {"(": ")", "[": "]", "{": "}", "<<": ">>", "<<(": ")>>", "{|": "|}"}
_CLOSING: Final = frozenset(_OPENING.values())
_TERMS: Final = ("iri", "name", "string", "number", "variable")


class Lost(Exception):
    """The text is not what this reader follows."""


def brackets(tokens: list[Token], at: int) -> int:
    """Where it goes on behind the bracket that opens here; brackets may be in it."""
    expected: list[str] = []
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.kind != "sign":
            continue
        if token.text in _OPENING:
            expected.append(_OPENING[token.text])
        elif token.text in _CLOSING and (not expected or expected.pop() != token.text):
            break
        if not expected:
            return at
    raise Lost


def sentence(tokens: list[Token], at: int) -> tuple[list[Pattern], int]:
    """The patterns of one subject, and where it goes on."""
    begin = tokens[at].position
    (subject, at), said = _end_of(tokens, at)
    found: list[Pattern] = []
    while at < len(tokens):
        path, at = _path(tokens, at)
        if not path:
            break
        while True:
            (end, at), variables = _end_of(tokens, at)
            inside = said | variables | {name(one) for one in path if one.kind == "variable"}
            found.append(Pattern(subject, path, end, inside, begin))
            begin = tokens[at].position if at < len(tokens) else begin
            if not _says(tokens, at, ","):
                break
            at += 1
        if not _says(tokens, at, ";"):
            break
        while _says(tokens, at, ";"):
            at += 1
        begin = tokens[at].position if at < len(tokens) else begin
    if not found and said:  # a bracket that says all by itself: [ bf:title ?t ] .
        found.append(Pattern(None, [], None, said, begin))
    elif not found and subject is not None:
        raise Lost
    return found, at


def _end_of(tokens: list[Token], at: int) -> tuple[tuple[Token | None, int], set[str]]:
    """A subject or an object (None for a bracket), where it goes on, and its variables."""
    if at >= len(tokens):
        raise Lost
    token, first = tokens[at], at
    if token.kind == "sign" and token.text in ("(", "[", "<<", "<<("):
        at = brackets(tokens, at)
        held: Token | None = None
    elif token.kind in _TERMS or token.says("TRUE", "FALSE"):
        at, held = at + 1, token
        if token.kind == "string" and at < len(tokens) and tokens[at].kind == "language":
            at, held = at + 1, Token("tagged", token.text, token.position)
        elif token.kind == "string" and _says(tokens, at, "^^"):
            at, held = at + 2, Token("typed", token.text, token.position)
    elif token.says("+", "-"):
        at, held = at + 2, Token("number", token.text, token.position)
    else:
        raise Lost
    while _says(tokens, at, "{|") or _says(tokens, at, "~"):
        at = brackets(tokens, at) if _says(tokens, at, "{|") else at + 2
    return (held, at), {name(one) for one in tokens[first:at] if _joins(one)}


def _joins(token: Token) -> bool:
    """A blank node joins patterns as a variable does."""
    return token.kind == "variable" or (token.kind == "name" and token.text.startswith("_:"))


def _path(tokens: list[Token], at: int) -> tuple[list[Token], int]:
    """A property or a path; empty where none begins."""
    begin = at
    while at < len(tokens):
        while _says(tokens, at, "^") or _says(tokens, at, "!"):
            at += 1
        if at >= len(tokens):
            break
        token = tokens[at]
        if token.says("("):
            at = brackets(tokens, at)
        elif token.kind in ("iri", "name", "variable") or token.says("A"):
            at += 1
        elif at == begin:
            return [], at
        else:
            break
        while _says(tokens, at, "*") or _says(tokens, at, "+") or _says(tokens, at, "?"):
            at += 1
        if not (_says(tokens, at, "/") or _says(tokens, at, "|")):
            return tokens[begin:at], at
        at += 1
    raise Lost


def _says(tokens: list[Token], at: int, sign: str) -> bool:
    return at < len(tokens) and tokens[at].kind == "sign" and tokens[at].text == sign
