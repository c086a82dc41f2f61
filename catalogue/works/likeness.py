"""What of a record tells which work it is an edition of, and the decision on two that share a key.

A work is what one author made, in whatever language and edition: RDA 6.1, IFLA LRM-E2. What two
records must agree on is in ``rules.tsv``.
"""

import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import pymarc

from catalogue.matching.verdict import Verdict
from catalogue.works.comparing import verdict
from catalogue.works.facts import Facts
from catalogue.works.keys import keys
from catalogue.works.reading import facts_of
from converters.conversion import NoRules, pivoted
from converters.record import UNIMARC_FAMILY, MarcRecord

__all__ = ["VERSION", "WorkLikeness", "compare", "work_likeness"]

#: Raised when traits, keys or rules change: what is kept of them is then made again.
VERSION: Final = 2


@dataclass(frozen=True, slots=True)
class WorkLikeness:
    """What is compared of one record: ``traits`` as canonical JSON in UTF-8, ``keys`` sorted.

    At most 16 keys of at most 100 characters. None at all: too little is said to tell the work.
    """

    keys: tuple[str, ...]
    traits: bytes

    @property
    def digest(self) -> bytes:
        """16 bytes that are equal when all that is compared is."""
        return blake2b(b"work\x00" + self.traits, digest_size=16).digest()


def work_likeness(record: MarcRecord, marc: pymarc.Record | None = None) -> WorkLikeness | None:
    """What is compared of a description of any dialect; None for other kinds, and without rules.

    ``marc`` is the record as MARC 21, if it has been made already.
    """
    if record.kind != "bib":
        return None
    try:
        marc = marc or pivoted(record).marc
    except NoRules:
        return None
    found = facts_of(marc, _equal(record))
    return WorkLikeness(keys(found), packed(found))


def _equal(record: MarcRecord) -> int:
    """How many are equally responsible: CNMARC has no main entry, and 701, 711 for all of them."""
    if record.dialect not in UNIMARC_FAMILY:
        return 0
    return len(record.marc.get_fields("701", "711", "721"))


def packed(found: Facts) -> bytes:
    """The facts as the shortest JSON, what is empty left out."""
    said = {name: value for name, value in found.as_json().items() if value}
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def compare(a: WorkLikeness, b: WorkLikeness) -> Verdict:
    """The decision on two records, whichever comes first: only a and b in the evidence change."""
    return verdict(a.traits, b.traits)
