"""Options that say what a verdict may rest on, the same for every command."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from claimgraph.assessment.policy import TIERS, Policy, read_policy
from claimgraph.stores import Store

_DAY = {"metavar": "DATE", "help": "Only what was known by then."}
AsOf = Annotated[str | None, typer.Option("--as-of", **_DAY, show_default="today")]
AsOfData = Annotated[str | None, typer.Option("--as-of", **_DAY, show_default="day of the data")]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", help="Leave out a source, publisher, observation or graph:…; repeatable."),
]
Only = Annotated[list[str] | None, typer.Option("--only", help=f"{', '.join(TIERS)} sources; repeatable.")]
Definition = Annotated[
    str | None, typer.Option("--definition", metavar="METRIC", help="Take this metric as the claim's own.")
]


def day_of(text: str | None) -> date | None:
    """A day as it was typed; anything else is wrong usage."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write 2025-01-28", param_hint="--as-of") from None


def asked(
    store: Store, day: date, without: list[str] | None, only: list[str] | None, definition: str | None
) -> Policy:
    """The policy that the options ask for.

    Raises:
        PolicyError: One names something that the graph does not know.
    """
    return read_policy(
        store, day, without=tuple(without or ()), only=tuple(only or ()), definition=definition
    )
