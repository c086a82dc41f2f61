"""What a field says, folded, so that two that say the same are known and the fuller one as well."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

import pymarc

from catalogue.composing.policy import Same
from shapes.folding import fold
from shapes.standard_numbers import corrected, digits, ways

#: Of longer texts only the beginning is folded; the rest must be the same letter by letter.
_FOLDED: Final = 500
_NOT_WORDS: Final = re.compile(r"[^a-z0-9+#]+")
#: Subfields that are no words of what a field says: control, relators, links, explanations.
_ASIDE: Final = frozenset("0123456789eiuwh")
#: What a name or title may have more or less of, by the last two digits of its tag: titles of
#: honour, dates, fuller forms; number, place and date of a meeting; a work's form.
_DETAILS: Final[Mapping[str, frozenset[str]]] = {
    "00": frozenset("cdfgkmoqrs"),
    "10": frozenset("cdfgkmnors"),
    "11": frozenset("cdfgknqs"),
    "30": frozenset("dfgkmors"),
}
_YEAR: Final = re.compile(r"[0-9]{3,4}")
_ISBN: Final = re.compile(r"[0-9][0-9\s\u2010-\u2015-]{7,20}[0-9Xx]")
_OCLC: Final = re.compile(r"\(ocolc\)\s*(?:oc[mn]|on)?0*", re.IGNORECASE)
_LCCN: Final = re.compile(r"([a-z]*[0-9]{2,4})-([0-9]{1,6})")
_NO_SIGN: Final = re.compile(r"[\s/'’]+")
_ADDRESS: Final = re.compile(r"(?:https?://)?(?:www\.)?([^/]*)(.*)", re.DOTALL | re.IGNORECASE)

type Details = Mapping[str, frozenset[str]]
NOTHING: Final[Details] = MappingProxyType({})


@dataclass(slots=True)
class Saying:
    """``words`` by which it is found; ``details`` by subfield, of which another may have fewer."""

    words: str
    details: Details = NOTHING


def joined(text: str) -> str:
    """The folded text without its blanks, since romanisations divide words each in their way."""
    if len(text) > _FOLDED:
        rest = blake2b(text[_FOLDED:].casefold().encode("utf-8", "replace"), digest_size=12)
        return joined(text[:_FOLDED]) + "~" + rest.hexdigest()
    if text.isascii():
        return _NOT_WORDS.sub("", text.lower())  # what folding comes to, six times as fast
    return _joined(text)


@lru_cache(maxsize=4096)
def _joined(text: str) -> str:
    return fold(text).replace(" ", "")


def saying(each: pymarc.Field, tag: str, same: Same) -> Saying:
    """What a field says by this kind of comparison; ``tag`` is what it stands for (880)."""
    by = _BY.get(same)
    return by(each, tag) if by else Saying(_words(each.subfields, _ASIDE))


def agree(one: Details, other: Details, codes: Collection[str] | None = None) -> bool:
    """Whether no detail contradicts: where both have one, that of the one is a part of the other's.

    ``codes``: those compared, else all.
    """
    return all(
        said <= known or known <= said
        for code, said in one.items()
        if (codes is None or code in codes) and (known := other.get(code)) is not None
    )


def _words(subfields: Iterable[tuple[str, str]], without: frozenset[str]) -> str:
    return joined(" ".join(value for code, value in subfields if code not in without))


def _numbered(each: pymarc.Field, tag: str) -> Saying:
    """The first valid number, else the first cancelled one; all the others are details."""
    form = _isbn if tag == "020" else _number
    found: dict[str, list[str]] = {}
    source = ""
    for code, value in each.subfields:
        if code in "abzylm" and value.strip():
            found.setdefault(code, []).append(joined(value) if code == "b" else form(tag, value))
        elif code == "2":
            source = value.strip().casefold()
    kind = source
    if tag == "024" and each.indicators:
        kind = source or each.indicators[0].strip("8")
    code = next((code for code in "azylm" if code in found), "")
    if not code:
        return Saying(f"{tag} {_words(each.subfields, _ASIDE)}")
    main = found[code].pop(0)
    details = {code: frozenset(values) for code, values in found.items() if values}
    return Saying(f"{tag} {kind} {code} {main}", details)


def _isbn(_: str, value: str) -> str:
    """Thirteen digits; as it is where the check digit is wrong: it may be another wrong number."""
    match = _ISBN.search(value, 0, _FOLDED)
    number = match[0] if match else ""
    if len(digits(number)) in (10, 13) and not corrected(number):
        return max(ways(number), key=len)
    return joined(value)


def _number(tag: str, value: str) -> str:
    plain = value.strip()[:_FOLDED].casefold()
    if tag == "035" and (match := _OCLC.match(plain)):
        return f"(ocolc){plain[match.end() :].strip()}"
    if tag == "010":
        plain = _NO_SIGN.sub("", plain.partition("/")[0])
        if match := _LCCN.fullmatch(plain):
            return f"{match[1]}{match[2]:0>6}"
        return plain
    return joined(value)


def _class(each: pymarc.Field, tag: str) -> Saying:
    """A number of a classification; its edition, the shelf mark and who assigned it are aside."""
    scheme, numbers = "", []
    for code, value in each.subfields:
        if code == "a":
            numbers.append(_NO_SIGN.sub("", value[:_FOLDED]).casefold().rstrip("."))
        elif code == "2" and tag in _NAMED_SCHEMES:
            scheme = value.partition("/")[0].strip().casefold()
    if not numbers:
        return Saying(f"{scheme} {_words(each.subfields, _ASIDE)}")
    details = {"a": frozenset(numbers[1:])} if numbers[1:] else NOTHING
    return Saying(f"{scheme} a {numbers[0]}", details)


#: Of these the field itself does not say by which classification.
_NAMED_SCHEMES: Final = frozenset({"072", "084", "086"})


def _heading(each: pymarc.Field, tag: str) -> Saying:
    apart = _DETAILS.get(tag[1:], frozenset()) if tag[:1] in "1467580" else frozenset()
    meeting = tag[1:] == "11"
    words: list[str] = []
    details: dict[str, frozenset[str]] = {}
    for code, value in each.subfields:
        if code in apart:
            said = _years(value) if code == "d" else frozenset((joined(value),))
            if said:
                details[code] = details.get(code, frozenset()) | said
        elif code not in _ASIDE or (meeting and code == "e"):
            words.append(value)
    return Saying(joined(" ".join(words)), details)


def _years(value: str) -> frozenset[str]:
    """``1881`` and ``1881 1936`` of ``1881-1936``: who knows only the first knows a part of it."""
    years = _YEAR.findall(value[:_FOLDED])[:4]
    return frozenset(" ".join(years[: number + 1]) for number in range(len(years)))


def _related(each: pymarc.Field, _: str) -> Saying:
    """A related record by its heading and title, else by a number; parts of it are details."""
    words, numbers = [], []
    details: dict[str, frozenset[str]] = {}
    for code, value in each.subfields:
        if code in "ast":
            words.append(value)
        elif code in "xzw":
            numbers.append(value)
        elif code == "g":
            details["g"] = frozenset((joined(value),))
    return Saying(joined(" ".join(words) if words else " ".join(numbers[:1])), details)


def _link(each: pymarc.Field, _: str) -> Saying:
    """An address, without what makes no difference: http or https, www, the last slash."""
    found = []
    for code, value in each.subfields:
        if code == "u" and (match := _ADDRESS.match(value.strip())):
            found.append(match[1].casefold() + match[2].rstrip("/"))
    if not found:
        return Saying(_words(each.subfields, _ASIDE))
    details = {"u": frozenset(found[1:])} if found[1:] else NOTHING
    return Saying(f"u {found[0]}", details)


_BY: Final[Mapping[Same, Callable[[pymarc.Field, str], Saying]]] = {
    "number": _numbered,
    "class": _class,
    "heading": _heading,
    "related": _related,
    "link": _link,
}
