"""Puts the endpoint in front of the framework: a query passes through nothing else."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from claimgraph.errors import ClaimgraphError
from claimgraph.web.preflight import answer_preflight
from claimgraph.web.problems import answer_error
from claimgraph.web.sparql.endpoint import SparqlEndpoint
from claimgraph.web.sparql.protocol import ClientGoneError, SparqlRequest, read_request

PATHS = frozenset(("/sparql", "/sparql/"))
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class SparqlApplication(FastAPI):
    """An application with the endpoint in front of it, of its middleware and of its routes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in PATHS:
            scope["app"] = self
            await self._answer_query(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    async def _answer_query(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._answer_method(scope, receive, send)
        except ClientGoneError:
            return
        except (ClaimgraphError, HTTPException) as error:
            problem = answer_error(Request(scope), error)
            await problem(scope, receive, send)

    async def _answer_method(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await answer_preflight(_METHODS, "Content-Type")(scope, receive, send)
            return
        if scope["method"] not in _METHODS:
            allowed = ", ".join(_METHODS)
            raise HTTPException(405, f"/sparql answers {allowed}.", {"Allow": allowed})
        endpoint = endpoint_of(self)
        sparql_request = await read_request(scope, receive, endpoint.query_characters)
        if sparql_request:
            await endpoint.answer(scope, receive, send, sparql_request)
        else:
            await super().__call__({**scope, "path": "/sparql"}, receive, send)


class QueryResponse(Response):
    """The result of a query at an address of its own."""

    def __init__(self, endpoint: SparqlEndpoint, sparql_request: SparqlRequest) -> None:
        super().__init__()
        self._endpoint, self._sparql_request = endpoint, sparql_request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._endpoint.answer(scope, receive, send, self._sparql_request)
        except ClaimgraphError as error:
            problem = answer_error(Request(scope), error)
            await problem(scope, receive, send)


def answer_query(request: Request, sparql_request: SparqlRequest) -> Response:
    """The response to a query, to be returned by a route."""
    return QueryResponse(endpoint_of(request.app), sparql_request)


def endpoint_of(app: FastAPI) -> SparqlEndpoint:
    """The endpoint that an application was given as `state.sparql`."""
    endpoint: SparqlEndpoint = app.state.sparql
    return endpoint
