"""Where each statement comes from, and what became of each subfield; found out on request.

The rules carry nothing for this. A statement is made from the subfields without which it would not
be there: the record is converted once more without each of them, and what is missing then is what
that subfield made (also through fields that only look at it: a title an 856 repeats, an 880). A
statement two subfields make alike, or none, is put down to the field whose rule made it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pymarc

from converters.bibframe.description import Description
from converters.bibframe.engine import Rules
from converters.bibframe.field import Field
from converters.bibframe.graph import Node, statements
from converters.bibframe.table import Target
from converters.engine import Job

#: A statement by the way to it from the Work, Instance or Item, not by the names of nodes, which
#: say all that a node says.
type Path = tuple[str, ...]
#: The place of a field in the record, counted from 0; the leader is -1.
type Place = int


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A subfield, by its field's place in the record and its own in the field, both from 0.

    ``subfield`` is ``None`` for the field as a whole: a control field, indicators, or where no
    single subfield can be named.
    """

    place: Place
    subfield: int | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """``lines``: each statement, as a line of N-Triples, with its origins, in order.

    ``unused``: the subfields no statement comes from, with the reason in words.
    """

    lines: Mapping[str, tuple[Origin, ...]]
    unused: Mapping[Origin, str]

    def of(self, origin: Origin) -> list[str]:
        """The statements from a subfield, or, with ``subfield`` None, from any part of a field."""
        return [
            line
            for line, origins in self.lines.items()
            if any(
                found == origin or (origin.subfield is None and found.place == origin.place)
                for found in origins
            )
        ]


class _Tracing(Rules):
    """The engine, noting which field's rules wrote what to which of the record's things."""

    def __init__(self, rules: Rules) -> None:
        self.version = rules.version
        self.as_lc = rules.as_lc
        self._own, self._copies, self._halves = rules._own, rules._copies, rules._halves
        self.written: list[tuple[Field, Node, list[str], list[tuple[str, Node]]]] = []

    def describe(self, description: Description) -> list[Node]:
        self.written.clear()  # of an attempt on which a rule failed
        return super().describe(description)

    def _run(self, target: Target, fields: Iterable[Field], node: Node) -> None:
        for each in fields:
            said, links = len(node.said), len(node.links)
            super()._run(target, (each,), node)
            if len(node.said) > said or len(node.links) > links:
                self.written.append((each, node, node.said[said:], node.links[links:]))


@dataclass
class _Run:
    """One conversion: its statements by path; by line; and by line, whose rules wrote them."""

    paths: set[Path]
    lines: dict[str, set[Path]] = field(default_factory=dict)
    fields: dict[str, set[Place]] = field(default_factory=dict)


def by_field(rules: Rules, job: Job, generated: str) -> dict[str, set[Place]]:
    """Each statement with the places of the fields whose rules wrote it; none for the engine's own.

    The administrative metadata and what joins Work, Instance and Item belong to no field.
    """
    run = _run(rules, job.record.marc, generated, job.document)
    return {line: run.fields.get(line, set()) for line in run.lines}


def provenance(rules: Rules, job: Job, generated: str) -> Provenance:
    """Every statement of a record with its origins, every subfield with its fate."""
    marc = job.record.marc
    whole = _run(rules, marc, generated, job.document)
    origins: dict[Path, set[Origin]] = {}
    for origin, without in _without_each(marc):
        less = _run(rules, without, generated)
        for path in whole.paths - less.paths:
            origins.setdefault(path, set()).add(origin)
    lines: dict[str, tuple[Origin, ...]] = {}
    used: set[Origin] = set()
    for line in sorted(whole.lines):
        found = set().union(*(origins.get(path, ()) for path in whole.lines[line]))
        found = found or {Origin(place, None) for place in whole.fields.get(line, ())}
        used |= found
        lines[line] = tuple(
            sorted(found, key=lambda o: (o.place, -1 if o.subfield is None else o.subfield))
        )
    return Provenance(lines, dict(_unused(rules, marc, used)))


def _without_each(marc: pymarc.Record) -> Iterator[tuple[Origin, pymarc.Record]]:
    """The record without each of its subfields and control fields in turn."""
    for place, each in enumerate(marc.fields):
        if not each.subfields:
            yield Origin(place, None), _with(marc, place, None)
            continue
        for i in range(len(each.subfields)):
            rest = [*each.subfields[:i], *each.subfields[i + 1 :]]
            changed = pymarc.Field(each.tag, each.indicators, rest) if rest else None
            yield Origin(place, i), _with(marc, place, changed)


def _with(marc: pymarc.Record, place: Place, changed: pymarc.Field | None) -> pymarc.Record:
    copy = pymarc.Record()
    copy.leader = marc.leader
    copy.fields = [each for i, each in enumerate(marc.fields) if i != place]
    if changed is not None:
        copy.fields.insert(place, changed)
    return copy


def _run(rules: Rules, marc: pymarc.Record, generated: str, document: str = "") -> _Run:
    """Converts a record, noting paths; with ``document`` also lines and fields."""
    tracing = _Tracing(rules)
    description, roots, _ = tracing.described(marc, generated)
    run = _Run(set())
    names: dict[int, set[Path]] = {}
    for root in roots:
        run.paths.update(_paths(root, (root.name,), names, ()))
    if document:
        statements(roots, description.identified, document, description.circles)
        _note_lines(run, names, roots, document)
        for each, node, said, links in tracing.written:
            written = Node(node.kind, node.name)
            written.said, written.links = said, links
            for line in _lines(written, document):
                # What is said of a pair is said by both of its halves.
                run.fields.setdefault(line, set()).update(
                    [each.index, *(half.index for half in each.halves)]
                )
    return run


def _lines(written: Node, document: str) -> Iterator[str]:
    """The lines of what was written to a node, and of the nodes that hang from it."""
    seen: set[int] = set()
    waiting = [written]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        subject = _full(node, document)
        yield from (f"{subject} {said} ." for said in node.said)
        for predicate, other in node.links:
            yield f"{subject} {predicate} {_full(other, document)} ."
            if not _is_root(other):
                waiting.append(other)


def _paths(
    node: Node, way: Path, names: dict[int, set[Path]], above: tuple[int, ...]
) -> Iterator[Path]:
    """What a node and all below it say, by the way to it; ``names`` notes the ways."""
    names.setdefault(id(node), set()).add(way)
    for said in node.said:
        yield (*way, said)
    for predicate, other in node.links:
        step = f"{predicate} {_known(other)}"
        yield (*way, step)
        if id(other) not in above and other.name not in ("<#Work>", "<#Instance>"):
            yield from _paths(other, (*way, step), names, (*above, id(node)))


def _known(node: Node) -> str:
    """A thing of the world is known by its name; a node of ours has a kind."""
    return node.name if node.name and not node.name.startswith("<#") else node.kind


def _is_root(node: Node) -> bool:
    return node.name in ("<#Work>", "<#Instance>", "<#Item>")


def _note_lines(
    run: _Run, names: Mapping[int, set[Path]], roots: Sequence[Node], document: str
) -> None:
    """Each line of N-Triples with the paths it is found by."""
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        subject = _full(node, document)
        ways = names.get(id(node), {(node.name,)})
        for way in ways:
            for said in node.said:
                run.lines.setdefault(f"{subject} {said} .", set()).add((*way, said))
        for predicate, other in node.links:
            waiting.append(other)
            line = f"{subject} {predicate} {_full(other, document)} ."
            for way in ways:
                run.lines.setdefault(line, set()).add((*way, f"{predicate} {_known(other)}"))


def _full(node: Node, document: str) -> str:
    return f"<{document}{node.name[1:]}" if node.name.startswith("<#") else node.name


def _unused(rules: Rules, marc: pymarc.Record, used: set[Origin]) -> Iterator[tuple[Origin, str]]:
    """The subfields nothing was made of, and why."""
    places = {origin.place for origin in used}
    for place, each in enumerate(marc.fields):
        tag = each.tag
        if tag == "880":
            tag = (each.get("6") or "")[:3] or tag
        for i in range(len(each.subfields)) if each.subfields else (None,):
            origin = Origin(place, i)
            if origin in used:
                continue
            if not rules.reads(tag):
                yield origin, f"no rule reads field {tag}"
            elif i is None or place not in places:
                yield origin, f"the rules of field {tag} make nothing of it here"
            else:
                code = each.subfields[i].code
                yield origin, f"the rules of field {tag} make nothing of ${code} here"
