"""Titles put together from their parts, once for each script they are written in."""

from collections.abc import Iterable
from typing import Final

from shapes.namespaces import BF
from webapp.reading.description import Description, Text, in_own_script_first

#: The parts in the order of ISBD, with what stands before each.
_PARTS: Final = (
    (f"{BF}mainTitle", ""),
    (f"{BF}subtitle", " : "),
    (f"{BF}partNumber", ". "),
    (f"{BF}partName", ". "),
)
_VARIANTS: Final = frozenset(
    f"{BF}{name}" for name in ("VariantTitle", "ParallelTitle", "KeyTitle", "AbbreviatedTitle")
)


def spelled_out(description: Description, node: str) -> list[Text]:
    """The title of one node, once for each language tag its main title has.

    A part in one script belongs to the title in that script; a part without a tag, such as a
    number both scripts have alike, to the title without one, or, where there is none, to each.
    """
    written: dict[str, str] = {}
    for predicate, before in _PARTS:
        for part in description.texts(node, predicate):
            if before == "" and part.lang not in written:
                written[part.lang] = part.value
            elif before:
                for lang in (part.lang,) if part.lang or "" in written else tuple(written):
                    if lang in written:
                        written[lang] += before + part.value
    return in_own_script_first(Text(value, lang) for lang, value in written.items())


def title(description: Description, things: Iterable[str]) -> list[Text]:
    """The title of the first of these things that has one."""
    for thing in things:
        for node in description.nodes(thing, f"{BF}title"):
            if not _VARIANTS.intersection(description.types(node)):
                found = spelled_out(description, node)
                if found:
                    return found
    return []


def variants(description: Description, things: Iterable[str]) -> list[list[Text]]:
    """Other titles the things are known by."""
    nodes = dict.fromkeys(
        node
        for thing in things
        for node in description.nodes(thing, f"{BF}title")
        if _VARIANTS.intersection(description.types(node))
    )
    return [found for node in nodes if (found := spelled_out(description, node))]
