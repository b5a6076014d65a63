"""What the commands that write archives share: which data go in, and in which formats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from claimgraph.cli.options import parse_choice, parse_format
from claimgraph.exports import FORMATS, REUSE_LEVELS

Reuse = Annotated[
    str,
    typer.Option(
        "--reuse", metavar="LEVEL", help=f"Reuse that all licences allow: {', '.join(REUSE_LEVELS)}."
    ),
]


def parse_reuse(text: str) -> str:
    """The reuse level.

    Raises:
        BadParameter: There is no such level.
    """
    return parse_choice(text, list(REUSE_LEVELS), "--reuse")


def parse_archive_formats(names: Sequence[str] | None) -> list[str]:
    """The short names of these formats; of all there are, if none is named.

    Raises:
        BadParameter: There is no such format.
    """
    return [parse_format(name, list(FORMATS)) for name in names or FORMATS]
