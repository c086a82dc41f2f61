"""Who made the record and when: the administrative metadata every Work carries.

marc2bibframe2.xsl makes one node for the record's creation, one for its last change, one for each
884 of LC's own, one for the conversion, and one that fields add to (leader, 001, 005, 040, 042 …).
"""

from typing import Final

from converters.bibframe.codes import values
from converters.bibframe.control import AGENT, ORGANIZATIONS
from converters.bibframe.description import Description
from converters.bibframe.graph import Class, Node
from converters.bibframe.terms import expand, term, typed

#: The version of the ontology, and of LC's rules, a description says it follows.
ONTOLOGY: Final = "http://id.loc.gov/ontologies/bibframe-3-0-1/"
RELEASE: Final = "https://github.com/lcnetdev/marc2bibframe2/releases/tag/v3.1.0"

#: What of this each field is for, in words: it is no table's, for one node tells of several.
ABOUT: Final = {
    "LDR": "the record's last change: bf:status by leader/05, unless it is n",
    "005": "the date of the record's last change, and of its creation where 008 is later",
    "008": "the date of the record's creation, by 008/00-05",
    "040": "who made the record ($a), and who changed it last ($d, else $a)",
    "884": "the conversion it came from, where $a has “DLC bibframe2marc”: $g, $q, $u",
}

ADMIN_METADATA: Final = Class("bf:AdminMetadata")
STATUS: Final = Class("bf:Status")
_AGENT = term("bf:agent")
_CODE = term("bf:code")
_DATE = term("bf:date")
_LEVEL = f"{term('bf:descriptionLevel')} <{ONTOLOGY}>"
_ADMIN_METADATA = term("bf:adminMetadata")
_MODIFIER = term("bf:descriptionModifier")
_PROCESS = term("bf:generationProcess")
_STATUS = term("bf:status")
_DIGITS: Final = frozenset("0123456789")
_DATE_TIME: Final = expand("xsd:dateTime")


def administrative(description: Description) -> Node:
    """Adds all but the last to the Work; returns the last, for the rules to fill."""
    made = [_creation(description)]
    if description.leader[5:6] != "n":
        made.append(_change(description))
    made += _exports(description)
    made.append(_conversion(description))
    work = description.work
    work.links += [(_ADMIN_METADATA, node) for node in made]
    node = description.thing(ADMIN_METADATA)
    node.said.append(_LEVEL)
    return node


def _node(description: Description, status: str) -> Node:
    node = description.thing(ADMIN_METADATA)
    if value := values("mstatus").get(status):
        node.link(_STATUS, value.thing(STATUS))
    return node


def _creation(description: Description) -> Node:
    """The earlier of 008/00-05 and 005; two digits below 65 are of this century."""
    node = _node(description, "n")
    entered = description.f008
    year = ("20" if number(entered[:2]) < 65 else "19") + entered[:2]
    changed = description.control("005")
    if _later(f"{year}{entered[2:6]}", changed[:8]):
        date = f"{changed[:4]}-{changed[4:6]}-{changed[6:8]}"
    else:
        date = f"{year}-{entered[2:4]}-{entered[4:6]}"
    node.say(_DATE, typed(f"{date}T00:00:00", _DATE_TIME))
    if agencies := description.values("040", "a"):
        node.link(_AGENT, _agent(agencies))
    return node


def _change(description: Description) -> Node:
    """Leader/05 and 005, by the last agency of 040 ``$d``, or its ``$a``."""
    node = _node(description, description.leader[5:6] or "c")
    if "005" in description.tags:
        _say_date(node, description.control("005"))
    modifiers = [field.by["d"][-1] for field in description.tags.get("040", ()) if "d" in field.by]
    if modifiers:
        node.link(_MODIFIER, _agent(modifiers))
    elif agencies := description.values("040", "a"):
        node.link(_AGENT, _agent(agencies))
    return node


def _exports(description: Description) -> list[Node]:
    """An 884 that says the record came of BIBFRAME at LC."""
    made = []
    for field in description.tags.get("884", ()):
        if "DLC bibframe2marc" in field.first("a"):
            node = _node(description, "c")
            date = field.first("g")
            _say_date(node, date if len(date) > 8 else f"{date:8}000000")
            if "q" in field.by:
                node.link(_AGENT, _agent(field.by["q"]))
            node.point(_PROCESS, field.first("u"))
            made.append(node)
    return made


def _conversion(description: Description) -> Node:
    node = _node(description, "c")
    node.say(_PROCESS, f"<{RELEASE}>")
    node.say(_DATE, typed(description.generated, _DATE_TIME))
    return node


def _say_date(node: Node, date: str) -> None:
    """A date and time as 005 writes it; a year 0000 is none."""
    time = f"{date[8:10]}:{date[10:12]}:{date[12:14]}"
    text = f"{date[:4]}-{date[4:6]}-{date[6:8]}T{time}"
    if not text.startswith("0000"):
        node.say(_DATE, typed(text, _DATE_TIME))


def _agent(codes: list[str]) -> Node:
    """The agency of the first code; LC where any of them is its own."""
    agent = Node("Agent", f"<{ORGANIZATIONS}dlc>" if "DLC" in codes else "")
    agent.said.append(AGENT.statement)
    agent.text(_CODE, next((code for code in codes if code), ""))
    return agent


def _later(date: str, other: str) -> bool:
    """Whether a date (YYYYMMDD) is later than another; what is no date is not."""
    if len(date) == len(other) == 8 and _DIGITS.issuperset(date) and _DIGITS.issuperset(other):
        return date > other
    return _days(date) > _days(other)


def _days(date: str) -> float:
    return 10000 * number(date[:4]) + 100 * number(date[4:6]) + number(date[6:8])


def number(text: str) -> float:
    """XPath's ``number``: not a number (which nothing is greater than) for anything else."""
    text = text.strip(" \t\r\n")
    digits = text.removeprefix("-").replace(".", "", 1)
    return float(text) if digits.isascii() and digits.isdigit() else float("nan")
