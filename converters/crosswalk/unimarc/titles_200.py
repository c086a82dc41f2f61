"""Title and statement of responsibility, 200 → 245, 246 for parallel titles, 740 for more titles.

The order of the subfields of 200 is the order of ISBD. 245 keeps it as text: what follows the first
statement of responsibility is $c, but parts ($h $i) are brought forward to $n $p, so that the title
of a volume is found. Marks stand inside a subfield only (leader/18 c): ``$b = China : a history``.
"""

from dataclasses import dataclass, field
from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Left, Table
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.embedded import embedded
from converters.crosswalk.unimarc.facts import main_entry
from converters.crosswalk.unimarc.marks import bare, comparable, not_filed, unmarked


@dataclass(slots=True)
class _Title:
    """245 as it grows; ``parallels`` and ``others`` are titles with access points of their own.

    ``made`` holds each subfield with the pieces of its text.
    """

    made: list[tuple[str, list[str]]] = field(default_factory=list)
    remainder: list[str] = field(default_factory=list)
    responsibility: list[str] = field(default_factory=list)
    parallels: list[Subfields] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    in_parallel: bool = False
    after_title: bool = False

    def add(self, code: str, value: str) -> None:
        """The next subfield of 200."""
        if code in "ac" and (self.made or code == "c"):
            self._next_title(code, value)
        elif code == "a":
            self.made.append(("a", [value]))
        elif code == "d":
            self._parallel(value)
        elif code == "e":
            self._other_information(value)
        elif code in "hiv":
            self._part(code, value)
        elif code in "fg":
            self._responsible(value)
        elif code == "b":
            self.made.append(("h", [f"[{value.strip('[]')}]"]))

    def _more(self, mark: str, value: str) -> None:
        """More text of the title: $b before the first statement of responsibility, $c after it."""
        piece = f"{mark} {value}" if mark == "." else f" {mark} {value}"
        if self.responsibility:
            self.responsibility.append(piece)
            self.after_title = True
        elif self.remainder:
            self.remainder.append(piece)
        else:
            self.remainder.append(value if mark in ":." else f"{mark} {value}")
            self.made.append(("b", self.remainder))

    def _next_title(self, code: str, value: str) -> None:
        self.in_parallel = False
        self.others.append(value)
        self._more("." if self.responsibility or code == "c" else ";", value)

    def _parallel(self, value: str) -> None:
        title = bare(value)
        self.in_parallel = True
        self.parallels.append([("a", title)])
        self._more("=", title)

    def _other_information(self, value: str) -> None:
        text = bare(value)
        if self.in_parallel:
            self.parallels[-1].append(("b", text))
        self._more(":", text)

    def _part(self, code: str, value: str) -> None:
        own = "p" if code == "i" else "n"
        if self.in_parallel:
            self.parallels[-1].append((own, value))
        if self.in_parallel or self.others:
            self._more(".", value)
        else:
            self.made.append((own, [value]))

    def _responsible(self, value: str) -> None:
        text = value.strip()
        mark = " ; "
        if text.startswith("="):
            mark, text = " = ", bare(text)
        elif self.after_title:
            mark = " / "
        self.after_title = False
        self.responsibility.append(f"{mark if self.responsibility else ''}{text}")

    def subfields(self) -> Subfields:
        """245's subfields: the title as it came, then the responsibility."""
        made = [*self.made, ("c", self.responsibility)]
        return [(code, "".join(pieces)) for code, pieces in made]


def write_title(source: Field, target: Target) -> None:
    """200 → 245 $a title, $b other information and parallel titles, $n $p part, $c responsibility.

    A volume whose title means nothing by itself (indicator 0, leader/08 2) is entered under the
    title of its set (461), its own title as part. Parallel titles are 246 31, more titles 740 02.
    """
    title = _Title()
    set_title = "" if source.first == "1" else _set_title(target)
    if set_title:
        title.add("a", set_title)
    for code, value in source.subfields:
        text = unmarked(value).strip()
        if not text or code == "z":
            continue
        if code == "a" and set_title and len(title.made) == 1:
            title.add("h" if any(map(str.isdecimal, text)) else "i", text)
        else:
            title.add(code, text)
    entered = main_entry(target.source) is not None or target.source.first("500") is not None
    skipped = 0 if set_title else not_filed(next((v for c, v in source.subfields if c == "a"), ""))
    target.add("245", f"{1 if entered and source.first != '0' else 0}{skipped}", title.subfields())
    if source.other is None and source is not target.source.first("200"):
        return
    if title.parallels or title.others:
        _write_more(title, target)


def _set_title(target: Target) -> str:
    if target.source.leader[8:9] != "2":
        return ""
    for link in target.source.all("461", "462"):
        for each in embedded(link):
            if each.tag == "200" and each.get("a"):
                return unmarked(each.get("a"))
        if link.get("t"):
            return unmarked(link.get("t"))
    return ""


def _write_more(title: _Title, target: Target) -> None:
    record = target.source
    told = {comparable(each.get("a")) for each in record.all("510", "517")}
    for parallel in title.parallels:
        if comparable(parallel[0][1]) not in told:
            target.add("246", "31", parallel)
    told |= {
        comparable(inner.get("a"))
        for link in record.all("423", "464", "488")
        for inner in embedded(link)
        if inner.tag == "200"
    }
    told |= {comparable(link.get("t")) for link in record.all("423", "464", "488")}
    for other in title.others:
        if comparable(other) not in told:
            target.add("740", "02", [("a", other)])


TABLE: Final[Table] = {
    "200": (
        By(
            write_title,
            {"z": reasons.LANGUAGE, "5": reasons.INSTITUTION},
            reads="abcdefghiv",
        ),
    ),
    "204": (Left("obsolete in UNIMARC; 200 $b and 181-183 say it"),),
}
