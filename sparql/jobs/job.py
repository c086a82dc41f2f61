"""A job as a value: what was asked, by whom, how far it is; and as JSON, for the disk."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final, Literal, get_args

from sparql.service.answers import Failure, Limits, QueryRequest

type State = Literal["queued", "running", "done", "failed", "cancelled"]
STATES: Final[tuple[State, ...]] = get_args(State.__value__)
#: Those that will change by themselves.
OPEN: Final = ("queued", "running")
#: What of a request is the job's own; limits are looked up when it runs.
_ASKED: Final = ("text", "accept", "media_type", "default_graphs", "named_graphs", "generation")
_LISTS: Final = ("default_graphs", "named_graphs")


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one owner may have: limits of a query, jobs at once, bytes of results and days."""

    limits: Limits
    at_once: int = 1
    kept: int = 4 * 1024**3
    days: float = 7.0


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose jobs: an identity that nobody else ever has, and the name for the access log."""

    identity: str
    name: str


@dataclass(frozen=True, slots=True)
class Job:
    """A long query. Times are in UTC; ``bytes``, ``sha256`` and ``media_type`` are the result's."""

    id: str
    owner: Owner
    request: QueryRequest  # its generation is named, where there are any
    made: datetime
    state: State = "queued"
    started: datetime | None = None
    ended: datetime | None = None
    expires: datetime | None = None  # the job goes then, and its result
    runs: int = 0  # times it was begun
    bytes: int = 0
    sha256: str = ""
    media_type: str = ""
    failure: Failure | None = None

    @property
    def open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: seconds it has run, bytes it has written, its place among the waiting."""

    seconds: float = 0.0
    bytes: int = 0
    place: int = 0


def written(job: Job) -> dict[str, Any]:
    """The job for JSON."""
    told = asdict(job)
    told["request"] = {name: told["request"][name] for name in _ASKED}
    for name in ("made", "started", "ended", "expires"):
        if told[name] is not None:
            told[name] = told[name].isoformat()
    return told


def read(told: Mapping[str, Any]) -> Job:
    """The job that was written so; raises ``ValueError`` when it was not."""
    try:
        values = dict(told)
        asked = {name: values["request"][name] for name in _ASKED}
        asked |= {name: tuple(asked[name]) for name in _LISTS}
        values["request"] = QueryRequest(**asked)
        values["owner"] = Owner(**values["owner"])
        for name in ("made", "started", "ended", "expires"):
            if values[name] is not None:
                values[name] = datetime.fromisoformat(values[name])
        if values["failure"] is not None:
            values["failure"] = Failure(**values["failure"])
        job = Job(**values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no job: {error!r}") from None
    if job.state not in STATES or not isinstance(job.made, datetime):
        raise ValueError("no job: an unknown state, or no time")
    return job
