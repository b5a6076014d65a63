"""The commands put together, and the one place where the command line catches our errors."""

from __future__ import annotations

import os
import sys

from claimgraph.cli import (
    build,
    bundle,
    check,
    contradictions,
    export,
    impact,
    import_,
    info,
    lineage,
    predictions,
    query,
)
from claimgraph.cli.output import app, fail
from claimgraph.errors import ClaimgraphError

__all__ = [
    "build",
    "bundle",
    "check",
    "contradictions",
    "export",
    "impact",
    "import_",
    "info",
    "lineage",
    "predictions",
    "query",
]


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 a known error, 2 wrong usage."""
    try:
        app()
    except ClaimgraphError as error:
        fail(str(error))
    except BrokenPipeError:  # `claimgraph query … | head` is not an error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
