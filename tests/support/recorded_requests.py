"""Requests as the W3C's suites record them: in RDF, with the vocabularies for HTTP and for content."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT, CNT = Namespace("http://www.w3.org/2011/http#"), Namespace("http://www.w3.org/2011/content#")
Node = URIRef | BNode


@dataclass(frozen=True)
class RecordedRequest:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


def list_requests(manifest: Graph, test: object) -> list[Node]:
    """The requests of a test, in their order."""
    connection = manifest.value(test, MF.action)  # type: ignore[arg-type]
    requests = Collection(manifest, manifest.value(connection, HT.requests))  # type: ignore[arg-type]
    return [request for request in requests if isinstance(request, Node)]


def read_request(manifest: Graph, request: Node) -> RecordedRequest:
    return RecordedRequest(
        method=str(manifest.value(request, HT.methodName)),
        path=str(manifest.value(request, HT.absolutePath)),
        headers=read_headers(manifest, request),
        body=read_body(manifest, request) or b"",
    )


def read_headers(manifest: Graph, message: Node) -> dict[str, str]:
    headers = manifest.value(message, HT.headers)
    return {
        str(manifest.value(header, HT.fieldName)): str(manifest.value(header, HT.fieldValue))
        for header in (Collection(manifest, headers) if headers else ())  # type: ignore[arg-type]
    }


def read_body(manifest: Graph, message: Node) -> bytes | None:
    """The body of a request or an answer, in the encoding that it states; None if it has none."""
    body = manifest.value(message, HT.body)
    if body is None:
        return None
    encoding = manifest.value(body, CNT.characterEncoding, default="utf-8")  # type: ignore[arg-type]
    return str(manifest.value(body, CNT.chars)).encode(str(encoding))  # type: ignore[arg-type]
