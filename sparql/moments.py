"""Which generation of the graph a moment means, or a name, and the sentence where there is none."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final

from sparql.service.answers import Failure
from store.graph.generations import Generation, Generations, described

#: xsd:date and xsd:dateTime (XML Schema 2 §3.2.7, §3.2.9), where seconds may be left out. A plus
#: sign that is not encoded in an address arrives as a blank.
_MOMENT: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[+\- ]\d\d:\d\d)?", re.ASCII
)
_LISTED: Final = 20

NO_GENERATIONS: Final = Failure(
    501,
    "This catalogue keeps no generations",
    "Its graph is kept by a server that knows only its newest state, or nothing is published yet, "
    "so no result can be had again later. Ask without a time, and keep the result itself with its "
    "query, the time and its SHA-256.",
)


def moment(written: str) -> datetime:
    """An xsd:dateTime with its time zone, or an xsd:date, as a moment in UTC.

    A date is the end of that day, in UTC when it has no zone: what happened on it is in. Raises
    ``ValueError``, with a sentence, for anything else.
    """
    match = _MOMENT.fullmatch(written)
    zone = " Add the time zone: Z for UTC." if match and match[2] and not match[3] else ""
    try:
        if match is None or zone:
            raise ValueError
        clock = time.fromisoformat(match[2]) if match[2] else time.max
        day = date.fromisoformat(match[1])
        return datetime.combine(day, clock, _zone(match[3] or "Z")).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(
            f"{written[:80]!r} is no moment.{zone} Write it like 2027-03-01T00:00Z, "
            "2027-03-01T08:00+08:00, or 2027-03-01 for the end of that day in UTC."
        ) from None


def stamped(at: datetime) -> str:
    """A moment in UTC as it is shown: ``2027-03-01T00:00:00.000Z``."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def as_of(generations: Generations, wanted: datetime) -> Generation | Failure:
    """The generation published last at or before a moment; what there is, when that is younger."""
    found = generations.at(wanted)
    if found is not None:
        return found
    every = generations.all()
    if not every:
        return NO_GENERATIONS
    more = f", and {len(every) - _LISTED:,} more" if len(every) > _LISTED else ""
    listed = ", ".join(stamped(one.at) for one in every[:_LISTED])
    return Failure(
        404,
        "Nothing is kept of that time",
        f"The oldest generation is of {stamped(every[0].at)}. Ask for that time or a later one; "
        f"kept are {listed}{more}.",
    )


def called(generations: Generations, name: str) -> Generation | Failure:
    """The generation of this name."""
    return generations.named(name) or is_gone(name)


def is_gone(name: str) -> Failure:
    """Of a generation that is kept no longer (410), or was never one (404)."""
    return Failure(
        410 if described(Path(name)) else 404,
        "This generation is not kept",
        f"There is no generation {name[:80]!r}, or no longer. Kept are all of the last hour, one "
        "an hour for a day, one a day for a month, and those that are cited; /generations lists "
        "them.",
    )


def _zone(written: str) -> timezone:
    if written == "Z":
        return UTC
    hours, minutes = int(written[1:3]), int(written[4:])
    if minutes > 59:
        raise ValueError
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if written[0] == "-" else ahead)
