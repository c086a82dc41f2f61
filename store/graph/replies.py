"""What a server answers, and the sentences for what is no good answer; a password is in none."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import requests

from store.errors import StoreError, Unreachable

#: Most of the server's own words that are repeated (characters).
WORDS: Final = 300
_IN_MID_ANSWER: Final = (
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.ContentDecodingError,
)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, read to its end.

    ``framed``: its length was announced, so that nothing was lost on the way. ``partial``: the
    server says that it holds some rows back.
    """

    status: int
    media_type: str
    body: bytes
    framed: bool
    partial: bool = False

    @property
    def taken(self) -> bool:
        """Whether the server did what it was asked."""
        return 200 <= self.status < 300

    @property
    def words(self) -> str:
        """What the server says about a failure: its first lines, without a page's markup."""
        if "html" in self.media_type:
            return ""
        text = self.body[: 8 * WORDS].decode(errors="replace").partition("\n\n")[0]
        return " ".join(text.split())[:WORDS]


def failed(reply: Reply, where: str) -> StoreError:
    """The error for an answer that is not `taken`; :class:`Unreachable` where it may pass."""
    said = f"{reply.status}: {reply.words}" if reply.words else f"{reply.status}"
    if reply.status >= 500:
        return Unreachable(
            f"The graph's server at {where} failed ({said}). Look at its own log; the same may "
            "work again in a while."
        )
    return StoreError(f"The graph's server at {where} refused a request ({said}).")


def shown(address: str) -> str:
    """An address as it may be shown: without the account and the parameters it may carry."""
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if host else address.rpartition("@")[2]


def lost(error: requests.RequestException, where: str, setting: str) -> str:
    """Why there is no answer, or not a whole one."""
    if isinstance(error, requests.exceptions.SSLError):
        return f"The certificate of the graph's server at {where} is not trusted."
    if isinstance(error, _IN_MID_ANSWER):
        return f"The graph's server at {where} broke off in the middle of its answer. Try again."
    return f"The graph's server at {where} cannot be reached. Start it, or correct {setting}."


def understood(reply: Reply, where: str, setting: str) -> Reply:
    """The reply, if it comes from a SPARQL endpoint that lets us in; :class:`StoreError` if not."""
    if reply.status in (401, 403):
        raise StoreError(
            f"The graph's server at {where} does not let Catena in ({reply.status}). Set "
            "CATENA_GRAPH_USER and CATENA_GRAPH_PASSWORD to an account that may read and write."
        )
    if (
        reply.status in (404, 405)
        or 300 <= reply.status < 400
        or (reply.taken and "html" in reply.media_type)
    ):
        raise StoreError(
            f"What answers at {where} is not a SPARQL endpoint ({reply.status}, "
            f"{reply.media_type or 'nothing'}). Set {setting} to the address of one."
        )
    if reply.partial:
        raise StoreError(
            f"The graph's server at {where} holds back a part of its answers. Lift its limits "
            "on rows and on time (in virtuoso.ini ResultSetMaxRows and MaxQueryExecutionTime)."
        )
    return reply
