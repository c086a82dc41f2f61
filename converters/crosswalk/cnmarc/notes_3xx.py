"""3XX, the notes."""

from functools import partial
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.texts_of_notes_3xx import (
    contents,
    frequency,
    general,
    indexed,
    references,
    thesis,
    write_note,
)
from converters.crosswalk.fields import Field, Target
from converters.crosswalk.table import By, Left, Table, move


def _note(tag: str) -> tuple[By, ...]:
    """The texts of a field as one note."""
    return (By(partial(write_note, tag)),)


def _rda(tag: str, code: str, default: str) -> tuple[By, ...]:
    def rule(source: Field, target: Target) -> None:
        codes = source.all("b")
        scheme = source.get("2")
        target.leave(source, "013", reasons.NO_PLACE)
        if not codes or codes == [default]:
            target.leave(source, "ab2", reasons.RDA_TYPES)
            return
        target.leave(source, "a", reasons.SAID_IN.format("its code"))
        target.add(tag, "  ", [*((code, each) for each in codes), ("2", scheme)])

    rule.__doc__ = f"{tag}: the code and its list; the common one ({default}) is said by 106."
    return (By(rule),)


_SAME_NOTE: Final = {
    "311": ("501", "580"),
    "305": ("503", "562"),
    "302": ("546",),
    "304": ("570",),
    "312": ("547",),
    "313": ("522",),
    "314": ("545", "550"),
    "315": ("507", "513", "515", "525", "552", "565", "567", "514"),
    "316": ("563",),
    "317": ("561",),
    "322": ("508",),
    "323": ("511",),
    "324": ("534",),
    "325": ("533", "530", "535"),
    "332": ("524",),
    "333": ("521",),
    "336": ("516",),
    "337": ("538",),
    "310": ("506", "540"),
    "300": ("518", "523", "526", "536", "544", "556", "581", "582", "585", "586", "588", "555"),
}
TABLE: Final[Table] = {
    "500": (By(general),),
    "502": (By(thesis),),
    "504": (By(references),),
    "505": (By(contents),),
    "510": (By(indexed),),
    "520": _note("330"),
    "541": (Left(reasons.HOLDINGS),),
    "583": (move("318", "a b c d e f h i j k l n o x>p z>r 5", rest=reasons.NO_PLACE),),
    "584": (Left(reasons.HOLDINGS),),
    **{tag: _note(kind) for kind, tags in _SAME_NOTE.items() for tag in tags},
    **{f"59{digit}": (Left(reasons.LOCAL),) for digit in "0123456789"},
    "310": (By(frequency),),
    "321": (By(frequency),),
    # 181–183 Content, media, carrier in codes of RDA (UNIMARC Manual, updates from 2012)
    "336": _rda("181", "c", "txt"),
    "337": _rda("182", "c", "n"),
    "338": _rda("183", "a", "nc"),
    "307": (Left(reasons.NO_PLACE),),
    "340": _note("307"),
    "344": _note("307"),
    "345": _note("307"),
    "346": _note("307"),
    "347": _note("307"),
    "352": _note("307"),
    "353": _note("307"),
    "342": (Left(reasons.NO_PLACE),),
    "343": (Left(reasons.NO_PLACE),),
    "348": _note("208"),
    "351": _note("300"),
    "355": _note("310"),
    "357": _note("310"),
    "363": (Left(reasons.SAID_IN.format("362")),),
    "365": (Left(reasons.HOLDINGS),),
    "366": (Left(reasons.HOLDINGS),),
    **{
        tag: (Left(reasons.NO_PLACE),)
        for tag in ("335", "341", "361", "370", "377", "380", "381", "383", "384", "385", "386")
    },
    **{tag: (Left(reasons.NO_PLACE),) for tag in ("387", "388", "532", "542")},
}
