"""The process that validates and publishes changes, so that neither takes time from the server's.

    python -m claimgraph.pipeline.written_graphs.writer

It takes one change after another on its standard input, and ends with it. It has the rules in memory.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
from typing import IO, Any

from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline.written_graphs.publish_change import (
    Change,
    InvalidChangeError,
    PublishedChange,
    StaleChangeError,
    publish_change,
)
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import ShapeRules, load_shape_rules

Failure = tuple[Any, ...]
_LENGTH = struct.Struct("!Q")


class ChangeFailedError(ClaimgraphError):
    """A change was not made for a reason that is not its own."""


class WriterGoneError(ChangeFailedError):
    """The process ended before it had answered: the change was made as a whole, or not at all."""

    def __init__(self) -> None:
        super().__init__(
            "The process that writes ended. Look whether the change was made before you repeat it."
        )


class Writer:
    """The process, started when it is needed. One change at a time; others wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it ahead of the first change, which then need not wait for the rules to be read."""
        with self._lock:
            self._running()

    def publish(self, change: Change) -> PublishedChange:
        """Have a change validated and published; see `publish_change`.

        Raises:
            ClaimgraphError: It was not.
        """
        with self._lock:
            process = self._running()
            assert process.stdin
            assert process.stdout
            try:
                _send(process.stdin, pickle.dumps(change))
                answer = pickle.loads(_receive(process.stdout))  # noqa: S301 - of the process just asked
            except (OSError, EOFError):
                self._end()
                raise WriterGoneError from None
        if isinstance(answer, PublishedChange):
            return answer
        raise _decode_error(answer)

    def close(self) -> None:
        """End the process, after the change that it is making."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = _start()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            assert process.stdin
            assert process.stdout
            process.stdin.close()
            process.wait()
            process.stdout.close()


def _start() -> subprocess.Popen[bytes]:
    """Start it in a session of its own: Ctrl-C then reaches the server only, which ends it."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-W", "ignore::RuntimeWarning:runpy", "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(header)
    message = stream.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever is printed must not be taken for an answer
    rules = load_shape_rules(default_source_tree())
    while True:
        try:
            change = pickle.loads(_receive(sys.stdin.buffer))  # noqa: S301 - of the process that started this one
        except EOFError:
            return
        _send(answers, pickle.dumps(_answer(change, rules)))


def _answer(change: Change, rules: ShapeRules) -> PublishedChange | Failure:
    try:
        return publish_change(change, rules)
    except InvalidChangeError as error:
        return "invalid", error.violations, error.report
    except StaleChangeError:
        return ("stale",)
    except ClaimgraphError as error:
        return "failed", str(error)
    except Exception as error:  # the process goes on
        return "failed", f"Something failed while writing ({type(error).__name__}: {error})."


def _decode_error(failure: Failure) -> ClaimgraphError:
    """Errors do not travel: their constructors take what they say apart."""
    kind, *details = failure
    if kind == "invalid":
        return InvalidChangeError(*details)
    return StaleChangeError() if kind == "stale" else ChangeFailedError(*details)


if __name__ == "__main__":
    _main()
