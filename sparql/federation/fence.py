"""Shuts a query process in that asks the relay: of all networks it keeps TCP to one port.

The second fence behind the rewriting: seccomp sees the kind of a socket and not where it leads,
Landlock (ABI 4, Linux 6.7) sees the port of a connection and not the machine. Together they leave
TCP over IPv4 to the relay's port, which is one that the system chose.
"""

import ctypes
import platform
import struct
from typing import Final

from sparql.service.isolation import ALLOW, PR_SET_NO_NEW_PRIVS, filtered

_AF_INET: Final = 2
_SOCK_STREAM: Final = 1
#: Of a socket's kind; the other bits say how it is opened (SOCK_CLOEXEC, SOCK_NONBLOCK).
_KIND: Final = 0xF
#: The same numbers on every machine.
_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446
_VERSION: Final = 1  # the flag that asks which ABI the kernel has
_NETWORK_SINCE: Final = 4
_BIND_TCP, _CONNECT_TCP = 1, 2
_RULE_NET_PORT: Final = 2


def only_port(port: int) -> tuple[bool, bool]:
    """From now on this process, and threads it starts later, opens TCP sockets over IPv4 only,
    and connects them to this port only.

    Says of each half whether this kernel can do it: the kind of socket, the port. There is no way
    back. To be called before any thread is started.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    if platform.system() != "Linux" or libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False, False
    ported = _landlock(libc, port)
    return filtered(_ONLY_TCP), ported


#: Allows a socket whose first two arguments are the family and the kind of TCP over IPv4.
_ONLY_TCP: Final = (
    (0x20, 0, 0, 16),  # load the lower half of the first argument
    (0x15, 0, 4, _AF_INET),
    (0x20, 0, 0, 24),  # and of the second
    (0x54, 0, 0, _KIND),
    (0x15, 0, 1, _SOCK_STREAM),
    (0x06, 0, 0, ALLOW),
)


def _landlock(libc: ctypes.CDLL, port: int) -> bool:
    """Landlock rules (kernel's userspace-api/landlock): no listening, one port to connect to."""
    if libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION) < _NETWORK_SINCE:
        return False
    handled = struct.pack("=QQ", 0, _BIND_TCP | _CONNECT_TCP)  # of files, of the network
    rules = libc.syscall(_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return False
    allowed = struct.pack("=QQ", _CONNECT_TCP, port)
    try:
        added = libc.syscall(_ADD_RULE, rules, _RULE_NET_PORT, allowed, 0)
        return bool(added == 0 and libc.syscall(_RESTRICT_SELF, rules, 0) == 0)
    finally:
        libc.close(rules)
