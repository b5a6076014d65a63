"""What is answered to a change that was made, and to one that would break rules."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from claimgraph.documents import JSON, RDF_FORMATS, negotiate_format
from claimgraph.namespaces import PREFIXES
from claimgraph.pipeline.written_graphs import InvalidChangeError
from claimgraph.stores import GRAPH_FORMATS
from claimgraph.web.problems import PROBLEM, problem_response
from claimgraph.web.writing.graph_writer import Written

HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
_UNPROCESSABLE = 422


def describe_written(written: Written) -> JSONResponse:
    """Say which graphs a change altered, and the generation in which it did."""
    graphs = [
        {"iri": graph.iri, "added": graph.added, "removed": graph.removed, "deleted": graph.text is None}
        for graph in written.outcome.graphs
    ]
    document = {"generation": written.generation, "graphs": graphs, "warnings": written.warnings}
    return JSONResponse(document, headers=HEADERS)


def answer_invalid(request: Request, error: InvalidChangeError) -> Response:
    """The SHACL report: as RDF for whoever asks for that, or else as a problem with its violations."""
    form = negotiate_format(request.headers.get("accept"), (PROBLEM, JSON, *RDF_FORMATS))
    if form in RDF_FORMATS:
        assert form
        content = _convert(error.report, form.suffix)
        return Response(content, _UNPROCESSABLE, HEADERS | {"Vary": "Accept"}, media_type=form.media_type)
    violations = [{"graph": reported.graph, **asdict(reported.violation)} for reported in error.violations]
    more: dict[str, Any] = {"code": "InvalidChange", "violations": violations}
    return problem_response(request, _UNPROCESSABLE, str(error), **more)


def _convert(report: str, name: str) -> bytes:
    format_ = next(offer.engine_format for offer in GRAPH_FORMATS if offer.name == name)
    triples = (quad.triple for quad in ox.parse(report.encode(), format=ox.RdfFormat.N_TRIPLES))
    return ox.serialize(triples, format=cast(ox.RdfFormat, format_), prefixes=PREFIXES) or b""
