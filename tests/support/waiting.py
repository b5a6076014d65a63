"""Waits for what comes to pass on any machine, sooner or later."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0  # seconds for what takes milliseconds: only a fault exhausts it
PROGRAM_PATIENCE = 900.0  # for a program that does work of its own, such as a build


def wait_until(is_so: Callable[[], bool]) -> None:
    """Return as soon as something is so.

    Raises:
        AssertionError: It never came to pass.
    """
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, f"not so within {PATIENCE:g} s"
        time.sleep(0.01)
