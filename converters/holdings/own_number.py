"""A number for what has none of its own, made of its bytes: the same bytes, the same number."""

from hashlib import blake2b


def of_bytes(raw: bytes) -> str:
    """``x`` and 16 hexadecimal digits; a library's own numbers do not look like it."""
    return f"x{blake2b(raw, digest_size=8).hexdigest()}"
