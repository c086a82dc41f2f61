"""Literals with the language tag their own letters and the record's evidence give them."""

from converters.authorities.authority import authority_of
from converters.authorities.scripts import LATIN, script_of
from converters.bibframe.field import Field
from converters.bibframe.languages import USUAL_SCRIPT, first_tag
from converters.bibframe.terms import literal
from converters.bibframe.text import lower


def tag_of(field: Field, text: str) -> str:
    """The language tag of a text from a field (see :meth:`.Authority.tag`).

    What ``$7`` says (``(bcp47)fr``) counts where its language is usually written in the text's
    script. A text in Latin letters has a tag else only where its field is paired with another
    script: a romanisation. What has no letters (a date) has none.
    """
    by = field.by
    if text.isascii() and "6" not in by and "7" not in by:
        return ""
    script = script_of(text)
    if script and "7" in by and (given := _given(field, script)):
        return given
    if script == LATIN:
        return authority_of(field).romanised(field)
    return authority_of(field).tag(script) if script else ""


def _given(field: Field, script: str) -> str:
    tag = lower(first_tag(field, "(bcp47)", ")"))
    usual = USUAL_SCRIPT.get(tag.partition("-")[0])
    return tag if tag and (f"-{script}" in tag or usual == script) else ""


def said(field: Field, text: str) -> str:
    """The text as a literal of N-Triples."""
    return literal(text, tag_of(field, text))
