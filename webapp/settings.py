"""Every setting: name, default and meaning; read from the environment or ``catena.toml``."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

PREFIX: Final = "CATENA_"
FILE: Final = "catena.toml"
BASE_IRI: Final = re.compile(r"""https?://[^\x00-\x20<>"{}|\\^`?#\[\]]+/""")


class SettingsError(ValueError):
    """A setting that cannot be used; the text says which and what it should be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``CATENA_HOME`` and so on: the name of a field in capitals. The environment comes first,
    then ``catena.toml`` in the working folder (``home = "/srv/catena"``), then these defaults.
    """

    #: Folder of the record log, the graph and the refused records.
    home: Path = Path("var")
    #: What every IRI Catena mints begins with; kept by a store for life. Ends in ``/``.
    base_iri: str = "http://localhost:8000/"
    #: Where the record log is, as a SQLAlchemy URL (docs/growing.md); empty: SQLite in the folder.
    log: str = ""
    #: A SPARQL endpoint that keeps the graph, by the address that answers queries; empty: Oxigraph
    #: in the folder. Then the address that takes updates, when it is another; the IRI of the named
    #: graph that holds the data, empty: the default graph; whom to log in as; and the seconds one
    #: request may take.
    graph: str = ""
    graph_update: str = ""
    graph_name: str = ""
    graph_user: str = ""
    graph_password: str = ""
    graph_seconds: float = 60.0
    #: Address and port the server listens on.
    host: str = "127.0.0.1"
    port: int = 8000
    #: Code of the library whose records ``catena load`` takes in, when it is not told.
    member: str = "local"
    #: Which engine converts: ``catena``, by the rules of ``catena rules``, or ``lc``, LC's own
    #: stylesheet.
    engine: str = "catena"
    #: A file with rules for local fields (docs/rules.md); empty: none.
    local_rules: str = ""
    #: Processes that convert records; 0 means one for each core.
    workers: int = 0
    #: Threads that answer requests, and how many trusted proxies stand in front of them.
    threads: int = 16
    proxies: int = 0
    #: SPARQL queries answered at once, 0 means one for each core; as many that take longer than a
    #: second may run beside them. How many more of one client may wait for their turn.
    query_workers: int = 0
    query_waiting: int = 8
    #: The seconds one query may take, the megabytes of memory, and the megabytes of its answer.
    query_seconds: float = 30.0
    query_megabytes: int = 2048
    query_answer_megabytes: int = 64
    #: Megabytes of answers that are kept, to be given again while the catalogue has not changed.
    query_cache_megabytes: int = 64
    #: SPARQL endpoints a query may ask by SERVICE, addresses separated by blanks; empty: none.
    services: str = ""
    #: A file of keys, whose holders may ask more (docs/keys-and-jobs.md); empty: none.
    keys: str = ""
    #: IRI of the licence the data are published under, told in ``/.well-known/void``; empty: none.
    licence: str = ""

    @property
    def query_cores(self) -> int:
        """Queries answered at once, counted out."""
        return self.query_workers or os.cpu_count() or 1

    @property
    def cores(self) -> int:
        """Processes that convert, counted out."""
        return self.workers or os.cpu_count() or 1


def load_settings(environment: Mapping[str, str], file: Path) -> Settings:
    """The settings in force. Raises :class:`SettingsError` for one that cannot be used."""
    written: dict[str, Any] = {}
    if file.exists():
        try:
            written = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{file} cannot be read: {error}.") from None
    known = {field.name: field for field in fields(Settings)}
    for name in written:
        if name not in known:
            raise SettingsError(f"{file} sets {name}; the settings are {', '.join(known)}.")
    values: dict[str, Any] = {}
    for name, field in known.items():
        given = environment.get(PREFIX + name.upper(), written.get(name))
        if given is None:
            continue
        kind: Callable[[Any], Any] = Path if name == "home" else type(field.default)
        try:
            values[name] = kind(given)
        except (TypeError, ValueError):
            raise SettingsError(
                f"{PREFIX}{name.upper()} is {given!r}; it should be like {field.default!r}."
            ) from None
    settings = Settings(**values)
    if not BASE_IRI.fullmatch(settings.base_iri):
        raise SettingsError(
            f"{PREFIX}BASE_IRI is {settings.base_iri!r}; it should begin with http:// or https:// "
            "and end with a slash, with no blank, ?, # or other character no IRI has between."
        )
    return settings
