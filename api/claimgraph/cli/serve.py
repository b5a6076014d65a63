"""claimgraph serve."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph.cli.build import build_generation
from claimgraph.cli.configuration import read_settings
from claimgraph.cli.options import BuildFolder
from claimgraph.cli.output import say
from claimgraph.config import Settings
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation, NoGenerationError, current_generation


def serve(
    host: Annotated[
        str, typer.Option(envvar="HOST", metavar="ADDRESS", help="Address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="PORT", metavar="PORT", min=0, max=65535, help="Port to listen on.")
    ] = 8000,
    build_folder: BuildFolder = None,
) -> None:
    """Build the graph if anything has changed, then serve pages, data and SPARQL.

    If the build fails, the last generation is served.

    Example: claimgraph serve --port 8080
    """
    from claimgraph.web import serve

    settings = read_settings(build_folder)
    serve(_latest_generation(settings), settings, host, port, say)


def _latest_generation(settings: Settings) -> Generation:
    """A new build; if that fails, the last good one, with a message that says why."""
    try:
        return build_generation(settings)
    except ClaimgraphError as error:
        try:
            last = current_generation(settings.build_folder)
        except NoGenerationError:
            raise error from None
        say(f"Error: {error}\nThe build failed. Serving the last good generation, {last.name}.")
        return last
