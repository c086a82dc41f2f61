"""Fields that add to what another field tells: 866 to its 852, an item to its holding."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from converters.holdings.draft import Draft
from converters.holdings.rules import Joins

#: What is said of more copies than this is said of the nearest one only.
_EVERY: Final = 50


class Parents:
    """The copies a field can add to, found by a value in common or by their place."""

    def __init__(self, joins: Joins, drafts: Sequence[Draft]) -> None:
        self._joins = joins
        self._drafts = [draft for draft in drafts if draft.tag == joins.tag]
        self._places = [draft.place for draft in self._drafts]
        self._by_key: dict[str, list[Draft]] = {}
        for draft in self._drafts:
            for code in joins.to:
                for key in draft.keys.get(code, ()):
                    self._by_key.setdefault(key, []).append(draft)

    def take(self, draft: Draft) -> bool:
        """Adds it where it belongs; False when the record has no field it could add to."""
        parent = self._named(draft) or self._before(draft)
        if parent is None:
            return False
        for each in self._drafts if self._joins.every and len(self._drafts) <= _EVERY else [parent]:
            if self._joins.item:
                each.items.append(draft)
            else:
                each.take(draft)
        return True

    def _named(self, draft: Draft) -> Draft | None:
        """The one with a value in common; ``$8 1.2\\x`` is link 1 (MARC 21, Control Subfields)."""
        for code in self._joins.by:
            for value in draft.keys.get(code, ()):
                for key in (value, value.split("\\", 1)[0].split(".", 1)[0]):
                    if key in self._by_key:
                        return self._by_key[key][0]
        return None

    def _before(self, draft: Draft) -> Draft | None:
        """The nearest one before it, as records are written; else the first."""
        if not self._drafts:
            return None
        return self._drafts[max(bisect_right(self._places, draft.place) - 1, 0)]
