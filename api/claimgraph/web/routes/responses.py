"""What /openapi.json says of answers that are problems."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from claimgraph.documents import Document, Retraction


class Problem(Document):
    """What went wrong (RFC 9457), as application/problem+json."""

    type: str = Field(description="Kind of problem", examples=["about:blank"])
    title: str = Field(description="The kind in words", examples=["Not Found"])
    status: int = Field(description="HTTP status", examples=[404])
    detail: str = Field(description="What to change", examples=["The graph holds nothing about a claim 'x'."])
    code: str | None = Field(None, description="The kind of error, for programs", examples=["QuerySyntax"])
    line: int | None = Field(None, description="Where a query is wrong, from 1", examples=[1])
    column: int | None = Field(None, description="Where in that line, from 1", examples=[17])
    retractions: list[Retraction] | None = Field(None, description="Why a thing is gone (410)")


def _describe_problem(meaning: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {"application/problem+json": {"schema": schema}}}


BAD: dict[int | str, dict[str, Any]] = {
    400: _describe_problem("A parameter is unknown or cannot be"),
    422: {},
}
MISSING: dict[int | str, dict[str, Any]] = BAD | {
    404: _describe_problem("The graph holds no such thing"),
    410: _describe_problem("It was retracted and removed; `retractions` say why"),
}
