"""Shuts a query process in: it can open no network socket and take only so much memory."""

import ctypes
import platform
import resource
import struct
from pathlib import Path
from typing import Final

PR_SET_NO_NEW_PRIVS: Final = 38
_PR_SET_SECCOMP: Final = 22
_SECCOMP_MODE_FILTER: Final = 2
ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 13  # the call returns EACCES

#: Machine name -> (audit architecture, number of the system call `socket`), little-endian both.
_SOCKET_CALL: Final[dict[str, tuple[int, int]]] = {
    "x86_64": (0xC000003E, 41),
    "aarch64": (0xC00000B7, 198),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def without_network() -> bool:
    """From now on every `socket()` of this process fails; False where the kernel cannot do it.

    The second fence behind `guard`: should Oxigraph find a `SERVICE` the guard did not, the call
    goes nowhere. Pipes that are already open keep working.
    """
    return filtered(())


def filtered(allowed: tuple[tuple[int, int, int, int], ...]) -> bool:
    """A seccomp filter that refuses `socket()` but for what these instructions allow.

    An instruction is a code, how far to jump when true and when not, and an operand; past the last
    one the call is refused. False where the kernel cannot do it.
    """
    if platform.system() != "Linux" or platform.machine() not in _SOCKET_CALL:
        return False
    architecture, call = _SOCKET_CALL[platform.machine()]
    length = len(allowed)
    program = b"".join(
        struct.pack("=HBBI", code, jump_true, jump_false, operand)
        for code, jump_true, jump_false, operand in (
            (0x20, 0, 0, 4),  # load the architecture of the call
            (0x15, 0, length + 3, architecture),  # another one (32 bit): nothing here uses it
            (0x20, 0, 0, 0),  # load the number of the call
            (0x15, 0, length + 1, call),  # not socket: allow
            *allowed,
            (0x06, 0, 0, _REFUSE),
            (0x06, 0, 0, ALLOW),
        )
    )
    libc = ctypes.CDLL(None, use_errno=True)
    filter_ = _Program(len(program) // 8, program)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    done = libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0)
    return bool(done == 0)


def reserved() -> int:
    """Bytes of address space this process has reserved."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def with_memory(more: int | None) -> None:
    """Lets this process reserve ``more`` bytes beyond what it has by now; None: as it likes.

    RLIMIT_AS counts address space: an opened store and its threads hold hundreds of MiB of it
    without using them, so the limit is set relative to what is there once the store is open.
    """
    most = resource.RLIM_INFINITY if more is None else reserved() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
