"""Two folded texts word by word: the same, one longer, a typing error, or another thing said."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz.distance import OSA, Levenshtein

from catalogue.matching.parts import number
from catalogue.matching.scripts import script

type Wording = Literal["equal", "more", "near", "word", "number", "other"]
#: Words left out by one and written as a sign by another.
_JOINING: Final = frozenset({"and", "und", "et", "og", "och", "the", "of"})
#: Little words: one for another is an error, for the title stays that of the same book.
_LITTLE: Final = frozenset(
    {"a", "an", "in", "on", "for", "de", "di", "du", "da", "des", "del", "le", "la", "les"}
    | {"der", "die", "das", "den", "dem", "zu", "zur", "y", "e", "el", "i", "al", "det"}
)
#: Titles of so many words may differ by a little one.
_SHORT: Final = 3
#: So many words that differ are held against each other.
_MOST: Final = 8


@lru_cache(maxsize=4096)
def alike(one: str, two: str) -> Wording:  # noqa: PLR0911 - a cascade
    """``equal``; ``more``: one says all the other says; ``near``: typing errors, or the same words
    in another order; ``number``: another number; ``word``: most words, but one is another;
    ``other``: something else.

    Word division does not count. Call it with the texts in a fixed order.
    """
    if one == two or one.replace(" ", "") == two.replace(" ", ""):
        return "equal"
    if script(one) in "hk" and script(two) in "hk":
        return _by_signs(one.replace(" ", ""), two.replace(" ", ""))
    words, others = one.split()[:60], two.split()[:60]
    ours, theirs = _only(words, others), _only(others, words)
    if not ours or not theirs:
        return "more" if ours or theirs else "near"
    little = len(words) >= _SHORT and _LITTLE.issuperset(ours) and _LITTLE.issuperset(theirs)
    if little or _misspelt(ours, theirs):
        return "near"
    if "".join(ours) == "".join(theirs):
        return "equal"
    if any(map(number, ours[:_MOST])) and any(map(number, theirs[:_MOST])):
        return "number"
    common = min(len(words) - len(ours), len(others) - len(theirs))
    return "word" if 2 * common >= min(len(words), len(others)) else "other"


def _misspelt(ours: list[str], theirs: list[str]) -> bool:
    """Whether all words that differ are typing errors, which are taken out of both."""
    for word in ours[:_MOST]:
        for other in theirs[:_MOST]:
            if abs(len(word) - len(other)) < 3 and typing_error(word, other):
                ours.remove(word)
                theirs.remove(other)
                break
    return not ours and not theirs


def _only(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words that the others have not, or not so often, but for joining words."""
    left = list(others)
    only = []
    for word in words:
        if word in left:
            left.remove(word)
        elif word not in _JOINING:
            only.append(word)
    return only


def typing_error(was: str, now: str) -> bool:
    """Whether two words differ by a letter or two letters' order; by two when they are long."""
    shorter = min(len(was), len(now))
    if shorter < 5 or not was.isalpha() or not now.isalpha():
        return False
    allowed = 1 if shorter < 9 else 2
    return OSA.distance(was, now, score_cutoff=allowed) <= allowed


def _by_signs(one: str, two: str) -> Wording:
    short, long = sorted((one, two), key=lambda text: (len(text), text))
    if len(short) > 2 and short in long:
        return "more"
    distance = Levenshtein.distance(one, two, score_cutoff=3)
    if len(short) < 6 or distance > 2:
        return "word" if len(short) > 8 and distance <= 3 else "other"
    changed = [step for step in Levenshtein.editops(one, two) if step.tag == "replace"]
    if any(number(one[s.src_pos]) and number(two[s.dest_pos]) for s in changed):
        return "number"
    return "near" if distance == 1 else "word"
