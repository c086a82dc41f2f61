"""Where the W3C's files are: a folder of yours, or those that rdflib's source distribution carries.

They are never part of this repository. ``CATENA_RDF_TESTS`` names a copy of the W3C's rdf-tests;
without it rdflib's source, which tests rely on anyway, brings SPARQL 1.0 and 1.1 of some years ago.
"""

import os
import subprocess
import sys
import tarfile
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

SETTING: Final = "CATENA_RDF_TESTS"
CACHE: Final = Path(__file__).parents[2] / "bench" / "cache"
#: What the folders of the suites are called: at the W3C, and in rdflib.
SUITES: Final = {
    "sparql10": ("sparql/sparql10", "sparql10", "dawg-data-r2"),
    "sparql11": ("sparql/sparql11", "sparql11"),
    "sparql12": ("sparql/sparql12", "sparql12"),
}
_INSIDE: Final = "/test/data/suites/w3c"
_PATIENCE: Final = 120.0


class NoSuite(Exception):
    """The files are not to be had; the text says what to do."""


def root() -> tuple[Path, str]:
    """The folder that holds the suites, and what to call it. Raises :class:`NoSuite`."""
    named = os.environ.get(SETTING)
    if named:
        folder = Path(named)
        if not any(found(folder).values()):
            raise NoSuite(
                f"{SETTING} is {named}, which holds no sparql11; name a copy of rdf-tests."
            )
        return folder, "the W3C's rdf-tests"
    requirement = f"rdflib=={version('rdflib')}"
    return _carried(requirement), f"the copy in the source of {requirement}"


def found(folder: Path) -> dict[str, Path | None]:
    """The folder of each suite, where there is one."""
    return {
        suite: next((folder / name for name in names if (folder / name).is_dir()), None)
        for suite, names in SUITES.items()
    }


def _carried(requirement: str) -> Path:
    """The suites in a source distribution, downloaded once into an ignored folder."""
    kept = CACHE / f"{requirement.replace('==', '-')}-suites"
    if not kept.exists():
        CACHE.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix="suites-", dir=CACHE) as scratch:
            with tarfile.open(_downloaded(requirement, Path(scratch))) as archive:
                inside = [member for member in archive if _INSIDE in member.name]
                archive.extractall(scratch, inside, filter="data")
            with suppress(OSError):  # another process of the same tests was quicker
                next(Path(scratch).glob(f"*{_INSIDE}")).rename(kept)
    return kept


def _downloaded(requirement: str, folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--no-binary=:all:"]
    quick = ["--retries", "0", "--timeout", "5", "--disable-pip-version-check"]
    try:
        subprocess.run(
            [*pip, *quick, "--dest", folder, requirement],
            check=True,
            capture_output=True,
            timeout=_PATIENCE,
        )
        return next(folder.glob("*.tar.gz"))
    except (subprocess.SubprocessError, OSError, StopIteration):
        raise NoSuite(
            f"The source of {requirement} cannot be downloaded; name a copy of the W3C's rdf-tests "
            f"in {SETTING}."
        ) from None
