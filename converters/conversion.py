"""One record of any dialect and kind to statements: over the crosswalk, then by the rules.

The pivot is MARC 21: a record of the UNIMARC family is first made one, and what the crosswalk has
to tell is told with what the rules had to mend. Holdings say nothing of themselves: their copies
need the union's knowledge of libraries, and become items in ``catalogue/``.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from converters import authorities
from converters.crosswalk.intermarc import to_marc21_authority as from_intermarc
from converters.crosswalk.table import Crossed
from converters.crosswalk.unimarc import to_marc21
from converters.crosswalk.unimarc.authorities import to_marc21_authority
from converters.engine import Converted, Engine, Failed, Job
from converters.record import UNIMARC_FAMILY, MarcRecord

#: Raised when the tables of the crosswalks or of the authorities make something else.
TABLES: Final = 1
NO_RULES: Final = (
    "it is an INTERMARC {what} record, and Catena has no rules for these; "
    "ask the library for UNIMARC or MARC 21"
)


class NoRules(ValueError):
    """A record of a dialect and kind that nothing can be made of; the text says so in a clause."""


def crossed(record: MarcRecord) -> Crossed | None:
    """The record as MARC 21, with what was left and told; None when it is MARC 21 already.

    Raises :class:`NoRules`.
    """
    if record.dialect == "marc21" or record.kind == "holding":
        return None
    if record.dialect in UNIMARC_FAMILY:
        if record.kind == "auth":
            return to_marc21_authority(record.marc, record.dialect)
        return to_marc21(record.marc, record.dialect)
    if record.kind == "auth":
        return from_intermarc(record.marc)
    raise NoRules(NO_RULES.format(what="bibliographic"))


def pivoted(record: MarcRecord) -> MarcRecord:
    """The record as MARC 21, what the crosswalk told added to ``mended``. See :func:`crossed`."""
    over = crossed(record)
    if over is None:
        return record
    mended = (*record.mended, *over.noted)
    return replace(record, marc=over.marc, dialect="marc21", mended=mended)


class Conversion:
    """An :class:`Engine` for records of every dialect and kind, around one for MARC 21 books."""

    def __init__(self, rules: Engine) -> None:
        self.rules = rules
        self.version = f"{rules.version} tables-{TABLES}"

    def convert(self, jobs: Sequence[Job], generated: str) -> list[Converted | Failed]:
        """One outcome for each job, in order; see :class:`Engine`."""
        planned = [_planned(job) for job in jobs]
        bibs = [each for each in planned if isinstance(each, Job) and each.record.kind == "bib"]
        by_rules = iter(self.rules.convert(bibs, generated))
        outcomes: list[Converted | Failed] = []
        for job, plan in zip(jobs, planned, strict=True):
            if isinstance(plan, Failed):
                outcomes.append(plan)
                continue
            match plan.record.kind:
                case "bib":
                    outcome = next(by_rules)
                case "auth":
                    outcome = authorities.describe(plan.record.marc, plan.document, generated)
                case "holding":
                    outcome = Converted(b"")
            told = plan.record.mended[len(job.record.mended) :]
            if told and isinstance(outcome, Converted):
                outcome = Converted(outcome.triples, (*told, *outcome.mended))
            outcomes.append(outcome)
        return outcomes


def _planned(job: Job) -> Job | Failed:
    """The job with its record in MARC 21."""
    try:
        return Job(pivoted(job.record), job.document)
    except NoRules as error:
        return Failed(str(error))
