"""Ends a child process by SIGKILL at each of its calls to the system in turn, and lists these calls.

The profiler of the interpreter sees every call of a function written in C, before it is made.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

_SYSTEM = ("posix", "_io", "fcntl")

Action = Callable[[], None]


def run_killed_at(action: Action, call: int) -> bool:
    """Run an action in a child that is killed before its n-th call to the system; false if it makes fewer."""
    child = os.fork()
    if child == 0:
        _watch(_kill_at(call))
        action()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status in {0, signal.SIGKILL}, f"the action failed with status {status}"
    return status == signal.SIGKILL


def list_durable_calls(action: Action) -> list[tuple[str, Path]]:
    """Run an action; the files and folders that it synced, and the names that it gave, in this order."""
    calls: list[tuple[str, Path]] = []
    rename = {"rename", "replace"}

    def note(frame: Any, event: str, function: Any) -> None:
        if event == "c_call" and function is os.fsync:
            calls.append(("sync", Path(f"/proc/self/fd/{_descriptor(frame)}").readlink()))
        elif event == "c_call" and getattr(function, "__name__", "") in rename and "target" in frame.f_locals:
            calls.append(("rename", Path(frame.f_locals["target"])))

    _watch(note)
    try:
        action()
    finally:
        _watch(None)
    return calls


def _descriptor(frame: Any) -> int:
    names = frame.f_locals
    return int(names["descriptor"]) if "descriptor" in names else int(names["file"].fileno())


def _kill_at(call: int) -> Callable[[Any, str, Any], None]:
    calls: Iterator[int] = iter(range(call))

    def count(_: Any, event: str, function: Any) -> None:
        if event == "c_call" and _is_system_call(function) and next(calls, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    return count


def _is_system_call(function: Any) -> bool:
    owner = getattr(function, "__module__", None) or type(getattr(function, "__self__", None)).__module__
    return owner in _SYSTEM


def _watch(observer: Callable[[Any, str, Any], None] | None) -> None:
    sys.setprofile(observer)
