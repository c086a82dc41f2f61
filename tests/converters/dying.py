"""A converter some records kill, as a fault in a C library would; given to dask as a preload."""

import os
from collections.abc import Sequence
from signal import SIGKILL
from typing import Any

from converters import cluster
from converters.engines import Choice
from converters.pool import Outcome, Prepare, Sent
from converters.pool import convert as converted

#: The document of a record that kills its converter.
DEADLY = "https://catena.test/kills"


def convert(
    batch: Sequence[Sent], generated: str, choice: Choice, prepare: Prepare | None = None
) -> list[Outcome]:
    if any(document == DEADLY for *_, document in batch):
        os.kill(os.getpid(), SIGKILL)
    return converted(batch, generated, choice, prepare)


def dask_setup(worker: Any) -> None:
    """What dask calls in a worker that starts."""
    cluster.convert = convert
