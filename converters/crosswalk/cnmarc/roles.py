"""Who did what, in the words of CNMARC ``$4``: 著, 编, 译; and whether that is a primary role."""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Final

from converters.crosswalk.cnmarc.isbd import bare, has_han
from converters.crosswalk.fields import Field


def _table(name: str) -> list[list[str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


_ROWS: Final = _table("roles.tsv")
#: For each role word whether the responsibility is primary (701) or secondary (702).
_PRIMARY: Final[Mapping[str, bool]] = {word: level == "1" for word, _, level in _ROWS}
_CODE_OF: Final[Mapping[str, str]] = {word: code for word, code, _ in _ROWS}
_WORD_OF: Final[Mapping[str, str]] = {
    **{code: word for word, code, _ in reversed(_ROWS)},
    **dict(_table("role_codes.tsv")),
}
_OLDER: Final[Mapping[str, str]] = dict(_table("role_terms.tsv"))
_WORDS: Final = frozenset(_PRIMARY) | frozenset(_OLDER)
_LONGEST: Final = max(map(len, _WORDS))
_OFTEN_IN_NAMES: Final = 2
#: What stands between names, and round what is said of them: (美) , [汉] , 等.
_BETWEEN: Final = re.compile(r"[,，、;；\s()（）\[\]〔〕…]+|等|\.\.\.")
_WORD_OF_TERM: Final[Mapping[str, str]] = {
    "author": "著",
    "editor": "编",
    "translator": "译",
    "compiler": "编",
    "illustrator": "插图",
    "joint author": "著",
    "ed": "编",
    "comp": "编",
    "tr": "译",
    "ill": "插图",
}


def words_of(source: Field) -> list[str]:
    """The roles a name field states: its Chinese words, or else one for each code or term.

    A term for the person (译者) becomes the word for the work done (译); a word not known stays.
    """
    terms = [bare(value) for value in source.all("e")]
    han = [word_of_term(term) for term in terms if has_han(term)]
    if han:
        return _once(han)
    codes = [value.rsplit("/", 1)[-1].strip().lower() for value in source.all("4")]
    words = [_WORD_OF[code] for code in codes if code in _WORD_OF]
    words += [value for value in source.all("4") if has_han(value)]
    if not words:
        words = [_WORD_OF_TERM[term.lower()] for term in terms if term.lower() in _WORD_OF_TERM]
    return _once(words or terms)


def word_of_term(term: str) -> str:
    """The role word for a Chinese term: 译 of 译者, 整理 of 整理者; else the term."""
    term = _OLDER.get(term, term)
    if term.endswith("者") and (shorter := term[:-1]) in _PRIMARY:
        return shorter
    return term


def is_primary(words: list[str]) -> bool:
    """Whether a name with these roles belongs into 701 or 711, and not into 702 or 712.

    A word that is not known goes by the one it begins with (编著绘图); none at all is primary.
    """
    return not words or any(_is_primary(word) for word in words)


def _is_primary(word: str) -> bool:
    known = (word[:length] for length in range(min(len(word), _LONGEST), 0, -1))
    return next((_PRIMARY[each] for each in known if each in _PRIMARY), False)


def agree(word: str, others: list[str]) -> bool:
    """Whether a role word means what one of the others means, by the codes they stand for."""
    code = _CODE_OF.get(word)
    return any(code == _CODE_OF.get(other) for other in others)


def behind(statement: str) -> tuple[str, str]:
    """A statement of responsibility and the role word at its end: ``("张三, 李四", "著")``."""
    for length in range(min(_LONGEST, len(statement) - 1), 0, -1):
        if (word := statement[-length:]) in _WORDS:
            return statement[:-length].rstrip(), word
    return statement, ""


def before(statement: str) -> tuple[str, str]:
    """A statement and the role word it begins with, of two characters or more: 主编张三."""
    start = 2 if statement[:1] == "本" and statement[1:2] in set("书卷册辑編编") else 0
    for length in range(min(_LONGEST, len(statement) - start - 1), _OFTEN_IN_NAMES - 1, -1):
        if (word := statement[start : start + length]) in _WORDS:
            rest = statement[start + length :].lstrip(" :：")
            if rest[:1] in {"人", "者"} and len(rest) > 2:
                rest = rest[1:].lstrip(" :：")
            # 编辑委员会, 主编单位: the word is part of a name.
            if behind(rest)[1] or rest[:1] in set("委部室组單单小局处者") or len(rest) < 2:
                return statement, ""
            return rest, statement[:start] + word
    return statement, ""


def stated(name: str, statements: Sequence[str]) -> str:
    """The role word of the first statement of responsibility that names someone; else nothing."""
    for statement in statements:
        if name not in statement:
            continue
        for find in (behind, before):
            names, word = find(statement)
            if word and (names.endswith(name) or name in _BETWEEN.split(names)):
                return word_of_term(word.removeprefix("本书").removeprefix("本卷"))
    return ""


def _once(words: list[str]) -> list[str]:
    return list(dict.fromkeys(words))
