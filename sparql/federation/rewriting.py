"""A query whose SERVICE calls lead to the relay, and which calls nobody else.

Which words are calls is asked of Oxigraph's own parser, as in `sparql.service.guard`. A call and
`GRAPH <address> {…}` have the same grammar. So every word that looks like a call is written as
GRAPH, every other "service" is respelt to a word that is no keyword, and the text must parse:
then no call was missed. A word that can be respelt as well, and the text still parses, was
none. What is left are the calls, and each is written anew with the relay's address, so that a
comment or a blank that was read wrongly would leave something behind that does not parse.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, QuerySolutions, Store

from sparql.federation.addresses import normal
from sparql.service import guard
from sparql.service.answers import Failure
from store.graph.query_text import PROLOGUE

#: Calls, and words that look like one, in a query.
MOST: Final = 16
#: Blanks and comments, as Oxigraph reads them. They are taken possessively below: a comment that
#: could be given back in part would let an address inside it be found.
_BLANK: Final = r"(?:[ \t\r\n]|\#[^\r\n]*)"
_NAME: Final = r"""<[^<>"{}|\\^`\x00-\x20]*>|[^\W\d_][\w.-]*:[\w.%-]*|(?<=[ \t\r\n]):[\w.%-]*"""
_CALL: Final = re.compile(
    rf"(?<![\w?$@:-])(?<![^\x00-\x7f])SERVICE(?P<gap>{_BLANK}*+)(?P<silent>SILENT)?"
    rf"(?P<more>{_BLANK}*+)(?P<name>{_NAME}|[?$]\w+)",
    re.IGNORECASE | re.ASCII,
)
_PAYLOAD: Final = re.compile(r"with payload:\s*(.*)\Z", re.DOTALL)

HOW: Final = (
    "Write SERVICE, a blank, and the whole address of an endpoint in angle brackets: "
    "SERVICE <https://host/sparql> { … }."
)


@dataclass(frozen=True, slots=True)
class _Call:
    """A word SERVICE that an address follows; whether it is a call, the parser says."""

    start: int
    end: int
    silent: bool
    name: str
    as_graph: str  # another word of the same grammar, over the same length


def _call(found: re.Match[str]) -> _Call:
    silent, name = found["silent"] or "", found["name"]
    as_graph = f"GRAPH  {found['gap']}{' ' * len(silent)}{found['more']}{name}"
    return _Call(found.start(), found.end(), bool(silent), name, as_graph)


def rewritten(text: str, relay: str, allowed: Sequence[str]) -> str | Failure:
    """The text with every call led to ``{relay}/N``, N being the place of its endpoint in
    ``allowed`` (normal addresses); why not, when one of them is not there or cannot be read.

    Must run where a stranger's text may run: it is parsed several times.
    """
    if guard.is_update(text):
        return guard.READ_ONLY
    calls = _found(text)
    if isinstance(calls, Failure):
        return calls
    written, at = [], 0
    for call in calls:
        number = _endpoint(text, call, allowed)
        if isinstance(number, Failure):
            return number
        silent = " SILENT" if call.silent else ""
        written += [text[at : call.start], f"SERVICE{silent} <{relay}/{number}>"]
        at = call.end
    written.append(text[at:])
    if not _calls_only(written):
        return _refused("The calls of SERVICE in this query cannot be told apart. " + HOW)
    return "".join(written)


def _found(text: str) -> list[_Call] | Failure:
    """The calls in a text, in order."""
    looks = [_call(found) for found in _CALL.finditer(text)]
    if len(looks) > MOST:
        return _refused(
            f"The query says SERVICE with an address {len(looks)} times, and {MOST} is the most. "
            "Ask in several queries."
        )
    silent = _without_calls(text, looks)
    error = guard.complaint(silent)
    if error is not None:
        if guard.at_service(silent, error):
            return _refused(f"What follows SERVICE is no address. {HOW}", error)
        return guard.wrong(text, error)
    # Of those that can all be respelt nothing is left, and the text calls nobody.
    calls = list(looks)
    for call in looks:
        fewer = [each for each in calls if each is not call]
        if guard.complaint(_without_calls(text, fewer)) is None:
            calls = fewer
    return calls


def _without_calls(text: str, calls: Sequence[_Call]) -> str:
    """As long as the text, and calling nobody: these calls are graphs, all else is respelt."""
    pieces, at = [], 0
    for call in calls:
        pieces += [guard.respelt(text[at : call.start]), call.as_graph]
        at = call.end
    return "".join([*pieces, guard.respelt(text[at:])])


def _calls_only(pieces: Sequence[str]) -> bool:
    """Whether nothing but every second piece calls anybody."""
    graphs = [
        re.sub(r"SERVICE(?: SILENT)?", "GRAPH", piece, count=1)
        if place % 2
        else guard.respelt(piece)
        for place, piece in enumerate(pieces)
    ]
    return guard.complaint("".join(graphs)) is None


def _endpoint(text: str, call: _Call, allowed: Sequence[str]) -> int | Failure:
    """The place of a call's endpoint among those that are allowed."""
    if call.name[0] in "?$":
        return _refused(
            f"SERVICE {call.name} takes the server's address from the data, which this service "
            f"does not do. {HOW}"
        )
    address = _resolved(text, call.name)
    if address is None:
        return _refused(f"SERVICE {call.name} cannot be resolved. {HOW}")
    try:
        return list(allowed).index(normal(address))
    except ValueError:
        return _refused(
            f"SERVICE asks {address}, which is not among the servers that may be asked: "
            f"{', '.join(allowed)}. Ask it yourself, or run a federated query from your own "
            "machine against this service."
        )


def _resolved(text: str, name: str) -> str | None:
    """The IRI a name stands for, by the query's own prefixes and base."""
    prologue = PROLOGUE.match(text)
    before = prologue[0] if prologue else ""
    try:
        rows = Store().query(f"{before}\nSELECT ({name} AS ?address) {{}}")
    except SyntaxError:
        return None
    assert isinstance(rows, QuerySolutions)  # noqa: S101 - a SELECT
    found = next((row["address"] for row in rows), None)
    return found.value if isinstance(found, NamedNode) else None


def _refused(sentence: str, error: SyntaxError | None = None) -> Failure:
    line, column = guard.place(error) if error else (None, None)
    return Failure(403, "SERVICE is not allowed", sentence, line, column)


def told(message: str, relay: str, allowed: Sequence[str]) -> Failure | None:
    """What the engine's error says when it is about a call; None when it is about something else.

    The relay's address, which is nobody's business, is in no sentence.
    """
    if relay not in message:
        return None
    said = _PAYLOAD.search(message)
    sentence = said[1] if said else message
    for number, address in reversed(list(enumerate(allowed))):
        sentence = sentence.replace(f"{relay}/{number}", address)
    sentence = sentence.replace(relay, "the relay").strip()
    return Failure(502, "Another server did not answer", sentence)
