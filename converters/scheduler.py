"""The way to a dask scheduler: an address, certificates, and sentences for what is wrong with them.

dask is an optional extra, and slow to import: only who converts on a cluster imports it.
"""

from importlib import import_module
from logging import CRITICAL, getLogger
from typing import Any, Final
from urllib.parse import urlsplit

#: How long (seconds) a scheduler may take to answer before it is said to be away.
ANSWERS: Final = 10.0
_TLS: Final = "dask's configuration (distributed.comm.tls)"


class ClusterError(RuntimeError):
    """The cluster cannot be used, or not any more; the text says why and what to do."""


def connected(address: str) -> Any:
    """A client (``distributed.Client``) of the scheduler at ``tcp://host:port`` or ``tls://…``.

    Raises :class:`ClusterError`.
    """
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError:
        raise ClusterError(
            "Converting on a cluster needs dask, and it is not installed; "
            "`pip install '.[dask]'` in Catena's folder installs it."
        ) from None
    security = _security(address, distributed)
    # It tells by itself, in words for programmers, what we tell in a sentence.
    getLogger("distributed.client").setLevel(CRITICAL)
    try:
        return distributed.Client(
            address, timeout=ANSWERS, security=security, set_as_default=False, name="catena"
        )
    except OSError as error:
        raise ClusterError(
            f"No dask scheduler answers at {address} ({error}). See that it runs and that this "
            "machine reaches it."
        ) from None


def _security(address: str, distributed: Any) -> Any:
    """The certificates of dask's configuration (``distributed.Security``), fit for the address.

    Checked here because a client that finds them wrong hangs for 20 seconds before it says so.
    """
    try:
        url = urlsplit(address)
        usable = url.scheme in {"tcp", "tls"} and url.hostname and url.port
    except ValueError:
        usable = False
    if not usable:
        raise ClusterError(
            f"{address!r} is no address of a dask scheduler; write it like tcp://host:8786."
        )
    try:
        security = distributed.Security()
        offered = security.get_connection_args("client")
    except OSError as error:
        raise ClusterError(f"The certificates of {_TLS} cannot be used ({error}).") from None
    if url.scheme == "tls" and offered["ssl_context"] is None:
        raise ClusterError(f"A scheduler at tls:// needs certificates; name them in {_TLS}.")
    if url.scheme == "tcp" and offered["require_encryption"]:
        raise ClusterError(f"{address} is not encrypted, and {_TLS} asks for it; write tls://…")
    return security
