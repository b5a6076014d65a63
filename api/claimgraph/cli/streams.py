"""Standard input, output and error as they may be: closed, full, or unable to show every character.

A result that cannot be written is an error; a message that cannot be written is dropped.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TextIO

from claimgraph.errors import ClaimgraphError

_INPUT, _OUTPUT, _ERROR = 0, 1, 2


class StandardInputError(ClaimgraphError):
    """Standard input cannot be read."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"Standard input {problem}. Give a file, or the text itself.")


class StandardOutputError(ClaimgraphError):
    """A result cannot be written to standard output."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"Standard output: {problem}. The result is incomplete. Write it elsewhere.")


class _Output(io.FileIO):
    """Standard output. After the first failure, what is still buffered goes nowhere."""

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            problem = "it is closed" if error.errno == errno.EBADF else error.strerror or str(error)
            raise StandardOutputError(problem) from None


class _Messages(io.FileIO):
    """Standard error: no command fails because nobody can read its messages."""

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        try:
            return super().write(data)
        except OSError:
            return len(data)


def prepare_streams() -> None:
    """Open what is closed, so that no file of ours takes its number, and let any character be written.

    A character that the encoding of the terminal lacks is written as its number, after a backslash.
    """
    _open_closed(_INPUT, os.O_RDONLY)
    _open_closed(_OUTPUT, os.O_RDONLY)  # so that writing to it fails, as it should
    _open_closed(_ERROR, os.O_WRONLY)
    sys.stdout = _wrap(_Output(_OUTPUT, "w", closefd=False), sys.stdout)
    sys.stderr = _wrap(_Messages(_ERROR, "w", closefd=False), sys.stderr)


def read_standard_input() -> str:
    """All of standard input, which is UTF-8 whatever the terminal has.

    Raises:
        StandardInputError: It is closed, or not UTF-8.
    """
    if sys.stdin is None:
        raise StandardInputError("is closed")
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StandardInputError(f"is not UTF-8: see byte {error.start + 1}") from None
    except OSError as error:
        raise StandardInputError(f"cannot be read: {error.strerror}") from None


def _wrap(raw: io.FileIO, before: TextIO | None) -> io.TextIOWrapper:
    encoding = getattr(before, "encoding", None) or "utf-8"
    line_buffering = raw.isatty() or isinstance(raw, _Messages)
    buffer = io.BufferedWriter(raw)
    return io.TextIOWrapper(buffer, encoding, errors="backslashreplace", line_buffering=line_buffering)


def _open_closed(number: int, flags: int) -> None:
    try:
        os.fstat(number)
    except OSError:
        opened = os.open(os.devnull, flags)
        if opened != number:
            os.dup2(opened, number)
            os.close(opened)
