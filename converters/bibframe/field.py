"""A MARC field as rules read it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from converters.bibframe.languages import language_of
from converters.bibframe.text import BLANKS, normalize

if TYPE_CHECKING:
    from converters.bibframe.description import Description

#: Tag of the field that carries another field in another script (MARC 21, 880).
OTHER_SCRIPT = "880"


class Field:
    """One field of a record; ``tag`` is the field an 880 stands for, ``own`` its real tag.

    ``subfields`` are (code, value) in order, ``by`` the values of each code. A control field has
    its text in ``data``. Values that are blank are empty, as XSLT sees them.
    """

    __slots__ = (
        "_alternates",
        "_language",
        "_occurrence",
        "by",
        "data",
        "ind1",
        "ind2",
        "index",
        "own",
        "record",
        "subfields",
        "tag",
    )

    def __init__(  # noqa: PLR0917 - one place makes them
        self,
        record: "Description",
        index: int,
        tag: str,
        data: str | None,
        indicators: Sequence[str],
        subfields: Sequence[tuple[str, str]],
    ) -> None:
        self.record = record
        self.index = index
        self.own = self.tag = tag
        self._language: str | None = None
        self._occurrence: str | None = None
        self._alternates: Sequence[Field] | None = None
        by: dict[str, list[str]] = {}
        self.by = by
        self.subfields = subfields
        self.ind1, self.ind2 = indicators
        self.data = ""
        if data is not None and not subfields:
            self.data = data if data.strip(BLANKS) else ""
            return
        blank = False
        for code, value in subfields:
            blank = blank or value.isspace()
            if code in by:
                by[code].append(value)
            else:
                by[code] = [value]
        if blank:
            self._empty_blanks()
        if self.own == OTHER_SCRIPT:
            self.tag = self.first("6")[:3]

    def _empty_blanks(self) -> None:
        """XSLT's strip-space: a value that is blank to XML is nothing."""
        self.subfields = [(c, v if v.strip(BLANKS) else "") for c, v in self.subfields]
        for values in self.by.values():
            values[:] = [value if value.strip(BLANKS) else "" for value in values]

    def first(self, codes: str) -> str:
        """The first subfield, in the field's order, whose code is among these; or ``""``."""
        if len(codes) == 1:
            values = self.by.get(codes)
            return values[0] if values else ""
        return next((value for code, value in self.subfields if code in codes), "")

    def all(self, codes: str) -> list[str]:
        """The values of these subfields, in the field's order."""
        if len(codes) == 1:
            return self.by.get(codes, [])
        return [value for code, value in self.subfields if code in codes]

    def has(self, codes: str) -> bool:
        """Whether one of these subfields is there."""
        return any(code in self.by for code in codes)

    @property
    def language(self) -> str:
        """The language tag of its text, ``""`` where none is known (see :mod:`.languages`)."""
        if self._language is None:
            self._language = language_of(self) if "6" in self.by or "7" in self.by else self._242()
        return self._language

    def _242(self) -> str:
        return language_of(self) if self.own == "242" else ""

    @property
    def occurrence(self) -> str:
        """The two characters after the hyphen of ``$6``, which pair a field with its 880."""
        if self._occurrence is None:
            self._occurrence = self.first("6").partition("-")[2][:2]
        return self._occurrence

    @property
    def alternates(self) -> Sequence["Field"]:
        """The 880 fields paired with this one; none where the occurrence is 00 (unpaired)."""
        if self._alternates is None:
            self._alternates = ()
            if self.record.halves:
                self._alternates = self.halves
            elif "6" in self.by and self.own != OTHER_SCRIPT and self.record.other_scripts:
                self._alternates = self.record.alternates(self.tag, self.occurrence)
        return self._alternates

    @property
    def halves(self) -> Sequence["Field"]:
        """The 880s that say the same in another script, each read as this field is."""
        return self.record.halves.get(self.index, ())

    def be_repeated_by(self, others: Sequence["Field"]) -> None:
        """Sets the 880 fields paired with this one."""
        self._alternates = others

    def be_in(self, language: str) -> None:
        """Sets the language tag of its text."""
        self._language = language

    @property
    def linkless(self) -> Sequence[tuple[str, str]]:
        """The subfields but ``$6``; all of them where everything is as LC has it."""
        if "6" not in self.by or self.record.as_lc:
            return self.subfields
        return [each for each in self.subfields if each[0] != "6"]

    @property
    def marc_key(self) -> str:
        """Tag, indicators and subfields as one text (mode ``marcKey``).

        Without ``$6``, whose number only counts the pairs of this record (LC keeps it).
        """
        text = "".join([f"${code}{normalize(value)}" for code, value in self.linkless])
        return f"{self.own}{self.ind1}{self.ind2}{normalize(text)}"
