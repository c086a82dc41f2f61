"""What LC's way back leaves undone although the graph knows it: a table of small repairs.

Each takes the record and what the graph says; ``docs/round-trip.md`` has what they bring.
"""

import re
from collections.abc import Callable
from typing import Final

import pymarc

from converters.writing import back_scripts
from converters.writing.back_graph import Graph, end, indicators, key_field, links
from converters.writing.scripts import LATIN, script
from converters.writing.striping import Statements
from shapes.namespaces import BF, RDF, RDFS

_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"
_CHANGED: Final = "http://id.loc.gov/vocabulary/mstatus/c"
_INTERNAL: Final = "http://id.loc.gov/vocabulary/mnotetype/internal"
_ENDED: Final = re.compile(r"[.,;:?!)\]\-–—»”\"]$")
#: ISBD's marks (area 5), which stand at the end of the subfield before.
_BEFORE: Final = {"b": " :", "c": " ;", "e": " +"}


def repaired(marc: pymarc.Record, said: Statements, work: str, instance: str) -> pymarc.Record:
    """The record with every repair of :data:`REPAIRS` made on it, its fields in order of tag."""
    graph = Graph(said, work, instance)
    for _, repair in REPAIRS:
        repair(marc, graph)
    marc.fields.sort(key=lambda field: field.tag)
    return marc


def _names_of_nodes(marc: pymarc.Record, graph: Graph) -> None:
    own = f"{graph.document}#"
    kept = []
    for field in marc.fields:
        if field.control_field:
            kept.append(field)
            continue
        field.subfields = [
            subfield
            for subfield in field.subfields
            if not (subfield.code in "01" and subfield.value.startswith(own))
            and not (subfield.code == "7" and subfield.value.startswith("(bcp47)"))
        ]
        if field.subfields and (field.tag != "758" or field.get_subfields("0", "1", "a")):
            kept.append(field)
    marc.fields = kept


def _made_today(marc: pymarc.Record, graph: Graph) -> None:
    changed = [
        date[:19].translate({ord(c): None for c in "-T:"}) + ".0"
        for node in graph.admin()
        if any(o.value == _CHANGED for o in graph.said.objects(node, f"{BF}status"))
        and not graph.said.objects(node, f"{BF}generationProcess")
        for date in graph.literals(node, f"{BF}date")
    ]
    assigned = any(
        graph.said.objects(o.value, f"{BF}assigner")
        for node in graph.admin()
        for o in graph.said.objects(node, f"{BF}identifiedBy")
    )
    dropped = {"884", "005", *(() if assigned else ("003",))}
    marc.fields = [
        field
        for field in marc.fields
        if field.tag not in dropped and not (field.tag == "007" and field.data == "t|")
    ]
    if changed:
        marc.fields.append(pymarc.Field(tag="005", data=max(changed)))
    elif str(marc.leader)[5] == "c":
        leader = str(marc.leader)
        marc.leader = pymarc.Leader(f"{leader[:5]}n{leader[6:]}")


def _relators(marc: pymarc.Record, _graph: Graph) -> None:
    for field in marc.fields:
        if field.control_field:
            continue
        field.subfields = [
            pymarc.Subfield("4", value.removeprefix(_RELATORS))
            if code == "4"
            else pymarc.Subfield(code, value)
            for code, value in field.subfields
        ]


def _cataloguing_source(marc: pymarc.Record, graph: Graph) -> None:
    for node in graph.admin():
        for note in graph.said.objects(node, f"{BF}note"):
            types = [o.value for o in graph.said.objects(note.value, f"{RDF}type")]
            for label in graph.literals(note.value, f"{RDFS}label"):
                made = key_field(label) if _INTERNAL in types else None
                if made is not None and made.tag == "040":
                    marc.fields = [field for field in marc.fields if field.tag != "040"]
                    marc.fields.append(made)
                    return


def _publication(marc: pymarc.Record, _graph: Graph) -> None:
    rules = [value for field in marc.get_fields("040") for value in field.get_subfields("e")]
    rda = "rda" in rules
    seen: set[tuple[str, ...]] = set()
    twice: set[int] = set()
    partners: set[str] = set()
    for field in marc.get_fields("264"):
        told = [subfield for subfield in field.subfields if subfield.code != "6"]
        said = (indicators(field).first, indicators(field).second, *map(str, told))
        if said in seen:
            twice.add(id(field))
            partners.update(f"264-{link[4:6]}" for link in links(field))
            continue
        seen.add(said)
        if not rda and indicators(field).second == "1":
            field.tag = "260"
            field.indicators = pymarc.Indicators(indicators(field).first, " ")
    marc.fields = [
        one
        for one in marc.fields
        if id(one) not in twice and not (one.tag == "880" and one.get("6", "")[:6] in partners)
    ]
    for field in marc.get_fields("880"):
        if not rda and (field.get("6") or "").startswith("264"):
            field.subfields[0] = pymarc.Subfield("6", "260" + field["6"][3:])
            field.indicators = pymarc.Indicators(indicators(field).first, " ")


def _ends(marc: pymarc.Record, _graph: Graph) -> None:
    for field in marc.fields:
        if field.control_field or not field.subfields:
            continue
        if field.tag == "300":
            _isbd(field)
        elif field.tag == "504" or (field.get("6") or field.tag)[:3] == "245" or field.tag == "245":
            end(field, ".")
        elif "600" <= field.tag <= "655" and indicators(field).second == "0":
            place = max(
                (i for i, one in enumerate(field.subfields) if one.code.isalpha()), default=-1
            )
            if place >= 0 and not _ENDED.search(field.subfields[place].value):
                code, value = field.subfields[place]
                if script(value) == LATIN:
                    field.subfields[place] = pymarc.Subfield(code, f"{value}.")


def _isbd(field: pymarc.Field) -> None:
    for place in range(1, len(field.subfields)):
        mark = _BEFORE.get(field.subfields[place].code, "")
        code, value = field.subfields[place - 1]
        if mark and not value.endswith((":", ";", "+", ",")):
            field.subfields[place - 1] = pymarc.Subfield(code, value + mark)
    code, value = field.subfields[-1]
    if code == "c" and value.endswith(("cm", "mm")):
        field.subfields[-1] = pymarc.Subfield(code, f"{value}.")


def _addresses(marc: pymarc.Record, graph: Graph) -> None:
    there = {value for field in marc.get_fields("856") for value in field.get_subfields("u")}
    for node, statements in graph.said.items():
        for predicate, value in statements:
            if predicate == f"{BF}electronicLocator" and ":" in value.value[:20]:
                if value.value in there:
                    continue
                there.add(value.value)
                kind = "0" if node == graph.instance else "1"
                if "#Supplementary" in node:
                    kind = "2"
                marc.fields.append(
                    pymarc.Field(
                        tag="856",
                        indicators=pymarc.Indicators("4", kind),
                        subfields=[pymarc.Subfield("u", value.value)],
                    )
                )


def _coded(marc: pymarc.Record, _graph: Graph) -> None:
    fixed = marc.get("008")
    data = fixed.data if fixed is not None else ""
    if fixed is None or not data or len(data) != 40 or str(marc.leader)[6] not in "at":
        return
    if str(marc.leader)[7] not in "bs":
        for start in (18, 24):
            codes = "".join(sorted(data[start : start + 4].replace(" ", "")))
            data = data[:start] + codes.ljust(4) + data[start + 4 :]
    agency = marc.get("040")
    if agency is not None and (agency.get("a") or "").startswith("DLC"):
        data = data[:39] + " "
    fixed.data = data


def _agencies(marc: pymarc.Record, _graph: Graph) -> None:
    known = {
        value.casefold(): value
        for field in marc.get_fields("040")
        for value in field.get_subfields("a", "c", "d")
    }
    for field in marc.get_fields("035"):
        for place, (code, value) in enumerate(field.subfields):
            agency, bracket, number = value.removeprefix("(").partition(")")
            if bracket and value.startswith("(") and agency in known:
                field.subfields[place] = pymarc.Subfield(code, f"({known[agency]}){number}")


def _scheme(marc: pymarc.Record, _graph: Graph) -> None:
    for field in marc.get_fields("655"):
        if indicators(field).second == "0":
            field.indicators = pymarc.Indicators(indicators(field).first, "7")
            field.subfields.append(pymarc.Subfield("2", "lcsh"))


#: What is mended, in order, and by what.
REPAIRS: Final[tuple[tuple[str, Callable[[pymarc.Record, Graph], None]], ...]] = (
    (
        "Names of the graph's own nodes ($0, $1, 758) and language tags ($7) are taken out.",
        _names_of_nodes,
    ),
    (
        "Time and agency are those of the record (005, 003), not of the conversion (884, 007 t|).",
        _made_today,
    ),
    ("A relator is a code in $4, not an IRI.", _relators),
    ("Field 040 is the one the graph kept in a note.", _cataloguing_source),
    ("A publication is told once; in 260 when the record is not catalogued by RDA.", _publication),
    ("Headings are exactly as bflc:marcKey has them, with their 880.", back_scripts.exact_headings),
    ("A subject whose label is there in two scripts has an 880.", back_scripts.subjects),
    ("In a pair what is not in Latin letters stands in the 880.", back_scripts.own_script),
    ("Pairs of scripts are numbered from 01, in the order of their fields.", back_scripts.numbers),
    (
        "Pinyin made by rule is marked so for the crosswalk; a download shows nothing of it.",
        back_scripts.pinyin,
    ),
    ("655 of LCSH is said with $2.", _scheme),
    (
        "066 names the scripts of the 880s; a date in figures stands in both.",
        back_scripts.other_scripts,
    ),
    ("Codes of 008/18-21 and 24-27 are in order of the alphabet; 39 is blank for LC.", _coded),
    ("035 has the agency in the capitals that 040 has.", _agencies),
    ("300 has ISBD's marks; 245, 504 and an LCSH heading end with a full stop.", _ends),
    ("Every address of the graph has an 856.", _addresses),
)
