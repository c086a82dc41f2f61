"""What was cited goes with a backup, and comes back beside what is cited where it is put."""

from pathlib import Path

import pytest

from store import open_store
from store.backup import back_up
from store.manifest import CITATIONS
from store.restoring import proved, restore
from tests.store.conftest import AT, BASE, entry


def nothing(*_: object) -> None:
    pass


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Path, Path]:
    """Two catalogues, each with a citation of its own."""
    found = (tmp_path / "one", tmp_path / "two")
    for home in found:
        results = home / CITATIONS / "results"
        results.mkdir(parents=True)
        (home / CITATIONS / f"{home.name}.json").write_text(home.name)
        (results / f"{home.name}.zst").write_bytes(b"result")
    (found[0] / CITATIONS / ".half").write_text("what is being written")
    with open_store(found[0], BASE) as store:
        store.writer.append([entry(1, "a")], AT, "t", "t")
    return found


def test_citations_are_in_a_backup_but_for_what_is_half_written(
    homes: tuple[Path, Path], tmp_path: Path
) -> None:
    one, two = homes
    folder = tmp_path / "backup"
    with open_store(one, BASE) as store:
        made = back_up(store.log, one, folder, release="1", graph=False, reached=nothing)
    assert {"citations/one.json", "citations/results/one.zst"} <= made.files.keys()
    assert "citations/.half" not in made.files
    backup = proved(folder, nothing)
    with open_store(two, BASE) as store:
        log = store.log
        restore(folder, backup, two, log, over=False, graph=False, release="1", reached=nothing)
    names = {file.name for file in (two / CITATIONS).rglob("*.*")}
    assert names == {"one.json", "two.json", "one.zst", "two.zst"}
