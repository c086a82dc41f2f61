"""The worked examples of the query page: the `.rq` files of `queries/examples/`, in groups."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

#: The folders, in the order of the page, and what they are called there.
GROUPS: Final[dict[str, str]] = {
    "works": "Works and editions",
    "people": "People and names",
    "subjects": "Subjects and classes",
    "libraries": "Libraries and copies",
    "figures": "Figures, charts and maps",
    "quality": "Quality of the data",
}
_VIEW: Final = re.compile(r"# Best seen as: (chart|map)")


@dataclass(frozen=True, slots=True)
class Example:
    """A query with the name it has in links, and the title and explanation its file opens with."""

    name: str
    title: str
    shows: str
    text: str
    view: str  # how its result is best looked at; empty: as a table


@cache
def examples(group: str) -> tuple[Example, ...]:
    """The examples of a group, in the order of the numbers their files begin with."""
    folder = files("sparql").joinpath("queries", "examples", group)
    names = sorted(
        (file.name for file in folder.iterdir() if file.name.endswith(".rq")),
        key=lambda name: int(name.partition("-")[0]),
    )
    return tuple(_example(name, folder.joinpath(name).read_text("utf-8")) for name in names)


def _example(file: str, text: str) -> Example:
    title, shows, third, *_ = text.splitlines()
    view = _VIEW.fullmatch(third)
    return Example(
        file.removesuffix(".rq").partition("-")[2],
        title.removeprefix("# "),
        shows.removeprefix("# "),
        text,
        view[1] if view else "",
    )
