"""Writes graphs into another engine: the SPARQL 1.1 Graph Store HTTP Protocol, with a password if asked."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass
from urllib.request import parse_http_list, parse_keqv_list

from claimgraph.stores.errors import StoreError
from claimgraph.stores.remote.client import RemoteClient
from claimgraph.stores.remote.connection import RemoteReply, Request
from claimgraph.stores.remote.engines import Engine

_WRITE_SECONDS = 600.0
_UNAUTHORIZED, _NOT_FOUND = 401, 404
_SUCCESS = range(200, 300)


class PushError(StoreError):
    """An engine does not take a graph."""


@dataclass(frozen=True, slots=True)
class GraphStore:
    """The graphs of an engine, to be written."""

    client: RemoteClient
    engine: Engine
    user: str = ""
    password: str = ""

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a graph.

        Raises:
            StoreError: The engine does not take it.
        """
        self._write("PUT", graph, triples)

    def post(self, graph: str, triples: bytes) -> None:
        """Add to a graph.

        Raises:
            StoreError: The engine does not take it.
        """
        self._write("POST", graph, triples)

    def delete(self, graph: str) -> None:
        """Remove a graph, if it is there.

        Raises:
            StoreError: The engine does not do it.
        """
        self._write("DELETE", graph, b"")

    def _write(self, method: str, graph: str, triples: bytes) -> None:
        target = self.engine.graph_store_target(self.client.url, graph)
        headers = {"Content-Type": self.engine.triples_type} if triples else {}
        if self.user:
            headers |= self._authorize(method, target)
        reply = self._send(method, target, triples, headers)
        message = reply.read_message()
        if reply.status in _SUCCESS or (method == "DELETE" and reply.status == _NOT_FOUND):
            reply.read()
            return
        if reply.status == _UNAUTHORIZED:
            message = "it asks for a user and a password: set CLAIMGRAPH_STORE_USER and _PASSWORD"
        raise PushError(f"{self.engine.name} does not take <{graph}>: {message} (HTTP {reply.status}).")

    def _send(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> RemoteReply:
        deadline = time.monotonic() + _WRITE_SECONDS
        return self.client.connections.send(Request(method, target, body, headers, deadline))

    def _authorize(self, method: str, target: str) -> dict[str, str]:
        """The header that the engine asks for, found out by a request without a body."""
        challenge = self._send("GET", target, b"", {})
        challenge.cut()
        scheme, _, fields = challenge.headers.get("WWW-Authenticate", "").partition(" ")
        if challenge.status != _UNAUTHORIZED or scheme.lower() not in ("basic", "digest"):
            return {}
        if scheme.lower() == "basic":
            pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        parameters = parse_keqv_list(parse_http_list(fields))
        return {"Authorization": _digest(self.user, self.password, method, target, parameters)}


def _digest(user: str, password: str, method: str, target: str, challenge: dict[str, str]) -> str:
    """The answer to a challenge of RFC 7616, with MD5, as Virtuoso asks for it."""
    realm, nonce, client_nonce = challenge["realm"], challenge["nonce"], secrets.token_hex(8)
    secret, action = _md5(f"{user}:{realm}:{password}"), _md5(f"{method}:{target}")
    response = _md5(f"{secret}:{nonce}:00000001:{client_nonce}:auth:{action}")
    fields = {"username": user, "realm": realm, "nonce": nonce, "uri": target, "cnonce": client_nonce}
    quoted = [f'{name}="{value}"' for name, value in (fields | {"response": response}).items()]
    quoted += [f'opaque="{challenge["opaque"]}"'] if "opaque" in challenge else []
    return f"Digest {', '.join(quoted)}, qop=auth, nc=00000001"


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
