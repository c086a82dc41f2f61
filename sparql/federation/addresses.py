"""Which endpoints SERVICE may ask: the allow-list, and which addresses of a network are public."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import inet_aton
from typing import Final
from urllib.parse import urlsplit

type Address = IPv4Address | IPv6Address

_PORTS: Final = {"http": 80, "https": 443}
#: What an IRI may hold (RFC 3987), without what only a percent sign may bring in.
_CHARACTERS: Final = re.compile(r"""[^\x00-\x20\x7f-\U0010ffff<>"{}|\\^`]+""")
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_.])?")
#: What the internet routes (RFC 4291 §2.4); beside it lie loopback, link-local, unique local,
#: multicast, and the forms that carry an IPv4 address: mapped, compatible, NAT64.
_GLOBAL_UNICAST: Final = ip_network("2000::/3")
#: In the midst of public addresses, the door of a cloud's own machinery (Azure).
_MACHINERY: Final = frozenset({IPv4Address("168.63.129.16")})


def services(setting: str) -> tuple[str, ...]:
    """The addresses of `CATENA_SERVICES`, separated by blanks, each in its normal form.

    Raises ``ValueError`` with a sentence about the first that is no public endpoint's.
    """
    found = [normal(address) for address in setting.split()]
    for address in found:
        number = _number(host_and_port(address)[0])
        if number is not None and not is_public(number):
            raise ValueError(
                f"{address} is an address of this machine or of a private network, which no "
                "query may ask. Name a public endpoint."
            )
    return tuple(dict.fromkeys(found))


def normal(address: str) -> str:
    """An endpoint's address as addresses are compared (RFC 3986 §6.2.2.1, §6.2.3).

    Scheme and host in small letters, no port that the scheme means anyway, ``/`` for no path. The
    rest counts letter by letter. Raises ``ValueError`` for what is no address of an endpoint.
    """
    if _CHARACTERS.fullmatch(address) is None:
        raise ValueError(
            f"{address!r} is no address of an endpoint. Write it in ASCII, other characters "
            "percent-encoded, the host as xn--…"
        )
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"{address} is no address of an endpoint: {error}.") from None
    host = parts.hostname or ""
    if parts.scheme not in _PORTS or not host:
        raise ValueError(f"{address} is no address of an endpoint; it begins with https://host/.")
    if "@" in parts.netloc or "#" in address:
        raise ValueError(f"{address} has an account or a fragment; leave it out.")
    if ":" in host:
        host = f"[{IPv6Address(host).compressed}]"
    elif _HOST.fullmatch(host) is None:
        raise ValueError(f"{address} names no host.")
    if port == 0:
        raise ValueError(f"{address} names port 0, which nobody listens at.")
    if port is not None and port != _PORTS[parts.scheme]:
        host += f":{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{host}{parts.path or '/'}{query}"


def host_and_port(address: str) -> tuple[str, int]:
    """Where a normal address leads."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or _PORTS[parts.scheme]


def _number(host: str) -> Address | None:
    """The address a host is written as, in any spelling the system reads: `127.1`, `0x7f000001`."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(inet_aton(host))
    except OSError:
        return None


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, and to no network around this machine.

    An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4, Teredo) is never public here:
    where it ends is decided by a gateway.
    """
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast and address not in _MACHINERY
    return (
        address in _GLOBAL_UNICAST
        and address.is_global
        and address.sixtofour is None
        and address.teredo is None
        and address.scope_id is None
    )
