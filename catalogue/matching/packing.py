"""Traits as the bytes that are kept and compared, and keys as the log can hold them."""

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final, NamedTuple, cast

_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
#: Keys of one record at most, and characters of one key.
_KEYS: Final = 64
_LENGTH: Final = 100


def packed(traits: NamedTuple, unsaid: NamedTuple) -> bytes:
    """JSON in UTF-8 with sorted keys, no spaces, and without what is not said."""
    values = zip(traits._fields, traits, unsaid, strict=True)
    said = {name: value for name, value, none in values if value not in (none, [])}
    return _JSON.encode(said).encode("utf-8", "replace")


def said(data: bytes) -> dict[str, Any]:
    """The elements that :func:`packed` wrote, by name."""
    return cast(dict[str, Any], json.loads(data))


def bounded(keys: Iterable[str]) -> tuple[str, ...]:
    """The first 64 keys, sorted, distinct, of at most 100 characters that any database takes."""
    return tuple(sorted({_clean(key[:_LENGTH]) for key in islice(keys, _KEYS)}))


def _clean(key: str) -> str:
    """Without control characters and halves of a character, which are no text in SQL."""
    return key if key.isprintable() else "".join(sign for sign in key if sign.isprintable())
