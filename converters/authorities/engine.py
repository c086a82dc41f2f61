"""The engine for authorities: one pass over a record's fields, each by the rules of its tag."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pymarc

from converters.authorities.administrative import ABOUT, administrative
from converters.authorities.authority import Authority
from converters.authorities.kinds import KINDS, kind_of
from converters.authorities.rules import TABLES
from converters.authorities.rules.headings_1xx import says_heading
from converters.authorities.table import Target
from converters.bibframe.engine import apply_rules
from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Node, statements
from converters.bibframe.parts import Make
from converters.bibframe.table import LEADER
from converters.engine import Converted, Failed
from converters.mending import noting

#: The number of these rules, raised with every change that alters a triple.
RULES: Final = 1
VERSION: Final = f"catena authorities {RULES}"
#: Fields whose rules are those of bibliographic records: an 880 of theirs is described by itself.
_APART: Final = frozenset({"336", "348", "382", "383", "384", "385", "386"})
#: The blocks whose unknown tags have a rule of last resort: a heading, a tracing, a link.
_HEADING_BLOCKS: Final = frozenset("1457")


def _compiled(target: Target) -> Mapping[str, Sequence[Make]]:
    """The rules for one target by tag."""
    found: dict[str, list[Make]] = {}
    for table in TABLES:
        for tag, rules in table.items():
            found.setdefault(tag, []).extend(
                rule.compiled() for rule in rules if rule.target == target
            )
    return {tag: makes for tag, makes in found.items() if makes}


_ENTITY: Final = _compiled("entity")
_ADMIN: Final = _compiled("admin")


def describe(marc: pymarc.Record, document: str, generated: str) -> Converted | Failed:
    """The statements of a MARC 21 authority record about ``<document>#Agent`` (or Hub, Topic …).

    One IRI is both the authority (MADS/RDF) and the thing it names (BIBFRAME). ``generated`` is the
    date and time of the conversion (``xsd:dateTime``). A rule that fails costs its own field, and
    is told; a record without a heading is :class:`~converters.engine.Failed`.
    """
    try:
        authority, roots, told = _described(marc, generated)
        lines = statements(roots, authority.identified, document)
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        return Failed(f"its statements cannot be written ({type(error).__name__}: {error})")
    if not roots:
        return Failed("it has no heading (1XX): nobody could say what it is an authority for")
    authority.release()
    return Converted("".join(sorted(lines)).encode(), told)


def _described(
    marc: pymarc.Record, generated: str
) -> tuple[Authority, Sequence[Node], tuple[str, ...]]:
    """A record's description, the node all else is reached from (or none), and what is told."""
    failed: dict[int, str] = {}
    while True:
        authority = Authority(marc, generated, failed)
        with noting() as mended:
            roots = _run(authority)
        if not authority.failed:
            return authority, roots, (*mended, *authority.told, *failed.values())
        failed |= authority.failed


def _run(authority: Authority) -> Sequence[Node]:
    heading = authority.heading
    if heading is None or not says_heading(heading):
        return ()
    fields = list(_alone(authority))
    kind = kind_of(heading)
    entity = Node(kind.fragment, f"<#{kind.fragment}>")
    admin = administrative(authority, entity, VERSION)
    _apply(_ENTITY, fields, entity)
    _apply(_ADMIN, fields, admin)
    return (entity,)


def _alone(authority: Authority) -> Iterable[Field]:
    """The fields to be read: an 880 paired with a field is read with it."""
    if -1 not in authority.left_out:
        yield Field(authority, -1, LEADER, authority.leader, "  ", ())
    for field in authority.fields:
        paired = field.own == OTHER_SCRIPT and authority.counterparts(field)
        if not paired or field.tag in _APART or field is authority.heading:
            yield field


def _apply(rules: Mapping[str, Sequence[Make]], fields: Iterable[Field], node: Node) -> None:
    for field in fields:
        makes = rules.get(_rule_of(field))
        if makes is None:
            continue
        apply_rules(makes, field, node)


def _rule_of(field: Field) -> str:
    """The tag a field's rules stand under; an unknown heading or tracing has its block's."""
    tag = field.tag
    if tag[:1] in _HEADING_BLOCKS and tag[1:] not in KINDS and tag not in _ENTITY:
        return f"{tag[:1]}XX" if tag.isdigit() else tag
    return tag


def reads(tag: str) -> bool:
    """Whether any rule is about the tag."""
    return tag in ABOUT or tag in _ENTITY or tag in _ADMIN


def tags() -> list[str]:
    """The tags there are rules for, in order; ``LDR`` is the leader, ``1XX`` any other heading."""
    told = {*ABOUT, *_ENTITY, *_ADMIN}
    return sorted(told, key=lambda tag: (tag != LEADER, tag))


def words(tag: str) -> Iterator[str]:
    """What becomes of a field, in words, a line for each thing said."""
    if tag in ABOUT:
        yield "The administrative metadata of every authority say:"
        yield f"    {ABOUT[tag]}"
    for table in TABLES:
        for rule in table.get(tag, ()):
            yield from rule.words()
