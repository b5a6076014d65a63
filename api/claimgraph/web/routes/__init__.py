"""What each address answers: pages, documents in the formats of RDF, and the JSON API."""

from __future__ import annotations

from fastapi import APIRouter

from claimgraph.web.routes import (
    assessments,
    catalog,
    claims,
    conformance,
    contradictions,
    entities,
    exports,
    graphs,
    health,
    home,
    impact,
    predictions,
    proofs,
    queries,
    resources,
    reviews,
    vocabularies,
)
from claimgraph.web.routes.responses import Problem
from claimgraph.web.routes.tombstones import install_tombstones
from claimgraph.web.routes.turns import Turns

# The first that fits an address answers it.
ROUTERS: tuple[APIRouter, ...] = (
    home.router,
    health.router,
    claims.pages,
    entities.pages,
    resources.router,
    vocabularies.router,
    graphs.router,
    catalog.router,
    conformance.router,
    exports.router,
    claims.api,
    entities.api,
    assessments.router,
    contradictions.router,
    reviews.router,
    impact.router,
    predictions.router,
    proofs.router,
    queries.router,
)

__all__ = ["ROUTERS", "Problem", "Turns", "install_tombstones"]
