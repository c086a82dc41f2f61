r"""A record in lines (``.mrk``), as LC's MARCMaker began it and MarcEdit writes it.

``=245  10$aTitle :$bmore`` — a backslash is a blank in indicators and control fields; dollar,
braces and backslashes in the data have names in braces (MARCMaker and MARCBreaker User's Manual).
"""

import re
from typing import Final

import pymarc

from converters.record import Dialect
from converters.writing.asked import Unwritable
from converters.writing.marcxml import in_unicode

#: What would be read as something else. A line end is named by its number, as MARCMaker does.
_NAMES: Final = str.maketrans(
    {"$": "{dollar}", "{": "{lcub}", "}": "{rcub}", "\n": "{0A}", "\r": "{0D}"}
)
#: 000 is read as the leader.
_TAG: Final = re.compile("(?!000|LDR)[0-9A-Za-z]{3}")
_NAMES_IN_FIXED: Final = {**_NAMES, ord(" "): "\\", ord("\\"): "{bsol}"}


def as_lines(marc: pymarc.Record, dialect: Dialect = "marc21") -> bytes:
    """One record, its fields a line each, a blank line after it. Raises :class:`Unwritable`."""
    lines = [f"=LDR  {str(in_unicode(marc, dialect).leader).translate(_NAMES)}"]
    for field in marc.fields:
        if not _TAG.fullmatch(field.tag):
            raise Unwritable(
                f"Lines have no room for a field called {field.tag!r}: a tag is three letters or "
                "digits, and 000 is the leader. Ask for MARCXML."
            )
        if field.control_field or (field.data is not None and not field.subfields):
            lines.append(f"={field.tag}  {(field.data or '').translate(_NAMES_IN_FIXED)}")
            continue
        indicators = "".join(field.indicators or "  ").translate(_NAMES_IN_FIXED)
        subfields = "".join(
            f"${code.translate(_NAMES)}{value.translate(_NAMES)}" for code, value in field.subfields
        )
        lines.append(f"={field.tag}  {indicators}{subfields}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")
