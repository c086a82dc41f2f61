"""The records of a case, read from the log: who sent them, what they say and are called."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

import pymarc

from catalogue.joining.assigning import order
from catalogue.reading import as_sent
from catalogue.review.lines import title
from catalogue.review.values import Side
from converters.conversion import NoRules, pivoted
from converters.record import Unreadable
from store import Contribution
from store.log.likenesses import Sourced, feeding
from store.log.reading import RecordLog

_COPY: Final = b"/bibframe/hasItem> "


@dataclass
class Sides:
    """Reads the sides of cases; ``marc`` is what it has read, by path, as MARC 21."""

    log: RecordLog
    marc: dict[str, pymarc.Record] = field(default_factory=dict)

    def of(self, paths: Collection[str]) -> dict[str, Side]:
        """The live records among these, by path."""
        sources: defaultdict[str, list[Sourced]] = defaultdict(list)
        for each in feeding(self.log, paths=paths):
            sources[each.path].append(each)
        records = {path: record for path in paths if (record := self.log.record(path))}
        sent = {
            path: record.contribution
            for path, record in records.items()
            if record.status == "live" and record.contribution is not None
        }
        contributions = self.log.contributions({*sent.values()})
        says = self.log.saying([*sent])
        found: dict[str, Side] = {}
        for path in sorted(sent, key=order):
            theirs = sorted(sources[path], key=lambda source: source.name)
            if not theirs:
                continue
            made_of = contributions[sent[path]]
            kind = records[path].kind
            self.marc[path] = _marc21(made_of)
            frame = [each for each in theirs if each.contribution == made_of.id]
            found[path] = Side(
                path,
                records[path].version,
                title(self.marc[path], kind),
                tuple(theirs),
                (frame or theirs)[0].name,
                says[path].count(_COPY),
            )
        return found


def _marc21(sent: Contribution) -> pymarc.Record:
    """What was sent, in the dialect of the lines; as it came where there are no rules for it."""
    try:
        record = as_sent(sent)
        return pivoted(record).marc
    except NoRules:
        return record.marc
    except Unreadable:
        return pymarc.Record()
