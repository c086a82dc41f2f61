"""The W3C's tests of SPARQL queries, 1.0 to 1.2, asked of the service over HTTP."""

from pathlib import Path

import pytest
import requests

from tests.conformance.report import MISSES, PAGE, explained
from tests.conformance.running import Outcome, run
from tests.conformance.serving import Exchanged
from tests.conformance.suite import NoSuite, found, root

#: Fewer would mean that the manifests were not read; more come with a newer copy.
LEAST = {"sparql10": 400, "sparql11": 340, "sparql12": 200}


@pytest.fixture(scope="session")
def folder() -> Path:
    try:
        return root()[0]
    except NoSuite as missing:
        pytest.skip(str(missing))


@pytest.fixture
def outcomes(
    request: pytest.FixtureRequest,
    folder: Path,
    session: requests.Session,
    server: str,
    graph: Exchanged,
) -> list[Outcome]:
    suite = request.param
    inside = found(folder)[suite]
    if inside is None:
        pytest.skip(f"This copy of the tests holds no {suite}.")
    return list(run(session, f"{server}/sparql", graph, suite, inside))


@pytest.mark.parametrize("outcomes", LEAST, indirect=True)
def test_every_query_test_passes_but_those_that_are_explained(outcomes: list[Outcome]) -> None:
    queries = [outcome for outcome in outcomes if not outcome.case.updates]
    assert len(queries) >= LEAST[queries[0].case.group.partition("/")[0]]
    missed = {one.case.title: one.complaint for one in queries if one.complaint}
    assert {title: why for title, why in missed.items() if not explained(title)} == {}
    updates = [outcome for outcome in outcomes if outcome.case.updates]
    assert {outcome.status for outcome in updates} <= {403}


def test_the_page_explains_every_miss_by_its_name() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in MISSES if f"`{name}`" not in page] == []
