"""Linking fields 4XX and 604: a field inside a field, after ``$1`` (UNIMARC Manual, 4--).

Found in two spellings: ``$12001 $a…`` (tag and two indicators, then the subfields of that field)
and ``$1200 1$a…`` (a blank between); ``$1001`` is followed by a control number, without indicators.
"""

from converters.crosswalk.fields import Field


def embedded(source: Field) -> list[Field]:
    """The fields inside a linking field, in order; one pass, however many there are.

    What stands before the first ``$1`` is in none of them. The places of their subfields are those
    in the linking field; ``$1`` itself, with a control number, belongs to the field it begins.
    """
    found: list[Field] = []
    places: list[int] = []
    current: Field | None = None
    for place, (code, value) in zip(source.places, source.subfields, strict=True):
        if code == "1":
            begun = _begun(source, value)
            found.append(begun)
            # A control field has no subfields: what follows is of the linking field itself.
            current, places = (None, []) if begun.data is not None else (begun, [])
            begun.places = places
        elif current is not None:
            current.subfields.append((code, value))
            places.append(place)
    return found


def _begun(source: Field, value: str) -> Field:
    tag, rest = value[:3], value[3:]
    if tag == "001":
        return Field(tag, " ", " ", [], source.place, (), rest.strip())
    if tag < "010" or not tag.isdecimal():
        # Some systems write the control number alone.
        return Field("001", " ", " ", [], source.place, (), value.strip())
    first, second = rest[:1] or " ", rest[1:2] or " "
    if tag[:1] in "25" and first == " ":
        # Titles have their first indicator only: the blank stands between it and the tag.
        first, second = second, " "
    return Field(tag, first, second, [], source.place, ())


def begins_field(value: str) -> bool:
    """Whether a ``$1`` begins a data field, and not a control number."""
    return value[:3] >= "010" and value[:3].isdecimal()


def styled(source: Field) -> Field:
    """A linking field of the standard-subfields kind, ``$1`` and what belongs to it left out."""
    kept = []
    places = []
    inside = False
    for place, each in zip(source.places, source.subfields, strict=True):
        if each[0] == "1":
            inside = begins_field(each[1])
        elif not inside:
            kept.append(each)
            places.append(place)
    return Field(source.tag, source.first, source.second, kept, source.place, places)
