"""Renders pages from templates. What comes from data is always escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from claimgraph.documents import display, paths
from claimgraph.documents.description import slug
from claimgraph.documents.formats import HTML, Format
from claimgraph.namespaces import ROOT, compact


@dataclass(frozen=True, slots=True)
class Link:
    """Another format of a page."""

    path: str
    form: Format


@cache
def templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("claimgraph.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "compact": compact,
        "figure": display.figure,
        "machine_date": display.machine_date,
        "number": display.number,
        "page_path": paths.page_path,
        "slug": slug,
        "sparql_path": sparql_path,
        "web_address": paths.web_address,
        "when": display.when,
    }
    return environment


def sparql_path(query: str) -> str:
    """The query page with this query in its editor; it is not run until the reader says so."""
    return "/sparql?" + urlencode({"edit": query})


def other_formats(path: str, forms: tuple[Format, ...]) -> list[Link]:
    """The documents beside a page, at the same address with another ending."""
    return [Link(f"{path}.{form.suffix}", form) for form in forms if form != HTML]


def page(
    request: Request,
    template: str,
    *,
    canonical: str | None = None,
    links: list[Link] | None = None,
    status: int = 200,
    **context: object,
) -> HTMLResponse:
    """`canonical` is the IRI of what the page is about; `links` are its other formats."""
    text = (
        templates()
        .get_template(template)
        .render(
            **context,
            canonical=canonical,
            here=request.url.path,
            links=links or [],
            root=ROOT,
            generation=request.app.state.generation,
        )
    )
    return HTMLResponse(text, status)


def problem_page(request: Request, status: int, title: str, detail: str) -> HTMLResponse:
    """What went wrong, for a client that prefers a page to a problem document."""
    return page(request, "problem.html", status=status, title=title, detail=detail)
