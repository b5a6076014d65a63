"""Renders pages from templates. What comes from data is always escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from claimgraph.documents import (
    HTML,
    Format,
    format_figure,
    format_number,
    format_span,
    html_datetime,
    local_name,
    loss_text,
    measured_figure_text,
    page_path,
    piece_text,
    shorten_decimals,
    shorten_numbers,
    specification_text,
    turning_text,
    variant_text,
    web_address,
)
from claimgraph.namespaces import ROOT, compact_iri


@dataclass(frozen=True, slots=True)
class FormatLink:
    """Another format of a page."""

    path: str
    form: Format


@cache
def load_templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("claimgraph.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "compact": compact_iri,
        "figure_text": format_figure,
        "html_datetime": html_datetime,
        "number_text": format_number,
        "page_path": page_path,
        "local_name": local_name,
        "loss_text": loss_text,
        "measured_figure_text": measured_figure_text,
        "piece_text": piece_text,
        "short_decimals": shorten_decimals,
        "short_numbers": shorten_numbers,
        "specification_text": specification_text,
        "turning_text": turning_text,
        "variant_text": variant_text,
        "sparql_path": sparql_path,
        "web_address": web_address,
        "span_text": format_span,
    }
    return environment


def sparql_path(query: str) -> str:
    """The query page with this query in its editor; it is not run until the reader says so."""
    return "/sparql?" + urlencode({"edit": query})


def format_links(path: str, forms: tuple[Format, ...]) -> list[FormatLink]:
    """The documents beside a page, at the same address with another ending."""
    return [FormatLink(f"{path}.{form.suffix}", form) for form in forms if form != HTML]


def render_page(
    request: Request,
    template: str,
    *,
    canonical: str | None = None,
    links: list[FormatLink] | None = None,
    status: int = 200,
    **context: object,
) -> HTMLResponse:
    """`canonical` is the IRI of what the page is about; `links` are its other formats."""
    text = (
        load_templates()
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


def render_problem(request: Request, status: int, title: str, detail: str) -> HTMLResponse:
    """What went wrong, for a client that prefers a page to a problem document."""
    return render_page(request, "problem.html", status=status, title=title, detail=detail)
