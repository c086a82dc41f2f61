"""Documents on their way to a reader in another language: a file that is never whole anywhere."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Final

#: Bytes written together: for each write the thread must have Python's lock.
_WRITTEN: Final = 1 << 20


@contextmanager
def piped(documents: Iterable[bytes]) -> Iterator[str]:
    """A path under which the documents are read, one after the other, while a thread makes them.

    What goes wrong in making one is raised at the end of the block: what was read then was not all.
    """
    reading, writing = os.pipe()
    with ThreadPoolExecutor(1, "documents") as thread:
        filled = thread.submit(_fill, writing, documents)
        try:
            yield f"/dev/fd/{reading}"
        finally:
            os.close(reading)  # the thread hears of it, if nobody has read everything
        filled.result()


def _fill(writing: int, documents: Iterable[bytes]) -> None:
    with suppress(BrokenPipeError), open(writing, "wb", buffering=_WRITTEN) as pipe:
        pipe.writelines(documents)
