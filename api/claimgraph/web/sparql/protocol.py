"""Reads a request of the SPARQL 1.1 Protocol: the query, its dataset, and the format of the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope

from claimgraph.stores import QueryRefusedError, QueryTooLargeError
from claimgraph.web.bodies import read_body
from claimgraph.web.conditions import is_tracking

_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_BYTE_ORDER_MARK = "\ufeff"  # which some editors put at the start of a file
_UTF_8 = ("", "charset=utf-8", 'charset="utf-8"')
_BYTES_PER_CHARACTER = 12  # of a percent-encoded form, at worst
_OTHER_PARAMETERS_BYTES = 65_536
_FORMATS = ("format", "output", "results")  # one thing by three names: some clients send all of them
_OF_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")
_KNOWN = ("query", "default-graph-uri", "named-graph-uri", "timeout", *_FORMATS)

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """A query as a client sent it. `format` is a short name ("csv"), `accept` the header; the former wins.

    `seconds`: how long the client lets it run; None: as long as it may.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    accept: str | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class SentUpdate:
    """An update as a client sent it; `using` and `using_named` are the dataset that it names beside it."""

    content: bytes
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


async def read_request(
    scope: Scope, receive: Receive, max_characters: int, max_update_bytes: int | None = None
) -> SparqlRequest | SentUpdate | None:
    """Read a request, whose query may have so many characters; None for a GET without a query.

    `max_update_bytes`: how long an update may be; None: there are none here.

    Raises:
        HTTPException: 400, 413 or 415, saying what the protocol wants.
        QueryRefusedError: It is an update, and there are none here.
        QueryTooLargeError: The query is too long.
        ClientGoneError: There is nobody to answer.
    """
    headers = Headers(scope=scope)
    from_address = _decode(scope["query_string"])
    if scope["method"] != "POST":
        return _interpret(from_address, headers, max_characters)
    decode = _body_decoder(headers, accepts_updates=max_update_bytes is not None)
    if decode is _decode_update and max_update_bytes is not None:
        return _interpret_update([*decode(await read_body(receive, max_update_bytes)), *from_address])
    from_body = decode(await _read_body(receive, max_characters, max_update_bytes or 0))
    if max_update_bytes is not None and _is_update(from_body):
        return _interpret_update([*from_body, *from_address])
    beside_body = [(name, value) for name, value in from_address if name != "query"]
    sparql_request = _interpret([*from_body, *beside_body], headers, max_characters)
    if sparql_request is None:
        raise HTTPException(400, "The form has no field 'query'. Put the query there.")
    return sparql_request


def accept_header(headers: Headers) -> str | None:
    """All lines of Accept as one."""
    return ", ".join(headers.getlist("accept")) or None


def _body_decoder(headers: Headers, *, accepts_updates: bool) -> Callable[[bytes], Parameters]:
    media_type, _, charset = headers.get("content-type", "").lower().partition(";")
    media_type = media_type.strip()
    if media_type == _UPDATE and not accepts_updates:
        raise _refuse_update()
    accepted = (_QUERY, _FORM, *((_UPDATE,) if accepts_updates else ()))
    if media_type not in accepted or charset.strip() not in _UTF_8:
        raise HTTPException(
            415, f"Send it in UTF-8, as {' or as '.join(accepted)}.", {"Accept-Post": ", ".join(accepted)}
        )
    if media_type == _UPDATE:
        return _decode_update
    return _decode_query if media_type == _QUERY else _decode


def _interpret(parameters: Parameters, headers: Headers, max_characters: int) -> SparqlRequest | None:
    if any(name in _OF_UPDATES for name, _ in parameters):
        raise _refuse_update()  # also where there are updates: not by GET, and not beside a query
    queries = _values(parameters, "query")
    if len(queries) > 1:
        raise HTTPException(400, "More than one query was sent. Send one request for each.")
    if not queries:
        return None
    if len(queries[0]) > max_characters:
        raise QueryTooLargeError(len(queries[0]), max_characters)
    _require_known_names(parameters)
    format_ = next((value for name, value in parameters if name in _FORMATS and value), "")
    is_media_type = "/" in format_  # some clients send one here, and mean what Accept means
    return SparqlRequest(
        query=queries[0].removeprefix(_BYTE_ORDER_MARK),
        default_graphs=_values(parameters, "default-graph-uri"),
        named_graphs=_values(parameters, "named-graph-uri"),
        format=format_ if format_ and not is_media_type else None,
        accept=format_ if is_media_type else accept_header(headers),
        seconds=_read_seconds(_values(parameters, "timeout")),
    )


def _require_known_names(parameters: Parameters) -> None:
    """A parameter that does nothing here would be taken for one that did something."""
    for name, _ in parameters:
        if name not in _KNOWN and not is_tracking(name):
            raise HTTPException(
                400, f"There is no parameter {name[:50]!r} here. There are: {', '.join(_KNOWN)}."
            )


def _read_seconds(texts: tuple[str, ...]) -> float | None:
    if not texts:
        return None
    try:
        seconds = float(texts[0])
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise HTTPException(400, f"The timeout {texts[0][:50]!r} is no number of seconds above 0.")
    return seconds


def _refuse_update() -> QueryRefusedError:
    return QueryRefusedError(
        "This endpoint is read-only: it answers queries and carries out no updates, but for those that "
        "holders of a token POST to a server that allows it."
    )


def _is_update(parameters: Parameters) -> bool:
    return any(name == "update" for name, _ in parameters)


def _interpret_update(parameters: Parameters) -> SentUpdate:
    for name, _ in parameters:
        if name not in _OF_UPDATES:
            raise HTTPException(
                400, f"An update has no parameter {name[:50]!r}. It has: {', '.join(_OF_UPDATES)}."
            )
    updates = _values(parameters, "update")
    if len(updates) > 1:
        raise HTTPException(400, "More than one update was sent. Put a semicolon between their operations.")
    return SentUpdate(
        updates[0].encode("utf-8", "surrogatepass"),
        _values(parameters, "using-graph-uri"),
        _values(parameters, "using-named-graph-uri"),
    )


async def _read_body(receive: Receive, max_characters: int, max_update_bytes: int) -> bytes:
    """The body, read no further than any query may reach, or an update in a form."""
    max_bytes = max_characters * _BYTES_PER_CHARACTER + _OTHER_PARAMETERS_BYTES
    longest = max(max_bytes, 3 * max_update_bytes)  # three characters of a form may be one byte
    return await read_body(receive, longest, QueryTooLargeError(longest, max_characters))


def _decode(encoded: bytes) -> Parameters:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except ValueError:
        raise HTTPException(400, "The parameters are not percent-encoded UTF-8.") from None


def _decode_update(body: bytes) -> Parameters:
    try:
        return [("update", body.decode())]
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"The update is not UTF-8: see byte {error.start + 1}.") from None


def _decode_query(body: bytes) -> Parameters:
    try:
        return [("query", body.decode())]
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"The query is not UTF-8: see byte {error.start + 1}.") from None


def _values(parameters: Parameters, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in parameters if key == name)
