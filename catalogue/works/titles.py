"""The titles a record gives its work: uniform ones, originals, and those that say nothing."""

import re
from collections.abc import Iterable
from typing import Final

import pymarc

from catalogue.works.words import any_of, endings, han, openings, titles
from shapes.folding import fold

LONG: Final = 300
#: Where the title in a note ends.
_END: Final = re.compile(r"\s--|\s/|;|\.\s+(?=[A-Z\[(0-9])|[。；（]| : ")
_UNDER: Final = re.compile(r"\b(?:under|with)(?: the)?(?: new)? title:?\s", re.IGNORECASE)
_PUBLISHED: Final = ("publish", "issued", "reprint")
#: What a note may tell of that is not this text.
_OF_ANOTHER: Final = (
    *("sequel", "compan", "contin", "abridg", "adapt", "based", "selec", "extract", "excerpt"),
    *("part", "vol", "v. ", "chapter", "thes", "dissert", "some ", "poems", "stories", "essays"),
    *("suppl", "serie", "serial", "film", "musical", "play ", "article", "lecture", "work "),
)
_QUOTES: Final = " .\t\"'“”‘’«»„《》〈〉:：[]()"
_ARTICLES: Final = re.compile(r"(?:the|an?|les?|la|el|los|las|der|die|das|il|gli|het|een) (?=\w)")
#: Works of one kind are numbered (music, part of a whole), so these belong to a uniform title.
_UNIFORM: Final = "anprkmos"
_MOST: Final = 6


def text_of(field: pymarc.Field, codes: str, skip: int = 0) -> str:
    """The subfields folded into one text, ``skip`` characters at the beginning left out."""
    said = " ".join(value[:LONG] for code, value in field.subfields if code in codes)
    return fold(said[skip : skip + 2 * LONG]) if said else ""


def skipped(indicator: str) -> int:
    """The characters not filed by, of an indicator."""
    return int(indicator) if indicator in "123456789" and indicator else 0


def uniform(field: pymarc.Field, skip: int) -> tuple[str, str]:
    """The title of the work with its parts, and ``conventional`` if it gathers and names none.

    $l language, $f date, $h medium and $k are of the expression or collection (MARC 21 130, 240).
    """
    head = fold(
        next((v for code, v in field.subfields if code == "a"), "")[skip:LONG].partition("(")[0]
    )
    whole = text_of(field, "anprm" if "m" in field or "r" in field else "anp", skip)
    named = head.replace(" ", "") if han(head) else head
    return whole, "conventional" if named in titles("conventional") else ""


def without_article(title: str) -> str:
    """The title less an article at its beginning, where no indicator tells of it."""
    return _ARTICLES.sub("", title, count=1) if _ARTICLES.match(title) else title


def original_in(note: str) -> str:
    """The title of the original as a note writes it, after words of ``originals.tsv``."""
    written = note[: 2 * LONG].strip("\"'“[( ")
    opened = openings().match(written)
    if not opened:
        return ""
    return _END.split(written[opened.end() :].strip(_QUOTES), maxsplit=1)[0].strip(_QUOTES)


def other_title_in(note: str) -> str:
    """The title a note says the same text was published under, by another house or in another year.

    “Published in 1900 under title: …”; not that of a sequel, an abridgement, or of a part.
    """
    written = note[: 2 * LONG]
    found = _UNDER.search(written) if " title" in written else None
    if not found:
        return ""
    head = written[: found.start()].casefold()
    if not any(word in head for word in _PUBLISHED) or any(word in head for word in _OF_ANOTHER):
        return ""
    return _END.split(written[found.end() :].strip(_QUOTES), maxsplit=1)[0].strip(_QUOTES)


def generic(title: str, names: Iterable[str], *, recurring: bool) -> bool:
    """Whether a folded title is made of words of ``titles.tsv`` and the creator's names alone.

    ``recurring``: what bodies publish again and again says nothing either.
    """
    if han(title):
        return _generic_in_characters(title.replace(" ", ""), names, recurring=recurring)
    own = {word for name in names for word in name.replace("|", " ").split()}
    words = [word for word in title.split() if word not in own and not word.isdigit()]
    beside = titles("beside")
    left = [word for word in words if word not in beside and len(word) > 1]
    if not left:
        return recurring or not title.replace(" ", "").isdigit()  # “1984” by a person is a title.
    bare = any_of("collective", "music", *(("recurring",) if recurring else ()))
    joined = " ".join(left)
    return joined in bare or all(word in bare for word in left)


def _generic_in_characters(title: str, names: Iterable[str], *, recurring: bool) -> bool:
    for name in sorted(set(names)):
        title = title.replace(name.replace("|", "").replace(" ", ""), "")
    kinds = ("collective", "recurring") if recurring else ("collective",)
    left = title
    for kind in kinds:
        left = _stripped(left, endings(kind))
    left = _stripped(left, endings("beside"))
    return not left or left.isdigit()


def _stripped(title: str, ends: tuple[str, ...]) -> str:
    """The title less the longest ending, again while there is one; at most four times."""
    for _ in range(4):
        if not title.endswith(ends):
            break
        end = next(each for each in ends if title.endswith(each))
        title = title[: -len(end)]
    return title


def distinct(found: Iterable[str]) -> tuple[str, ...]:
    """Sorted, without repetition and what is empty, as many as are compared."""
    return tuple(sorted(set(filter(None, found)))[:_MOST])
