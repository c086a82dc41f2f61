"""The same thing in other vocabularies, 700-788, and where it is on the net, 856."""

from typing import Final

from converters.authorities.kinds import KINDS
from converters.authorities.parts import EachWord, Words
from converters.authorities.table import Table, entity, shared
from converters.authorities.tracings import has_heading, related, say_relation
from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.table import By, Has, Locator
from converters.bibframe.terms import term
from converters.bibframe.things.subjects import say_vocabulary

_EXACT = term("madsrdf:hasExactExternalAuthority")
_CLOSE = term("madsrdf:hasCloseExternalAuthority")
#: Names and titles are of one thing in any vocabulary; of terms nobody can say so.
_SAME: Final = frozenset({"700", "710", "711", "730", "747", "751"})
#: Codes of mapping (ISO 25964-2) in ``$4`` or ``$i``.
_MAPPINGS: Final = {
    "EQ": _EXACT,
    "=EQ": _EXACT,
    "~EQ": _CLOSE,
    "BM": term("madsrdf:hasBroaderExternalAuthority"),
    "NM": term("madsrdf:hasNarrowerExternalAuthority"),
    "RM": _CLOSE,
}


def say_link(field: Field, node: Node) -> None:
    """madsrdf:hasExactExternalAuthority (of 700, 710, 711, 730, 747, 751) or
    hasCloseExternalAuthority (of others); by $4: EQ exact, ~EQ and RM close, BM
    hasBroaderExternalAuthority, NM hasNarrowerExternalAuthority: a madsrdf:Authority of the MADS
    class of its tag and subfields, the thing of the world where $0 has its IRI:
    madsrdf:authoritativeLabel “the heading”; bflc:marcKey; bf:source the vocabulary of the second
    indicator or of $2; madsrdf:identifiesRWO $1
    bf:relation by $i and other $4
    """
    if not has_heading(field):
        return
    other = related(field)
    say_vocabulary(field, other)
    if field.ind2 not in {"4", "7"}:
        for two in field.by.get("2", ()):
            control.say_source(other, two)
    codes = [code for code in field.by.get("4", ()) if code in _MAPPINGS]
    default = _EXACT if field.tag in _SAME else _CLOSE
    for property_ in dict.fromkeys(_MAPPINGS[code] for code in codes) or (default,):
        node.link(property_, other)
    if len(codes) < len(field.all("ie4")):
        say_relation(field, node, other)


TABLE: Final[Table] = {
    **shared(" ".join(f"7{suffix}" for suffix in (*KINDS, "XX")), entity(By(say_link))),
    "788": (entity(Has("bf:note", "bf:Note", Words("rdfs:label"))),),
    "856": (entity(Locator(), Has("bf:note", "bf:Note", EachWord("rdfs:label", "yz3"))),),
}
