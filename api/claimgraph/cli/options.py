"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from claimgraph.assessment import TIERS, Policy, read_policy
from claimgraph.stores import Store

_DAY = {"metavar": "DATE", "help": "Use only what was known by this day."}
# Formats also go by their long names.
_LONG_NAMES = {"turtle": "ttl", "n-triples": "nt", "json-ld": "jsonld", "rdf-xml": "rdf", "n-quads": "nq"}

AsOf = Annotated[str | None, typer.Option("--as-of", **_DAY, show_default="today")]
AsOfData = Annotated[str | None, typer.Option("--as-of", **_DAY, show_default="day of the data")]
BuildFolder = Annotated[
    Path | None,
    typer.Option(
        "--build-folder", metavar="FOLDER", help="Folder that holds the generations.", show_default="build/"
    ),
]
Definition = Annotated[
    str | None,
    typer.Option("--definition", metavar="METRIC", help="Count this metric as the claim's own definition."),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only", metavar="TIER", help=f"Use only sources of this tier: {', '.join(TIERS)}; repeatable."
    ),
]
TableOrJson = Annotated[str, typer.Option("--format", metavar="FORMAT", help="Output format: table, json.")]
Without = Annotated[
    list[str] | None,
    typer.Option(
        "--without",
        metavar="THING",
        help="Exclude a source, publisher, observation or graph (graph:…), and what repeats it; repeatable.",
    ),
]


def parse_choice(text: str, choices: Sequence[str], option: str) -> str:
    """The value of an option that takes one of these choices.

    Raises:
        BadParameter: It is none of them.
    """
    if text not in choices:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(choices)}", param_hint=option)
    return text


def parse_format(text: str, formats: Sequence[str] = ("table", "json")) -> str:
    """The short name of a format.

    Raises:
        BadParameter: It is none of these formats.
    """
    name = _LONG_NAMES.get(text.lower(), text.lower())
    if name not in formats:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(formats)}", param_hint="--format")
    return name


def parse_day(text: str | None) -> date | None:
    """The value of --as-of; None if it was not given.

    Raises:
        BadParameter: It is no date.
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write 2025-01-28", param_hint="--as-of") from None


def build_policy(
    store: Store, day: date, without: list[str] | None, only: list[str] | None, definition: str | None
) -> Policy:
    """The policy that the options describe.

    Raises:
        PolicyError: An option names something that is not in the graph.
    """
    return read_policy(
        store, day, without=tuple(without or ()), only=tuple(only or ()), definition=definition
    )
