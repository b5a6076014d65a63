"""Reads a request of the SPARQL 1.1 Protocol: the query, its dataset, and the format wanted."""

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
_BYTES_PER_CHARACTER = 12  # of a percent-encoded form, at worst
_OTHER_PARAMETERS = 65_536

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ProtocolRequest:
    """What is asked. `format` is a short name ("csv"), `accept` the header; the former wins."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    accept: str | None


async def read_request(request: Request, longest: int) -> ProtocolRequest | None:
    """The query of a request, at most `longest` characters; None for a GET without one.

    Raises:
        HTTPException: 400 or 415, saying what the protocol wants.
        QueryRefusedError: It is an update.
        QueryTooLargeError: It is too long.
    """
    in_address = _decode(request.scope["query_string"])
    if request.method != "POST":
        return _asked(in_address, request, longest)
    media_type, _, charset = request.headers.get("content-type", "").lower().partition(";")
    if media_type.strip() == _UPDATE:
        raise QueryRefusedError("This endpoint is read-only: it answers queries and carries out no updates.")
    if media_type.strip() not in (_FORM, _QUERY) or charset.strip() not in (
        "",
        "charset=utf-8",
        'charset="utf-8"',
    ):
        raise HTTPException(
            415, f"Send the query in UTF-8, as {_QUERY} or as {_FORM}.", {"Accept-Post": f"{_QUERY}, {_FORM}"}
        )
    body = await _body(request, longest)
    sent = [("query", _text(body))] if media_type.strip() == _QUERY else _decode(body)
    beside = [(name, value) for name, value in in_address if name != "query"]
    asked = _asked([*sent, *beside], request, longest)
    if asked is None:
        raise HTTPException(400, "The form has no field 'query'. Put the query there.")
    return asked


def _asked(given: Parameters, request: Request, longest: int) -> ProtocolRequest | None:
    if _all(given, "update"):
        raise QueryRefusedError("This endpoint is read-only: it answers queries and carries out no updates.")
    queries = _all(given, "query")
    if len(queries) > 1:
        raise HTTPException(400, "More than one query was sent. Send one request for each.")
    if not queries:
        return None
    if len(queries[0]) > longest:
        raise QueryTooLargeError(len(queries[0]), longest)
    wanted = next(iter(_all(given, "format")), "")
    is_media_type = "/" in wanted  # as some clients write it, who mean what Accept means
    return ProtocolRequest(
        query=queries[0],
        default_graphs=_all(given, "default-graph-uri"),
        named_graphs=_all(given, "named-graph-uri"),
        format=wanted if wanted and not is_media_type else None,
        accept=wanted if is_media_type else request.headers.get("accept"),
    )


async def _body(request: Request, longest: int) -> bytes:
    """The body, read no further than any query may reach."""
    most, body = longest * _BYTES_PER_CHARACTER + _OTHER_PARAMETERS, bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise QueryTooLargeError(len(body), longest)
    return bytes(body)


def _decode(encoded: bytes) -> Parameters:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except ValueError:
        raise HTTPException(400, "The parameters are not percent-encoded UTF-8.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"The query is not UTF-8: see byte {error.start + 1}.") from None


def _all(parameters: Parameters, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)
