"""Numbers and names of the parts of two editions held against each other."""

from collections.abc import Iterator, Sequence

from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held
from catalogue.matching.scripts import script
from catalogue.matching.wording import alike


def compared(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on parts and their names that hold."""
    ours, theirs = " / ".join(a.part), " / ".join(b.part)
    if a.part and b.part:
        yield ("part" if _one_part(a.part, b.part) else "part-differs"), ours, theirs
    elif a.part or b.part:
        other = b if a.part else a
        if other.volumes > 1 or other.growing:
            yield "set-volume", ours or _volumes(a), theirs or _volumes(b)
        else:
            yield "part-missing", ours, theirs
    yield from _part_names(a, b)


def _part_names(a: Traits, b: Traits) -> Iterator[Held]:
    ours, theirs = " / ".join(a.part_name), " / ".join(b.part_name)
    if ours and theirs:
        said = {alike(x, y) for x in a.part_name for y in b.part_name if script(x) == script(y)}
        if said & {"equal", "near"}:
            yield "part-name", ours, theirs
        else:
            yield ("part-name-longer" if "more" in said else "part-name-differs"), ours, theirs
    elif ours or theirs:
        named, other = (a, b) if ours else (b, a)
        words = f" {' '.join(' '.join(title[1:]) for title in other.titles)} "
        if any(f" {name} " in words for name in named.part_name):
            return
        below = [title[2] for title in other.titles if title[2]]
        yield ("part-name-differs" if below else "part-name-missing"), ours, theirs


def _volumes(traits: Traits) -> str:
    return f"{traits.volumes or ''} v."


def _one_part(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a designation agrees; 上 is the first, 下 the second or third."""
    for one in ours:
        for two in theirs:
            words, others = set(one.split()), set(two.split())
            if one == two or _last(words, others) or _last(others, words):
                return True
    return False


def _last(words: set[str], others: set[str]) -> bool:
    means = {"shang": {"1"}, "zhong": {"2"}, "xia": {"2", "3"}}
    return any(word in means and means[word] & others for word in words)
