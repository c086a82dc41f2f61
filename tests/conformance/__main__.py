"""`python -m tests.conformance`: the W3C's tests over HTTP, counted in docs/conformance.md."""

import os
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from tests.conformance import report
from tests.conformance.exchange import TESTS, complaint, filled, sent
from tests.conformance.running import Outcome, run
from tests.conformance.serving import Exchanged, application, served
from tests.conformance.suite import SETTING, NoSuite, found, root

_ABOUT = """\
# Conformance

The W3C's own tests, put to `/sparql` over HTTP: the application whole, behind the server that
`catena serve` runs, on pyoxigraph {engine}. `CATENA_RDF_TESTS=FOLDER python -m tests.conformance`
writes this page from a copy of the W3C's rdf-tests; `make test` fails at a miss that has no reason
here. Without a folder it runs the older copy of the suites for 1.0 and 1.1 in rdflib's source.

## The protocol

SPARQL 1.1 Protocol, {all} tests: **{query} of {queries} about queries pass.** The {updates} about
updates are refused: Catena is written by contributions of member libraries only. {refused} of
them, which a writable service would carry out, get 403, “understood, and will not be done” (RFC
9110 §15.5.4): another method (405) or type (415) would not help, and 501 would promise more. {bad}
are to be refused by any service, and are.

## Queries

{source}, {count} tests of queries: **{passed} pass, {missed} do not.** They are sent as
`application/sparql-query`; the answer is asked for in the format of the file it is compared with,
so that all formats are tested. Results are equal up to the names of blank nodes, and in the order
of the rows where the suite writes one down. The suite's queries are relative to the place of their
file; a service has none, so a `BASE` is put before each.

*By value:* {valued} of the passes write a number, a truth value or a time in another way than the
suite's file (`1` and `1.0E0`): Oxigraph keeps their values.

{table}

## What is missed, and why

{misses}

## What is not asked

Graph Store Protocol (nothing is written here).
"""


def main() -> int:
    graph = Exchanged()
    with (
        TemporaryDirectory(prefix="catena-conformance-") as scratch,
        application(Path(scratch), graph) as app,
        served(app) as server,
        requests.Session() as session,
    ):
        endpoint = f"{server}/sparql"
        try:
            folder, source = root()
        except NoSuite as missing:
            print(missing, file=sys.stderr)
            return 1
        outcomes: list[Outcome] = []
        for suite, inside in found(folder).items():
            if inside is not None:
                outcomes += run(session, endpoint, graph, suite, inside)
        page = _page(session, endpoint, graph, outcomes, source)
    print(report.table(outcomes))
    if SETTING in os.environ:  # another copy has other tests
        report.PAGE.write_text(page, encoding="utf-8")
    unexplained = [
        f"{one.case.title}: {one.complaint}"
        for one in outcomes
        if one.complaint and not one.case.updates and not report.explained(one.case.title)
    ]
    print("\n".join(unexplained))
    return 1 if unexplained else 0


def _page(
    session: requests.Session,
    endpoint: str,
    graph: Exchanged,
    outcomes: list[Outcome],
    source: str,
) -> str:
    queries = [outcome for outcome in outcomes if not outcome.case.updates]
    missed = sum(bool(outcome.complaint) for outcome in queries)
    halves: Counter[str] = Counter()
    for test in TESTS.values():
        graph.store = filled()
        passed = not complaint(session, endpoint, test)
        halves[test["part"]] += 1
        halves["query passed"] += passed and test["part"] == "query"
        halves["bad"] += passed and test["part"] == "update"
        if test["part"] == "update" and test["status"] == "2xx":
            halves["refused"] += sent(session, endpoint, test).status_code == 403
    return _ABOUT.format(
        engine=version("pyoxigraph"),
        all=len(TESTS),
        query=halves["query passed"],
        queries=halves["query"],
        updates=halves["update"],
        refused=halves["refused"],
        bad=halves["bad"],
        source=source[0].upper() + source[1:],
        count=f"{len(queries):,}",
        passed=f"{len(queries) - missed:,}",
        missed=f"{missed:,}",
        valued=sum(outcome.valued for outcome in queries),
        table=report.table(outcomes),
        misses=report.misses(outcomes) or "Nothing.",
    )


if __name__ == "__main__":
    sys.exit(main())
