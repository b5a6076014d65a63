"""What a process that runs other people's queries gives up, as far as the system lets it.

Each step says whether it worked, so that an operator can read what protects a
server instead of hoping. Nothing here is a substitute for another step: the
network is out of reach by namespace and, where there is none, by having no
file descriptor left to open a socket with.
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
_PAGE = os.sysconf("SC_PAGE_SIZE")

Isolation = dict[str, bool]


def leave_network() -> bool:
    """Move into an empty network namespace: root may, others where user namespaces are allowed."""
    if sys.platform != "linux":
        return False
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    return any(unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def ignore_signals() -> None:
    """Leave it to the server when to end: Ctrl-C and `systemctl stop` reach the whole family at once."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)


def confine(memory_bytes: int, parent_pid: int) -> Isolation:
    """Limit this process for good; `memory` is how many bytes it may add to what it has."""
    return {
        "dies with its parent": _die_with(parent_pid),
        "no new privileges": _prctl(_PR_SET_NO_NEW_PRIVS, 1),
        "memory limit": _limit("RLIMIT_AS", address_space_bytes() + memory_bytes)
        if sys.platform == "linux"
        else False,
        "no core dumps": _limit("RLIMIT_CORE", 0),
        "no file written": _limit("RLIMIT_FSIZE", 0),
        "no file or socket opened": _limit("RLIMIT_NOFILE", 0),
    }


def address_space_bytes() -> int:
    """Bytes of address space in use: what RLIMIT_AS counts. 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
    except OSError:
        return 0


class AddressSpaceGrowth:
    """How much address space this process has gained since. Opened before files are out of reach."""

    def __init__(self) -> None:
        self._statm = -1
        with contextlib.suppress(OSError):
            self._statm = os.open("/proc/self/statm", os.O_RDONLY)
        self._start = self._now()

    def __call__(self) -> int:
        return self._now() - self._start

    def _now(self) -> int:
        return int(os.pread(self._statm, 64, 0).split()[0]) * _PAGE if self._statm >= 0 else 0


def _limit(name: str, value: int) -> bool:
    try:
        resource.setrlimit(getattr(resource, name), (value, value))
    except (OSError, ValueError):
        return False
    return True


def _die_with(parent: int) -> bool:
    done = _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        os._exit(0)
    return done


def _prctl(option: int, value: int) -> bool:
    return sys.platform == "linux" and bool(ctypes.CDLL(None).prctl(option, value, 0, 0, 0) == 0)
