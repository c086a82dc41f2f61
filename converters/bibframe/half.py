"""An 880 as rules read it where pairs are joined: as if it were the field it stands for."""

from collections.abc import Sequence
from typing import Final

from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.text import normalize

#: The indicators that count the characters of an article, which each half has its own of.
_ARTICLES: Final = {
    **dict.fromkeys(("130", "630", "730", "740"), 0),
    **dict.fromkeys(("222", "240", "242", "243", "245", "440", "830"), 1),
}


class Half(Field):
    """An 880 read as the field it stands for.

    ``of`` is that field, ``None`` where it is alone; ``beside`` the language tag for what the field
    says that this says too.
    """

    __slots__ = ("_given", "beside", "of")

    def __init__(
        self, other: Field, tag: str, language: str, of: Field | None = None, beside: str = ""
    ) -> None:
        given = (other.ind1, other.ind2)
        super().__init__(other.record, other.index, tag, None, _read_as(given, tag, of), ())
        self.subfields, self.by = other.subfields, other.by
        self._given = given
        self.be_in(language)
        self.of = of
        self.beside = beside

    @property
    def halves(self) -> Sequence[Field]:
        return ()

    @property
    def marc_key(self) -> str:
        text = "".join([f"${code}{normalize(value)}" for code, value in self.linkless])
        return f"{OTHER_SCRIPT}{''.join(self._given)}{normalize(text)}"


def _read_as(given: Sequence[str], tag: str, of: Field | None) -> Sequence[str]:
    """What a thing is, the field says; each half counts the characters of its own article."""
    if of is None:
        return given
    indicators = [of.ind1, of.ind2]
    if (at := _ARTICLES.get(tag)) is not None:
        indicators[at] = given[at]
    return indicators
