"""A graph on each kind of server, the servers once for all tests that ask for them."""

from collections.abc import Iterator

import pytest

from store.engines import Endpoint
from store.graph.endpoint import EndpointGraph
from tests.servers import oxigraph_server as oxigraph
from tests.servers import virtuoso


@pytest.fixture(scope="session")
def oxigraph_endpoint() -> Iterator[Endpoint]:
    if not oxigraph.program():
        pytest.skip("the oxigraph server is not installed")
    with oxigraph.oxigraph_server() as server:
        yield server.endpoint()


@pytest.fixture(scope="session")
def virtuoso_endpoint() -> Iterator[Endpoint]:
    if not virtuoso.program():
        pytest.skip("Virtuoso is not installed (virtuoso-opensource-7-bin)")
    with virtuoso.virtuoso() as endpoint:
        yield endpoint


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def endpoint(request: pytest.FixtureRequest) -> Endpoint:
    found = request.getfixturevalue(f"{request.param}_endpoint")
    assert isinstance(found, Endpoint)
    return found


@pytest.fixture
def graph(endpoint: Endpoint) -> Iterator[EndpointGraph]:
    """Empty, following the log "a"."""
    graph = EndpointGraph(endpoint)
    graph.begin("a")
    yield graph
    graph.close()
