"""Every address that the app answers is documented, and every address that is documented is answered."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount, Route, compile_path

from claimgraph.config import Settings
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore
from claimgraph.web import create_app
from claimgraph.web.routes import ROUTERS
from claimgraph.web.sparql import router as sparql_router
from claimgraph.web.writing.graph_store import PATH
from tests.support.serving import publish_pages

REFERENCE = default_source_tree().root / "docs" / "reference" / "api.md"
ROUTES = [
    route for router in (*ROUTERS, sparql_router) for route in router.routes if isinstance(route, APIRoute)
]

GRAPH_STORE = (PATH, f"{PATH}/{{path}}")  # answered before the framework


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    generation = publish_pages(tmp_path_factory.mktemp("build"))
    return create_app(Settings(), EmbeddedStore.open(generation), generation)


@pytest.fixture(scope="module")
def documented() -> list[str]:
    """The addresses in the table at the top of the reference, such as "/claims/{slug}"."""
    table = REFERENCE.read_text(encoding="utf-8").partition("\n## ")[0]
    cells = (line.split("|")[1] for line in table.splitlines() if line.startswith("| `/"))
    return [address for cell in cells for address in re.findall(r"`([^`]+)`", cell)]


def example(path: str) -> str:
    """An address of this form."""
    return re.sub(r"\{[\w:]+\}", "x", path)


def is_same(path: str, address: str) -> bool:
    """Whether one is an example of the other: a path may hold slashes, and each named query has its own."""
    (path_pattern, *_), (address_pattern, *_) = compile_path(path), compile_path(address)
    return bool(path_pattern.fullmatch(example(address)) or address_pattern.fullmatch(example(path)))


def paths(routes: list[BaseRoute]) -> list[str]:
    return [route.path for route in routes if isinstance(route, Route | Mount)]


def test_every_address_that_is_answered_is_documented(documented: list[str]) -> None:
    unnamed = [route.path for route in ROUTES if not any(is_same(route.path, each) for each in documented)]
    assert unnamed == []


def test_what_is_answered_beside_the_routes_is_documented(app: FastAPI, documented: list[str]) -> None:
    assert paths(app.routes) == ["/openapi.json", "/static"]
    assert {"/openapi.json", "/static/{file}", *GRAPH_STORE} <= {*documented}


def test_every_address_that_is_documented_is_answered(documented: list[str]) -> None:
    answered = [*paths([*ROUTES]), "/openapi.json", "/static/{file}", *GRAPH_STORE]
    assert [address for address in documented if not any(is_same(path, address) for path in answered)] == []


def test_whatever_is_not_a_page_or_a_document_is_in_the_schema(app: FastAPI) -> None:
    """Whoever adds an address for programs finds here that it has to be described."""
    described = app.openapi()["paths"]
    others = {re.split(r"[/.{]", path[1:])[0] for path in paths([*ROUTES]) if path not in described}
    assert others == {
        "", "catalog", "claims", "conformance", "contradictions",
        "entities", "exports", "graph", "graphs", "healthz",
        "id", "ns", "ontology", "predictions", "queries", "readyz", "vocab",
    }  # fmt: skip
