"""`scripts/find-python` believes no name before it has run it; the lock file names no address."""

import os
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REAL = f'exec "{sys.executable}" "$@"'
SIGNPOST = "echo 'python3.12: command not found' >&2; exit 127"
PRETEND = "import sys; sys.version_info = (3, 11, 7); exec(sys.argv[1])"
OLD = f'exec "{sys.executable}" -c "{PRETEND}" "$2"'
SENTENCE = r"Catena needs Python 3\.12 or newer [^\n]*: install [^\n]*\.\n"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """An empty machine: a folder for its PATH and one for its home."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "home").mkdir()
    return tmp_path


def put(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def find(machine: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", ROOT / "scripts/find-python"],
        env={"PATH": str(machine / "bin"), "HOME": str(machine / "home")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_machine_without_python_gets_one_sentence(machine: Path) -> None:
    answer = find(machine)
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert re.fullmatch(SENTENCE, answer.stderr)


@pytest.mark.parametrize("script", [SIGNPOST, OLD], ids=["signpost", "too old"])
def test_a_name_that_cannot_run_catena_is_no_python(machine: Path, script: str) -> None:
    put(machine / "bin/python3.12", script)
    put(machine / "bin/python3", script)
    assert find(machine).returncode == 1


@pytest.mark.parametrize(
    "place", ["bin/python3.12", "bin/python3", "home/.pyenv/versions/3.12.9/bin/python3"]
)
def test_python_is_found_where_people_keep_it(machine: Path, place: str) -> None:
    put(machine / "bin/python3.13", SIGNPOST)
    put(machine / place, REAL)
    assert find(machine).stdout == f"{sys.executable}\n"


def test_uv_is_asked_when_nothing_else_is_there(machine: Path) -> None:
    put(machine / "bin/uv", f'case "$1 $2" in "python find") echo "{sys.executable}";; esac')
    assert find(machine).stdout == f"{sys.executable}\n"


def test_a_machine_is_told_what_to_install_when_uv_finds_none(machine: Path) -> None:
    put(machine / "bin/uv", '[ "$1" = --version ]')
    answer = find(machine)
    assert answer.returncode == 1
    assert re.fullmatch(SENTENCE, answer.stderr)


def test_setup_runs_again_only_when_the_lock_moves(machine: Path) -> None:
    (machine / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    for name in ("requirements.lock", "pyproject.toml"):
        (machine / name).touch()
    put(machine / "scripts/setup", "mkdir -p .venv; echo ran >>runs")

    def make() -> int:
        environment = {"PATH": os.environ["PATH"]}  # not the MAKEFLAGS of the make we run under
        subprocess.run(["make", "--silent", "setup"], cwd=machine, env=environment, check=True)
        return len((machine / "runs").read_text(encoding="utf-8").splitlines())

    assert (make(), make()) == (1, 1)
    ready = (machine / ".venv/ready").stat().st_mtime
    os.utime(machine / "requirements.lock", (ready + 1, ready + 1))
    assert make() == 2


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    packages = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
    assert len(packages) > 40
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_everything_asked_for_is_locked() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = asked["dependency-groups"].values()
    wanted = asked["project"]["dependencies"] + list(chain.from_iterable(groups))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    assert {re.split(r"[\[<>=]", line)[0] for line in wanted} <= locked


def test_the_chores_are_executable() -> None:
    for script in ("scripts/find-python", "scripts/setup", ".ci/run"):
        assert os.access(ROOT / script, os.X_OK), script
