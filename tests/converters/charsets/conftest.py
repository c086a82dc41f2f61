"""Real records by their bytes, where they lie beside this checkout."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(os.environ.get("CATENA_TEST_DATA", Path(__file__).parents[4] / "shared" / "data"))
type Real = Callable[[str], list[tuple[str, list[bytes]]]]


@pytest.fixture
def real() -> Real:
    """Leader and field contents of every record of an ISO 2709 file, cut at its marks."""
    if not DATA.is_dir():
        pytest.skip("the real records are not beside this checkout (set CATENA_TEST_DATA)")

    def read(name: str) -> list[tuple[str, list[bytes]]]:
        frames = (frame.lstrip() for frame in (DATA / name).read_bytes().split(b"\x1d"))
        return [
            (frame[:24].decode("ascii", "replace"), frame.split(b"\x1e")[1:-1])
            for frame in frames
            if len(frame) > 24
        ]

    return read
