"""The language of a parallel title, which CNMARC gives in $z and MARC 21 does not."""

from collections.abc import Sequence
from itertools import islice

from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.fields import Target


def parallel_language(titles: Sequence[str], target: Target) -> str:
    """The code for the language of parallel titles; empty where nothing tells it.

    041 tells it when it names one language beside that of the text. Else plain Latin letters in a
    record for a Chinese text are taken for English, which is told.
    """
    if not titles or not all(any(each.isalpha() for each in title) for title in titles):
        return ""
    text = fixed(target.source)[35:38]
    latin = all(title.replace("’", "'").isascii() for title in titles)
    named = {
        value for each in islice(target.source.all("041"), 20) for value in each.all("adf")
    } - {text}
    if len(named) == 1 and (latin or all(not title.isascii() for title in titles)):
        return named.pop()
    if not named and latin and text == "chi":
        target.note("a parallel title in Latin letters was taken for English ($z eng)")
        return "eng"
    return ""
