"""What of a record is compared with others to find the work it is an edition of."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.works.names import Name


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared; all texts folded, each tuple sorted, without repetition.

    ``by``: authors, ``main`` the main entry (else all of them); ``beside``: editors and those whose
    part is not said; ``proper``: 245 $a in every script, whole and before an “or”; ``rest``: what
    follows, 245 $b; ``number``, ``part``: 245 $n, $p, ``section``: it calls itself a volume of a
    set; ``uniform``: 130, 240, ``gathers``: a conventional one; ``entered``: under it (130);
    ``translated``, ``extract``, ``divided``: it has $l, $k, or $n or $p; ``originals``: titles of
    the original, ``also``: those it was published under as well; ``variants``: 246; ``signs``:
    kinds of ``signs.tsv``; ``several``: works in one book; ``dated``: an edition named by its year;
    ``genre``: 008/33 where it says drama, fiction, verse …; ``year``: where it is no person’s work,
    which editions do not change; ``sounds``: music played, not written; ``pages``: of one volume.
    """

    form: str = "mixed"
    serial: bool = False
    main: tuple[Name, ...] = ()
    by: tuple[Name, ...] = ()
    beside: tuple[Name, ...] = ()
    translators: tuple[str, ...] = ()
    proper: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    number: str = ""
    part: str = ""
    section: bool = False
    uniform: tuple[str, ...] = ()
    entered: bool = False
    gathers: bool = False
    translated: bool = False
    extract: bool = False
    divided: bool = False
    several: bool = False
    dated: bool = False
    originals: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    meeting: bool = False
    genre: str = ""
    year: str = ""
    scale: str = ""
    sounds: bool = False
    pages: int = 0

    def as_json(self) -> dict[str, object]:
        """Everything by its name, names as lists."""
        said: dict[str, object] = {}
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, tuple) and value and isinstance(value[0], Name):
                value = [each.as_json() for each in value]
            said[name] = value
        return said


def from_json(said: Mapping[str, object]) -> Facts:
    """The facts :meth:`Facts.as_json` gave."""
    made: dict[str, object] = {}
    for name, value in said.items():
        made[name] = value
        if isinstance(value, list):
            named = name in ("main", "by", "beside")
            made[name] = tuple(Name.from_json(each) for each in value) if named else tuple(value)
    return Facts(**made)  # type: ignore[arg-type]
