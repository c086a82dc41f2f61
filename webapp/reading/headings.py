"""One line for an authority in a list: its heading, what it is, and other forms of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from shapes.folding import fold
from shapes.iris import document
from store import Store
from webapp.reading.authority import Authority
from webapp.reading.description import Description, Text

#: So many other forms are shown, those with the words looked for first.
_FORMS: Final = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """An authority; ``by`` is what its records can be looked up by as an author's, or empty."""

    path: str
    title: tuple[Text, ...]
    kind: str
    forms: tuple[tuple[Text, ...], ...]
    more: int
    by: str


def headings(store: Store, paths: Sequence[str], typed: str) -> list[Heading]:
    """Read from the log; one that is gone is left out."""
    saying = store.log.saying(paths)
    words = fold(typed).split()
    return [_heading(store.base, path, saying[path], words) for path in paths if saying.get(path)]


def _heading(base: str, path: str, triples: bytes, words: list[str]) -> Heading:
    authority = Authority(Description(triples), document(base, path))
    forms = sorted(
        authority.variants(),
        key=lambda texts: not any(_has(text, words) for text in texts),
    )
    return Heading(
        path,
        tuple(authority.title),
        authority.kind,
        tuple(map(tuple, forms[:_FORMS])),
        max(0, len(forms) - _FORMS),
        authority.name if authority.is_name else "",
    )


def _has(text: Text, words: list[str]) -> bool:
    folded = fold(text.value)
    return all(word in folded for word in words)
