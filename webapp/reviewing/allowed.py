"""Who may decide at the desk: holders of a key with the right to; everybody may look."""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from flask import Flask, current_app, request

from catalogue.review.deciding import Desk
from webapp.errors import Problem
from webapp.keys.file import Holder
from webapp.querying import keys

EXTENSION: Final = "catena-desk"
_PURPOSE: Final = b"decides at the desk"


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether this request may decide: by whose key, or why not, in a sentence.

    ``stamp`` goes into every form; another site's page cannot know it. ``asks``: a key may help.
    """

    name: str = ""
    stamp: str = ""
    why: str = ""
    asks: bool = False


def init_app(app: Flask, desk: Desk | None) -> None:
    """Without a desk the pages are only to be read."""
    app.extensions[EXTENSION] = desk


def permit() -> Permit:
    """What this request may do."""
    if current_app.extensions.get(EXTENSION) is None:
        return Permit(why="This catalogue takes no decisions over the web; catena review does.")
    if current_app.extensions.get(keys.EXTENSION) is None:
        return Permit(why="This catalogue gives no keys, so nobody decides over the web.")
    holder = keys.holder()
    if holder is None:
        why = "You can look. To decide, show a key that may; who runs this catalogue gives it."
        return Permit(why=why, asks=True)
    if not holder.review:
        return Permit(
            why=f"You can look. The key {holder.name} may not decide; ask who runs this catalogue."
        )
    return Permit(holder.name, _stamp(holder))


def needed() -> tuple[Desk, str]:
    """The desk and who decides; raises what is in the way of it.

    A browser sends the password it remembers with what other sites' pages make it send. So such a
    request must say that it comes from here, and bear the stamp that stood in the page.
    """
    desk = current_app.extensions.get(EXTENSION)
    if desk is None:
        raise Problem(404, "No desk here", permit().why)
    assert isinstance(desk, Desk)  # noqa: S101 - for the type checker; init_app put it there
    holder = keys.needed()
    if not holder.review:
        raise Problem(
            403,
            "This key may not decide",
            f"The key {holder.name} is not for decisions. Who runs this catalogue gives such a key "
            "by catena key new NAME --review.",
        )
    if request.method != "GET":
        keys.not_from_elsewhere()
        _stamped(holder)
    return desk, holder.name


def _stamped(holder: Holder) -> None:
    """Refuses what a browser sent by itself; who shows a token with the request means it."""
    shown = request.authorization
    if shown is not None and shown.type == "bearer":
        return
    given = request.form.get("stamp", "").encode()
    if not hmac.compare_digest(given, _stamp(holder).encode()):
        raise Problem(
            403,
            "Not sent from the page",
            "The form lacks the stamp of its page, so nothing was decided. Load the page again and "
            "decide there, or show the key as “Authorization: Bearer TOKEN”.",
        )


def _stamp(holder: Holder) -> str:
    """What only pages shown to this holder bear."""
    return hmac.new(holder.sha256.encode(), _PURPOSE, sha256).hexdigest()[:32]
