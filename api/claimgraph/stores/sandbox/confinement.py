"""What a process that runs other people's queries gives up, as far as the system lets it.

Each step reports whether it worked, so that an operator can read what protects
a server instead of hoping. No step replaces another: the network is out of
reach by namespace and, if there is none, for want of a file descriptor to open
a socket with.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")

Isolation = dict[str, bool]


def leave_network() -> bool:
    """Move into an empty network namespace: root may, others where user namespaces are allowed."""
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    return any(unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def ignore_signals() -> None:
    """Let the server decide when to end: Ctrl-C and `systemctl stop` reach all its processes at once."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)


def confine(memory_bytes: int, parent_pid: int) -> Isolation:
    """Limit this process for good; it may add `memory_bytes` to the address space it has."""
    is_linux, memory_limit = sys.platform == "linux", address_space_bytes() + memory_bytes
    return {
        "dies with its parent": _die_with_parent(parent_pid),
        "no new privileges": _prctl(_PR_SET_NO_NEW_PRIVS, 1),
        "memory limit": _set_limit("RLIMIT_AS", memory_limit) if is_linux else False,
        "no core dumps": _set_limit("RLIMIT_CORE", 0),
        "no file written": _set_limit("RLIMIT_FSIZE", 0),
        "no file or socket opened": _set_limit("RLIMIT_NOFILE", 0),
    }


def address_space_bytes() -> int:
    """The address space in use, which is what RLIMIT_AS counts. 0 if the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE_BYTES
    except OSError:
        return 0


class AddressSpaceGrowth:
    """How much address space this process has gained since this was made. Make it before `confine`."""

    def __init__(self) -> None:
        self._statm = -1
        with contextlib.suppress(OSError):
            self._statm = os.open("/proc/self/statm", os.O_RDONLY)
        self._bytes_at_start = self._read_bytes()

    def measure(self) -> int:
        """The growth in bytes. 0 if the system does not tell."""
        return self._read_bytes() - self._bytes_at_start

    def _read_bytes(self) -> int:
        return int(os.pread(self._statm, 64, 0).split()[0]) * _PAGE_BYTES if self._statm >= 0 else 0


def _set_limit(name: str, value: int) -> bool:
    try:
        resource.setrlimit(getattr(resource, name), (value, value))
    except (OSError, ValueError):
        return False
    return True


def _die_with_parent(parent_pid: int) -> bool:
    will_die = _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:  # it died before we asked
        os._exit(0)
    return will_die


def _prctl(option: int, value: int) -> bool:
    return sys.platform == "linux" and bool(ctypes.CDLL(None).prctl(option, value, 0, 0, 0) == 0)
