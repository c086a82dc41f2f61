"""Statements of responsibility as each practice writes them."""

import re
from typing import Final

from converters.crosswalk.cnmarc.isbd import has_han, tidy, unbracketed
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.cnmarc.roles import before, behind

_OTHERS: Final = re.compile(r"\s*(?:…|\.\.\.)?\s*\[(?:et al\.?|等|and others)\]\.?")
#: Country or dynasty before a name: MARC 21 has it in square brackets, GB/T 3792 in round ones.
_NATION: Final = re.compile(r"(^|[,，] ?)\[([\u3400-\u9fff]{1,6})\]\s*")
_COMMA: Final = re.compile(r"\s*[,，]\s*(?=\S)")


def responsibility(practice: Practice, statement: str) -> str:
    """One statement: country or dynasty, further persons, commas and the place of the role.

    Only a Chinese statement is touched; one in another language stays as the item has it.
    """
    text = unbracketed(tidy(statement))
    if not has_han(text):
        return text
    text = _NATION.sub(r"\1(\2) ", text)
    text = _COMMA.sub(practice.between, text)
    text = _OTHERS.sub(practice.and_others, text)
    if practice.roles_behind and not behind(text)[1]:
        names, word = before(text)
        if word:
            return f"{names}{word.removesuffix('者') if word != '作者' else '著'}"
    return text
