"""Records sound in structure and odd in content, for bench.fuzz: what a typist or a system may do.

Broken bytes are mostly refused by the reader; these pass it, and meet the rules behind it.
"""

import json
from collections.abc import Callable
from random import Random
from typing import Any, Final

type Fields = list[dict[str, Any]]

_CODES: Final = 'abcdefghijklmnopqrstuvwxyz0123456789ABCF$-"\\<é国 '
_TAGS: Final = (
    *("001", "003", "005", "006", "007", "008", "010", "020", "022", "024", "033", "034", "035"),
    *("037", "040", "041", "043", "045", "046", "047", "048", "050", "082", "084", "100", "101"),
    *("102", "105", "106", "110", "111", "115", "116", "117", "120", "121", "123", "125", "126"),
    *("130", "135", "141", "181", "182", "200", "205", "206", "207", "208", "210", "215", "225"),
    *("240", "245", "246", "247", "250", "255", "260", "264", "300", "310", "320", "327", "328"),
    *("330", "336", "340", "344", "362", "370", "382", "400", "410", "440", "454", "461", "463"),
    *("464", "490", "500", "501", "502", "505", "510", "517", "533", "541", "545", "546", "563"),
    *("600", "601", "606", "607", "610", "650", "655", "686", "690", "700", "701", "702", "710"),
    *("711", "730", "740", "760", "773", "776", "787", "800", "801", "810", "830", "852", "853"),
    *("856", "863", "866", "876", "880", "886", "887", "905", "906", "955", "998", "9ZZ", "ABC"),
)
_TEXTS: Final = (
    *("", " ", ".", "..", "/", "=", "[", "]", "(", "((", ")", "{{", '"', "\\", "'", "-", "--"),
    *(",", "|", "||||", "####", "^^^^", "uuuu", "19uu", "9999", "0000", "-1", "1e9"),
    *(
        "999999999999999",
        "00000000",
        "20261322",
        "19",
        "2026-13",
        "二〇二六",
        "民国十九年",
        "١٩٩٠",
        "²³",
    ),
    *("Ⅻ", "½", "880-00", "880-01", "880-99999999", "245-01/$1", "245-01/Latn-pinyin"),
    *("880-01/(3/r", "-", "http://", "https://[", "http://a b", "urn:", "javascript:alert(1)"),
    *("//x", "<script>", "%", "(DLC)n 1", "(", "()", "(uri)http://x y", "(DE-588)"),
    *("https://id.loc.gov/", "info:x/ ", "\u202e", "\u0301", "\u0301\u0301", "\ufeff", "�"),
    *("\u2028", "\x85", "\u200b", "\xa0", "😀", "\U0010ffff", "\U000e0001", "\ue000", "ᾈ", "ß"),
    *("İ", "ǆ", "\x98", "\x9c", "\n", "\t\r", "aut", "070", "eng", "chi", "chieng", "CHI", "zz"),
    *("xx", "cn", "CN", "110000", 'en"@x', "@en", "1.2\\a", "1.1", "8", "\\", "1\\p", "b1-b9"),
    *("1-99999999", "100-100", "9-1", "0", "x0,c0,c2"),
)


def odd(raw: bytes, chance: Random) -> bytes:
    """A record in MARC-in-JSON with one to twelve oddities, as JSON."""
    record = json.loads(raw)
    fields: Fields = record["fields"]
    for _ in range(chance.choice((1, 2, 4, 12))):
        if fields:
            chance.choice(_ODDITIES)(fields, chance)
    if chance.random() < 0.2:
        at = chance.choice((5, 6, 7, 8, 17, 18, 19))
        leader = record["leader"]
        record["leader"] = (
            leader[:at] + chance.choice("acdnpmsbiefgjkotrz 12345") + leader[at + 1 :]
        )
    return json.dumps(record).encode()


def _text(chance: Random) -> str:
    return "".join(chance.choice(_TEXTS) for _ in range(chance.choice((1, 1, 1, 2, 5))))


def _subfields(fields: Fields, chance: Random) -> list[dict[str, str]]:
    (content,) = chance.choice(fields).values()
    return content["subfields"] if isinstance(content, dict) else []


def _retext(fields: Fields, chance: Random) -> None:
    field = chance.choice(fields)
    (tag,) = field
    if not isinstance(field[tag], dict):
        at = chance.randrange(len(field[tag]) + 1)
        field[tag] = field[tag][:at] + _text(chance) + field[tag][at + chance.choice((0, 1, 4)) :]
    elif field[tag]["subfields"]:
        one = chance.choice(field[tag]["subfields"])
        (code,) = one
        whole = one[code]
        one[code] = chance.choice((_text(chance), whole + _text(chance), _text(chance) + whole))


def _recode(fields: Fields, chance: Random) -> None:
    subfields = _subfields(fields, chance)
    if subfields:
        at = chance.randrange(len(subfields))
        subfields[at] = {chance.choice(_CODES): value for value in subfields[at].values()}


def _retag(fields: Fields, chance: Random) -> None:
    at = chance.randrange(len(fields))
    (content,) = fields[at].values()
    fields[at] = {chance.choice(_TAGS): content}


def _add_subfield(fields: Fields, chance: Random) -> None:
    subfields = _subfields(fields, chance)
    one = {chance.choice(_CODES): _text(chance)}
    subfields.insert(chance.randrange(len(subfields) + 1), one)


def _lose_subfield(fields: Fields, chance: Random) -> None:
    subfields = _subfields(fields, chance)
    if subfields:
        del subfields[chance.randrange(len(subfields))]


def _indicators(fields: Fields, chance: Random) -> None:
    (content,) = chance.choice(fields).values()
    if isinstance(content, dict):
        content[chance.choice(("ind1", "ind2"))] = chance.choice('0123456789 #|"<é')


def _add_field(fields: Fields, chance: Random) -> None:
    subfields = [{chance.choice(_CODES): _text(chance)} for _ in range(chance.randrange(6))]
    content = {"ind1": " ", "ind2": chance.choice("0127 "), "subfields": subfields}
    tag = chance.choice(_TAGS)
    made: dict[str, Any] = {tag: _text(chance) * 9 if tag < "010" else content}
    fields.insert(chance.randrange(len(fields) + 1), made)


def _lose_field(fields: Fields, chance: Random) -> None:
    del fields[chance.randrange(len(fields))]


def _double_field(fields: Fields, chance: Random) -> None:
    at = chance.randrange(len(fields))
    double = json.loads(json.dumps(fields[at]))
    fields[at:at] = [double for _ in range(chance.choice((1, 1, 3, 30)))]


def _move_subfields(fields: Fields, chance: Random) -> None:
    _subfields(fields, chance).extend(json.loads(json.dumps(_subfields(fields, chance))))


_ODDITIES: Final[tuple[Callable[[Fields, Random], None], ...]] = (
    _retext,
    _retext,
    _retext,
    _recode,
    _retag,
    _add_subfield,
    _add_subfield,
    _lose_subfield,
    _indicators,
    _add_field,
    _lose_field,
    _double_field,
    _move_subfields,
)
