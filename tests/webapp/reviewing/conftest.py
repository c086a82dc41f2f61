"""The desk's pages over a small union with doubts; anna may decide, ben may not."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalogue.matching.verdict import Says
from sparql.lookup import LookupIndex
from sparql.service.evaluation import InProcess
from store import open_store
from tests.catalogue.joining.conftest import BASE
from tests.catalogue.review.conftest import Shelf
from webapp.application import create_app
from webapp.keys.file import Holder, hashed
from webapp.keys.ring import Keyring
from webapp.keys.writing import add
from webapp.site import WebSettings

ANNA = {"Authorization": "Bearer anna-token"}
BEN = {"Authorization": "Bearer ben-token"}
BROWSER = {
    "Authorization": f"Basic {b64encode(b'x:anna-token').decode()}",
    "Sec-Fetch-Site": "same-origin",
}
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    doubts: dict[frozenset[str], tuple[Says, float]] = {
        frozenset(("moon", "moons")): ("ask", 0.6),
        frozenset(("sun", EVIL)): ("ask", 0.4),
    }
    with open_store(tmp_path / "home", BASE, openers=(LookupIndex,)) as store:
        shelf = Shelf(store, doubts)
        shelf.take(A="moon", B="moons", C="sun", D=EVIL)
        yield shelf


@pytest.fixture
def app(shelf: Shelf, tmp_path: Path) -> Flask:
    file = tmp_path / "keys.toml"
    add(file, Holder("anna", hashed("anna-token"), review=True))
    add(file, Holder("ben", hashed("ben-token")))
    app = create_app(
        WebSettings(release="1"),
        shelf.store,
        InProcess(shelf.store.graph),
        keyring=Keyring(file, print),
        desk=shelf.desk(),
    )
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
