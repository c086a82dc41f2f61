"""Which character set one record is in, by the evidence of its bytes."""

import re
from collections.abc import Sequence
from typing import Final

from converters.charsets.priors import Said
from converters.charsets.unicode import byte_order
from converters.charsets.weighing import ENOUGH, Judgement, Weighing
from converters.record import UNIMARC_FAMILY, Dialect

#: What can be UTF-8 by its bytes but not by its text: controls, escapes, UTF-8 encoded twice.
_ODD: Final = re.compile(
    b"\x1b|\xc2[\x80-\x87\x8a-\x97\x99-\x9b\x9d-\x9f]"
    b"|\xc3[\x82-\xb4](?:\xc2|\xc5[\x92-\xbe]|\xc6\x92|\xcb[\x86\x9c]|\xe2[\x80\x82\x84])"
)
_UTF8: Final = Judgement("utf-8", 1.0, (("utf-8", 1.0),), doubtful=False)


def judge(
    fields: Sequence[bytes], *, dialect: Dialect | None, flag: str, hint: str = ""
) -> Judgement:
    """The character set of the contents of one record's fields (subfield marks may be left in).

    ``flag`` is leader/09; ``hint`` is UNIMARC 100 $a/26-29 as it stands (``"50  "``, ``"01"``).

    A pair of GBK's bytes is sound UTF-8 one time in six: only where there is much of it, or the
    record says so, sound UTF-8 is taken as such at once. All the rest is weighed.
    """
    data = b"\x1e".join(fields)
    if data.isascii():
        if b"\x1b" not in data:
            return _UTF8
    else:
        try:
            text = data.decode()
        except UnicodeDecodeError:
            pass
        else:
            told = flag == "a" and dialect not in UNIMARC_FAMILY
            if (told or len(data) - len(text) >= ENOUGH) and not _ODD.search(data):
                return _UTF8
    return Weighing(data, Said(dialect, flag, hint)).judgement()


def looks_like_utf16(start: bytes) -> bool:
    """Whether a file that starts like this is in two-byte Unicode (UCS-2), either byte order."""
    return byte_order(start) is not None
