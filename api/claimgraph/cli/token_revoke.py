"""claimgraph token revoke."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say
from claimgraph.generations import change_build_folder, revoke_token


def token_revoke(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the token.")],
    build_folder: BuildFolder = None,
) -> None:
    """Revoke a token: from now on it is refused, by servers that are running, too.

    What was written with it stays.

    Example: claimgraph token revoke alice
    """
    home = read_settings(build_folder).build_folder
    with change_build_folder(home, f"revocation of {name}", say):
        revoke_token(home, name, datetime.now(UTC).isoformat(timespec="seconds"))
    say(f"Revoked {name}.")
