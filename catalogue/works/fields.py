"""The fields of a record that tell of its work, by tag, each with its other scripts."""

from collections.abc import Sequence
from typing import Final

import pymarc

MAIN: Final = ("100", "110", "111")
ADDED: Final = ("700", "710", "711")
#: All that is read; a record has many more.
WANTED: Final = frozenset(
    (*MAIN, *ADDED, *("008", "041", "130", "240", "243", "245", "246", "250", "255"))
) | {"300", "440", "490", "500", "534", "655", "765", "880"}


class Fields:
    """The fields of one record by tag, with the 880s by the field they belong to."""

    def __init__(self, marc: pymarc.Record) -> None:
        self.leader = str(marc.leader)
        self.tags: dict[str, list[pymarc.Field]] = {}
        for field in marc.fields:
            if field.tag in WANTED:
                self.tags.setdefault(field.tag, []).append(field)
        self.linked: dict[str, list[pymarc.Field]] = {}
        for field in self.tags.get("880", ())[:200]:
            six = field.get("6", "")[:6]
            if not six.endswith("-00"):
                self.linked.setdefault(six, []).append(field)

    def all(self, *tags: str) -> list[pymarc.Field]:
        """The fields of these tags, tag by tag."""
        return [field for tag in tags for field in self.tags.get(tag, ())]

    def others(self, field: pymarc.Field) -> Sequence[pymarc.Field]:
        """The 880s of a field: its ``$6`` names them by the occurrence."""
        if not self.linked:
            return ()
        six = field.get("6", "")
        return self.linked.get(f"{field.tag}-{six[4:6]}", ()) if six[:4] == "880-" else ()

    @property
    def fixed(self) -> str:
        """008, or nothing."""
        return next((field.data or "" for field in self.all("008")), "")

    def languages(self, code: str) -> list[str]:
        """The codes of languages in 041, where older records set several in one subfield."""
        values = [value[:30] for field in self.all("041") for value in field.get_subfields(code)]
        cut = [value[i : i + 3].lower() for value in values[:10] for i in range(0, len(value), 3)]
        return [each for each in cut if len(each) == 3 and each.isascii() and each.isalpha()]
