"""A plan laid out for reading: one step a line, short names, and joins without a key marked."""

import re
from collections.abc import Callable
from typing import Any, Final

_IRI: Final = re.compile(r"<([^<>\s]*)>")
#: Variables that the engine made up for itself.
_MADE_UP: Final = re.compile(r"\?([0-9a-f]{24,32})\b")
_NO_KEY: Final = re.compile(r"(Left)?Join\(Hash\w+, keys = [,)]")
CROSS: Final = "   ← every combination is made"
#: Steps, and levels, of a plan that somebody reads.
MOST: Final = 400
_DEEPEST: Final = 60


def indented(tree: dict[str, Any], compact: Callable[[str], str]) -> str:
    """The steps of a plan, two blanks further in for each level."""
    names: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        return names.setdefault(match[1], f"?_{len(names) + 1}")

    def short(match: re.Match[str]) -> str:
        iri = match[1]
        return iri if (iri := compact(iri)) != match[1] else match[0]

    lines: list[str] = []
    waiting = [(tree, 0)]
    while waiting and len(lines) < MOST:
        node, level = waiting.pop()
        step = _MADE_UP.sub(named, _IRI.sub(short, str(node.get("name", ""))))
        crossed = CROSS if _NO_KEY.search(str(node.get("name", ""))) else ""
        lines.append(f"{'  ' * min(level, _DEEPEST)}{step}{crossed}")
        waiting += [(inner, level + 1) for inner in reversed(node.get("children", []))]
    if waiting:
        lines.append("…")
    return "\n".join(lines)
