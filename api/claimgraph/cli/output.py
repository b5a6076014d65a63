"""How the command line prints: a table for people, a named format for programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from claimgraph import __version__
from claimgraph.config import Settings
from claimgraph.errors import ClaimgraphError

app = typer.Typer(
    name="claimgraph",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
talk = Console(stderr=True, highlight=False)


class SettingsError(ClaimgraphError):
    """A setting in the environment or in claimgraph.toml has a value it cannot have."""


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback signature
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def claimgraph(
    version: Annotated[  # noqa: FBT002 - typer handles it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """An open knowledge graph of claims about AI geopolitics."""


# Formats also go by their long names.
_LONG = {"turtle": "ttl", "n-triples": "nt", "json-ld": "jsonld", "rdf-xml": "rdf", "n-quads": "nq"}


def chosen(format_: str, formats: Sequence[str]) -> str:
    """The short name of the format asked for; one that is not among `formats` is wrong usage."""
    name = _LONG.get(format_.lower(), format_.lower())
    if name not in formats:
        raise typer.BadParameter(f"{format_!r} is none of {', '.join(formats)}", param_hint="--format")
    return name


def settings(build_folder: Path | None = None) -> Settings:
    """The settings, with what the command line says on top."""
    known = {f"CLAIMGRAPH_{name.upper()}" for name in Settings.model_fields}
    if unknown := sorted(name for name in os.environ if name.startswith("CLAIMGRAPH_") and name not in known):
        raise SettingsError(f"Settings: unknown {', '.join(unknown)}. There are {', '.join(sorted(known))}.")
    try:
        return Settings(build_folder=build_folder) if build_folder else Settings()
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise SettingsError(
            f"Settings: {problems}. They come from CLAIMGRAPH_… and claimgraph.toml."
        ) from None


def fail(message: str) -> None:
    """Print one clear message and exit with status 1."""
    talk.print(Text("Error: ", style="bold red") + Text(message), soft_wrap=True)
    sys.exit(1)


def say(message: str) -> None:
    """Tell the person what is going on."""
    talk.print(Text(message), soft_wrap=True)


def write(content: bytes) -> None:
    """Send a result to stdout as it is."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """Print a table to stdout. Piped output keeps every cell whole, however wide."""
    grid = Table(title=title, title_justify="left", show_edge=False, header_style="bold")
    for column in columns:
        grid.add_column(Text(column), overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    wide = None if sys.stdout.isatty() else 10_000
    Console(highlight=False, width=wide).print(grid)
