"""A test put to the service over HTTP, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import requests

from sparql.service.formats import SHORT
from tests.conformance.cases import Case, cases
from tests.conformance.results import read, same
from tests.conformance.serving import Exchanged

#: What to ask for, by the suffix of the file with the result; rows told in RDF come as JSON.
_ASKED: Final = {
    "srx": "xml",
    "srj": "json",
    "csv": "csv",
    "tsv": "tsv",
}
_ROWS: Final = f"{SHORT['json']}, {SHORT['ttl']};q=0.9"
_SUFFIX: Final = {
    SHORT["json"]: "srj",
    SHORT["xml"]: "srx",
    SHORT["csv"]: "csv",
    SHORT["tsv"]: "tsv",
    SHORT["ttl"]: "ttl",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`complaint` is empty for a pass; `valued`: equal only once values are compared."""

    case: Case
    status: int
    complaint: str = ""
    valued: bool = False

    @property
    def refused(self) -> bool:
        """The service answered that it will not do this."""
        return self.status == 403


def run(
    session: requests.Session, endpoint: str, graph: Exchanged, suite: str, folder: Path
) -> Iterator[Outcome]:
    """Every test of a suite, one by one."""
    for case in cases(suite, folder):
        yield outcome(session, endpoint, graph, case)


def outcome(session: requests.Session, endpoint: str, graph: Exchanged, case: Case) -> Outcome:
    """One test. A query gets a BASE: a service has none of its own to resolve IRIs against."""
    text = case.text.read_bytes()
    if case.updates:
        answer = _sent(session, endpoint, text, "application/sparql-update", "*/*")
        return Outcome(case, answer.status_code)
    graph.store = case.dataset()
    wish = _ROWS
    if case.result is not None and (name := _ASKED.get(case.result.suffix[1:])):
        wish = SHORT[name]
    based = f"BASE <{case.base}{case.text.name}>\n".encode() + text
    answer = _sent(session, endpoint, based, "application/sparql-query", wish)
    complaint, valued = _judged(case, answer)
    return Outcome(case, answer.status_code, complaint, valued)


def _sent(
    session: requests.Session, endpoint: str, body: bytes, media_type: str, accept: str
) -> requests.Response:
    headers = {"Content-Type": media_type, "Accept": accept}
    return session.post(endpoint, data=body, headers=headers, timeout=60)


def _judged(case: Case, answer: requests.Response) -> tuple[str, bool]:
    if case.kind.startswith("Negative"):
        return ("" if answer.status_code == 400 else "taken for a query", False)
    if answer.status_code != 200:
        return (str(answer.json().get("detail", "")) or f"status {answer.status_code}", False)
    if case.result is None:
        return "", False
    media_type = answer.headers["Content-Type"].partition(";")[0]
    base = f"{case.base}{case.result.name}"
    actual = read(answer.content, _SUFFIX[media_type], base)
    expected = read(case.result.read_bytes(), case.result.suffix[1:], base)
    if same(expected, actual, by_value=False, lax=case.lax):
        return "", False
    if same(expected, actual, by_value=True, lax=case.lax):
        return "", True
    return "another result", False
