"""The engine: one pass over a record's fields, each by the rules its tag has in the tables."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Final

import pymarc
from pyoxigraph import RdfFormat, parse

from converters.bibframe.administrative import ABOUT, administrative
from converters.bibframe.description import Description
from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Class, Node, statements
from converters.bibframe.half import Half
from converters.bibframe.joining import joined
from converters.bibframe.pairs import unpaired
from converters.bibframe.rules import TABLES
from converters.bibframe.table import LEADER, Make, Table, Target
from converters.bibframe.terms import term
from converters.engine import Converted, Failed, Job
from converters.mending import noting

#: The number of our rules, raised with every change that alters a triple.
RULES: Final = 2
#: The release of LC's specification they follow.
FOLLOWS: Final = "marc2bibframe2 v3.1.0"

#: How the sentence on a field whose rule raised an error says so.
RULE_FAILS: Final = "its rule fails on it"
ITEM: Final = Class("bf:Item")
_ADMIN_METADATA = term("bf:adminMetadata")
_HAS_INSTANCE = term("bf:hasInstance")
_HAS_ITEM = term("bf:hasItem")
_INSTANCE_OF = term("bf:instanceOf")
_ITEM_OF = term("bf:itemOf")
_HELD_BY_DLC = f"{term('bf:heldBy')} <http://id.loc.gov/vocabulary/organizations/dlc>"

type _Compiled = Mapping[str, Sequence[Make]]


class Rules:
    """LC's rules, as tables, behind the :class:`~converters.engine.Engine` Protocol.

    ``tables`` are added to ours: a site's rules for its local fields. A tag may have rules in
    several tables; all of them hold. ``as_lc``: a field and its 880 as LC's stylesheet treats them,
    to be compared with it; else they are one thing (:mod:`.pairs`).
    """

    def __init__(
        self, tables: Sequence[Table] = (), local: str = "", *, as_lc: bool = False
    ) -> None:
        self.as_lc = as_lc
        self.version = f"catena {RULES} ({FOLLOWS}){f' + {local}' if local else ''}"
        self._local = bool(tables)
        every = self.tables = (*TABLES, *tables)
        self._own = {target: _compiled(every, target) for target in _TARGETS}
        self._copies = {target: _compiled(every, target, copies=True) for target in _TARGETS}
        # Ours are for 880s too, also where LC's rules read the 880 with its field.
        self._halves = {
            target: _added(_compiled(TABLES, target), _compiled(tables, target, copies=True))
            for target in _TARGETS
        }

    def tags(self) -> list[str]:
        """The tags there are rules for, in order; ``LDR`` is the leader."""
        told = {*ABOUT, *(tag for table in self.tables for tag in table)}
        return sorted(told, key=lambda tag: (tag != LEADER, tag))

    def reads(self, tag: str) -> bool:
        """Whether any rule is about the tag."""
        return tag in ABOUT or any(tag in table for table in self.tables)

    def words(self, tag: str) -> Iterator[str]:
        """What becomes of a field, in words, a line for each thing said."""
        if tag in ABOUT:
            yield "The administrative metadata of every record says:"
            yield f"    {ABOUT[tag]}"
        for table in self.tables:
            for rule in table.get(tag, ()):
                yield from rule.words()

    def convert(self, jobs: Sequence[Job], generated: str) -> list[Converted | Failed]:
        """One outcome for each job, in order (see :class:`~converters.engine.Engine`)."""
        return [self._converted(job, generated) for job in jobs]

    def _converted(self, job: Job, generated: str) -> Converted | Failed:
        try:
            description, roots, told = self.described(job.record.marc, generated)
            lines = statements(roots, description.identified, job.document, description.circles)
            triples = "".join(sorted(lines)).encode()
            if self._local:
                # Nobody has tried a site's rules; a line no parser takes would stop the graph.
                deque(parse(triples, RdfFormat.N_TRIPLES), 0)
        except (
            AttributeError,
            LookupError,
            RecursionError,
            SyntaxError,
            TypeError,
            ValueError,
        ) as error:
            # No text (a lone surrogate), no field, or what a site's rule wrote is no node.
            return Failed(f"its statements cannot be written ({type(error).__name__}: {error})")
        description.release()
        return Converted(triples, told)

    def described(
        self, marc: pymarc.Record, generated: str
    ) -> tuple[Description, list[Node], tuple[str, ...]]:
        """A record's description, the nodes all else is reached from, and what was mended.

        Where a rule fails (a site's, or one of ours on a record nobody imagined), its field is
        lost to the graph, and told; the record and its batch are not.
        """
        failed: dict[int, str] = {}
        while True:
            description = Description(marc, generated, failed, as_lc=self.as_lc)
            with noting() as told:
                roots = self.describe(description)
            if not description.failed:
                others = () if self.as_lc else unpaired(description)
                return description, roots, (*told, *failed.values(), *others)
            failed |= description.failed

    def describe(self, description: Description) -> list[Node]:
        """Runs the rules over a record; the nodes everything else is reached from."""
        fields = description.fields
        if -1 not in description.left_out:
            fields = [Field(description, -1, LEADER, description.leader, "  ", ()), *fields]
        if description.other_scripts:
            fields = [field for field in fields if description.converts(field)]
        work, instance = description.work, description.instance
        roots = [instance]
        if not description.is_secondary:
            roots = [work, instance]
            admin = administrative(description)
            self._run("admin", fields, admin)
            work.links.append((_ADMIN_METADATA, admin))
            self._run("work", fields, work)
        self._run("instance", fields, instance)
        if description.is_hub:
            return [work]
        if not description.is_secondary:
            work.links.append((_HAS_INSTANCE, instance))
        instance.links.append((_INSTANCE_OF, work))
        self._describe_copies(description, fields)
        return roots

    def _run(self, target: Target, fields: Iterable[Field], node: Node) -> None:
        if any(each.record.halves or each.record.alone for each in islice(fields, 1)):
            self._run_pairs(target, fields, node)
            return
        own, copies = self._own[target], self._copies[target]
        for field in fields:
            rules = (copies if field.own == OTHER_SCRIPT else own).get(field.tag)
            if rules is not None:
                apply_rules(rules, field, node)

    def _run_pairs(self, target: Target, fields: Iterable[Field], node: Node) -> None:
        """The same for a record with 880s, that have been paired with their fields."""
        rules, make = self._own[target], partial(self._make, target)
        for field in fields:
            if field.tag not in rules or field.own == OTHER_SCRIPT:
                continue  # An 880 that is here as such says of no field what it stands for.
            if field.index in field.record.halves or isinstance(field, Half):
                joined(make, field, node)
            else:
                apply_rules(rules[field.tag], field, node)

    def _make(self, target: Target, field: Field, node: Node) -> None:
        rules = self._own if not isinstance(field, Half) else self._halves
        apply_rules(rules[target].get(field.tag, ()), field, node)

    def _describe_copies(self, description: Description, fields: Sequence[Field]) -> None:
        """The Items of an Instance: LC's own copy (051, 541), and those an 856 tells of."""
        instance = description.instance
        others = (*description.other_scripts, *description.alone.values())
        if description.has("051", "541") or any(field.tag == "541" for field in others):
            item = Node("Item", "<#Item>")
            item.said.append(ITEM.statement)
            item.links.append((_ITEM_OF, instance))
            held = [field for field in fields if "DLC" in field.by.get("5", ())]
            # Intended difference: LC says it holds whatever a 541 of any library tells of.
            if "051" in description.tags or any(field.tag == "541" for field in held):
                item.said.append(_HELD_BY_DLC)
            self._run("work", held, item)
            self._run("instance", held, item)
            self._run("item", description.fields, item)
            instance.links.append((_HAS_ITEM, item))
        if description.other_scripts:
            # LC's stylesheet says of the Instance here what it says of the Item elsewhere.
            self._run("item", fields, instance)
        else:
            self._run("copies", fields, instance)


def apply_rules(rules: Sequence[Make], field: Field, node: Node) -> None:
    """Runs the rules of a field; one that fails costs the field, and is told."""
    try:
        for make in rules:
            make(field, node, "")
    except Exception as error:  # noqa: BLE001 - a rule may raise anything; it is told
        field.record.failed[field.index] = _sentence(field, error)


def _sentence(field: Field, error: Exception) -> str:
    place = field.index + 1
    which = f"field {field.own} ({place} of the record)" if place else "the leader"
    return f"{which} was left out: {RULE_FAILS} ({type(error).__name__}: {error})"


_TARGETS: Final[Sequence[Target]] = ("work", "instance", "admin", "item", "copies")


def _added(these: _Compiled, those: _Compiled) -> _Compiled:
    return {tag: [*these.get(tag, ()), *those.get(tag, ())] for tag in {*these, *those}}


def _compiled(tables: Iterable[Table], target: Target, *, copies: bool = False) -> _Compiled:
    """The rules for one target by tag; ``copies``: those that hold for 880s too."""
    found: dict[str, list[Make]] = {}
    for table in tables:
        for tag, rules in table.items():
            for rule in rules:
                if rule.target == target and (rule.copies or not copies):
                    found.setdefault(tag, []).append(rule.compiled())
    return found
