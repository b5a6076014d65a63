"""Which knowledge a verdict may rest on, as an address asks for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import HTTPException, Query
from pydantic import BaseModel, Field

from claimgraph.assessment import TIERS, Policy, PolicyError, read_policy
from claimgraph.stores import Store
from claimgraph.web.clock import today

POLICY_PARAMETERS = ("as_of", "without", "only", "definition")


class PolicyParameters(BaseModel):
    """Lists are separated by commas; what is empty does nothing, so that a form can send all."""

    as_of: str = Field("", description="Day, as 2025-01-28: only what was known by then. Today, if not given")
    without: str = Field(
        "",
        max_length=4000,
        description="Left out: observations, sources, publishers, data sets, by IRI or kind/slug",
        examples=["graph:fabs"],
    )
    only: str = Field(
        "", description=f"Only sources of these tiers: {', '.join(TIERS)}", examples=["primary"]
    )
    definition: str = Field("", description="Slug of the metric to take as the claim's own")


PolicyParameter = Annotated[PolicyParameters, Query()]


def requested_policy(store: Store, parameters: PolicyParameters, default_day: date | None = None) -> Policy:
    """The policy that an address asks for. Without a day it is as of `default_day`, or of today.

    Raises:
        HTTPException: 400, naming the parameter that cannot be.
    """
    try:
        return read_policy(
            store,
            requested_day(parameters.as_of, default_day),
            without=_split_list(parameters.without),
            only=_split_list(parameters.only),
            definition=parameters.definition or None,
        )
    except PolicyError as error:
        raise HTTPException(400, str(error)) from None


def requested_day(text: str, default_day: date | None = None) -> date:
    """The day that an address asks for; without one `default_day`, or today in UTC.

    Raises:
        HTTPException: 400.
    """
    try:
        return date.fromisoformat(text) if text else default_day or today()
    except ValueError:
        raise HTTPException(400, f"as_of: {text!r} is not a day; write it as 2025-01-28.") from None


def _split_list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())
