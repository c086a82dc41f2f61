"""Citations on the disk: a small JSON file each, and the results by their hashes, compressed."""

import os
import re
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from zstandard import ZstdCompressor, ZstdDecompressor, ZstdError

from sparql.citations.citation import ALPHABET, LENGTH, Citation, read, written
from sparql.service.answers import fingerprint
from store import StoreError
from store.manifest import CITATIONS

_ID: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")
_RESULTS: Final = "results"
_COMING: Final = "."  # begins the name of a file that is being written
_LEVEL: Final = 9


class Citations:
    """The citations in a folder; any process may read and add.

    A result is written before the citation that names it, and each file takes its name when it is
    on the disk. So a citation that can be found is whole, and a process killed in between leaves
    at worst a result nobody names.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / CITATIONS
        self.results = self.folder / _RESULTS

    def get(self, id_: str) -> Citation | None:
        """The citation of this identifier, which may come from a stranger; None without it.

        Raises :class:`StoreError` for a file that cannot be read.
        """
        if not _ID.fullmatch(id_):
            return None
        file = self.folder / f"{id_}.json"
        try:
            return read(file.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise StoreError(
                f"The citation {id_} cannot be read ({error}). Take {file} from a backup."
            ) from None

    def keep(self, citation: Citation, result: bytes) -> None:
        """Writes both; what is there already stays as it is."""
        self.results.mkdir(parents=True, exist_ok=True)
        place = self._result(citation)
        if not place.exists():
            packed = ZstdCompressor(level=_LEVEL, write_checksum=True).compress(result)
            _write(place, packed)
        file = self.folder / f"{citation.id}.json"
        if not file.exists():
            _write(file, written(citation))

    def result(self, citation: Citation) -> bytes:
        """The bytes that were cited, proved by their hash.

        Raises :class:`StoreError` when they are lost or not what they were.
        """
        place = self._result(citation)
        try:
            packed = place.read_bytes()
            result = ZstdDecompressor().decompress(packed, max_output_size=citation.size)
        except (FileNotFoundError, ZstdError) as error:
            raise _lost(place, error) from None
        if fingerprint(result) != citation.sha256:
            raise _lost(place, "its hash is another")
        return result

    def _result(self, citation: Citation) -> Path:
        return self.results / f"{citation.sha256}.zst"


def _lost(place: Path, why: object) -> StoreError:
    return StoreError(
        f"The kept result cannot be given ({why}). Take {place} from a backup, or run the query "
        "again on its generation."
    )


def _write(place: Path, content: bytes) -> None:
    """Under its name only when it is whole and on the disk."""
    with NamedTemporaryFile(dir=place.parent, prefix=_COMING, delete=False) as file:
        coming = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            coming.chmod(0o644)
            coming.replace(place)
        finally:
            coming.unlink(missing_ok=True)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
