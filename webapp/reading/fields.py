"""What a record page says of an edition, field by field, in the order of a catalogue card."""

from collections.abc import Iterator
from typing import Final

from shapes.namespaces import BF
from webapp.reading import access_points, vocabulary
from webapp.reading.description import LABEL, Text
from webapp.reading.edition import Edition
from webapp.reading.values import Field, Value, labels, once, stated

_INTERNAL: Final = "http://id.loc.gov/vocabulary/mnotetype/internal"
_WEB: Final = ("https://", "http://")


def in_order(edition: Edition) -> list[Field]:
    """The fields that have something to say."""
    says, work, instance = edition.says, edition.work, edition.instance
    named = (
        ("Responsibility", stated(says, instance, f"{BF}responsibilityStatement")),
        ("People and bodies", access_points.contributors(edition)),
        ("Other titles", access_points.other_titles(edition)),
        ("Preferred title", access_points.preferred_titles(edition)),
        ("Thesis", _thesis(edition)),
        ("Edition", stated(says, instance, f"{BF}editionStatement")),
        ("Published", _published(edition)),
        ("Description", _physical(edition)),
        ("Scale", labels(says, work, f"{BF}scale")),
        ("Medium of performance", labels(says, work, f"{BF}musicMedium")),
        ("Frequency", labels(says, instance, f"{BF}frequency")),
        ("Series", access_points.related(edition, of_series=True)),
        ("Language", _languages(edition)),
        ("Numbers", access_points.identifiers(edition)),
        ("Classification", access_points.classification(edition)),
        ("Subjects", access_points.headings(edition, f"{BF}subject")),
        ("Form and genre", access_points.headings(edition, f"{BF}genreForm")),
        ("Summary", labels(says, work, f"{BF}summary")),
        ("Contents", _contents(edition)),
        ("Notes", _notes(edition)),
        ("Related", access_points.related(edition, of_series=False)),
        ("Online", _online(edition)),
    )
    fields = [(name, once(values)) for name, values in named]
    return [Field(name, values) for name, values in fields if values]


def _thesis(edition: Edition) -> Iterator[Value]:
    says = edition.says
    for node in says.nodes(edition.work, f"{BF}dissertation"):
        parts = (
            says.text(node, LABEL),
            says.text(node, f"{BF}degree"),
            says.text(node, f"{BF}grantingInstitution", LABEL),
            says.text(node, f"{BF}date"),
        )
        if any(parts):
            yield Value((Text(", ".join(filter(None, parts))),))


def _published(edition: Edition) -> Iterator[Value]:
    found = False
    for statement in ("publication", "production", "distribution", "manufacture"):
        texts = edition.says.texts(edition.instance, f"{BF}{statement}Statement")
        if texts:
            found = True
            # The stylesheet sets a comma of its own after an Arabic one.
            yield Value(tuple(Text(text.value.replace("،,", "،"), text.lang) for text in texts))
    if not found and edition.year:
        yield Value((Text(edition.year),))
    yield from stated(edition.says, edition.instance, f"{BF}copyrightDate")


def _physical(edition: Edition) -> Iterator[Value]:
    """With the punctuation of ISBD: ``2 volumes : illustrations ; 21 cm``."""
    shown = ""
    for before, path in (
        (" ; ", (f"{BF}extent", LABEL)),
        (" : ", (f"{BF}extent", f"{BF}note", LABEL)),
        (" ; ", (f"{BF}dimensions",)),
    ):
        for part in edition.says.texts(edition.instance, *path):
            shown += (before if shown else "") + part.value
    if shown:
        yield Value((Text(shown),))


def _languages(edition: Edition) -> Iterator[Value]:
    for node in edition.says.nodes(edition.work, f"{BF}language"):
        known = vocabulary.language(node)
        label = edition.says.text(node, LABEL)
        own = (Text(known.own_name, known.tag),) if known.own_name != known.name else ()
        yield Value((Text(label or known.name, "en"), *(text for text in own if text.value)))


def _contents(edition: Edition) -> Iterator[Value]:
    says = edition.says
    for node in says.nodes(edition.work, f"{BF}tableOfContents"):
        for text in says.texts(node, LABEL):
            yield from (Value((Text(part, text.lang),)) for part in text.value.split(" -- "))
        if node not in says and node.startswith(_WEB):
            yield Value((Text(node),), address=node)


def _notes(edition: Edition) -> Iterator[Value]:
    says = edition.says
    for thing in edition.both:
        for node in says.nodes(thing, f"{BF}note"):
            texts = says.texts(node, LABEL)
            if texts and not says.is_a(node, _INTERNAL):
                yield Value(tuple(texts))


def _online(edition: Edition) -> Iterator[Value]:
    says = edition.says
    for instance in dict.fromkeys(
        (edition.instance, *says.nodes(edition.work, f"{BF}hasInstance"))
    ):
        for address in says.nodes(instance, f"{BF}electronicLocator"):
            web = address if address.startswith(_WEB) else ""
            yield Value((Text(address),), address=web)
