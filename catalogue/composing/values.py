"""What goes into composing and what comes out: sources, and the shared record with its givers."""

from dataclasses import dataclass

from converters.record import MarcRecord


@dataclass(frozen=True, slots=True)
class Contributed:
    """One source with its newest contribution.

    ``member`` is the library's code and ``control`` its control number, which together name the
    source; ``received`` is when the contribution came (ISO 8601, UTC).
    """

    member: str
    control: str
    received: str
    record: MarcRecord


@dataclass(frozen=True, slots=True)
class Composed:
    """The shared record, and who gave what.

    ``given`` has the (member, control number) of the giver for each of ``record.marc.fields``, in
    their order; ``base`` is the source whose record is the frame; ``date`` is the latest
    ``received`` among those that gave a field.
    """

    record: MarcRecord
    given: tuple[tuple[str, str], ...]
    base: tuple[str, str]
    date: str
