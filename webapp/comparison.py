"""What became of a record between two of its versions: what was sent, and what the record says."""

from collections.abc import Sequence

from catalogue.composing import POLICY, units
from converters.conversion import NoRules, pivoted
from converters.record import Unreadable
from store import Contribution, Record, StoreError
from store.log.history import Difference, Version, difference, statements_at
from webapp.contributed import is_composed, marc_of, received, sent
from webapp.errors import Problem
from webapp.reading import marc_table
from webapp.reading.description import Text
from webapp.reading.marc_table import Row
from webapp.reading.revisions import Line, Revision, fields, revision
from webapp.site import Site


class Comparison:
    """Two versions beside each other; a 404 when what one of them said was not kept."""

    def __init__(
        self, here: Site, record: Record, past: Sequence[Version], from_: int, to: int
    ) -> None:
        by_number = {version.version: version for version in past}
        self.before, self.after = by_number[from_], by_number[to]
        log, path = here.store.log, record.path
        try:
            self.statements: Difference = difference(log, path, from_, to)
            before, after = (statements_at(log, path, each) for each in (from_, to))
        except StoreError as error:
            raise Problem(404, "Not kept", str(error)) from None
        self.revision: Revision = revision(self.statements, before, after, here.store.base, path)
        self.fields: list[Line] = []
        #: How each of two contributions came (see :func:`webapp.contributed.received`).
        self.received: list[tuple[str, list[str]]] = []
        sent_ = (self.before.contribution, self.after.contribution)
        self.sent_again = sent_[0] != sent_[1]
        #: Whether one of the two is what several libraries sent, put together.
        self.composed = False
        if self.sent_again:
            contributions = [log.contribution(each) if each else None for each in sent_]
            self.composed = any(is_composed(each, path) for each in contributions)
            rows = _in_common if self.composed else _rows
            self.fields = fields(*(rows(each) for each in contributions))
            names = ("was", "is")
            self.received = [
                (name, received(each))
                for name, each in zip(names, contributions, strict=True)
                if each
            ]


def _in_common(contribution: Contribution | None) -> list[Row]:
    """What was sent as it is put together with what others sent: MARC 21, and nobody's own."""
    if contribution is None:
        return []
    try:
        marc = marc_of(contribution)
        if marc is None:
            return []
        record = pivoted(marc)
    except (Unreadable, NoRules):
        return _rows(contribution)
    return marc_table.rows(record.marc, units.shared(record.marc.fields, record.kind, POLICY))


def _rows(contribution: Contribution | None) -> list[Row]:
    """What was sent, in lines: the fields of MARC, or the lines of what is none."""
    if contribution is None:
        return []
    try:
        marc = marc_of(contribution)
    except Unreadable:
        return []
    if marc:
        return marc_table.rows(marc.marc)
    return [Row("", "", (("", Text(line)),)) for line in sent(contribution).splitlines()]
