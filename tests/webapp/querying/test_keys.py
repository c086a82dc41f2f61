"""Who is asking, by the key a request shows or the address it comes from."""

import base64
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from webapp import errors
from webapp.keys.file import Holder, hashed
from webapp.keys.ring import Keyring
from webapp.keys.writing import add
from webapp.querying import keys

type Ask = Callable[..., Any]
YESTERDAY = datetime.now(UTC).date() - timedelta(days=1)


def basic(name: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    file = tmp_path / "keys.toml"
    add(file, Holder("institute", hashed("token-1"), seconds=90))
    add(file, Holder("late", hashed("token-2"), expires=YESTERDAY))
    add(file, Holder("today", hashed("token-3"), expires=date(2999, 1, 1)))
    app = Flask(__name__)
    errors.init_app(app)
    keys.init_app(app, Keyring(file, print))

    @app.route("/who")
    def who() -> str:
        held = keys.holder()
        return f"{held.name if held else 'nobody'}, {keys.client()}"

    @app.route("/needed", methods=["GET", "POST"])
    def needed() -> str:
        keys.not_from_elsewhere()
        return keys.needed().name

    return app


@pytest.fixture
def ask(app: Flask) -> Ask:
    def run(address: str = "/who", key: str = "", **more: Any) -> Any:
        headers = more.pop("headers", {}) | ({"Authorization": key} if key else {})
        return app.test_client().open(address, headers=headers, **more)

    return run


@pytest.mark.parametrize(
    "key",
    ["Bearer token-1", "bearer token-1", basic("anything", "token-1"), basic("", "token-1")],
)
def test_a_key_is_shown_as_bearer_or_as_the_password_of_basic(ask: Ask, key: str) -> None:
    assert ask(key=key).text == "institute, key institute"


@pytest.mark.parametrize(
    "key",
    [
        "Bearer token-9",
        "Bearer token-1x",
        "Bearer",
        "Bearer  ",
        "Bearer token-1, Bearer token-1",
        "Bearer " + "x" * 100_000,
        "Bearer \xff\xfe",
        basic("token-1", ""),
        basic("token-1", "wrong"),
        "Basic !!!",
        "Digest username=token-1",
        "token-1",
    ],
)
def test_a_key_that_is_not_known_is_refused_in_a_sentence(ask: Ask, key: str) -> None:
    answer = ask(key=key)
    assert answer.status_code == 401
    assert answer.json["title"] == "This key is not known"
    assert "token-1" not in answer.text
    bearer, other = answer.headers.getlist("WWW-Authenticate")
    assert bearer == 'Bearer realm="Catena", error="invalid_token"'
    assert other.startswith("Basic ")


def test_an_expired_key_is_refused_with_its_day(ask: Ask) -> None:
    answer = ask(key="Bearer token-2")
    assert answer.status_code == 401
    assert str(YESTERDAY) in answer.json["detail"]
    assert ask(key="Bearer token-3").status_code == 200


def test_where_a_key_is_needed_none_is_asked_for_one(ask: Ask) -> None:
    answer = ask("/needed")
    assert answer.status_code == 401
    assert answer.headers.getlist("WWW-Authenticate")[0] == 'Bearer realm="Catena"'
    assert ask("/needed", "Bearer token-1").text == "institute"


def test_without_a_file_of_keys_headers_mean_nothing(app: Flask, ask: Ask) -> None:
    """A proxy in front may have a log-in of its own, whose header comes through."""
    keys.init_app(app, None)
    assert ask(key=basic("proxy", "its own")).text.startswith("nobody, ")
    assert ask("/needed", "Bearer token-1").status_code == 404


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("192.0.2.7:4711", "192.0.2.7"),
        ("[2001:db8:1:2::9]:4711", "2001:db8:1:2::/64"),
        ("key institute", "an unknown address"),
        ("x" * 10_000, "an unknown address"),
        ("", "an unknown address"),
    ],
)
def test_the_public_waits_by_its_address_or_network(ask: Ask, address: str, client: str) -> None:
    assert ask(environ_base={"REMOTE_ADDR": address}).text == f"nobody, {client}"


@pytest.mark.parametrize(
    ("key", "headers", "status"),
    [
        (basic("", "token-1"), {"Sec-Fetch-Site": "cross-site"}, 403),
        (basic("", "token-1"), {"Sec-Fetch-Site": "same-site"}, 403),
        (basic("", "token-1"), {"Sec-Fetch-Site": "same-origin"}, 200),
        (basic("", "token-1"), {"Sec-Fetch-Site": "none"}, 200),
        (basic("", "token-1"), {"Origin": "http://elsewhere.example"}, 403),
        (basic("", "token-1"), {"Origin": "null"}, 403),
        (basic("", "token-1"), {"Origin": "http://localhost"}, 200),
        (basic("", "token-1"), {}, 200),
        ("Bearer token-1", {"Sec-Fetch-Site": "cross-site"}, 200),
    ],
)
def test_a_remembered_password_serves_no_other_sites_page(
    ask: Ask, key: str, headers: dict[str, str], status: int
) -> None:
    assert ask("/needed", key, method="POST", headers=headers).status_code == status
