"""One answered query as it is noted: what kind it was and how it went, not who asked or what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

type Through = Literal["page", "protocol", "job", "cli"]
type Outcome = Literal[
    "answered", "wrong", "refused", "too large", "too slow", "busy", "broken off", "left", "failed"
]

PUBLIC: Final = "public"
#: The forms of queries as they are counted; ``OTHER`` is what is no query.
OTHER: Final = "OTHER"
FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", OTHER)
OUTCOMES: Final[tuple[Outcome, ...]] = (
    "answered",
    "wrong",
    "refused",
    "too large",
    "too slow",
    "busy",
    "broken off",
    "left",  # by the client, before there was an answer
    "failed",
)
_OF_STATUS: Final[dict[int, Outcome]] = {
    401: "refused",
    403: "refused",
    413: "too large",
    499: "left",
    503: "busy",
    504: "too slow",
}


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the access log. Its names are those of the JSON, in its order.

    ``holder`` is a key's name or ``public``; ``ms`` is the time to the whole answer, ``bytes`` its
    size, ``rows`` its rows where somebody counted them.
    """

    time: datetime  # to the minute
    holder: str
    form: str
    status: int
    ms: float
    bytes: int
    rows: int | None
    format: str
    generation: str
    kept: bool
    cut: bool
    through: Through

    def line(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "time": self.time.strftime("%Y-%m-%dT%H:%MZ"),
            "holder": self.holder,
            "form": self.form,
            "status": self.status,
            "ms": round(self.ms, 1),
            "bytes": self.bytes,
            "rows": self.rows,
            "format": self.format,
            "generation": self.generation,
            "kept": self.kept,
            "cut": self.cut,
            "through": self.through,
        }

    @property
    def outcome(self) -> Outcome:
        return outcome(self.status, cut=self.cut)


def outcome(status: int, *, cut: bool = False) -> Outcome:
    """What became of a query, for people: the status in a word."""
    if cut:
        return "broken off"
    if status < 400:
        return "answered"
    return _OF_STATUS.get(status, "wrong" if status < 500 else "failed")
