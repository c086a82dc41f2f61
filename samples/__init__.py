"""Where the demo members and records are: files of this folder, found wherever it is installed."""

from importlib.resources import files
from pathlib import Path

FOLDER = Path(str(files(__name__)))


def members() -> Path:
    """The twelve member libraries, in Turtle."""
    return FOLDER / "members.ttl"


def marc21_files() -> list[Path]:
    """MARC 21 collections, one file per contributing member, in order of name."""
    return sorted((FOLDER / "marc21").glob("*.xml"))


def cnmarc_files() -> list[Path]:
    """CNMARC collections, one file per contributing member, in order of name."""
    return sorted((FOLDER / "cnmarc").glob("*.xml"))


def authority_files() -> list[Path]:
    """Authority records of both families, one file per contributing member, in order of name."""
    return sorted((FOLDER / "authorities").glob("*/*.xml"))


def holdings_files() -> list[Path]:
    """Copies sent apart from their books, as tables and as MARC 21 holdings, in order of name."""
    return sorted((FOLDER / "holdings").iterdir())


def pairs() -> Path:
    """Which MARC 21 and CNMARC records describe the same edition, as a table."""
    return FOLDER / "pairs.tsv"
