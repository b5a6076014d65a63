"""Reads a request of the SPARQL 1.1 Protocol: the query, its dataset, and the format of the result."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import HTTPException, Request

from claimgraph.stores import QueryRefusedError, QueryTooLargeError

_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_UTF_8 = ("", "charset=utf-8", 'charset="utf-8"')
_BYTES_PER_CHARACTER = 12  # of a percent-encoded form, at worst
_OTHER_PARAMETERS_BYTES = 65_536

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query as a client sent it. `format` is a short name ("csv"), `accept` the header; the former wins."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    accept: str | None


async def read_request(request: Request, max_characters: int) -> SparqlRequest | None:
    """Read a request, whose query may have so many characters; None for a GET without a query.

    Raises:
        HTTPException: 400 or 415, saying what the protocol wants.
        QueryRefusedError: It is an update.
        QueryTooLargeError: The query is too long.
    """
    from_address = _decode(request.scope["query_string"])
    if request.method != "POST":
        return _interpret(from_address, request, max_characters)
    media_type = _body_type(request)
    body = await _read_body(request, max_characters)
    from_body = [("query", _decode_query(body))] if media_type == _QUERY else _decode(body)
    beside_body = [(name, value) for name, value in from_address if name != "query"]
    sparql_request = _interpret([*from_body, *beside_body], request, max_characters)
    if sparql_request is None:
        raise HTTPException(400, "The form has no field 'query'. Put the query there.")
    return sparql_request


def _body_type(request: Request) -> str:
    media_type, _, charset = request.headers.get("content-type", "").lower().partition(";")
    media_type = media_type.strip()
    if media_type == _UPDATE:
        raise _refuse_update()
    if media_type not in (_FORM, _QUERY) or charset.strip() not in _UTF_8:
        raise HTTPException(
            415, f"Send the query in UTF-8, as {_QUERY} or as {_FORM}.", {"Accept-Post": f"{_QUERY}, {_FORM}"}
        )
    return media_type


def _interpret(parameters: Parameters, request: Request, max_characters: int) -> SparqlRequest | None:
    if _values(parameters, "update"):
        raise _refuse_update()
    queries = _values(parameters, "query")
    if len(queries) > 1:
        raise HTTPException(400, "More than one query was sent. Send one request for each.")
    if not queries:
        return None
    if len(queries[0]) > max_characters:
        raise QueryTooLargeError(len(queries[0]), max_characters)
    format_ = next(iter(_values(parameters, "format")), "")
    is_media_type = "/" in format_  # some clients send one here, and mean what Accept means
    return SparqlRequest(
        query=queries[0],
        default_graphs=_values(parameters, "default-graph-uri"),
        named_graphs=_values(parameters, "named-graph-uri"),
        format=format_ if format_ and not is_media_type else None,
        accept=format_ if is_media_type else request.headers.get("accept"),
    )


def _refuse_update() -> QueryRefusedError:
    return QueryRefusedError("This endpoint is read-only: it answers queries and carries out no updates.")


async def _read_body(request: Request, max_characters: int) -> bytes:
    """The body, read no further than any query may reach."""
    max_bytes, body = max_characters * _BYTES_PER_CHARACTER + _OTHER_PARAMETERS_BYTES, bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > max_bytes:
            raise QueryTooLargeError(len(body), max_characters)
    return bytes(body)


def _decode(encoded: bytes) -> Parameters:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except ValueError:
        raise HTTPException(400, "The parameters are not percent-encoded UTF-8.") from None


def _decode_query(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"The query is not UTF-8: see byte {error.start + 1}.") from None


def _values(parameters: Parameters, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)
