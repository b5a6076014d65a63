"""The page at /sparql: an editor, examples, and results as a table. It works without JavaScript, too."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from claimgraph.namespaces import PREFIXES
from claimgraph.queries import all_examples
from claimgraph.web.pages import render_page


def sparql_page(request: Request) -> HTMLResponse:
    """The editor, with the query of `?edit=` in it. `?query=`, the protocol's parameter, runs one instead."""
    examples = all_examples()
    edited = request.query_params.get("edit")
    first = next(iter(examples), None)
    query = edited if edited is not None else (first.text if first else "")
    return render_page(request, "sparql.html", query=query, examples=examples, prefixes=PREFIXES)
