"""How great a record may be before it is none, so that no file fills the memory or the day."""

from typing import Final

from converters.record import Unreadable

#: A record longer than this (bytes) is no record.
LARGEST = 32 * 1024 * 1024
#: The greatest record known to us, a newspaper with its items, has 3,621 fields.
MOST_FIELDS: Final = 50_000
MOST_SUBFIELDS: Final = 400_000


def bound(size: int) -> None:
    """Raises :class:`Unreadable` where so many bytes were read and no record has ended."""
    if size > LARGEST:
        raise Unreadable(
            f"no end of record within {LARGEST // 2**20} MiB; the rest of the file was not read"
        )


def bound_parts(fields: int, subfields: int) -> None:
    """Raises :class:`Unreadable` for a record with more fields than anybody can have meant."""
    if fields > MOST_FIELDS:
        raise Unreadable(f"it has {fields} fields; a record has {MOST_FIELDS} at most")
    if subfields > MOST_SUBFIELDS:
        raise Unreadable(f"it has {subfields} subfields; a record has {MOST_SUBFIELDS} at most")
