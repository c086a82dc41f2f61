"""What is in doubt about one record, decided by evidence or by a person: character set and dialect.

Whatever stays in doubt is quarantined with the ways it can be read, and how it would read in each.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

import pymarc

from converters import charsets, dialects
from converters.record import UNIMARC_FAMILY, Candidate, Dialect, Kind, Unreadable
from converters.structures.laid import Laid, filled

#: Ways to read a doubtful record that are less likely than this are not offered.
_WORTH_A_LOOK: Final = 0.01
_MOST: Final = 5
#: Where title and names are, by family.
_TITLES: Final = {"marc21": ("245", "100", "110"), "unimarc": ("200", "700", "701", "710")}


@dataclass(frozen=True, slots=True)
class Assumed:
    """What a person decided about a file; it goes before all evidence. ``None``: nothing."""

    dialect: Dialect | None = None
    charset: str | None = None


NOTHING: Final = Assumed()


def decoded(laid: Laid, raw: bytes, assumed: Assumed) -> tuple[pymarc.Record, str, float]:
    """The record as text, its character set, and how sure that is.

    Raises :class:`Unreadable`: rejected where the bytes are not in the set a person named,
    quarantined with candidates where nobody can tell which set they are in.
    """
    if assumed.charset is not None:
        return _in(assumed.charset, laid), assumed.charset, 1.0
    if raw.isascii() and (b"\x1b" not in raw or laid.leader[9] == "a"):
        return filled(laid), "utf-8", 1.0
    contents = [data for _, data in laid.fields]
    flag = laid.leader[9]
    dialect: Dialect = assumed.dialect or "marc21"
    judged = None
    if _may_be_utf8(raw):
        judged = charsets.judge(contents, dialect=assumed.dialect, flag=flag)
    if judged is None or judged.charset != "utf-8" or judged.doubtful:
        # Which set is likely depends on the dialect, and on what it says of its characters.
        rough = filled(_only(dialects.ASKED, laid), _bytes_as_they_are)
        dialect = assumed.dialect or dialects.judge(rough).dialect
        hint = _said(rough, dialect)
        judged = charsets.judge(contents, dialect=dialect, flag=flag, hint=hint)
    if judged.doubtful:
        raise Unreadable(
            _doubt([name for name, _ in judged.candidates]),
            "quarantined",
            tuple(_read_in(judged.candidates[:_MOST], laid, dialect)),
        )
    return _in(judged.charset, laid), judged.charset, judged.score


def _doubt(names: list[str]) -> str:
    if not names:
        return "its character set is none that is known here; ask what it was written in"
    if len(names) == 1:
        return f"its character set seems to be {names[0]}; a person must say whether it is"
    return f"its character set is in doubt: {' or '.join(names[:2])}; a person must say which it is"


def _may_be_utf8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _said(rough: pymarc.Record, dialect: Dialect) -> str:
    """The character set a record names: UNIMARC 100 $a/26-29 (UNIMARC Manual, 100)."""
    coded = rough.get("100") if dialect in UNIMARC_FAMILY else None
    return (coded.get("a") or "")[26:30] if coded is not None else ""


def _bytes_as_they_are(data: bytes) -> str:
    return data.decode("latin-1")


def _only(tags: Collection[str], laid: Laid) -> Laid:
    """So much of a record as has these tags; all of it, where it has none of them."""
    fields = [field for field in laid.fields if field[0] in tags]
    return replace(laid, fields=fields or laid.fields[:_MOST], mended=[], unwritten=None)


def _in(charset: str, laid: Laid) -> pymarc.Record:
    try:
        return filled(laid, charsets.decoder(charset) if charset != "utf-8" else None)
    except UnicodeDecodeError as error:
        raise Unreadable(f"it is not in {charset}: {error.reason}") from None
    except charsets.Undecodable as error:
        raise Unreadable(f"it is not in {charset}: {error}") from None
    except LookupError:
        raise Unreadable(f"the character set {charset} is not known here") from None


def _read_in(
    candidates: tuple[tuple[str, float], ...], laid: Laid, dialect: Dialect
) -> list[Candidate]:
    """How the record would read in each of these character sets."""
    read = []
    shown = _TITLES[_family(dialect)]
    for charset, score in candidates:
        try:
            marc = _in(charset, _only(shown, laid))
        except Unreadable:
            continue
        read.append(Candidate(dialect, charset, score, reads(marc, dialect)))
    return read


def settled(
    marc: pymarc.Record, charset: str, stated: Mapping[str, str], assumed: Assumed
) -> tuple[Dialect, Kind, float]:
    """Dialect and kind of a record, and how sure the dialect is.

    Raises :class:`Unreadable`: quarantined with candidates where two families are close, rejected
    where it is no bibliographic, authority or holdings record.
    """
    score = 1.0
    dialect = assumed.dialect
    if dialect is None:
        judged = dialects.judge(marc, stated)
        if judged.doubtful:
            raise _in_doubt(marc, charset, judged)
        dialect, score = judged.dialect, judged.score
    kind = dialects.kind_of(marc, dialect, stated)
    if dialect == "marc21" and (other := _OTHER_KINDS.get(str(marc.leader)[6:7])):
        raise Unreadable(f"it is {other} (leader/06), and Catena keeps none of these")
    return dialect, kind, score


#: MARC 21 has two formats more (leader/06).
_OTHER_KINDS: Final = {
    "q": "a record of community information",
    "w": "a classification record",
}


def _in_doubt(marc: pymarc.Record, charset: str, judged: dialects.Judged) -> Unreadable:
    candidates = tuple(
        Candidate(dialect, charset, round(score, 3), reads(marc, dialect))
        for dialect, score in judged.ranking[:_MOST]
        if score > _WORTH_A_LOOK
    )
    ways = " or ".join(one.dialect for one in candidates[:2]) or judged.dialect
    reason = (
        "it looks like a MARC of another country, which Catena cannot read"
        if judged.foreign
        else f"its dialect is in doubt: {ways}"
    )
    return Unreadable(f"{reason}; a person must say which it is", "quarantined", candidates)


def _family(dialect: Dialect) -> str:
    return "unimarc" if dialect in UNIMARC_FAMILY else "marc21"


def reads(marc: pymarc.Record, dialect: Dialect) -> str:
    """A line of the record, title and first names, as it reads in this dialect."""
    lines = []
    for tag in _TITLES[_family(dialect)]:
        field = marc.get(tag)
        if field is not None and field.subfields:
            lines.append(f"{tag} {' '.join(value for _, value in field.subfields)}")
    if not lines:
        lines = [f"{f.tag} {f.value()}" for f in marc.fields[:3]]
    return " | ".join(line[:120] for line in lines[:3])
