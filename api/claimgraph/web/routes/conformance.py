"""How the server does in the suites of others: /conformance for people, as JSON and in EARL."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.documents import HTML, JSON, RDF_FORMATS, Format
from claimgraph.namespaces import ROOT
from claimgraph.rdf import named_node
from claimgraph.web.pages import format_links, render_page
from claimgraph.web.routes.content_negotiation import negotiate, rdf_response, require_format
from claimgraph.web.routes.dependencies import allow_parameters

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])

_FORMATS = (HTML, JSON, *RDF_FORMATS)
_EARL = "http://www.w3.org/ns/earl#"
_PAGE = f"{ROOT}/conformance"


@router.get("/conformance")
def conformance(request: Request) -> Response:
    response = _answer(request, negotiate(request, _FORMATS))
    response.headers["Vary"] = "Accept"
    return response


@router.get("/conformance.{suffix}")
def conformance_document(request: Request, suffix: str) -> Response:
    return _answer(request, require_format(suffix, _FORMATS, "a scorecard"))


@cache
def load_suites() -> list[dict[str, Any]]:
    """Each suite with its outcomes and their numbers, as `make scorecard` left them."""
    scores = json.loads((files("claimgraph.web") / "conformance.json").read_text("utf-8"))
    return [{"name": name, **entry, **_count(entry["outcomes"])} for name, entry in scores.items()]


def _count(outcomes: dict[str, str]) -> dict[str, int]:
    numbers = Counter(outcomes.values())
    return {
        "passed": numbers["passed"],
        "applicable": numbers["passed"] + numbers["failed"],
        "inapplicable": numbers["inapplicable"],
        "untested": numbers["untested"],
    }


def _answer(request: Request, form: Format) -> Response:
    if form == HTML:
        return render_page(
            request, "conformance.html", suites=load_suites(), links=format_links("/conformance", _FORMATS)
        )
    return (
        JSONResponse({"suites": load_suites()}) if form == JSON else rdf_response(list(_assertions()), form)
    )


def _assertions() -> Iterator[Triple]:
    """An earl:Assertion for each case."""
    for suite in load_suites():
        for case, outcome in suite["outcomes"].items():
            node = NamedNode(f"{_PAGE}#{suite['name']}-{_fragment(case)}")
            result = NamedNode(f"{node.value}-result")
            test = NamedNode(f"{node.value}-test")
            day = Literal(suite["date"], datatype=named_node("xsd:date"))
            yield Triple(node, named_node("rdf:type"), _earl("Assertion"))
            yield Triple(node, _earl("subject"), NamedNode(ROOT))
            yield Triple(node, _earl("mode"), _earl("automatic"))
            yield Triple(node, _earl("test"), test)
            yield Triple(node, _earl("result"), result)
            yield Triple(test, named_node("rdf:type"), _earl("TestCase"))
            yield Triple(test, named_node("dcterms:title"), Literal(case))
            yield Triple(test, named_node("dcterms:isPartOf"), NamedNode(suite["source"]))
            yield Triple(result, named_node("rdf:type"), _earl("TestResult"))
            yield Triple(result, _earl("outcome"), _earl(outcome))
            yield Triple(result, named_node("dcterms:date"), day)
            yield Triple(result, named_node("dcat:version"), Literal(suite["commit"]))
    yield Triple(NamedNode(ROOT), named_node("rdf:type"), _earl("TestSubject"))


def _fragment(case: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in case)


def _earl(name: str) -> NamedNode:
    return NamedNode(_EARL + name)
