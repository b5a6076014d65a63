"""What /openapi.json says beyond what the routes say for themselves."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from claimgraph.web.routes import Problem
from claimgraph.web.sparql import OPERATIONS

DESCRIPTION = """\
Claims about the geopolitics of AI: who said what, when, in which source, and what bears on it.

- Dates are `{edtf, earliest, latest}`: precision as known, and the days it may mean. `null`: unknown.
- Decimals are strings, so that no digit is lost.
- `x-rdf-path` names the RDF property a field is read from; `^` reads it backwards.
- Unknown query parameters are errors.
- Every thing's `iri` also answers in Turtle, JSON-LD, N-Triples and RDF/XML.
"""


def _problem() -> dict[str, Any]:
    """The schema of problems, and of what they hold, by name."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    held: dict[str, Any] = schema.pop("$defs", {})
    return held | {"Problem": schema}


def complete_schema(app: FastAPI) -> None:
    """Describe problems as they are sent, and drop FastAPI's own form of them."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        schema = generate()
        schema["paths"]["/sparql"] = OPERATIONS
        schemas = schema["components"]["schemas"]
        schemas |= _problem()
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
