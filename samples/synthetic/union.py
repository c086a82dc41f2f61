"""A whole union: its books, copies and authorities, drawn one by one and written at once."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any, Final, Literal

from samples.synthetic import authorities
from samples.synthetic.chinese import Chinese
from samples.synthetic.copies import Copies, Family
from samples.synthetic.eastern import Eastern
from samples.synthetic.files import Files
from samples.synthetic.members import Members
from samples.synthetic.western import Western

MEMBERS: Final = "members.ttl"
MANIFEST: Final = "manifest.json"
#: Authority records for each bibliographic one: CALIS had 0.85 and 3.0 million in 2009.
AUTHORITIES: Final = 0.28
_PORTION: Final = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """What is wanted of a union; the same plan gives the same bytes.

    ``holdings`` is how many libraries hold a book on average; with ``separate`` each sends a
    holdings record of its own, else the book's record names them all; with ``lean`` a copy tells
    its library and nothing else.
    """

    bibs: int
    authorities: int
    holdings: float = 11.0
    members: int = 707
    family: Literal["marc21", "cnmarc", "both"] = "both"
    seed: int = 1
    separate: bool = False
    lean: bool = False


def write(folder: Path, plan: Plan) -> Iterator[int]:
    """Writes the union; yields how many records are made, every few hundred, and at the end.

    ``manifest.json`` is written last: a folder without it is not whole. Raises ``OSError``.
    """
    yield from _Union(folder, plan).write()


class _Union:
    def __init__(self, folder: Path, plan: Plan) -> None:
        self._folder = folder
        self._plan = plan
        self._files = Files(folder)
        self._chance = Random(plan.seed).random  # noqa: S311 - not a secret
        self._members = Members(plan.members)
        self._copies = Copies(self._chance, self._members, plan.holdings, lean=plan.lean)
        self._counts: Counter[str] = Counter()
        both = plan.family == "both"
        chinese = plan.bibs // 2 if both else plan.bibs if plan.family == "cnmarc" else 0
        #: Books of each family; a union of both has them in turn.
        self._bibs: dict[Family, int] = {"marc21": plan.bibs - chinese, "cnmarc": chinese}
        self._makers: dict[Family, Western | Eastern] = {}
        if self._bibs["marc21"]:
            self._makers["marc21"] = Western(self._chance, self._bibs["marc21"], plan.seed)
        if self._bibs["cnmarc"]:
            self._makers["cnmarc"] = Eastern(self._chance, self._bibs["cnmarc"], plan.seed + 50)

    def write(self) -> Iterator[int]:
        text = "".join(self._members.turtle(Chinese()))
        self._files.add(MEMBERS, text.encode(), member="", kind="member")
        done = 0
        for done in self._records():
            if done % _PORTION == 0:
                yield done
        self._files.close()
        manifest = json.dumps(self._manifest(), indent=1, ensure_ascii=False)
        (self._folder / MANIFEST).write_text(f"{manifest}\n", encoding="utf-8")
        yield done

    def _records(self) -> Iterator[int]:
        """Makes them all; how many of them are there, after each book and authority."""
        done = 0
        for number in range(self._plan.bibs):
            self._book(number)
            done += 1
            yield done
        for family, maker in self._makers.items():
            wanted = self._plan.authorities * self._bibs[family] // max(self._plan.bibs, 1)
            for number, (kind, which) in enumerate(authorities.shared_out(wanted, maker.pools)):
                self._authority(family, maker, number, kind, which)
                done += 1
                yield done

    def _book(self, number: int) -> None:
        families = list(self._makers)
        family = families[number % len(families)]
        maker = self._makers[family]
        by = self._members.describer(self._chance)
        edition = maker.edition(number, f"S{number:09d}", by.code)
        holders = self._copies.holders(by)
        inside = [] if self._plan.separate else self._copies.fields(family, edition, holders)
        data = maker.record(edition, inside)
        self._files.add(f"{family}/{by.code}.mrc", data, member=by.code, kind="bib")
        self._counts["bib"] += 1
        self._counts[f"bib in {family}"] += 1
        self._counts["copies"] += len(holders)
        for holder, apart in self._copies.records(edition, holders) if self._plan.separate else ():
            self._files.add(
                f"holdings/{holder.code}.mrc", apart, member=holder.code, kind="holding"
            )
            self._counts["holding"] += 1

    def _authority(
        self, family: Family, maker: Western | Eastern, number: int, kind: str, which: int
    ) -> None:
        by = self._members.all[number % self._members.describing].code
        control = f"A{family[0].upper()}{number:08d}"
        if isinstance(maker, Western):
            data = authorities.western(maker.headings, kind, which, control, by)
        else:
            data = authorities.chinese(maker.chinese, kind, which, control, by)
        self._files.add(f"authorities/{family}/{by}.mrc", data, member=by, kind="auth")
        self._counts["auth"] += 1
        self._counts[f"auth of {kind}"] += 1

    def _manifest(self) -> dict[str, Any]:
        headings = {
            f"{kind} in {family}": pool.size
            for family, maker in self._makers.items()
            for kind, pool in maker.pools.items()
        }
        return {
            "plan": asdict(self._plan),
            "counts": {"member": len(self._members.all)} | dict(sorted(self._counts.items())),
            "headings": headings,
            "files": self._files.manifest(),
        }
