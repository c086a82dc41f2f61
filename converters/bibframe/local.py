"""A site's rules for its local fields: a Python file with a ``TABLE``, in the language of ours."""

import runpy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from converters.bibframe.table import Rule, Table


class LocalRulesError(ValueError):
    """A file of local rules that cannot be used; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Local:
    """A site's table; ``version`` changes with every change of the file."""

    table: Table
    version: str


def load_rules(file: Path) -> Local:
    """Runs the file and takes its ``TABLE``. Raises :class:`LocalRulesError`."""
    try:
        content = file.read_bytes()
        table = _checked(file, runpy.run_path(str(file)).get("TABLE"))
    except OSError as error:
        raise LocalRulesError(
            f"The local rules {file} cannot be read ({error.strerror}); "
            "CATENA_LOCAL_RULES must name a file, or nothing."
        ) from None
    except LocalRulesError:
        raise
    except (Exception, SystemExit) as error:  # it is the site's code: anything may go wrong
        where = error.lineno if isinstance(error, SyntaxError) else _line(error, file)
        raise LocalRulesError(
            f"The local rules {file} do not work: line {where}: {type(error).__name__}: {error}."
        ) from error
    return Local(table, f"{file.name} {blake2b(content, digest_size=4).hexdigest()}")


def _checked(file: Path, table: object) -> Table:
    if table is None:
        raise LocalRulesError(f"The local rules {file} have no TABLE (docs/rules.md).")
    if not isinstance(table, Mapping) or not all(
        isinstance(tag, str)
        and len(tag) == 3
        and isinstance(rules, Sequence)
        and all(isinstance(rule, Rule) for rule in rules)
        for tag, rules in table.items()
    ):
        raise LocalRulesError(
            f"TABLE in the local rules {file} must give, for each tag of three characters, a tuple "
            'of rules: {"950": (instance(…),)}; mind the comma (docs/rules.md).'
        )
    for rules in table.values():
        for rule in rules:
            rule.compiled()
    return table


def _line(error: BaseException, file: Path) -> int | str:
    """The line of the file an error came from."""
    line: int | str = "?"
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
