"""The words of a SPARQL query, in one pass that never goes back."""

import re
from dataclasses import dataclass
from typing import Final

#: Every alternative either takes what it began or fails at once: a hostile text of n characters
#: costs n steps. Hence the possessive quantifiers, and the longest prefix.
_TOKEN: Final = re.compile(
    r"""
    (?P<blank>(?:\s|\#[^\n\r]*+)++)
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>)
  | (?P<long>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*+\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3})
  | (?P<open>\"{3}|'{3})
  | (?P<string>\"(?:[^"\\\n\r]|\\.)*+\"|'(?:[^'\\\n\r]|\\.)*+')
  | (?P<variable>[?$]\w++)
  | (?P<language>@[A-Za-z]++(?:-{1,2}[A-Za-z0-9]++)*+)
  | (?P<name>(?:_|[^\W\d_][\w.-]{0,60})?:
             (?:[\w:-]|%[0-9A-Fa-f]{2}|\\[!-/;=?@_~]|\.++(?=[\w:%\\-]))*+)
  | (?P<number>[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+|\.[0-9]++(?:[eE][+-]?[0-9]++)?+)
  | (?P<word>[^\W\d_]\w*+)
  | (?P<sign><<\(|\)>>|<<|>>|\{\||\|\}|\^\^|&&|\|\||!=|<=|>=|[{}()\[\].,;*+/|^!?<>=~-])
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind (a group of the expression above), its text, and where it begins.

    A keyword's text is in capitals.
    """

    kind: str
    text: str
    position: int

    def says(self, *words: str) -> bool:
        """Whether it is one of these keywords or signs, given in capitals."""
        return self.text in words and self.kind in ("word", "sign")


def tokens(text: str) -> list[Token] | None:
    """All of them, without blanks and comments; None for a text that is no SPARQL."""
    found: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup == "open":  # a long string that nothing ends
            return None
        if match.lastgroup != "blank":
            kind = "string" if match.lastgroup == "long" else match.lastgroup or ""
            said = match[0].upper() if kind == "word" else match[0]
            found.append(Token(kind, said, position))
        position = match.end()
    return found
