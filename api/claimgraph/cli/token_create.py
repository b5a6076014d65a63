"""claimgraph token create."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say
from claimgraph.generations import change_build_folder, create_token


def token_create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name by which the journal calls its holder.")],
    graph: Annotated[
        list[str],
        typer.Option(
            "--graph",
            metavar="IRI",
            help='Graph that may be written, or the beginning of IRIs with "*" after it; repeatable.',
        ),
    ],
    build_folder: BuildFolder = None,
) -> None:
    """Make a token whose holder may write graphs over HTTP, and print it.

    It is printed once: only its hash is kept. `claimgraph serve --allow-writes` is needed, too. Graphs that
    are shipped or imported stay read-only.

    Example: claimgraph token create alice --graph "https://example.org/alice/*"
    """
    home = read_settings(build_folder).build_folder
    with change_build_folder(home, f"token {name}", say):
        print(create_token(home, name, tuple(graph), datetime.now(UTC).isoformat(timespec="seconds")))
    say(f"{name} may write {', '.join(graph)}. Keep the token: it cannot be shown again.")
