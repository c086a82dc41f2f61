"""The keys in force while the server runs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from webapp.keys.file import Holder, KeysFault, hashed
from webapp.keys.ring import Keyring
from webapp.keys.writing import add, remove


@pytest.fixture
def file(tmp_path: Path) -> Path:
    add(tmp_path / "keys.toml", Holder("a", hashed("token a")))
    return tmp_path / "keys.toml"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def keyring(file: Path, told: list[str]) -> Keyring:
    return Keyring(file, told.append)


def test_a_token_finds_its_holder_and_no_other(keyring: Keyring, file: Path) -> None:
    add(file, Holder("b", hashed("token b")))
    for name in "ab":
        found = keyring.shown(f"token {name}")
        assert found is not None
        assert found.name == name
    for other in ("", "token", "token a ", hashed("token a"), "a", "\udcff", "秘密"):
        assert keyring.shown(other) is None


def test_a_key_made_or_removed_beside_the_server_counts_at_once(
    keyring: Keyring, file: Path
) -> None:
    assert keyring.shown("token b") is None
    add(file, Holder("b", hashed("token b")))
    assert keyring.shown("token b") is not None
    remove(file, "b")
    assert keyring.shown("token b") is None


def test_a_broken_file_is_said_once_and_the_last_good_keys_hold(
    keyring: Keyring, file: Path, told: list[str]
) -> None:
    good = file.read_text()
    file.write_text("[[key")
    assert keyring.shown("token a") is not None
    assert keyring.shown("token a") is not None
    assert len(told) == 1
    assert "keys of before hold" in told[0]
    file.unlink()
    assert keyring.shown("token a") is not None
    assert "is gone" in told[1]
    file.write_text(good.replace("jobs = 1", "jobs = 3"))
    found = keyring.shown("token a")
    assert found is not None
    assert found.jobs == 3
    file.write_text("")
    assert keyring.shown("token a") is None


def test_a_file_that_is_broken_from_the_start_is_an_error(file: Path, told: list[str]) -> None:
    file.write_text("[[key")
    with pytest.raises(KeysFault):
        Keyring(file, told.append)


def test_a_file_that_is_not_there_yet_may_come(tmp_path: Path, told: list[str]) -> None:
    keyring = Keyring(tmp_path / "later.toml", told.append)
    assert "catena key new" in told[0]
    add(tmp_path / "later.toml", Holder("a", hashed("token a")))
    assert keyring.shown("token a") is not None


def test_an_expired_or_another_key_of_the_name_gives_no_jobs(keyring: Keyring, file: Path) -> None:
    (holder,) = keyring.holders()
    assert keyring.allowance(holder.identity) == holder.allowance
    remove(file, "a")
    add(file, Holder("a", hashed("another")))
    assert keyring.allowance(holder.identity) is None
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    late = Holder("late", hashed("late"), expires=yesterday)
    add(file, late)
    assert keyring.allowance(late.identity) is None
    assert keyring.shown("late") == late
