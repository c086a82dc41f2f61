"""Who is asking: the key a request shows, and the name it waits its turn by."""

import ipaddress
from datetime import UTC, datetime
from typing import Final, NoReturn

from flask import Flask, Response, after_this_request, current_app, g, request

from webapp.errors import Problem
from webapp.keys.file import Holder
from webapp.keys.ring import Keyring

EXTENSION: Final = "catena-keys"
_HELD: Final = "catena_holder"
#: A browser asks its user by Basic; programs are told Bearer first (RFC 6750 §3, RFC 7617).
_CHALLENGES: Final = ('Bearer realm="Catena"', 'Basic realm="Catena", charset="UTF-8"')
#: Networks of IPv6 of this size are one customer's, who has all their addresses.
_SITE: Final = 64
#: What a browser says of a request that another site's page made it send (Fetch Metadata).
_OWN: Final = frozenset({"same-origin", "none"})


def init_app(app: Flask, keyring: Keyring | None) -> None:
    """Without a keyring nobody holds a key, and whatever requests show is passed over."""
    app.extensions[EXTENSION] = keyring


def holder() -> Holder | None:
    """Who holds the key this request shows; None when it shows none.

    Raises a 401 for a key that is not known, or no longer.
    """
    keyring = current_app.extensions.get(EXTENSION)
    if keyring is None or "Authorization" not in request.headers:
        return None
    if _HELD not in g:
        assert isinstance(keyring, Keyring)  # noqa: S101 - for the type checker; init_app put it
        setattr(g, _HELD, _known(keyring, _token()))
    held: Holder = getattr(g, _HELD)
    return held


def needed() -> Holder:
    """Who holds the key this request shows; raises a 401 when it shows none."""
    if current_app.extensions.get(EXTENSION) is None:
        raise Problem(
            404,
            "No keys here",
            "This catalogue gives no keys, so there are no jobs. Ask at /sparql, in small parts.",
        )
    held = holder()
    if held is None:
        _refuse(
            "A key is needed",
            "This is for holders of a key. Show yours as “Authorization: Bearer TOKEN”, or as the "
            "password of HTTP Basic; who runs this catalogue gives keys.",
        )
    return held


def client() -> str:
    """By which name this request waits its turn: the key's, else the address; not to be kept."""
    held = holder()
    return f"key {held.name}" if held else _network(request.remote_addr or "")


def not_from_elsewhere() -> None:
    """Refuses what another site's page had a browser send with the password it remembers."""
    site = request.headers.get("Sec-Fetch-Site", "")
    origin = request.headers.get("Origin", "")
    own = origin in ("", f"{request.scheme}://{request.host}")
    shown = request.authorization
    if shown is not None and shown.type == "basic" and not (site in _OWN if site else own):
        raise Problem(
            403,
            "Sent by another site",
            "A page of another site made your browser send this, so it was not done. Do it from "
            "the pages here, or show the key as “Authorization: Bearer TOKEN”.",
        )


def _token() -> str:
    """What the request shows; empty for what is neither Bearer nor Basic."""
    shown = request.authorization
    if shown is None:
        return ""
    if shown.type == "basic":
        return shown.password or ""
    return (shown.token or "") if shown.type == "bearer" else ""


def _known(keyring: Keyring, token: str) -> Holder:
    found = keyring.shown(token) if token else None
    if found is None:
        _refuse(
            "This key is not known",
            "The request shows a key that is not known here. Compare it with the one you were "
            "given, or leave it out and ask as the public does.",
            'error="invalid_token"',
        )
    if found.expired(datetime.now(UTC).date()):
        _refuse(
            "This key has expired",
            f"The key {found.name} was good until {found.expires}. Ask who runs this catalogue for "
            "a new one, or leave it out and ask as the public does.",
            'error="invalid_token"',
        )
    return found


def _refuse(title: str, detail: str, why: str = "") -> NoReturn:
    bearer, basic = _CHALLENGES

    def challenged(response: Response) -> Response:
        response.headers.add("WWW-Authenticate", f"{bearer}, {why}" if why else bearer)
        response.headers.add("WWW-Authenticate", basic)
        return response

    after_this_request(challenged)
    raise Problem(401, title, detail)


def _network(address: str) -> str:
    """An address of IPv4, a network of IPv6; some proxies put the port behind the address."""
    for written in (address, address.rpartition(":")[0].strip("[]")):
        try:
            found = ipaddress.ip_address(written)
        except ValueError:
            continue
        if isinstance(found, ipaddress.IPv6Address):
            if found.ipv4_mapped is None:
                return str(ipaddress.IPv6Network((int(found), _SITE), strict=False))
            found = found.ipv4_mapped
        return str(found)
    return "an unknown address"
