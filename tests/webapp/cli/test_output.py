"""A file written by a command is there whole or not at all."""

from contextlib import suppress
from pathlib import Path

from webapp.cli.output import whole


def test_a_file_appears_under_its_name_when_it_is_whole(tmp_path: Path) -> None:
    with whole(tmp_path / "out.nt") as stream:
        stream.write(b"new")
        assert not (tmp_path / "out.nt").exists()
    assert (tmp_path / "out.nt").read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["out.nt"]


def test_what_was_there_stays_when_writing_fails_and_no_part_is_left(tmp_path: Path) -> None:
    (tmp_path / "out.nt").write_bytes(b"of yesterday")
    with suppress(OSError), whole(tmp_path / "out.nt") as stream:
        stream.write(b"half")
        raise OSError("full")
    assert (tmp_path / "out.nt").read_bytes() == b"of yesterday"
    assert [file.name for file in tmp_path.iterdir()] == ["out.nt"]
