"""A record as MODS 3.8, from the MARC 21 pivot, by the tables of ``mods_tables.py``.

The pivot and not the graph is its source: MODS was made as a rendering of MARC, and the order of
names, the punctuation of notes and the pairs of scripts are still there.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from types import MappingProxyType
from typing import Final

import pymarc
from lxml import etree

from converters.writing.both import Both, Read, clean, titled, unbracketed, values
from converters.writing.mods_tables import (
    CLASSES,
    IDENTIFIERS,
    ISSUANCE,
    NAME_PARTS,
    NAMES,
    OTHER_NUMBERS,
    PARTS,
    PLAIN,
    RELATED,
    RESOURCES,
    SOURCES,
)
from converters.writing.scripts import LATIN, script

NAMESPACE: Final = "http://www.loc.gov/mods/v3"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_RELATORS: Final = "http://id.loc.gov/vocabulary/relators/"
_UNLAWFUL: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])

type Attributes = Mapping[str, str]

NOTHING: Final[Attributes] = MappingProxyType({})


def as_mods(marc: pymarc.Record) -> bytes:
    """One ``mods`` element, to stand alone or in a ``modsCollection``."""
    writer = _Writer(Read(marc))
    writer.write()
    return etree.tostring(writer.root, encoding="UTF-8", pretty_print=True)


class _Writer:
    def __init__(self, record: Read) -> None:
        self.record = record
        self.root = etree.Element(
            f"{{{NAMESPACE}}}mods", nsmap={None: NAMESPACE, "xlink": _XLINK}, version="3.8"
        )
        self._groups = count(1)

    def write(self) -> None:
        self._titles()
        self._names()
        self._resource()
        self._origin()
        self._languages()
        self._physical()
        self._plain()
        self._subjects()
        self._numbers()
        self._related()
        self._location()
        self._record_info()

    def _add(
        self, parent: etree._Element, name: str, text: str = "", attributes: Attributes = NOTHING
    ) -> etree._Element:
        """A child with its text; attributes without a value are left out."""
        element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
        for key, value in attributes.items():
            if value:
                element.set(key, _lawful(value))
        if text:
            element.text = _lawful(text)
        return element

    def _each(self, field: Both) -> Iterator[tuple[pymarc.Field, dict[str, str]]]:
        """A field's halves, joined by altRepGroup when there are two (MODS, altRepGroup)."""
        halves = field.halves()
        group = f"{next(self._groups):02}" if len(halves) > 1 else ""
        for half in halves:
            kind = script("".join(value for code, value in half.subfields if code.isalpha()))
            yield half, {"altRepGroup": group, "script": kind.title() if kind != LATIN else ""}

    def _titles(self) -> None:
        for tag, kind in (
            ("245", ""),
            ("246", "alternative"),
            ("240", "uniform"),
            ("130", "uniform"),
            ("210", "abbreviated"),
            ("242", "translated"),
            ("740", "alternative"),
        ):
            for field in self.record.fields(tag):
                for half, attributes in self._each(field):
                    self._title(self.root, half, {"type": kind, **attributes})
        if self.record.field("245") is None:
            info = self._add(self.root, "titleInfo")
            self._add(info, "title", "[untitled]")

    def _title(self, parent: etree._Element, half: pymarc.Field, attributes: Attributes) -> None:
        title = titled(". ".join(values(half, "a")))
        if not title:
            return
        info = self._add(parent, "titleInfo", attributes=attributes)
        skipped = _skipped(half, title)
        if skipped:
            self._add(info, "nonSort", title[:skipped])
        self._add(info, "title", title[skipped:])
        for code, name in (("b", "subTitle"), ("n", "partNumber"), ("p", "partName")):
            if said := titled(", ".join(values(half, code))):
                self._add(info, name, said)

    def _names(self) -> None:
        for field in self.record.fields("100", "110", "111", "700", "710", "711"):
            if any(code == "t" for code, _ in field.main.subfields):
                continue
            for half, attributes in self._each(field):
                usage = "primary" if field.tag[0] == "1" else ""
                self._name(self.root, field.tag, half, {**attributes, "usage": usage})

    def _name(
        self, parent: etree._Element, tag: str, half: pymarc.Field, attributes: Attributes
    ) -> None:
        parts = [(code, clean(value)) for code, value in half.subfields if code in NAME_PARTS]
        if not any(value for code, value in parts if code == "a"):
            return
        name = self._add(parent, "name", attributes={"type": NAMES[tag[1:]], **attributes})
        for code, value in parts:
            kind = NAME_PARTS[code] if tag[1:] == "00" else ("date" if code == "d" else "")
            if value:
                self._add(name, "namePart", value, {"type": kind})
        for value in values(half, "j" if tag[1:] == "11" else "e"):
            role = self._add(name, "role")
            self._add(role, "roleTerm", value, {"type": "text"})
        for value in values(half, "4"):
            role = self._add(name, "role")
            code = value.removeprefix(_RELATORS)
            attributes = {"type": "code", "authority": "marcrelator"}
            known = len(code) == 3 and code.isascii() and code.isalpha()
            self._add(role, "roleTerm", code, attributes if known else {"type": "text"})

    def _resource(self) -> None:
        leader = self.record.leader
        if kind := RESOURCES.get(leader[6]):
            collection = "yes" if leader[7] == "c" else ""
            manuscript = "yes" if leader[6] in "dft" else ""
            attributes = {"collection": collection, "manuscript": manuscript}
            self._add(self.root, "typeOfResource", kind, attributes)
        for field in self.record.fields("655"):
            self._add_if("genre", field.value("a"), {"authority": _source(field)})

    def _origin(self) -> None:
        stated = [
            field
            for field in self.record.fields("260", "264")
            if field.tag == "260" or field.second in "01234"
        ]
        events = {
            "0": "production",
            "1": "publication",
            "2": "distribution",
            "3": "manufacture",
            "4": "copyright",
        }
        for place, field in enumerate(stated):
            for half, attributes in self._each(field):
                event = events.get(field.second, "") if field.tag == "264" else "publication"
                info = self._add(
                    self.root, "originInfo", attributes={"eventType": event, **attributes}
                )
                self._published(info, half, event)
                if place == 0 and half is field.main:
                    self._issued(info)
        if not stated:
            self._issued(self._add(self.root, "originInfo"))

    def _published(self, info: etree._Element, half: pymarc.Field, event: str) -> None:
        for value in values(half, "a"):
            place = self._add(info, "place")
            self._add(place, "placeTerm", unbracketed(value), {"type": "text"})
        for value in values(half, "b"):
            self._add(info, "publisher", unbracketed(value))
        for value in values(half, "c"):
            name = {"copyright": "copyrightDate", "production": "dateCreated"}
            self._add(info, name.get(event, "dateIssued"), value)

    def _issued(self, info: etree._Element) -> None:
        """What the coded fields say of the publication, and the edition."""
        fixed = self.record.fixed
        if country := fixed[15:18].strip(" |"):
            place = self._add(info, "place")
            attributes = {"type": "code", "authority": "marccountry"}
            self._add(place, "placeTerm", country, attributes)
        spans = fixed[6] in "cdikmqu"
        for date, point in ((fixed[7:11], "start" if spans else ""), (fixed[11:15], "end")):
            if date.strip(" |") and (point != "end" or spans):
                questionable = "questionable" if fixed[6] == "q" else ""
                attributes = {"encoding": "marc", "point": point, "qualifier": questionable}
                self._add(info, "dateIssued", date, attributes)
        for field in self.record.fields("250"):
            for half, attributes in self._each(field):
                if edition := " ".join(values(half, "ab")):
                    self._add(info, "edition", edition, attributes)
        self._add(info, "issuance", ISSUANCE.get(self.record.leader[7], "monographic"))
        for field in self.record.fields("310", "321"):
            if frequency := field.value("a"):
                self._add(info, "frequency", frequency)

    def _languages(self) -> None:
        codes = [self.record.fixed[35:38]]
        for field in self.record.fields("041"):
            for value in field.values("ad"):
                codes += [value[i : i + 3] for i in range(0, len(value), 3)]
        for code in dict.fromkeys(codes):
            if len(code) == 3 and code.isascii() and code.isalpha():
                language = self._add(self.root, "language")
                attributes = {"type": "code", "authority": "iso639-2b"}
                self._add(language, "languageTerm", code, attributes)

    def _physical(self) -> None:
        extents = [
            " ".join(value.strip() for code, value in field.main.subfields if code in "abce")
            for field in self.record.fields("300")
        ]
        forms = [
            (field.value("a"), field.value("2"))
            for field in self.record.fields("337", "338")
            if field.value("a")
        ]
        types = [value for one in self.record.fields("856") for value in one.values("q")]
        if not (any(extents) or forms or types):
            return
        description = self._add(self.root, "physicalDescription")
        for form, authority in forms:
            self._add(description, "form", form, {"authority": authority})
        for value in dict.fromkeys(types):
            self._add(description, "internetMediaType", value)
        for extent in extents:
            if extent:
                self._add(description, "extent", clean(extent))

    def _plain(self) -> None:
        responsibility = self.record.field("245")
        for half, attributes in self._each(responsibility) if responsibility else ():
            if said := "; ".join(values(half, "c")):
                kind = {"type": "statement of responsibility", **attributes}
                self._add(self.root, "note", said, kind)
        for tag, plain in PLAIN.items():
            for field in self.record.fields(tag):
                for half, attributes in self._each(field):
                    parts = [value for code, value in half.subfields if code in plain.codes]
                    if text := " ".join(" ".join(parts).split()):
                        told = {**plain.attributes, **attributes}
                        self._add(self.root, plain.element, text, told)

    def _subjects(self) -> None:
        for field in self.record.fields("600", "610", "611", "630", "650", "651", "653"):
            for half, attributes in self._each(field):
                parts = [
                    (PARTS[code], clean(value))
                    for code, value in half.subfields
                    if code in PARTS and clean(value)
                ]
                main = " ".join(values(half, "ab" if field.tag != "653" else "a"))
                if not main:
                    continue
                subject = self._add(
                    self.root, "subject", attributes={"authority": _source(field), **attributes}
                )
                if field.tag in ("600", "610", "611"):
                    self._name(subject, field.tag, half, {})
                elif field.tag == "630":
                    self._title(subject, half, {})
                else:
                    self._add(subject, "geographic" if field.tag == "651" else "topic", main)
                for name, value in parts:
                    self._add(subject, name, value)
        for tag, authority in CLASSES.items():
            for field in self.record.fields(tag):
                number = " ".join(field.values("ab" if tag in ("050", "060", "070") else "a"))
                edition = field.value("2") if tag == "082" else ""
                source = authority or field.value("2")
                self._add_if("classification", number, {"authority": source, "edition": edition})

    def _numbers(self) -> None:
        for tag, kind in IDENTIFIERS.items():
            for field in self.record.fields(tag):
                for code, value in field.main.subfields:
                    if code in "az" and (said := clean(value)):
                        invalid = "yes" if code == "z" else ""
                        said = said.partition(" ")[0] if tag == "020" else said
                        self._add_if("identifier", said, {"type": kind, "invalid": invalid})
        for field in self.record.fields("024"):
            kind = OTHER_NUMBERS.get(field.first) or field.value("2") or "local"
            self._add_if("identifier", field.value("a"), {"type": kind})

    def _related(self) -> None:
        for field in self.record.fields("490"):
            for half, attributes in self._each(field):
                if title := titled(". ".join(values(half, "a"))):
                    item = self._add(self.root, "relatedItem", attributes={"type": "series"})
                    info = self._add(item, "titleInfo", attributes=attributes)
                    self._add(info, "title", title)
                    if volume := ", ".join(values(half, "v")):
                        self._add(info, "partNumber", volume)
        for tag, kind in RELATED.items():
            for field in self.record.fields(tag):
                self._link(field, kind)

    def _link(self, field: Both, kind: str) -> None:
        """Another publication, by a field 760 to 786."""
        title = titled(field.value("t") or field.value("a"))
        if not title:
            return
        item = self._add(self.root, "relatedItem", attributes={"type": kind})
        info = self._add(item, "titleInfo")
        self._add(info, "title", title)
        if field.value("t") and (author := field.value("a")):
            name = self._add(item, "name")
            self._add(name, "namePart", author)
        for code, type_ in (("x", "issn"), ("z", "isbn"), ("w", "local")):
            for value in field.values(code):
                self._add(item, "identifier", value, {"type": type_})
        if said := field.value("g"):
            part = self._add(item, "part")
            self._add(part, "text", said)

    def _location(self) -> None:
        for field in self.record.fields("856"):
            for value in field.values("u"):
                location = self._add(self.root, "location")
                label = field.value("3") or field.value("y") or field.value("z")
                usage = "primary" if field.second == "0" else ""
                self._add(location, "url", value, {"displayLabel": label, "usage": usage})

    def _record_info(self) -> None:
        info = self._add(self.root, "recordInfo")
        source = self.record.field("040")
        if source is not None:
            for rules in source.values("e"):
                self._add(info, "descriptionStandard", rules)
            if agency := source.value("a"):
                attributes = {"authority": "marcorg"}
                self._add(info, "recordContentSource", agency, attributes)
        if (entered := self.record.fixed[:6]).isdigit():
            self._add(info, "recordCreationDate", entered, {"encoding": "marc"})
        if changed := self.record.data("005"):
            self._add(info, "recordChangeDate", changed, {"encoding": "iso8601"})
        if number := self.record.data("001"):
            self._add(info, "recordIdentifier", number, {"source": self.record.data("003")})
        if source is not None and (code := source.value("b")):
            language = self._add(info, "languageOfCataloging")
            attributes = {"type": "code", "authority": "iso639-2b"}
            self._add(language, "languageTerm", code, attributes)
        if len(info) == 0:
            self.root.remove(info)

    def _add_if(self, name: str, text: str, attributes: Attributes) -> None:
        if text:
            self._add(self.root, name, text, attributes)


def _source(field: Both) -> str:
    """The vocabulary a heading is from; ``$2`` where the second indicator says so."""
    if field.tag == "653":
        return ""
    return SOURCES.get(field.second, "") or field.value("2")


def _skipped(half: pymarc.Field, title: str) -> int:
    """How many characters do not sort; none where the indicator cannot be true."""
    if half.tag not in ("245", "240", "242", "880") or half.indicators is None:
        return 0
    number = half.indicators[1]
    skipped = int(number) if number.isdigit() and number.isascii() else 0
    return skipped if 0 < skipped < len(title) and title[skipped - 1] in " '’‘-" else 0


def _lawful(text: str) -> str:
    return text.translate(_UNLAWFUL).encode("utf-8", "replace").decode()
