"""Where the resource is on the net, 856 (and 859, LC's own, which a site may add)."""

from typing import Final

from converters.bibframe.description import Description
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.joining import joined
from converters.bibframe.rules.titles_2xx import say_title
from converters.bibframe.table import By, Table, copies, instance, work
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop, lower, normalize, url_encoded

INSTANCE: Final = Class("bf:Instance")
ITEM: Final = Class("bf:Item")
NOTE: Final = Class("bf:Note")
SUPPLEMENT: Final = Class("bf:SupplementaryContent")
TITLE: Final = Class("bf:Title")
_CONTENTS = term("bf:tableOfContents")
_ELECTRONIC = f"{term('rdf:type')} {term('bf:Electronic')}"
_HAS_INSTANCE = term("bf:hasInstance")
_HAS_ITEM = term("bf:hasItem")
_INSTANCE_OF = term("bf:instanceOf")
_ITEM_OF = term("bf:itemOf")
_LABEL = term("rdfs:label")
_LOCATOR = term("bf:electronicLocator")
_MAIN_TITLE = term("bf:mainTitle")
_NOTE = term("bf:note")
_SUPPLEMENT = term("bf:supplementaryContent")
_TITLE = term("bf:title")

#: The second indicators of the resource or a version of it, or that do not say what it is.
_RESOURCE: Final = frozenset(" 018")
_RELATED: Final = "2"


def say_electronic_instance(field: Field, node: Node) -> None:
    """bf:tableOfContents the address in $u, where $a or $3 says “table of contents”.
    Else bf:hasInstance, where the second indicator is blank, 0, 1 or 8 and neither leader/06 \
nor 008/23 says that the resource is electronic itself, a bf:Instance and bf:Electronic:
        bf:title “$3”, or the title in 245
        bf:electronicLocator the address in $u each
        bf:note a bf:Note “$y $z” each, without end punctuation
        bf:instanceOf the Work
    """
    if "u" not in field.by:
        return
    if is_contents(field):
        for address in field.by["u"]:
            node.point(_CONTENTS, url_encoded(address))
    elif field.ind2 in _RESOURCE and not is_electronic(field.record):
        made = field.record.thing(INSTANCE)
        made.said.append(_ELECTRONIC)
        say_title_of(field, made)
        say_locators(field, made)
        made.link(_INSTANCE_OF, field.record.work)
        node.link(_HAS_INSTANCE, made)


def say_locations(field: Field, node: Node) -> None:
    """Where the second indicator is blank, 0, 1 or 8 and neither $a nor $3 says “table of \
contents”:
        bf:electronicLocator the address in $u each
        bf:note a bf:Note “$y $z” each, without end punctuation
    Where the second indicator is 2, and likewise, bf:supplementaryContent a \
bf:SupplementaryContent for each $u:
        bf:electronicLocator the address
        bf:note a bf:Note “$3 $y $z” each, without end punctuation
    A record of an electronic Instance split off another: bf:title “$3”, or the title in 245, too.
    """
    if "u" not in field.by:
        return
    if field.ind2 in _RESOURCE:
        if field.record.is_secondary:
            say_title_of(field, node)
            say_locators(field, node)
        elif not is_contents(field):
            say_locators(field, node)
    elif field.ind2 == _RELATED and not is_contents(field):
        for address in field.by["u"]:
            related = thing(SUPPLEMENT)
            related.point(_LOCATOR, address)
            say_notes(field, related, "3yz")
            node.link(_SUPPLEMENT, related)


def say_electronic_item(field: Field, node: Node) -> None:
    """bf:hasItem a bf:Item, where leader/06 or 008/23 says that the resource is electronic, the \
second indicator is blank, 1 or 8 (or 0, if 856 is repeated), neither $a nor $3 says “table of \
contents”, and there is no 758:
        bf:electronicLocator the address in $u each
        bf:note a bf:Note “$y $z” each, without end punctuation
        bf:itemOf the Instance
    """
    record = field.record
    if "u" not in field.by or field.ind2 not in _RESOURCE or not is_electronic(record):
        return
    if field.ind2 == "0" and len(record.tags.get("856", ())) < 2:
        return
    if "758" not in record.tags and not is_contents(field):
        item = thing(ITEM)
        say_locators(field, item)
        item.link(_ITEM_OF, record.instance)
        node.link(_HAS_ITEM, item)


def is_contents(field: Field) -> bool:
    """Whether ``$a`` or ``$3`` says that the address is of a table of contents."""
    return any(
        "table of contents" in lower(normalize(field.first(code)))
        for code in "a3"
        if code in field.by
    )


def is_electronic(record: Description) -> bool:
    """Whether the record's own Instance is electronic."""
    return record.leader[6:7] == "m" or record.f008[23:24] in ("o", "s")


def say_title_of(field: Field, node: Node) -> None:
    """bf:title “$3”, or the title in 245."""
    titles = field.record.tags.get("245", ())
    if "3" not in field.by and not titles:
        return
    title = thing(TITLE)
    if "3" in field.by:
        title.text(_MAIN_TITLE, field.first("3"))
    else:
        for each in titles:
            joined(say_title, each, title)
    node.link(_TITLE, title)


def say_locators(field: Field, node: Node) -> None:
    """bf:electronicLocator the address in $u each; bf:note “$y $z” each."""
    for address in field.by["u"]:
        node.point(_LOCATOR, address)
    say_notes(field, node, "yz")


def say_notes(field: Field, node: Node, codes: str) -> None:
    """bf:note a bf:Note each, without end punctuation."""
    for value in field.all(codes):
        note = thing(NOTE)
        note.said.append(f"{_LABEL} {literal(chop(value), field.language)}")
        node.link(_NOTE, note)


_LOCATIONS: Final = (
    work(By(say_electronic_instance)),
    instance(By(say_locations)),
    copies(By(say_electronic_item)),
)
TABLE: Final[Table] = {"856": _LOCATIONS}
#: 859 is a local field of LC's, and only what a site says is in its local fields.
LOCAL: Final[Table] = {"859": _LOCATIONS}
