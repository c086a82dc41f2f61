"""Two records made one by a person's decision, as simply as the log allows."""

from store.log.likenesses import feeding, moment
from store.log.reading import RecordLog
from store.log.uniting import Moved, Occasion, Told, Union
from store.log.writer import LogWriter


def merge(log: RecordLog, path: str, survivor: str, at: str, reason: str) -> None:
    """The sources of ``path`` feed ``survivor`` from now on; ``path`` leads there."""
    record = log.record(path)
    if record is None or log.record(survivor) is None:
        raise KeyError(path, survivor)
    moved = [
        Moved((each.member, each.kind, each.control), survivor, each.likeness, (path,))
        for each in feeding(log, paths=[path])
    ]
    told = Told(path, record.kind, None, "merge", reason, other=survivor)
    union = Union(moved=moved, told=[told])
    assert LogWriter(log).unite(union, Occasion(at, "t", "test"), moment(log))
