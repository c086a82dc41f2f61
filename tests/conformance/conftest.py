"""One server for all tests of conformance."""

from collections.abc import Iterator

import pytest
import requests
from flask import Flask

from tests.conformance.serving import Exchanged, application, served


@pytest.fixture(scope="session")
def graph() -> Exchanged:
    return Exchanged()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, graph: Exchanged) -> Iterator[Flask]:
    with application(tmp_path_factory.mktemp("home"), graph) as app:
        yield app


@pytest.fixture(scope="session")
def server(app: Flask) -> Iterator[str]:
    with served(app) as address:
        yield address


@pytest.fixture(scope="session")
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session
