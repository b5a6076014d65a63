"""The commands put together, and the one place where the command line catches our errors."""

from __future__ import annotations

import os
import sys

from claimgraph.cli import (
    ask,
    bring,
    check,
    contradictions,
    impact,
    lineage,
    make,
    predictions,
    prove,
    take,
    tell,
)
from claimgraph.cli.output import app, fail
from claimgraph.errors import ClaimgraphError

__all__ = [
    "ask",
    "bring",
    "check",
    "contradictions",
    "impact",
    "lineage",
    "make",
    "predictions",
    "prove",
    "take",
    "tell",
]


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 a known error, 2 wrong usage."""
    try:
        app()
    except ClaimgraphError as error:
        fail(str(error))
    except BrokenPipeError:  # `claimgraph query … | head` is not an error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
