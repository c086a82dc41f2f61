"""Where a library puts its holdings and how it writes them: a profile, which is data, never code.

docs/profiles.md tells how to write one; converters/holdings/profiles/ has those that are shipped.
"""

import tomllib
from dataclasses import dataclass, field
from typing import Final, Self, get_args

from converters.holdings.rule_tables import field_rule, table_rule
from converters.holdings.rules import NO_WORDS, FieldRule, TableRule, Words
from converters.holdings.toml_table import ProfileFault, Table
from converters.record import Dialect

_DIALECTS: Final[tuple[Dialect, ...]] = get_args(Dialect.__value__)


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a profile says.

    ``charset`` and ``dialect`` settle records that leave them in doubt, ``libraries`` gives the
    union's code for the codes it uses, ``usual`` the dialects whose records are read with this
    profile when none is named.
    """

    name: str
    title: str
    usual: frozenset[Dialect] = frozenset()
    dialect: Dialect | None = None
    charset: str = ""
    libraries: Words = NO_WORDS
    fields: tuple[FieldRule, ...] = ()
    table: TableRule = field(default_factory=TableRule)

    @classmethod
    def read(cls, text: str, name: str) -> Self:
        """Reads the TOML of a profile; ``name`` names it in sentences: a file, or a member.

        Raises :class:`ProfileFault` with the name, the key, what is wrong and what to write.
        """
        try:
            values = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ProfileFault(f"{name}: it is no TOML ({error}); mend that line.") from None
        top = Table(name, "", values)
        reading = top.table("reading")
        made = cls(
            name=name.removesuffix(".toml"),
            title=top.text("title"),
            usual=frozenset(_dialects(top, "usual")),
            dialect=next(iter(_dialects(reading, "dialect")), None),
            charset=reading.text("charset"),
            libraries=top.words("libraries"),
            fields=tuple(field_rule(table) for table in top.tables("fields")),
            table=table_rule(top.table("table")),
        )
        for table in (top, reading):
            table.close()
        return made


def _dialects(table: Table, key: str) -> list[Dialect]:
    """The dialects a key names, one or a list of them."""
    known: dict[str, Dialect] = {dialect: dialect for dialect in _DIALECTS}
    named = table.texts(key) if table.is_list(key) else (table.text(key),)
    for name in filter(None, named):
        if name not in known:
            raise table.fault(key, f"{name!r} is no dialect", f"write one of {', '.join(known)}")
    return [known[name] for name in named if name]
