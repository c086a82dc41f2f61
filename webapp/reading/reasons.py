"""Why editions are together as one work, in the words of the table of rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from catalogue.works.rules import rules
from shapes.iris import path_of
from shapes.namespaces import BF, DCTERMS
from webapp.reading.description import LABEL, Description

#: What is no rule: what somebody decided, and two records of which the same is to be compared.
_BESIDE_RULES: Final = {
    "decided": "somebody looked at both and decided so",
    "alike": "both say the same of their creator and of their titles",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """What holds of each of these pairs of editions (their paths)."""

    words: str
    pairs: tuple[tuple[str, str], ...]


def reasons(hub: Description, base: str, thing: str) -> list[Reason]:
    """What the hub of a work (``thing``) tells of why, what holds of most pairs first."""
    found: dict[str, set[tuple[str, str]]] = {}
    for note in hub.nodes(thing, f"{BF}note"):
        if hub.text(note, f"{BF}noteType") != "reason":
            continue
        paths = sorted(_paths(hub, base, note))
        if len(paths) > 1:
            found.setdefault(hub.text(note, LABEL), set()).add((paths[0], paths[1]))
    told = [Reason(in_words(rule), tuple(sorted(pairs))) for rule, pairs in found.items()]
    return sorted(told, key=lambda reason: (-len(reason.pairs), reason.words))


def _paths(hub: Description, base: str, note: str) -> Iterator[str]:
    for work in hub.nodes(note, f"{DCTERMS}references"):
        path = path_of(base, work)
        if path:
            yield path


def in_words(names: str) -> str:
    """The meaning of the rules of these names (``creator-and-year, title``), as a sentence.

    A rule that is not in the table any more goes by its name.
    """
    known = rules()
    words = [
        known[name].meaning if name in known else _BESIDE_RULES.get(name, name.replace("-", " "))
        for name in names.split(", ")
    ]
    sentence = "; ".join(words)
    return f"{sentence[:1].upper()}{sentence[1:]}."
