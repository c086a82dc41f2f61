"""What the public service refuses: updates, and queries that would call out to other servers.

Oxigraph follows `SERVICE <address>` by itself, so a stranger could make this machine fetch any
address its network reaches. A tokenizer of our own would have to agree with Oxigraph's parser to
the letter, and the two differ: for Oxigraph `SERVICE:x {…}` is a service call and not a prefixed
name, `1SERVICE` is a number and a call, and in `?a<?b)SERVICE#>` the `<` opens no IRI. So the
parser itself is asked: every word "service" in the text is respelt to one that is no keyword. In
a string, a comment, an IRI or a name that changes nothing for the parser; a query that used it as
a keyword no longer parses. The respelt query runs on an empty store and can call nobody.
"""

import re
from typing import Final

from pyoxigraph import Store

from sparql.service.answers import Failure

_SERVICE: Final = re.compile(r"s(?=ervice)", re.IGNORECASE | re.ASCII)
#: Oxigraph reports the place where it gave up: at the word, or up to a character after it.
_AT_SERVICE: Final = re.compile(r"(?<![?$:/a-z])zervice\s*.?.?\Z", re.IGNORECASE | re.DOTALL)
_POSITION: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTER_CLASS: Final = re.compile(r"\[['_][^\]]*\],? ?")
#: A sentence of its own in the list of what was expected.
_IN_WORDS: Final = re.compile(r"The [A-Z]+ contains .*", re.DOTALL)
_PROLOGUE: Final = re.compile(
    r"(?:\s|\#[^\n\r]*|PREFIX\s*[^\s:<]*\s*:\s*<[^<>]*>|BASE\s*<[^<>]*>)*", re.IGNORECASE
)
_UPDATE: Final = re.compile(
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
#: Begins a query, or a prologue the parser did not get through.
_FORM: Final = re.compile(r"(?:SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)\b", re.IGNORECASE)

READ_ONLY: Final = Failure(
    403,
    "This service is read-only",
    "The text is a SPARQL update and was not executed. Records change only by contributions of "
    "member libraries; ask with SELECT, ASK, CONSTRUCT or DESCRIBE.",
)
NO_SERVICE: Final = Failure(
    403,
    "SERVICE is not allowed",
    "The query asks another server with SERVICE, and this service does not call other servers. "
    "Ask that server yourself, or run a federated query from your own machine against this one.",
)


def is_update(text: str) -> bool:
    """Whether the first word after the prologue is one that starts an update."""
    return _UPDATE.match(_without_prologue(text)) is not None


def _without_prologue(text: str) -> str:
    prologue = _PROLOGUE.match(text)
    return text[prologue.end() :] if prologue else text


def refusal(text: str) -> Failure | None:
    """Why this query must not be run; None when it may."""
    if is_update(text):
        return READ_ONLY
    if _SERVICE.search(text) is None:
        return None
    respelt = _SERVICE.sub(lambda s: "z" if s[0] == "s" else "Z", text)
    try:
        Store().query(respelt)
    except SyntaxError as error:
        failure = wrong(text, error)
        if failure.line is not None and failure.column is not None:
            before = respelt.split("\n")[: failure.line]
            before[-1] = before[-1][: failure.column - 1]
            rest = respelt[len("\n".join(before)) :]
            if _AT_SERVICE.search("\n".join(before)) or rest[:7].lower() == "zervice":
                return Failure(403, NO_SERVICE.title, NO_SERVICE.detail, *_place(error))
        return failure
    return None


def wrong(text: str, error: SyntaxError) -> Failure:
    """The parser's complaint with its line and column, and the line it is about."""
    match = _POSITION.match(str(error))
    line, column = _place(error)
    sentence = " ".join(_plain(match[3] if match else str(error)).split())
    if _FORM.match(_without_prologue(text)) is None:
        sentence = "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after its prefixes"
    lines = text.split("\n")
    shown = lines[line - 1].rstrip() if line is not None and line <= len(lines) else ""
    where = f" Line {line}, column {column}" if line is not None else ""
    if where:
        where += f": {shown[:200]}" if shown else " (the end of the text)"
    return Failure(
        400, "The query is not valid SPARQL", f"The parser says: {sentence}.{where}", line, column
    )


def _place(error: SyntaxError) -> tuple[int | None, int | None]:
    match = _POSITION.match(str(error))
    return (int(match[1]), int(match[2])) if match else (None, None)


def _plain(sentence: str) -> str:
    """Without the character classes a grammar lists, which tell a reader nothing."""
    if "Prefix not found" in sentence:
        return "this prefix is not declared; add a PREFIX line for it at the top of the query"
    if (said := _IN_WORDS.search(sentence)) is not None:
        return said[0]
    kept = _CHARACTER_CLASS.sub("", sentence).rstrip(" ,")
    if kept in ("", "expected", "expected one of"):
        return "the text ends or goes wrong here"
    return kept.replace("zervice", "service")
