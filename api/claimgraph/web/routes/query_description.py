"""What /openapi.json says about a published query: all of it comes from the query's header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fastapi.responses import Response

from claimgraph.queries import CatalogQuery, QueryParameter, QueryVariable
from claimgraph.stores import FORMATS_BY_FORM
from claimgraph.web.routes.responses import BAD

_SCHEMAS: dict[str, dict[str, str]] = {
    "xsd:date": {"type": "string", "format": "date"},
    "xsd:integer": {"type": "integer"},
    "xsd:decimal": {"type": "number"},
    "xsd:boolean": {"type": "boolean"},
}
_FAILURES: dict[int | str, dict[str, Any]] = {
    406: {"description": "The result cannot be written in any format accepted"},
    503: {"description": "The query took too much time or memory, or all workers are busy"},
}


def describe_operation(query: CatalogQuery) -> dict[str, Any]:
    """The arguments of the query's route that describe it."""
    formats = FORMATS_BY_FORM[query.header.form]
    contents: dict[str, Any] = {form.media_type: {} for form in formats} | {"text/html": {}}
    return {
        "operation_id": "query_" + re.sub(r"\W", "_", query.name),
        "summary": query.header.summary,
        "description": "\n\n".join(_describe_result(query)),
        "response_class": Response,
        "responses": {200: {"description": "The result", "content": contents}} | BAD | _FAILURES,
        "openapi_extra": {"parameters": [_describe_parameter(p) for p in query.header.parameters]},
    }


def _describe_result(query: CatalogQuery) -> Iterator[str]:
    """The paragraphs that say what the query returns."""
    columns, notes = query.header.columns, query.header.notes
    if columns:
        yield "Each solution has:\n\n" + "\n".join(_describe_column(column) for column in columns)
    if notes:
        yield f"{notes[0].upper()}{notes[1:]}."
    endings = ("html", *(result_format.name for result_format in FORMATS_BY_FORM[query.header.form]))
    yield f"The path may end in a format: {', '.join(f'`.{ending}`' for ending in endings)}."


def _describe_column(column: QueryVariable) -> str:
    optional = ", may be unbound" if column.is_optional else ""
    description = f": {column.description}" if column.description else ""
    return f"- `{column.name}` ({column.type}{optional}){description}"


def _describe_parameter(parameter: QueryParameter) -> dict[str, Any]:
    expected = parameter.type.expectation
    sentences = [text[0].upper() + text[1:] for text in (parameter.description, expected) if text]
    description = {
        "name": parameter.name,
        "in": "query",
        "required": not parameter.is_optional,
        "schema": _SCHEMAS.get(parameter.type.kind, {"type": "string"}),
        "description": ". ".join(sentences),
    }
    return description | ({"example": parameter.example_text} if parameter.example else {})
