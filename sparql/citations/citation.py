"""What is known of a cited result, the short name it has, and the form it is kept in."""

import json
from base64 import b32encode
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

#: Characters of an identifier (base 32, five bits each). Two questions with the same one are not
#: found by chance; one made so on purpose is refused when it is to be kept.
LENGTH: Final = 16
ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, of what, and how it was to be written: the same has the same answer."""

    query: str
    generation: str  # the name of its folder
    media_type: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The short name: the beginning of a SHA-256, in base 32."""
        said = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        hashed = b32encode(sha256(said.encode("utf-8", "surrogatepass")).digest())
        return hashed.decode().lower()[:LENGTH]


@dataclass(frozen=True, slots=True)
class Citation:
    """A result that is kept for ever.

    ``at`` is the moment of the generation and ``cited`` that of the citation (ISO 8601, UTC);
    ``change`` the last change of the record log in it. ``sha256`` (hexadecimal) and ``size``
    (bytes) are of the result; ``rows`` is None where they were not counted. ``catena`` and
    ``engine`` are the versions that answered.
    """

    id: str
    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    generation: str
    change: int
    at: str
    media_type: str
    sha256: str
    size: int
    rows: int | None
    cited: str
    catena: str
    engine: str
    base: str

    @property
    def question(self) -> Question:
        """What has this answer."""
        return Question(
            self.query, self.generation, self.media_type, self.default_graphs, self.named_graphs
        )

    @property
    def address(self) -> str:
        """The permanent address (IRI)."""
        return f"{self.base}cite/{self.id}"

    @property
    def moment(self) -> datetime:
        """When the generation was made."""
        return datetime.fromisoformat(self.at)

    @property
    def cited_at(self) -> datetime:
        """When it was cited."""
        return datetime.fromisoformat(self.cited)


def written(citation: Citation) -> bytes:
    """JSON, in UTF-8, with the names of the fields."""
    return (json.dumps(asdict(citation), ensure_ascii=False, indent=2) + "\n").encode(
        "utf-8", "surrogatepass"
    )


def read(written_: bytes) -> Citation:
    """What :func:`written` wrote. Raises ``ValueError`` for anything else."""
    try:
        said: dict[str, Any] = json.loads(written_.decode("utf-8", "surrogatepass"))
        known = {field.name: said[field.name] for field in fields(Citation)}
        for name in ("default_graphs", "named_graphs"):
            known[name] = tuple(known[name])
        return Citation(**known)
    except (KeyError, TypeError) as error:
        raise ValueError(f"this is no citation: {error}") from None
