"""The text of a query, token by token: kept to one graph, and with variables filled in.

A server that holds other data besides the catalogue must not answer from it. The protocol's own
parameters (SPARQL 1.1 Protocol §2.1.4) should see to that; Virtuoso 7 lets a FROM in the text add
to them, and answers ``ASK { GRAPH <other> {…} }`` from a graph outside them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

#: A graph that is nowhere.
NOWHERE: Final = "urn:catena:nowhere"

_ESCAPE: Final = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
#: SPARQL 1.1 §19.8, as far as needed to tell where strings, IRIs, comments and names end.
_TOKEN: Final = re.compile(
    rf"""(?P<comment>\#[^\n\r]*)
    |(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)
    |(?P<string>\"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<variable>[?$]\w+)
    |(?P<name>[\w.-]*:(?:[\w:-]|%[0-9A-Fa-f]{{2}}|\\[^\w\s]|\.(?=[\w:%\\.-]))*)
    |(?P<word>[A-Za-z]\w*)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: Virtuoso's way to call SQL's own functions, which read files and fetch addresses.
_BUILT_IN: Final = re.compile(r"<\s*(?:bif|sql):", re.IGNORECASE)
#: What stands before a query (SPARQL 1.2 §19.8, rule 4). Linear for any text: what has matched is
#: never given back.
PROLOGUE: Final = re.compile(
    r"(?:\s++|\#[^\n\r]*+|PREFIX\s*+[^\s:<]*+\s*+:\s*+<[^<>]*+>|BASE\s*+<[^<>]*+>"
    r"|VERSION\s*+(?:\"[^\"\n]*+\"|'[^'\n]*+'))*+",
    re.IGNORECASE,
)
_FORM: Final = re.compile(r"(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)

type Term = NamedNode | Literal


class Token(NamedTuple):
    """A piece of a text and what it is: a group of the grammar above."""

    kind: str
    text: str

    def word(self) -> str:
        """The keyword in capitals; nothing when it is something else."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> Iterator[Token]:
    """All of the text, so that it can be put together again; comments as a space."""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        yield Token("other", " ") if kind == "comment" else Token(kind, match[0])


def form(text: str) -> str:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; nothing for what is no query."""
    prologue = PROLOGUE.match(text)
    found = _FORM.match(text, prologue.end() if prologue else 0)
    return found[0].upper() if found else ""


def calls_built_in(text: str) -> bool:
    """Whether the text has an IRI by which an engine offers functions of its own."""
    unescaped = _ESCAPED.sub(lambda match: _character(match[1] or match[2]), text)
    return _BUILT_IN.search(unescaped) is not None


def _character(code: str) -> str:
    number = int(code, 16)
    return chr(number) if number <= 0x10FFFF else "�"


def kept_to_one_graph(text: str) -> str:
    """The query without its own choice of graphs: no FROM, and GRAPH finds nothing."""
    written: list[str] = []
    expected = ""
    for kind, said in tokens(text):
        word = said.upper() if kind == "word" else ""
        if not expected:
            if word == "FROM":
                expected = word
            else:
                expected = word if word == "GRAPH" else ""
                written.append(said)
        elif said.isspace():
            written.append(said)
        elif kind in ("iri", "name", "variable"):
            if expected == "GRAPH":
                written.append(f"<{NOWHERE}>")
            expected = ""
        elif word != "NAMED":
            written.append(said)
            expected = ""
    return "".join(written)


def bound(text: str, values: Mapping[str, Term]) -> str:
    """The query with values written in the place of its variables.

    As constants, and not as a VALUES block to join with: an engine then looks them up in its
    index whatever its optimiser makes of VALUES, and they reach into FILTERs and nested groups. A
    variable stays in the projection, as ``(value AS ?x)``, and a subquery that does not project it
    keeps a variable of its own of this name (SPARQL 1.1 §18.2.1).

    ``ValueError`` where the variable is given a value in the text itself, or is hidden behind *.
    """
    return "".join(_Filling(list(tokens(text)), values).written())


class _Filling:
    """One text on its way to being filled in; `_scopes` holds what may be, group by group."""

    def __init__(self, of: list[Token], values: Mapping[str, Term]) -> None:
        self._tokens = of
        self._values = values
        self._scopes: list[frozenset[str]] = [frozenset(values)]
        self._brackets = 0
        self._clause = ""  # SELECT, BY, VALUES or none of them
        self._after = ""

    def written(self) -> Iterator[str]:
        for at, token in enumerate(self._tokens):
            yield self._one(at, token)
            if not token.text.isspace():
                self._after = token.word()

    def _one(self, at: int, token: Token) -> str:
        word = token.word()
        if token.text in ("{", "}"):
            self._group(token.text)
        elif token.text in ("(", ")"):
            self._brackets += 1 if token.text == "(" else -1
        elif word == "SELECT":
            self._clause = word
            self._scopes[-1] = self._projected(at)
        elif word in ("BY", "VALUES"):
            self._clause = word
        elif word in ("WHERE", "HAVING", "LIMIT", "OFFSET"):
            self._clause = ""
        elif token.kind == "variable" and token.text[1:] in self._scopes[-1]:
            return self._filled(token.text[1:])
        return token.text

    def _group(self, sign: str) -> None:
        if sign == "{":
            self._scopes.append(self._scopes[-1])
        else:
            self._scopes.pop()
        self._clause = ""

    def _filled(self, name: str) -> str:
        if self._after == "AS" or self._clause == "VALUES":
            raise ValueError(f"?{name} has a value in the query itself")
        value = str(self._values[name])
        if self._clause == "SELECT" and not self._brackets:
            return f"({value} AS ?{name})"
        return f"({value})" if self._clause == "BY" and not self._brackets else value

    def _projected(self, at: int) -> frozenset[str]:
        """Those of the values this SELECT lets in."""
        known = self._scopes[-1]
        names = set()
        brackets, before = 0, ""
        for token in self._tokens[at + 1 :]:
            if token.text == "{" or token.word() in ("WHERE", "FROM"):
                break
            brackets += {"(": 1, ")": -1}.get(token.text, 0)
            if token.text == "*" and not brackets:
                if len(self._scopes) == 1 and known:
                    raise ValueError("a query whose variables are filled in must name them")
                return known
            if token.kind == "variable" and (not brackets or before == "AS"):
                names.add(token.text[1:])
            if not token.text.isspace():
                before = token.word()
        return known & names
