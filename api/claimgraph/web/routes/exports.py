"""The archives to take away: what there is, and each of them.

An archive is made when it is first asked for. Whoever asks while another one is being made
is asked to come back, so that no number of them can keep every thread of the server waiting.
"""

from __future__ import annotations

import re

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from starlette.staticfiles import StaticFiles

from claimgraph.documents import HTML, JSON, Archive, Exports, describe_exports
from claimgraph.exports import ArchiveCache
from claimgraph.generations import Generation, list_former_generations
from claimgraph.web.pages import render_page
from claimgraph.web.routes.content_negotiation import negotiate
from claimgraph.web.routes.dependencies import allow_parameters

router = APIRouter(include_in_schema=False, dependencies=[allow_parameters()])
_SECONDS = "10"
_GENERATION = re.compile(r"claimgraph-([0-9a-f]{16})-")


@router.get("/exports/")
def exports_listing(request: Request) -> Response:
    """One document in two formats, so it is answered and not redirected."""
    document = _describe_archives(_archive_cache(request))
    if negotiate(request, (HTML, JSON)) == JSON:
        headers = {"Vary": "Accept", "Cache-Control": "no-store"}  # sizes become known as archives are made
        return Response(document.model_dump_json(), media_type=JSON.media_type, headers=headers)
    response = render_page(request, "exports.html", exports=document)
    response.headers["Vary"] = "Accept"
    return response


@router.get("/exports/{name}")
def archive(request: Request, name: str) -> Response:
    archives = _archive_cache(request)
    offer = next((offer for offer in archives.list_offers() if offer.path.name == name), None)
    if offer is None:
        raise _missing_archive(name, archives.generation)
    if not archives.create(offer):
        detail = "Another archive is being made, which may take a minute. Ask again for this one."
        raise HTTPException(503, detail, {"Retry-After": _SECONDS})
    folder = StaticFiles(directory=archives.folder)  # knows If-None-Match and Range
    return folder.file_response(offer.path, offer.path.stat(), request.scope)


def _missing_archive(name: str, current: Generation) -> HTTPException:
    """410 if the archive was one of a generation that this server had before, else 404."""
    match = _GENERATION.match(name)
    if match and match[1] in list_former_generations(current.build_folder):
        detail = f"Generation {match[1]} is no longer served. /exports/ lists archives of {current.name}."
        return HTTPException(410, detail, {"Link": '</exports/>; rel="successor-version"'})
    return HTTPException(404, f"There is no archive {name!r}. /exports/ lists those there are.")


def _archive_cache(request: Request) -> ArchiveCache:
    archives: ArchiveCache = request.app.state.archives
    return archives


def _describe_archives(archives: ArchiveCache) -> Exports:
    by_reuse: dict[str, list[Archive]] = {}
    for offer in archives.list_offers():
        entry = Archive(url=f"/exports/{offer.path.name}", format=offer.format, bytes=offer.size)
        by_reuse.setdefault(offer.reuse, []).append(entry)
    return describe_exports(archives.generation, by_reuse)
