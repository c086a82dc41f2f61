"""ISO 20775 (Schema for holdings information): a stream of XML into holdings.

Alone or in the records of an SRU or OAI answer. A document type is not read, entities are not
expanded, nothing is fetched, and memory stays flat.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from converters.holdings.copy import Holding
from converters.holdings.iso20775_copies import NAMESPACE, holding, name
from converters.holdings.profile import Profile
from converters.record import Rejected, Unreadable

#: So many bytes may pass without an end of a holding; more is no such file.
LARGEST: Final = 32 * 1024 * 1024
_UNITS: Final = frozenset({"holdings", "record"})


def looks_like(start: bytes) -> bool:
    """Whether a file that starts like this is XML with the namespace of ISO 20775."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and NAMESPACE.encode() in start


def read(stream: BinaryIO, profile: Profile) -> Iterator[Holding | Rejected]:
    """The holdings of a file, one for each resource, in their order; one with a fault is refused.

    Raises :class:`Unreadable` where the file stops being well-formed XML.
    """
    bounded = _Bounded(stream)
    depth = 0
    position = 0
    try:
        events = etree.iterparse(
            bounded,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
        )
        for event, element in events:
            if name(element) not in _UNITS:
                continue
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 0:
                bounded.passed = 0
                raw = etree.tostring(element, encoding="UTF-8", with_tail=False)
                if element.find(".//{*}holding") is not None:
                    position += 1
                    yield _one(element, profile, raw, position)
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"it is no well-formed XML: {error.msg}") from None


def _one(
    element: etree._Element, profile: Profile, raw: bytes, position: int
) -> Holding | Rejected:
    try:
        return holding(element, profile, raw, position)
    except Unreadable as error:
        return Rejected(position, str(error), raw, format="iso20775")


def read_one(raw: bytes, profile: Profile, position: int = 1) -> Holding:
    """One holding out of the bytes :func:`read` kept of it. Raises :class:`Unreadable`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    try:
        element = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"it is no well-formed XML: {error.msg}") from None
    return holding(element, profile, raw, position)


class _Bounded:
    """A stream that gives up when too much passes without the end of a holding."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.passed = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self.passed += len(chunk)
        if self.passed > LARGEST:
            raise Unreadable(f"no end of a holding within {LARGEST // 2**20} MiB")
        return chunk


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        for before in element.itersiblings(preceding=True):
            parent.remove(before)
