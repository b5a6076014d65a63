"""What /openapi.json says about /sparql."""

from __future__ import annotations

from typing import Any

from claimgraph.stores import GRAPH_FORMATS, TABLE_FORMATS

_TEXT = {"type": "string"}
_PARAMETERS: list[dict[str, Any]] = [
    {
        "name": "query",
        "in": "query",
        "schema": _TEXT,
        "description": "A SPARQL 1.1 query. Left out: what this is.",
    },
    {
        "name": "format",
        "in": "query",
        "schema": _TEXT,
        "description": ", ".join(offer.name for offer in (*TABLE_FORMATS, *GRAPH_FORMATS)),
    },
    {
        "name": "default-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": _TEXT},
        "description": "Graphs to read as the default graph, instead of the query's FROM",
    },
    {
        "name": "named-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": _TEXT},
        "description": "Graphs that GRAPH may name, instead of the query's FROM NAMED",
    },
    {
        "name": "timeout",
        "in": "query",
        "schema": {"type": "number", "exclusiveMinimum": 0},
        "description": "Seconds after which to give up, up to the server's own limit",
    },
]
_RESPONSES: dict[str, dict[str, Any]] = {
    "200": {
        "description": "The result",
        "content": {result_format.media_type: {} for result_format in (*TABLE_FORMATS, *GRAPH_FORMATS)},
    },
    "400": {"description": "The query cannot be read, or asks for what is not done here"},
    "406": {"description": "The result cannot be written in any format accepted"},
    "413": {"description": "The query is too long"},
    "429": {"description": "Too many queries of this client are waiting or take long"},
    "503": {"description": "The query took too much time or memory, or there is no place for it"},
}
_REQUEST_BODY = {
    "required": True,
    "content": {
        "application/sparql-query": {"schema": _TEXT},
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"query": _TEXT}, "required": ["query"]}
        },
    },
}
OPERATIONS: dict[str, Any] = {
    "get": {
        "tags": ["sparql"],
        "summary": "Answer a SPARQL query",
        "operationId": "query",
        "parameters": _PARAMETERS,
        "responses": _RESPONSES,
    },
    "post": {
        "tags": ["sparql"],
        "summary": "Answer a SPARQL query from the body",
        "operationId": "postQuery",
        "parameters": _PARAMETERS[1:],
        "requestBody": _REQUEST_BODY,
        "responses": _RESPONSES | {"415": {"description": "The body is no query"}},
    },
}
