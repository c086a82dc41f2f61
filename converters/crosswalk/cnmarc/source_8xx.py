"""8XX, where the record comes from (801) and where the item is online (856)."""

import re
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.cnmarc.isbd import tidy
from converters.crosswalk.fields import Field, Record, Subfields, Target
from converters.crosswalk.table import By, Left, Table, move

#: ISO 15511 codes begin with the country; American ones of two capitals (MH-, NN-) do not.
_COUNTRY_FIRST: Final = re.compile(
    r"^(CN|HK|MO|TW|JP|KR|SG|AU|NZ|DE|AT|CH|FR|GB|UK|NL|BE|DK|FI|NO|SE|IT|ES|RU|CZ|SK|SI|PL)-"
)
#: Agencies of the MARC organisation codes without a country in them, by their first letters.
_AMERICAN: Final = ("DLC", "OCoLC", "CStRLIN", "DNLM", "DNAL")


def provenance(source: Record, target: Target) -> None:
    """801 from 040: who made the record (0), transcribed it (1), changed it (2), one field each.

    The date of making is that of 008, that of the last change 005; $g the rules of description.
    An agency without a country in its code is placed by the language it catalogues in. A record
    that names no agency gets 801 for that of 003, or none.
    """
    chain: list[tuple[str, str]] = []
    rules: list[str] = []
    language = ""
    for field in source.all("040"):
        for code, value in field.subfields:
            if code in "acd":
                chain.append(("012"["acd".index(code)], tidy(value)))
            elif code == "e":
                rules.append(tidy(value))
            elif code == "b":
                language = value.strip()
            else:
                target.leave(field, code, reasons.NO_PLACE)
    number = source.first("003")
    if not chain and number is not None and (number.data or "").strip():
        chain.append(("0", (number.data or "").strip()))
    chain = _shortened(chain)
    if not chain:
        target.note("the record names no agency, so it has no 801")
    made, changed = _dates(source)
    last = max((n for n, (kind, _) in enumerate(chain) if kind == "2"), default=-1)
    for place, (kind, agency) in enumerate(chain):
        date = made if kind == "0" else changed if place == last else ""
        own = [("g", rule) for rule in rules] if not place else []
        country = country_of(agency, language)
        target.add("801", f" {kind}", [("a", country), ("b", agency), ("c", date), *own])


def _shortened(chain: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The chain without the transcribing agency where it is the one that made the record."""
    makers = {agency for kind, agency in chain if kind == "0"}
    return [each for each in chain if not (each[0] == "1" and each[1] in makers)]


def _dates(source: Record) -> tuple[str, str]:
    entered = fixed(source)[:6]
    century = "19" if entered[:2].isdecimal() and int(entered[:2]) > 68 else "20"
    changed = source.first("005")
    latest = (changed.data or "")[:8] if changed is not None else ""
    return (
        century + entered if entered.isdecimal() else "",
        latest if len(latest) == 8 and latest.isdecimal() else "",
    )


def country_of(agency: str, language: str) -> str:
    """ISO 3166 for the country of an agency, where its code or its language tells; else nothing."""
    match = _COUNTRY_FIRST.match(agency)
    if match:
        return "GB" if match[1] == "UK" else match[1]
    if agency.startswith(_AMERICAN):
        return "US"
    return "CN" if language == "chi" else ""


def online(source: Field, target: Target) -> None:
    """856: the same letters, but for the text of the link: $y and $3 are $2 in UNIMARC."""
    written: Subfields = []
    for code, value in source.subfields:
        if code in "abcdfhijklmnopqrstuvwxz":
            written.append((code, tidy(value)))
        elif code in "y3":
            written.append(("2", tidy(value)))
        elif code == "2":
            written.append(("y", tidy(value)))
        else:
            target.leave(source, code, reasons.NO_PLACE)
    target.add("856", f"{source.first} ", written)


def foreign(source: Field, target: Target) -> None:
    """A field that came from UNIMARC and that MARC 21 carried along in 886, as it was."""
    kind = source.get("2").lower()
    tag = source.get("a")
    if not re.fullmatch(r"[0-9]{3}", tag) or kind not in _DIALECTS:
        target.leave(source, None, reasons.NO_PLACE)
        return
    rest = list(source.subfields)
    marks = source.get("b")
    for head in ("2", "a", "b"):
        place = next((n for n, (code, value) in enumerate(rest) if code == head), None)
        if place is not None:
            del rest[place]
    if source.first == "1" or int(tag) < 10:
        target.control(tag, marks)
    else:
        target.add(tag, marks.replace("#", " ").ljust(2)[:2], rest)


_DIALECTS: Final = frozenset({"cnmarc", "unimarc", "rusmarc", "cmarc", "unimrcb"})

TABLE: Final[Table] = {
    "040": (),
    "856": (By(online),),
    "886": (By(foreign),),
    **{
        tag: (Left(reasons.HOLDINGS),)
        for tag in ("841", "842", "843", "844", "845", "850", "852", "853", "854", "855")
    },
    **{
        tag: (Left(reasons.HOLDINGS),)
        for tag in ("863", "864", "865", "866", "867", "868", "876", "877", "878")
    },
    **{tag: (Left(reasons.NO_PLACE),) for tag in ("857", "881", "882", "883", "884", "885", "887")},
    "880": (Left("a field in another script without the field it stands beside"),),
    "831": (move("830", "a"),),
}
