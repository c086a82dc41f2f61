"""One authority record while it is described: its heading, and what is known of its languages."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Final

import pymarc

from converters.authorities.scripts import script_of
from converters.bibframe.description import Description
from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.languages import SHORT, USUAL_SCRIPT
from converters.bibframe.pairs import MOST

#: Languages of areas (043), where a name in Han characters may be of any of several.
_OF_AREAS: Final = {
    "a-cc": "chi",
    "a-ch": "chi",
    "a-mh": "chi",
    "a-ja": "jpn",
    "a-kn": "kor",
    "a-ko": "kor",
    "a-kr": "kor",
    "e-bw": "bel",
    "e-bu": "bul",
    "e-ru": "rus",
    "e-un": "ukr",
}
#: The same of ISO 3166.
_OF_COUNTRIES: Final = {
    "CN": "chi",
    "TW": "chi",
    "HK": "chi",
    "MO": "chi",
    "JP": "jpn",
    "KP": "kor",
    "KR": "kor",
    "BY": "bel",
    "BG": "bul",
    "RU": "rus",
    "UA": "ukr",
}
#: What the record's crosswalk or a pinyin-minded library writes in ``$6`` of a romanised half.
PINYIN: Final = "Latn-pinyin"
_OF_HAN: Final = {"zh": "zh-hani", "ja": "ja", "ko": "ko"}


class Authority(Description):
    """A MARC 21 authority record as rules read it.

    ``heading`` is its 1XX, ``None`` where it has none. ``told`` are sentences on what was supposed.
    """

    def __init__(self, marc: pymarc.Record, generated: str, left_out: Collection[int] = ()) -> None:
        super().__init__(marc, generated, left_out, as_lc=True)
        # 008 has no language of a text here: what bibliographic rules tag by it stays untagged.
        self.has_008 = False
        self.told: list[str] = []
        self.heading: Field | None = next(
            (field for field in self.fields if field.tag[:1] == "1" and field.own != OTHER_SCRIPT),
            None,
        ) or next((field for field in self.other_scripts if field.tag[:1] == "1"), None)
        self._tags: dict[str, str] = {}
        self._romanised: dict[int, str] = {}
        #: The field each 880 repeats, by the place of the 880.
        self._repeated: dict[int, Sequence[Field]] = {}
        self._distribute()

    def _distribute(self) -> None:
        """Gives 880s to the fields whose number they have: one number, several fields: in order.

        What is left over belongs to the last of them, and beyond :data:`MOST` stands by itself.
        """
        linked: dict[tuple[str, str], list[Field]] = {}
        for field in self.fields if self.other_scripts else ():
            if field.own != OTHER_SCRIPT and field.occurrence not in ("", "00"):
                linked.setdefault((field.tag, field.occurrence), []).append(field)
        for key, fields in linked.items():
            others = self._others.get(key, ())
            last = len(fields) - 1
            for place, field in enumerate(fields):
                own = others[place : place + 1] if place < last else others[last:][:MOST]
                field.be_repeated_by(own)
                self._repeated.update((other.index, (field,)) for other in own)

    @cached_property
    def languages(self) -> Sequence[str]:
        """The languages the record gives evidence of (ISO 639-1 where there is one), best first.

        377 ``$a``, the language the person or body uses; a pinyin half (``$6 …/Latn-pinyin``);
        040 ``$b``, the language of cataloguing; the countries of 043.
        """
        found = [code.strip() for code in self.values("377", "a")]
        if any(PINYIN in six for field in self.fields for six in field.by.get("6", ())):
            found.append("chi")
        found += self.values("040", "b")
        found += [_OF_AREAS.get(area.rstrip("- ")[:4], "") for area in self.values("043", "a")]
        found += [_OF_COUNTRIES.get(country, "") for country in self.values("043", "c")]
        return list(dict.fromkeys(SHORT.get(code, code) for code in found if code))

    def tag(self, script: str) -> str:
        """The language tag of a text in a script; ``""`` for Latin, which says nothing.

        Kana is Japanese and Hangul Korean whatever the record says. Han characters are Chinese
        (``zh-hani``), Japanese or Korean by the first of :attr:`languages` that is one of them, and
        ``und-hani`` where none is. In other scripts the first of them that is usually written in
        the script counts (``ru`` for Cyrillic, as on bibliographic records), else ``und-cyrl``.
        """
        if script in ("", "latn"):
            return ""
        if script not in self._tags:
            self._tags[script] = self._tag(script)
        return self._tags[script]

    def _tag(self, script: str) -> str:
        if script == "jpan":
            return "ja"
        if script == "kore":
            return "ko"
        for language in self.languages:
            if script == "hani" and language in _OF_HAN:
                return _OF_HAN[language]
            if USUAL_SCRIPT.get(language) == script:
                return language
        return f"und-{script}"

    def romanised(self, field: Field) -> str:
        """The tag of a Latin text whose counterpart (``$6``) is in another script, else ``""``.

        ``zh-latn``, or ``zh-latn-pinyin`` where either ``$6`` names the romanisation.
        """
        if "6" not in field.by:
            return ""
        if field.index not in self._romanised:
            self._romanised[field.index] = self._romanisation(field)
        return self._romanised[field.index]

    def _romanisation(self, field: Field) -> str:
        for other in self.counterparts(field):
            script = script_of("".join(value for code, value in other.subfields if code.isalpha()))
            if tag := self.tag(script):
                language = tag.partition("-")[0]
                pinyin = PINYIN in field.first("6") or PINYIN in other.first("6")
                return f"{language}-latn{'-pinyin' if pinyin else ''}"
        return ""

    def counterparts(self, field: Field) -> Iterable[Field]:
        """The fields that repeat this one in another script, whichever of them is the 880."""
        if field.own != OTHER_SCRIPT:
            return field.alternates
        return self._repeated.get(field.index, ())


def authority_of(field: Field) -> Authority:
    """The record of a field, which rules for authorities know to be one of these."""
    record = field.record
    if not isinstance(record, Authority):
        raise TypeError("a rule for authorities was run on another record")
    return record
