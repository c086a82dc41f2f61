"""One record as the bytes of ISO 2709, in UTF-8, with true lengths, from texts of its fields."""

from collections.abc import Sequence
from typing import Final

#: A field's text: indicators and subfields, each subfield begun by the separator and its code.
type Field = tuple[str, str]

#: What ISO 2709 has room for: five digits for a record, four for a field.
LARGEST: Final = 99_999


def written(leader: str, fields: Sequence[Field]) -> bytes:
    """The record; ``leader`` has its 24 characters, of which lengths and addresses are set here."""
    entries: list[str] = []
    bodies: list[bytes] = []
    at = 0
    for tag, text in fields:
        data = text.encode()
        length = len(data) + 1
        entries.append(f"{tag}{length:04d}{at:05d}")
        bodies.append(data)
        at += length
    base = 25 + 12 * len(fields)
    head = f"{base + at + 1:05d}{leader[5:12]}{base:05d}{leader[17:]}{''.join(entries)}\x1e"
    return b"%b%b\x1e\x1d" % (head.encode(), b"\x1e".join(bodies))
