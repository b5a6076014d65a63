"""The Graph Store Protocol at /data: graphs by their IRI in `graph=`, or by an address below /data/."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from claimgraph.errors import ClaimgraphError
from claimgraph.generations import Generation
from claimgraph.pipeline.written_graphs import InvalidChangeError
from claimgraph.stores import GRAPH_FORMATS, MergedGraphError, find_rdf_format
from claimgraph.web.bodies import ClientGoneError, read_body
from claimgraph.web.preflight import answer_preflight
from claimgraph.web.problems import answer_error
from claimgraph.web.sparql import SparqlEndpoint, SparqlRequest, accept_header
from claimgraph.web.writing.answers import HEADERS, answer_invalid
from claimgraph.web.writing.authority import require_token
from claimgraph.web.writing.graph_writer import GraphWriter

PATH = "/data"
_READING, _WRITING = ("GET", "HEAD", "OPTIONS"), ("PUT", "POST", "DELETE")
_ACTIONS = {"PUT": "replace", "POST": "add", "DELETE": "delete"}
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_MULTIPART = "multipart/form-data"
_UTF_8 = ("", "utf-8", '"utf-8"', "utf8")


@dataclass(frozen=True, slots=True)
class _Graph:
    """The graph that a request is about; None: the default graph. `is_new`: its IRI was made up here."""

    iri: str | None
    is_new: bool = False


class GraphStoreProtocol:
    """Answers requests to /data. Reading needs no token; without a writer, nothing can be written."""

    def __init__(
        self,
        endpoint: SparqlEndpoint,
        generation: Generation,
        *,
        own_default: str | None,
        writer: GraphWriter | None,
    ) -> None:
        self._endpoint, self._generation, self._writer = endpoint, generation, writer
        self._own_default = own_default
        self._methods = (*_READING, *(_WRITING if writer else ()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._answer(scope, receive, send)
        except ClientGoneError:
            return
        except (ClaimgraphError, HTTPException) as error:
            await answer_error(Request(scope), error)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]
        if method == "OPTIONS":
            await answer_preflight(self._methods, "Authorization", "Content-Type")(scope, receive, send)
        elif method not in self._methods:
            allowed = ", ".join(self._methods)
            raise HTTPException(405, f"{PATH} answers {allowed}.", {"Allow": allowed})
        elif method in _READING:
            await self._read(scope, receive, send)
        else:
            response = await self._write(Request(scope, receive))
            await response(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        iri = _identify(scope).iri
        if iri is not None and iri not in self._generation.manifest["graphs"]:
            raise HTTPException(404, f"There is no graph <{iri[:200]}> here. /graphs lists them.")
        graphs = (iri,) if iri is not None else ()
        request = SparqlRequest(_ALL, graphs, accept=accept_header(Headers(scope=scope)))
        await self._endpoint.answer(scope, receive, send, request)

    async def _write(self, request: Request) -> Response:
        assert self._writer
        settings = self._writer.settings
        token = await require_token(request.headers, settings.build_folder)
        graph = _identify(request.scope)
        target = graph.iri if graph.iri is not None else self._default_graph()
        media_type = "" if request.method == "DELETE" else _read_media_type(request.headers)
        content = await read_body(request.receive, settings.write_bytes)
        try:
            written = await self._writer.write(
                token,
                request.method,
                action=_ACTIONS[request.method],
                content=content,
                target=target,
                media_type=media_type,
            )
        except InvalidChangeError as error:
            return answer_invalid(request, error)
        if request.method == "DELETE" and not written.outcome.graphs:
            raise HTTPException(404, f"There is no graph <{target[:200]}> to delete.")
        changed = {change.iri: change for change in written.outcome.graphs}.get(target)
        return _describe(graph, is_created=changed is not None and not changed.existed)

    def _default_graph(self) -> str:
        if self._own_default is None:
            raise MergedGraphError
        return self._own_default


def _describe(graph: _Graph, *, is_created: bool) -> Response:
    if graph.is_new:
        return Response(status_code=201, headers=HEADERS | {"Location": graph.iri or ""})
    return Response(status_code=201 if is_created else 204, headers=HEADERS)


def _identify(scope: Scope) -> _Graph:
    """The graph that a request names, by `graph=`, by `default`, or by its address."""
    parameters = _read_parameters(scope)
    path = scope["path"].rstrip("/") if scope["path"] == f"{PATH}/" else scope["path"]
    names = [name for name, _ in parameters]
    if unknown := set(names) - {"graph", "default"}:
        raise HTTPException(
            400, f"There is no parameter {min(unknown)[:50]!r} here. There are: graph, default."
        )
    if path != PATH:
        if names:
            raise HTTPException(400, "The address names a graph itself. Leave graph and default out.")
        return _Graph(_check_iri(_address(scope)))
    if len(names) > 1:
        raise HTTPException(400, "More than one graph is named. Send one request for each.")
    if names == ["default"]:
        return _Graph(None)
    if names == ["graph"]:
        return _Graph(_check_iri(parameters[0][1]))
    if scope["method"] == "POST":
        return _Graph(_check_iri(f"{_address(scope).rstrip('/')}/{uuid.uuid4()}"), is_new=True)
    raise HTTPException(400, f"Name a graph: {PATH}?graph=IRI, {PATH}?default, or an address below {PATH}/.")


def _read_parameters(scope: Scope) -> list[tuple[str, str]]:
    """The parameters, decoded once: a percent sign that is left then belongs to the IRI."""
    try:
        text = scope["query_string"].decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise HTTPException(400, "The parameters are not percent-encoded UTF-8.") from None


def _address(scope: Scope) -> str:
    host = Headers(scope=scope).get("host", "")
    path = scope.get("raw_path", scope["path"].encode()).decode("latin-1").partition("?")[0]
    return f"{scope['scheme']}://{host}{path}"


def _check_iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError:
        raise HTTPException(400, f"{text[:200]!r} is no IRI. Send a whole one, percent-encoded.") from None


def _read_media_type(headers: Headers) -> str:
    stated = headers.get("content-type", "")
    media_type, *parameters = (piece.strip() for piece in stated.split(";"))
    charset = next(
        (
            piece.lower().removeprefix("charset=")
            for piece in parameters
            if piece.lower().startswith("charset=")
        ),
        "",
    )
    is_accepted = media_type.lower() == _MULTIPART or find_rdf_format(media_type) is not None
    if not is_accepted or charset not in _UTF_8:
        offered = ", ".join(offer.media_type for offer in GRAPH_FORMATS)
        raise HTTPException(415, f"Send triples in UTF-8, as one of: {offered}.", {"Accept-Post": offered})
    return stated
