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
from claimgraph.generations import (
    DamagedGenerationError,
    Generation,
    NoGenerationError,
    current_generation,
)


def serve(
    host: Annotated[
        str | None,
        typer.Option("--host", metavar="ADDRESS", help="Address to listen on.", show_default="127.0.0.1"),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="PORT",
            min=0,
            max=65535,
            help="Port to listen on; 0 takes a free one.",
            show_default="8000",
        ),
    ] = None,
    allow_writes: Annotated[  # noqa: FBT002 - typer handles it
        bool, typer.Option("--allow-writes", help="Let holders of a token write graphs over HTTP.")
    ] = False,
    build_folder: BuildFolder = None,
) -> None:
    """Build the graph if anything has changed, then serve pages, data and SPARQL.

    If the build fails, the last generation is served. When another one is built, the server changes to it
    without dropping a request; SIGHUP has it look again. CLAIMGRAPH_HOST and CLAIMGRAPH_PORT set the
    address, too, as do host and port in claimgraph.toml.

    Example: claimgraph serve --port 8080
    """
    from claimgraph.web import serve

    settings = read_settings(build_folder)
    if allow_writes:
        settings = settings.model_copy(update={"allow_writes": True})
    address = settings.host if host is None else host, settings.port if port is None else port
    generation = _latest_generation(settings)
    serve(generation, settings, *address, say)


def _latest_generation(settings: Settings) -> Generation:
    """A new build; if that fails, the last good one, with a message that says why."""
    try:
        return build_generation(settings)
    except ClaimgraphError as error:
        try:
            last = current_generation(settings.build_folder)
        except (NoGenerationError, DamagedGenerationError):
            raise error from None
        say(f"Error: {error}\nThe build failed. Serving the last good generation, {last.name}.")
        return last
