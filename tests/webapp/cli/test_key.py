"""``catena key``: made, listed, removed, in the file CATENA_KEYS names."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.webapp.cli.conftest import Catena
from webapp.keys.file import Holder, hashed, read


def test_a_token_is_printed_once_and_its_hash_kept(catena: Catena, tmp_path: Path) -> None:
    done = catena("key", "new", "institute", "--seconds", "90", CATENA_KEYS="keys.toml")
    assert done.returncode == 0
    token = done.stdout.strip()
    assert read(tmp_path / "keys.toml") == (Holder("institute", hashed(token), 90.0),)
    assert token not in (tmp_path / "keys.toml").read_text()
    assert token not in done.stderr
    assert (tmp_path / "keys.toml").stat().st_mode & 0o777 == 0o600
    assert token not in catena("key", "list", CATENA_KEYS="keys.toml").stdout


def test_every_limit_can_be_given(catena: Catena, tmp_path: Path) -> None:
    options = "--megabytes 64 --answer-megabytes 5 --jobs 2 --kept-megabytes 6 --days 3"
    more = ["--expires", "2099-12-31", "--note", "陈老师", "--json"]
    done = catena("key", "new", "a.b-c_1", *options.split(), *more, CATENA_KEYS="keys.toml")
    told = json.loads(done.stdout)
    wanted = Holder(
        "a.b-c_1", hashed(told["token"]), 600, 64, 5, 2, 6, 3, date(2099, 12, 31), "陈老师"
    )
    assert read(tmp_path / "keys.toml") == (wanted,)
    listed = json.loads(catena("key", "list", "--json", CATENA_KEYS="keys.toml").stdout)
    assert listed == [{name: told[name] for name in told if name != "token"}]
    assert "sha256" not in told
    assert "2099-12-31" in catena("key", "list", CATENA_KEYS="keys.toml").stdout


def test_a_removed_key_is_gone(catena: Catena, tmp_path: Path) -> None:
    for name in "ab":
        catena("key", "new", name, CATENA_KEYS="keys.toml")
    assert catena("key", "remove", "a", CATENA_KEYS="keys.toml").returncode == 0
    assert [each.name for each in read(tmp_path / "keys.toml")] == ["b"]
    again = catena("key", "remove", "a", CATENA_KEYS="keys.toml")
    assert again.returncode == 3
    assert "no key a" in again.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("new", "two words"),
        ("new", "public"),
        ("new", "a", "--expires", "2001-01-01"),
        ("new", "a", "--expires", "soon"),
        ("new", "a", "--seconds", "0"),
        ("new", "a", "--seconds", "nan"),
        ("new", "a", "--jobs", "65"),
        ("new", "a", "--note", "two\nlines"),
        ("new",),
    ],
)
def test_a_wrong_call_makes_no_key(catena: Catena, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert catena("key", *words, CATENA_KEYS="keys.toml").returncode == 2
    assert not (tmp_path / "keys.toml").exists()


@pytest.mark.parametrize("words", [("new", "a"), ("list",), ("remove", "a")])
def test_without_a_file_of_keys_the_setting_is_named(
    catena: Catena, words: tuple[str, ...]
) -> None:
    done = catena("key", *words)
    assert done.returncode == 3
    assert "CATENA_KEYS" in done.stderr


def test_a_broken_file_is_left_as_it_is(catena: Catena, tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text("[[key")
    done = catena("key", "new", "a", CATENA_KEYS="keys.toml")
    assert done.returncode == 3
    assert "not TOML" in done.stderr
    assert (tmp_path / "keys.toml").read_text() == "[[key"
