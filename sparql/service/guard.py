"""What the public service refuses: updates, and queries that would call out to other servers.

Oxigraph follows `SERVICE <address>` by itself, so a stranger could make this machine fetch any
address its network reaches. A tokenizer of our own would have to agree with Oxigraph's parser to
the letter, and the two differ: for Oxigraph `SERVICE:x {…}` is a service call and not a prefixed
name, `1SERVICE` is a number and a call, and in `?a<?b)SERVICE#>` the `<` opens no IRI. So the
parser itself is asked: every word "service" in the text is respelt to one that is no keyword. In
a string, a comment, an IRI or a name that changes nothing for the parser; a query that used it as
a keyword no longer parses. `sparql.federation` finds by the same means which calls are allowed.
"""

import re
from typing import Final

from pyoxigraph import Store

from sparql.service.answers import Failure
from store.graph.query_text import PROLOGUE

_PARSER: Final = Store()


def _letter(letter: str) -> str:
    """A letter as itself or as a codepoint escape (SPARQL 1.1 §19.2): `\\u0053`, `\\U00000053`.

    Oxigraph 0.5 reads escapes in strings and IRIs only; one that read them everywhere, as the
    standard says, would take `\\u0053ERVICE` for the keyword.
    """
    number = ord(letter.upper())
    return rf"(?:{letter}|\\u(?:0000)?00[{number >> 4}{(number >> 4) + 2}]{number & 15:x})"


_SERVICE: Final = re.compile(
    _letter("s") + "(?=" + "".join(map(_letter, "ervice")) + ")", re.IGNORECASE | re.ASCII
)
#: Oxigraph reports the place where it gave up: at the word, or up to a character after it.
_AT_SERVICE: Final = re.compile(r"(?<![?$:/a-z])zervice\s*.?.?\Z", re.IGNORECASE | re.DOTALL)
_POSITION: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_CHARACTER_CLASS: Final = re.compile(r"\[['_][^\]]*\],? ?")
#: A sentence of its own in the list of what was expected.
_IN_WORDS: Final = re.compile(r"The [A-Z]+ contains .*", re.DOTALL)
_UPDATE: Final = re.compile(
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE
)
#: Begins a query, or a prologue the parser did not get through.
_FORM: Final = re.compile(r"(?:SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE|VERSION)\b", re.IGNORECASE)

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
    prologue = PROLOGUE.match(text)
    return text[prologue.end() :] if prologue else text


def says_service(text: str) -> bool:
    """Whether the word is anywhere in the text, however it is written."""
    return _SERVICE.search(text) is not None


def respelt(text: str) -> str:
    """The text without the keyword: as long as before, and it can call nobody."""
    return _SERVICE.sub(_with_z, text)


def _with_z(letter: re.Match[str]) -> str:
    written = letter[0]
    if len(written) == 1:
        return "z" if written == "s" else "Z"
    return f"{written[:-2]}{'7a' if written[-2] == '7' else '5a'}"


def complaint(text: str) -> SyntaxError | None:
    """What Oxigraph's parser has against a text; None when it takes it. Nothing is run.

    The parser goes down a step for each bracket: it must run where a process may end, or on a text
    that is not deep.
    """
    try:
        # It parses, and then refuses this for a graph, before it plans anything.
        _PARSER.query(text, default_graph=0)  # type: ignore[arg-type]
    except SyntaxError as error:
        return error
    except (TypeError, ValueError):
        return None
    raise AssertionError("a graph that is no graph was taken")


def refusal(text: str) -> Failure | None:
    """Why this query must not be run; None when it may."""
    if is_update(text):
        return READ_ONLY
    if not says_service(text):
        return None
    silent = respelt(text)
    error = complaint(silent)
    if error is None:
        return None
    if at_service(silent, error):
        return Failure(403, NO_SERVICE.title, NO_SERVICE.detail, *place(error))
    return wrong(text, error)


def at_service(silent: str, error: SyntaxError) -> bool:
    """Whether the parser gave a respelt text up at a word that had been “service”."""
    line, column = place(error)
    if line is None or column is None:
        return False
    lines = silent.split("\n")[:line]
    lines[-1] = lines[-1][: column - 1]
    before = "\n".join(lines)
    return bool(_AT_SERVICE.search(before)) or silent[len(before) :][:7].lower() == "zervice"


def wrong(text: str, error: SyntaxError) -> Failure:
    """The parser's complaint with its line and column, and the line it is about."""
    match = _POSITION.match(str(error))
    line, column = place(error)
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


def place(error: SyntaxError) -> tuple[int | None, int | None]:
    """The line and the column of a complaint, from 1."""
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
