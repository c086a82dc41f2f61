"""Two records line by line: which values agree, and which words of the others differ."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain
from typing import Final

from catalogue.review.values import Line, Piece, State
from shapes.folding import fold

#: A Han character or Kana is a word; other words are runs of letters and digits.
_WORDS: Final = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_]+"
)
#: Words of a value that are held against each other.
_COMPARED: Final = 120


def lines(one: Mapping[str, Sequence[str]], other: Mapping[str, Sequence[str]]) -> list[Line]:
    """The lines of both, in the order of ``one``, what ``other`` has more in its place."""
    found: list[Line] = []
    for label in _labels([*one], [*other]):
        found += _line(label, one.get(label, ()), other.get(label, ()))
    return found


def _labels(ones: Sequence[str], others: Sequence[str]) -> list[str]:
    """All labels, each list in its order."""
    merged: list[str] = []
    matcher = SequenceMatcher(None, ones, others, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        merged += [*dict.fromkeys(chain(ones[a:b], others[c:d]))]
    return merged


def _line(label: str, ones: Sequence[str], others: Sequence[str]) -> Iterator[Line]:
    """The values under a label: those of the same words first, then those most alike."""
    rest, left = [*ones], [*others]
    for same, state in ((_bare, "same"), (_folded, "alike")):
        for value in [*rest]:
            match = next((each for each in left if same(each) == same(value)), None)
            if match is not None:
                rest.remove(value)
                left.remove(match)
                yield Line(label, _state(state), ((value, False),), ((match, False),))
    while rest and left:
        value, match = max(
            ((x, y) for x in rest for y in left), key=lambda pair: _common(pair[0], pair[1])
        )
        rest.remove(value)
        left.remove(match)
        yield Line(label, "differs", *marked(value, match))
    for value in rest:
        yield Line(label, "one", ((value, True),), ())
    for value in left:
        yield Line(label, "other", (), ((value, True),))


def _state(name: str) -> State:
    return "same" if name == "same" else "alike"


def marked(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, those marked whose words the other has not in that place."""
    ours, theirs = _words(one), _words(other)
    matcher = SequenceMatcher(
        None, [word for word, _, _ in ours], [word for word, _, _ in theirs], autojunk=False
    )
    here: set[int] = set()
    there: set[int] = set()
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            here |= {*range(a, b)}
            there |= {*range(c, d)}
    return _pieces(one, ours, here), _pieces(other, theirs, there)


def _pieces(
    text: str, words: Sequence[tuple[str, int, int]], differ: set[int]
) -> tuple[Piece, ...]:
    """The text cut where what differs begins and ends; neighbours that differ are one piece."""
    pieces: list[Piece] = []
    done = 0
    place = 0
    while place < len(words):
        if place not in differ:
            place += 1
            continue
        last = place
        while last + 1 in differ:
            last += 1
        start, end = words[place][1], words[last][2]
        pieces += [(text[done:start], False), (text[start:end], True)]
        done, place = end, last + 1
    pieces.append((text[done:], False))
    return tuple(piece for piece in pieces if piece[0])


def _words(text: str) -> list[tuple[str, int, int]]:
    """Each word, folded, with where it begins and ends."""
    found = [(_folded(each[0]), each.start(), each.end()) for each in _WORDS.finditer(text)]
    return found[:_COMPARED]


def _common(one: str, other: str) -> float:
    ours = {word for word, _, _ in _words(one)}
    theirs = {word for word, _, _ in _words(other)}
    return len(ours & theirs) / (1 + len(ours | theirs))


def _bare(text: str) -> str:
    """In small letters, without the punctuation that ends an area of a description (ISBD)."""
    return text.strip(" /:;=,.").casefold()


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return fold(text).replace(" ", "")
