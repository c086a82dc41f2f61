"""One job run: a query through the service, its answer into a file."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Event
from typing import Final

from sparql.service.answers import Answer, Cut, Failure, QueryRequest, QueryService

#: The engine may be away for a moment; nobody is waiting, so the job is tried again.
_TRIES: Final = 3
_PATIENCE: Final = 60
#: Bytes written between two looks at the room that is left.
_LOOK: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Result:
    """A file that is whole on the disk."""

    bytes: int
    sha256: str
    media_type: str
    generation: str
    kept: bool


def run(
    service: QueryService,
    request: QueryRequest,
    part: Path,
    *,
    stopped: Event,
    obstacle: Callable[[int], Failure | None],
    reached: Callable[[int], None],
) -> Result | Failure | None:
    """The result, written to `part`; why there is none; or None when it was stopped.

    ``obstacle`` says why a result of so many bytes cannot be kept; ``reached`` is told how many
    there are.
    """
    for attempt in range(1, _TRIES + 1):
        answer = service.answer(request, stopped.is_set)
        try:
            failure = answer.failure
            if failure is None:
                return _write(answer, part, stopped, obstacle, reached)
        finally:
            answer.close()
        if stopped.is_set():
            return None
        if failure.status != 503 or failure.retry is None or attempt == _TRIES:
            return failure
        if stopped.wait(min(failure.retry, _PATIENCE)):
            return None
    raise AssertionError  # the last attempt returns


def _write(
    answer: Answer,
    part: Path,
    stopped: Event,
    obstacle: Callable[[int], Failure | None],
    reached: Callable[[int], None],
) -> Result | Failure | None:
    digest, size, looked = sha256(), 0, -_LOOK
    try:
        with part.open("wb") as file:
            for chunk in answer.chunks():
                if stopped.is_set():
                    return None
                size += len(chunk)
                if size - looked >= _LOOK:
                    looked = size
                    if (failure := obstacle(size)) is not None:
                        return failure
                file.write(chunk)
                digest.update(chunk)
                reached(size)
            if (failure := obstacle(size)) is not None:
                return failure
            file.flush()
            os.fsync(file.fileno())
    except Cut as cut:
        return None if stopped.is_set() else cut.failure
    except OSError as error:
        return Failure(
            507,
            "The result cannot be written",
            f"The disk refused it: {error.strerror or error}. Tell who runs this catalogue, and "
            "start the job again later.",
        )
    return Result(size, digest.hexdigest(), answer.media_type, answer.generation, answer.kept)
