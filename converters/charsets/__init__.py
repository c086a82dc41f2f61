"""Character sets of library data: which one a record's bytes are in, bytes to text, text to bytes.

The pivot is plain Unicode in NFC for what came without Unicode, and exactly what was sent for what
came in it. Two marks are kept in the text wherever they stood: U+0098 begins and U+009C ends
characters that do not sort (ISO 6630's NSB and NSE; 0x88 and 0x89 in MARC-8, ISO 5426).
"""

from converters.charsets.coding import CHARSETS, decode, decoder
from converters.charsets.encoding import Encoded, encode, encode_field
from converters.charsets.errors import Uncarried, Undecodable
from converters.charsets.judging import judge, looks_like_utf16
from converters.charsets.unicode import byte_order
from converters.charsets.weighing import Judgement

__all__ = [
    "CHARSETS",
    "Encoded",
    "Judgement",
    "Uncarried",
    "Undecodable",
    "byte_order",
    "decode",
    "decoder",
    "encode",
    "encode_field",
    "judge",
    "looks_like_utf16",
]
