"""How commands print: results to stdout as a table, JSON or bytes; messages to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

_PIPE_WIDTH = 10_000  # characters; piped output keeps every cell on one line
_stderr = Console(stderr=True, highlight=False)

Cells = tuple[str, ...]


def fail(message: str) -> None:
    """Print an error message and exit with status 1."""
    _stderr.print(Text("Error: ", style="bold red") + Text(message), soft_wrap=True)
    sys.exit(1)


def say(message: str) -> None:
    """Print a message to stderr."""
    _stderr.print(Text(message), soft_wrap=True)


@contextmanager
def show_progress(activity: str) -> Iterator[Callable[[str], None]]:
    """Show what is going on while the block runs; the function yielded adds the current step."""
    with _stderr.status(activity) as status:
        yield lambda step: status.update(f"{activity}: {step}")


def write_bytes(content: bytes) -> None:
    """Write a result to stdout as it is."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def print_json(document: Any) -> None:
    """Print a document to stdout as indented JSON."""
    print_json_text(json.dumps(document, indent=2, ensure_ascii=False))


def print_json_text(text: str) -> None:
    """Print JSON to stdout in UTF-8, whatever the terminal has: another encoding would not be JSON."""
    sys.stdout.flush()
    write_bytes(text.encode() + b"\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """Print a table to stdout. Long cells fold on a terminal and stay on one line in a pipe."""
    grid = Table(title=title, title_justify="left", show_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(Text(column), overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    Console(highlight=False, width=width).print(grid)
