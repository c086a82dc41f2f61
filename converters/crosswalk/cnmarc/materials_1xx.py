"""115–135, what is said in codes of films, pictures, maps, music, sound, microforms and files."""

from collections.abc import Mapping
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.fields import Record, Target
from converters.crosswalk.table import Left, Table, move


def _same(letters: str, **others: str) -> Mapping[str, str]:
    return {**{each: each for each in letters}, **others}


#: 115: the codes of 007 for films and video.
_RELEASE: Final = {"d": "b", "f": "c", "r": "d", "c": "a"}
_SOUND_CARRIER: Final = _same("abcdefghi", u="u", z="z")
_WIDTH: Final = _same("opq", a="a", b="b", c="c", d="d", e="e", f="f", g="g", m="n", r="m", z="z")
#: 116: what kind of picture (007/01), and its colour (007/03).
_PICTURE: Final = dict(zip("cdefghijl", "abcdefhik", strict=True))
_COLOUR: Final = {"a": "a", "b": "b", "c": "c", "h": "d", "m": "v"}
_OBJECT: Final = {"q": "as", "w": "aq", "p": "ag", "c": "bb", "g": "ap", "r": "zz"}
#: 125 and 126: scores (008/20), speech (008/30), and the carriers of sound (007).
_SCORE: Final = _same("abcdegmuz", h="d", k="c", n="x")
_SPEECH: Final = {
    "a": "h",
    "b": "i",
    "c": "q",
    "d": "b",
    "e": "j",
    "f": "c",
    "g": "k",
    "h": "d",
    "j": "p",
    "k": "r",
    "l": "e",
    "m": "l",
    "o": "s",
    "p": "a",
    "r": "m",
    "s": "g",
    "t": "n",
    "z": "z",
}
_CARRIER: Final = {"d": "a", "t": "b", "s": "c", "g": "d", "w": "e", "e": "f", "q": "g", "i": "h"}
_SPEED: Final = {**dict(zip("abcdefhiklmopr", "abcdeghilkmnop", strict=True)), "n": "x", "z": "z"}
_CHANNELS: Final = {"m": "a", "s": "b", "q": "c", "z": "z"}
_GROOVE: Final = {"m": "b", "s": "a", "n": "x", "z": "z"}
_SIZE: Final = _same("abcdefjosz", g="h", n="x")
_TAPE: Final = {"l": "d", "m": "a", "o": "b", "p": "c", "n": "x", "z": "z"}
_TRACKS: Final = _same("abcdefz", n="x")

TABLE: Final[Table] = {
    # 123 Scale and coordinates: the same letters, but for the sky
    "034": (
        move(
            "123",
            "a b c d e f g h j>i k>j m n>k p>n",
            lambda source: {"0": "0", "1": "1", "3": "2"}.get(source.first, " "),
            rest=reasons.NO_PLACE,
        ),
    ),
    # 127 Duration, 128 Performers
    "306": (move("127", "a", rest=reasons.NO_PLACE),),
    "048": (move("128", "a>b b>c", rest=reasons.NO_PLACE),),
    "047": (move("128", "a", rest=reasons.NO_PLACE),),
    "382": (Left(reasons.NO_PLACE),),
}


def materials(source: Record, target: Target) -> None:
    """The coded fields the kind of material asks for, from 007 and 008."""
    kind = source.leader[6:7]
    old = fixed(source)
    physical = {
        (field.data or "")[:1]: (field.data or "").ljust(23)
        for field in reversed(list(source.all("007")))
    }
    if kind == "g" or "v" in physical or "m" in physical:
        _films(old, kind, physical, target)
    if kind == "k" or "k" in physical:
        data = physical.get("k", " " * 23)
        target.add(
            "116",
            "  ",
            [("a", f"{_PICTURE.get(data[1], 'z')}uu{_COLOUR.get(data[3], 'u')}uu    uu    uu")],
        )
    if kind == "r":
        what = _OBJECT.get(old[33], "zz")
        target.add("117", "  ", [("a", f"{what}uu    u")])
    if kind in {"e", "f"}:
        _maps(old, physical, target)
    if kind in {"c", "d", "i", "j"}:
        _music(old, kind, target)
    if "s" in physical:
        _sound(physical["s"], target)
    if "h" in physical:
        _microform(physical["h"], target)
    if kind == "m" or "c" in physical:
        _files(source, old, physical, target)


def _films(old: str, kind: str, physical: Mapping[str, str], target: Target) -> None:
    data = physical.get("v") or physical.get("m") or physical.get("g") or " " * 23
    what = {"m": "a", "v": "c"}.get(data[0], "b")
    length = old[18:21] if kind == "g" and old[18:21].isdecimal() else "   "
    colour = {"b": "a", "c": "b", "m": "c"}.get(data[3], "u")
    sound = {"a": "a", "b": "b", " ": "y"}.get(data[5], "u")
    release = _RELEASE.get(data[1], "x") if what == "c" else "x"
    whole = (
        f"{what}{length}{colour}{sound}{_SOUND_CARRIER.get(data[6], 'u')}"
        f"{_WIDTH.get(data[7], 'u')}uux    {release}uuuu"
    )
    target.add("115", "  ", [("a", whole)])


def _maps(old: str, physical: Mapping[str, str], target: Target) -> None:
    data = physical.get("a", " " * 23)
    colour = {"a": "a", "c": "b"}.get(data[3], "u")
    index = "c" if old[31] == "1" else "y"
    relief = "".join(each if each in "abcdefgijkz" else " " for each in old[18:22])
    projection = old[22:24] if old[22:24].isalpha() else "uu"
    target.add("120", "  ", [("a", f"{colour}{index}y{relief}{projection}uu  ")])


def _music(old: str, kind: str, target: Target) -> None:
    """125 and 128: score and parts, what is spoken, form of composition."""
    if kind in {"c", "d"}:
        parts = {" ": "y", "n": "x", "d": "a", "e": "a", "f": "a"}.get(old[21], "u")
        target.add("125", "  ", [("a", f"{_SCORE.get(old[20], 'u')}{parts}")])
    speech = "".join(_SPEECH[each] for each in old[30:32] if each in _SPEECH)
    if kind == "i" and speech:
        target.add("125", "  ", [("b", speech.ljust(2))])
    if old[18:20].isalpha() and old[18:20] not in {"uu", "nn"}:
        target.add("128", "  ", [("a", old[18:20])])


def _sound(data: str, target: Target) -> None:
    positions = (
        (_CARRIER, 1, "z"),
        (_SPEED, 3, "u"),
        (_CHANNELS, 4, "u"),
        (_GROOVE, 5, "u"),
        (_SIZE, 6, "u"),
        (_TAPE, 7, "u"),
        (_TRACKS, 8, "u"),
    )
    codes = "".join(codes.get(data[place], unknown) for codes, place, unknown in positions)
    target.add("126", "  ", [("a", f"{codes}      uu")])


def _microform(data: str, target: Target) -> None:
    polarity = {"a": "a", "b": "b", "m": "d"}.get(data[3], "c")
    ratio = data[6:9] if data[6:9].isdecimal() else "   "
    colour = {"b": "a", "c": "b", "m": "v"}.get(data[9], "c")
    emulsion = {"a": "a", "b": "b", "c": "c", "m": "v", "n": "x"}.get(data[10], "u")
    generation = {"a": "a", "b": "b", "c": "c", "m": "v"}.get(data[11], "u")
    base = {"a": "a", "d": "a", "p": "a", "t": "a", "n": "v", "i": "b"}.get(data[12], "u")
    form = data[1] if data[1] in "abcdefgh" else "z"
    size = data[4] if data[4] in "adfghlmop" else "u"
    reduction = data[5] if data[5] in "abcdev" else "u"
    whole = f"{form}{polarity}{size}{reduction}{ratio}{colour}{emulsion}{generation}{base}"
    target.add("130", "  ", [("a", whole)])


def _files(source: Record, old: str, physical: Mapping[str, str], target: Target) -> None:
    """135: the kind of file from 008 or 006, and 007/01–13 as it is, one place to the left."""
    more = next((f.data or "" for f in source.all("006") if (f.data or "")[:1] == "m"), "")
    code = old[26] if source.leader[6:7] == "m" else more.ljust(18)[9]
    kind = {**_same("abcdz"), "e": "d", "h": "z", "i": "v", "j": "z", "m": "v"}.get(code, "u")
    data = physical.get("c", "c" + "u" * 13)
    rest = data[3:14].replace("|", "u").replace("uuuuuuuuuuu", "uu ---uuuuu")
    carrier = data[1] if data[1] in "abcefhjmorz" else "u"
    target.add("135", "  ", [("a", f"{kind}{carrier}{rest}")])
