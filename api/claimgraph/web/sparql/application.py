"""Puts the endpoint in front of the framework: a query passes through nothing else."""

from __future__ import annotations

from typing import Protocol

from fastapi import FastAPI, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from claimgraph.errors import ClaimgraphError
from claimgraph.generations import WriteToken
from claimgraph.web.bodies import ClientGoneError
from claimgraph.web.preflight import answer_preflight
from claimgraph.web.problems import answer_error
from claimgraph.web.sparql.endpoint import SparqlEndpoint, endpoint_address
from claimgraph.web.sparql.protocol import SentUpdate, SparqlRequest, read_request

PATHS = frozenset(("/sparql", "/sparql/"))
_GRAPHS = "/data/"  # and below: the Graph Store Protocol
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class UpdateHandler(Protocol):
    """What carries out updates; there is none where nobody may write."""

    most_bytes: int

    async def authorize(self, headers: Headers) -> WriteToken: ...

    async def answer(
        self, request: Request, update: SentUpdate, token: WriteToken, base: str | None
    ) -> Response: ...


class SparqlApplication(FastAPI):
    """An application with the endpoint in front of it, of its middleware and of its routes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in PATHS:
            scope["app"] = self
            await self._answer_query(scope, receive, send)
        elif scope["type"] == "http" and f"{scope['path']}/".startswith(_GRAPHS):
            scope["app"] = self
            await self.state.graph_store(scope, receive, send)
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
            await answer_preflight(_METHODS, "Authorization", "Content-Type")(scope, receive, send)
            return
        if scope["method"] not in _METHODS:
            allowed = ", ".join(_METHODS)
            raise HTTPException(405, f"/sparql answers {allowed}.", {"Allow": allowed})
        endpoint = endpoint_of(self)
        updates: UpdateHandler | None = getattr(self.state, "updates", None)
        if updates and scope["method"] == "POST":
            sparql_request = await self._read_or_update(updates, scope, receive, send)
        else:
            sparql_request = await read_request(scope, receive, endpoint.query_characters)
        if isinstance(sparql_request, SentUpdate):
            return
        if sparql_request:
            await endpoint.answer(scope, receive, send, sparql_request)
        else:
            await super().__call__({**scope, "path": "/sparql"}, receive, send)

    async def _read_or_update(
        self, updates: UpdateHandler, scope: Scope, receive: Receive, send: Send
    ) -> SparqlRequest | SentUpdate | None:
        """Read a request, and answer it if it is an update. Only holders of a token may send a long one."""
        headers = Headers(scope=scope)
        is_update = headers.get("content-type", "").startswith("application/sparql-update")
        token = await updates.authorize(headers) if is_update or "authorization" in headers else None
        longest = updates.most_bytes if token else 0
        sent = await read_request(scope, receive, endpoint_of(self).query_characters, longest)
        if isinstance(sent, SentUpdate):
            token = token or await updates.authorize(headers)
            response = await updates.answer(Request(scope), sent, token, endpoint_address(scope, headers))
            await response(scope, receive, send)
        return sent


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
