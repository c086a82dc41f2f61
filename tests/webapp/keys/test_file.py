"""The file of keys: what is in it, what is refused with a sentence, and how it is changed."""

import os
import stat
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from webapp.keys import writing as keys_writing
from webapp.keys.file import BOUNDS, Holder, KeysFault, hashed, parsed, read
from webapp.keys.writing import add, new_token, remove

HASH = "a" * 64
KEY = f'[[key]]\nname = "institute"\nsha256 = "{HASH}"\n'


def test_a_key_has_usual_numbers_where_it_gives_none(tmp_path: Path) -> None:
    (holder,) = parsed(KEY, tmp_path / "keys.toml")
    assert holder == Holder("institute", HASH)
    assert (holder.limits.seconds, holder.limits.memory) == (600, 4096 * 1024**2)
    assert holder.limits.answer == 1024**3
    assert (holder.allowance.at_once, holder.allowance.days) == (1, 7)
    assert holder.allowance.kept == 4096 * 1024**2


def test_a_key_says_what_its_holder_may_take(tmp_path: Path) -> None:
    text = KEY + (
        "seconds = 1.5\nmegabytes = 64\nanswer_megabytes = 2\njobs = 0\nkept_megabytes = 3\n"
        'days = 4\nexpires = 2027-12-31\nnote = "陈老师"\n'
    )
    (holder,) = parsed(text, tmp_path / "keys.toml")
    assert holder == Holder("institute", HASH, 1.5, 64, 2, 0, 3, 4, date(2027, 12, 31), "陈老师")
    assert not holder.expired(date(2027, 12, 31))
    assert holder.expired(date(2028, 1, 1))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[key", "not TOML"),
        ("[[keys]]", "nothing else"),
        ("key = 1", "nothing else"),
        ("key = [1]", "nothing else"),
        (f"home = 1\n{KEY}", "nothing else"),
        (KEY + "second = 3\n", "sets 'second'; a key has name, sha256, seconds"),
        (KEY.replace("institute", "in stitute"), "name should be letters"),
        (KEY.replace("institute", "a" * 64), "name should be letters"),
        (KEY.replace("institute", "public"), "name should be letters"),
        (KEY.replace('"institute"', "7"), "name should be letters"),
        (KEY.replace(HASH, "a token in clear"), "sha256 should be 64"),
        (KEY.replace(HASH, "A" * 64), "sha256 should be 64"),
        ("[[key]]", "name should be"),
        (KEY + "seconds = inf\n", "seconds should be a number"),
        (KEY + "seconds = nan\n", "seconds should be a number"),
        (KEY + "seconds = true\n", "seconds should be a number"),
        (KEY + "seconds = 0\n", "seconds should be between 1 and"),
        (KEY + "megabytes = 1.5\n", "megabytes should be a whole number"),
        (KEY + f"megabytes = {2**80}\n", "megabytes should be between"),
        (KEY + "jobs = -1\n", "jobs should be between 0 and 64"),
        (KEY + 'days = "7"\n', "days should be a whole number"),
        (KEY + 'expires = "2027-12-31"\n', "expires should be a day"),
        (KEY + "expires = 2027-12-31T00:00:00Z\n", "expires should be a day"),
        (KEY + 'note = "a\\nb"\n', "note should be one line"),
        (KEY + KEY, "two keys have the name in common"),
        (KEY + KEY.replace("institute", "other"), "two keys have the token in common"),
    ],
)
def test_what_is_no_key_is_said_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(KeysFault, match=sentence) as fault:
        parsed(text, tmp_path / "keys.toml")
    assert "keys.toml" in str(fault.value)
    assert HASH not in str(fault.value)


def test_a_file_that_is_not_there_has_no_keys_and_one_that_cannot_be_read_is_said(
    tmp_path: Path,
) -> None:
    assert read(tmp_path / "nowhere.toml") == ()
    with pytest.raises(KeysFault, match="cannot be read"):
        read(tmp_path)
    (tmp_path / "keys.toml").write_bytes(b"\xff")
    with pytest.raises(KeysFault, match="not in UTF-8"):
        read(tmp_path / "keys.toml")


def test_tokens_are_long_and_only_their_hash_is_kept() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) == 43 for token in tokens)
    assert hashed("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert hashed("\udcff")  # of a header in no encoding


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "keys.toml"


def test_what_is_added_comes_back_and_comments_stay(file: Path) -> None:
    file.write_text(f"# keys of the union\n{KEY}# until the summer")
    more = Holder("b", "b" * 64, 2.5, 64, 5, 2, 7, 9, date(2030, 1, 1), 'a "note" \\ 陈')
    add(file, more)
    add(file, Holder("c", "c" * 64))
    assert read(file) == (Holder("institute", HASH), more, Holder("c", "c" * 64))
    assert file.read_text().startswith(f"# keys of the union\n{KEY}# until the summer\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert os.listdir(file.parent) == ["keys.toml"]  # noqa: PTH208


def test_what_is_removed_is_gone_and_nothing_else_is(file: Path) -> None:
    for name in "abc":
        add(file, Holder(name, name * 64))
    text = file.read_text().replace("[[key]]", "# about the next\n[[key]]")
    file.write_text("# first\n" + text)
    remove(file, "b")
    assert [each.name for each in read(file)] == ["a", "c"]
    assert file.read_text().count("# about the next") == 3
    remove(file, "a")
    remove(file, "c")
    assert read(file) == ()
    assert file.read_text().startswith("# first\n")


def test_a_key_is_not_given_twice_and_not_taken_from_nobody(file: Path) -> None:
    add(file, Holder("a", "a" * 64))
    with pytest.raises(KeysFault, match="There is a key a"):
        add(file, Holder("a", "b" * 64))
    with pytest.raises(KeysFault, match="no key z"):
        remove(file, "z")


@pytest.mark.parametrize(
    "text",
    [
        f'key = [{{name = "a", sha256 = "{HASH}"}}]\n',
        f'[[key]]\nname = "a"\nsha256 = "{HASH}"\nnote = """\n[[key]]\n"""\n',
        "[[key]\n",
    ],
)
def test_a_file_written_in_a_way_of_its_own_is_left_as_it_is(file: Path, text: str) -> None:
    file.write_text(text)
    with pytest.raises(KeysFault):
        remove(file, "a")
    with pytest.raises(KeysFault):
        add(file, Holder("b", HASH))
    assert file.read_text() == text


def test_a_change_that_fails_leaves_the_file_as_it_was(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text(KEY)

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeysFault, match="No space left"):
        add(file, Holder("b", "b" * 64))
    assert file.read_text() == KEY
    assert [each.name for each in file.parent.iterdir()] == ["keys.toml"]
    with pytest.raises(KeysFault, match="cannot be used"):
        add(file.parent / "nowhere" / "keys.toml", Holder("b", "b" * 64))


def test_a_link_to_the_file_stays_a_link(file: Path) -> None:
    file.write_text(KEY)
    link = file.with_name("link.toml")
    link.symlink_to(file)
    add(link, Holder("b", "b" * 64))
    assert link.is_symlink()
    assert len(read(file)) == 2


def _add_ten(file: Path, begin: str) -> None:
    for number in range(10):
        add(file, Holder(f"{begin}{number}", keys_writing.new_token().encode().hex()[:64]))


def test_two_commands_at_once_lose_no_key(file: Path) -> None:
    # A lock of the file system is of the opened file, so threads stand for processes.
    running = [Thread(target=_add_ten, args=(file, each)) for each in "ab"]
    for each in running:
        each.start()
    for each in running:
        each.join(30)
    assert len(read(file)) == 20


def test_every_number_of_a_key_has_bounds() -> None:
    numbers = {
        name
        for name in Holder.__dataclass_fields__
        if type(getattr(Holder("", ""), name)) in (int, float)
    }
    assert numbers == set(BOUNDS)
