"""How a call number is put together from subfields: ``{d}/{e}``, read once, filled often."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

_PIECE: Final = re.compile(r"([^{}]*)\{([^{}])\}([^{}]*)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Codes of subfields with what stands between them: ``between[i]`` before ``codes[i]``.

    What stands between two parts is written only where both of them are there, so that ``{d}/{e}``
    with no ``$e`` gives ``I210`` and not ``I210/``.
    """

    codes: tuple[str, ...]
    between: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Reads ``{k} {h} {i}``. Raises :class:`ValueError` when the braces are not so."""
        pieces = list(_PIECE.finditer(text))
        if not pieces or "".join(piece[0] for piece in pieces) != text:
            raise ValueError(text)
        # What follows a code belongs before the next one.
        after = [piece[3] for piece in pieces]
        before = [piece[1] for piece in pieces]
        if before[0] or after[-1]:
            raise ValueError(text)
        return cls(tuple(piece[2] for piece in pieces), ("", *after[:-1]))

    def filled(self, values: Mapping[str, str]) -> str:
        """The call number; empty when there is no value for any of the codes."""
        text = ""
        for code, between in zip(self.codes, self.between, strict=True):
            value = values.get(code, "")
            if value:
                text += (between if text else "") + value
        return text
