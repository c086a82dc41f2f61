"""What the halves of a pair say in words, each text with the language tag of its half."""

import re
from collections.abc import Sequence
from typing import Final

from converters.bibframe.scripts import LATIN, script_of
from converters.bibframe.terms import term

_MARC_KEY: Final = term("bflc:marcKey")
#: Texts that are no language's.
_CODES: Final = (_MARC_KEY, term("rdf:value"), term("bf:code"))
_OF_TITLES: Final = tuple(
    term(f"bf:{name}") for name in ("mainTitle", "subtitle", "partNumber", "partName")
)
#: How a statement of a class begins.
TYPE: Final = f"{term('rdf:type')} "
#: A statement whose object is a text: property, text as written, language tag.
LITERAL: Final = re.compile(r'(<[^>]*>) "(.*)"(?:@([A-Za-z0-9-]+))?', re.DOTALL)


def tagged(said: str, language: str) -> str:
    """A text LC's rules give no tag, with the one its letters show it to have."""
    if not said.endswith('"') or (found := LITERAL.fullmatch(said)) is None:
        return said
    in_its_script = found[1] not in _CODES and script_of(found[2]) not in ("", LATIN)
    return f"{said}@{language}" if in_its_script or found[1] == _MARC_KEY else said


def said_by_both(
    mine: Sequence[str], theirs: Sequence[str], language: str, other: str
) -> list[str]:
    """What both say: the types are the field's; a text both have alike is in no one's script."""
    said = dict.fromkeys(mine)
    texts = {(m[1], m[2]): one for one in said if (m := LITERAL.fullmatch(one))}
    properties = {property_ for property_, _ in texts}
    typed = any(one.startswith(TYPE) for one in mine)
    alike: dict[str, str] = {}
    others: set[str] = set()
    if mine and mine[0].startswith(TYPE) and mine[0].endswith("Title>"):
        # The parts of a title are a title in one script together.
        others.update(_OF_TITLES)
    added: list[str] = []
    for one in theirs:
        if typed and one.startswith(TYPE):
            continue
        found = LITERAL.fullmatch(one)
        if one in said:
            if found and found[3] == other:
                others.add(found[1])  # The field's own rule has said it for its 880.
            continue
        if found:
            if same := texts.get((found[1], found[2])):
                alike[same] = f'{found[1]} "{found[2]}"'
                continue
            if found[1] in properties and found[1] not in _CODES:
                if not found[3] and other and script_of(found[2]):
                    one = f"{one}@{other}"  # noqa: PLW2901 - the same, tagged
                others.add(found[1])
        added.append(one)
    kept = [alike.get(one) or _as_half(one, others, language) for one in said]
    return [*kept, *added]


def _as_half(one: str, others: set[str], language: str) -> str:
    """A text the other half says in its own script, with the tag of this half."""
    if not language or not one.endswith('"') or one.partition(" ")[0] not in others:
        return one
    found = LITERAL.fullmatch(one)
    return f"{one}@{language}" if found and script_of(found[2]) else one
