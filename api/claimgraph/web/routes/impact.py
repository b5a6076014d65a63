"""What would change if a thing were withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from claimgraph import namespaces
from claimgraph.analysis import compute_impact
from claimgraph.documents import Impact, describe_impact
from claimgraph.web.clock import today
from claimgraph.web.routes.dependencies import KnowledgeDependency, allow_parameters
from claimgraph.web.routes.responses import BAD
from claimgraph.web.routes.turns import one_at_a_time

router = APIRouter(prefix="/api/v1", tags=["checks"])
Thing = Annotated[
    str, Query(description="Kind and slug, graph:…, or an IRI", examples=["observation/ev017-r1-chips"])
]
AsOf = Annotated[date | None, Query(description="Only what was known by that day; left out: today")]


@router.get(
    "/impact",
    dependencies=[allow_parameters("thing", "as_of"), one_at_a_time()],
    responses=BAD,
    operation_id="getImpact",
)
def impact(knowledge: KnowledgeDependency, thing: Thing, as_of: AsOf = None) -> Impact:
    """What would change if a source, publisher, observation, utterance or data set were withdrawn.

    Every claim is assessed with it and without it.
    """
    return describe_impact(compute_impact(knowledge, namespaces.expand_iri(thing), as_of or today()))
