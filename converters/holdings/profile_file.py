"""A profile out of its TOML file: a shipped one by its name, a member's own by its path."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from converters.holdings.profile import Profile
from converters.holdings.toml_table import ProfileFault
from converters.record import Dialect

_SHIPPED: Final = Path(__file__).parent / "profiles"
#: A profile is written by hand; a file larger than this is something else.
_LARGEST: Final = 1_000_000


@cache
def shipped() -> Mapping[str, Profile]:
    """The profiles that come with Catena, by name, in alphabetical order."""
    files = sorted(_SHIPPED.glob("*.toml"))
    return MappingProxyType({file.stem: load(file) for file in files})


@cache
def usual(dialect: Dialect) -> Profile:
    """The profile for records of a dialect when the member has none of its own."""
    for profile in shipped().values():
        if dialect in profile.usual:
            return profile
    return Profile(dialect, f"no field of {dialect} is known to hold copies")


def profile(named: str) -> Profile:
    """The shipped profile of this name, or the one in this file. Raises :class:`ProfileFault`."""
    return shipped().get(named) or load(_file(named))


def text_of(named: str) -> str:
    """The TOML of the profile :func:`profile` gives for the same word."""
    return _text(_SHIPPED / f"{named}.toml" if named in shipped() else _file(named))


def load(file: Path) -> Profile:
    """Reads one file. Raises :class:`ProfileFault` with the file, the key and the remedy."""
    return Profile.read(_text(file), file.name)


def _file(named: str) -> Path:
    file = Path(named)
    if not file.suffix and not file.exists():
        raise ProfileFault(
            f"There is no profile {named!r}; write one of {', '.join(shipped())}, "
            "or the path of a .toml file."
        )
    return file


def _text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            text = stream.read(_LARGEST + 1)
    except OSError as error:
        raise ProfileFault(f"{file}: {error.strerror}; give the path of a .toml file.") from None
    if len(text) > _LARGEST:
        raise ProfileFault(f"{file.name}: it is larger than 1 MB; give the path of a profile.")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProfileFault(f"{file.name}: it is not in UTF-8; save it as UTF-8.") from None
