"""The name of the route that answers a path: its template, so that there are few of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from fastapi import APIRouter
from starlette.routing import Route

_OTHER = "other"
_REMEMBERED = 1024  # paths
# Of what is beside the routes, or has a route for each file.
_FOLDERS = {"/static/": "/static", "/queries/": "/queries/{file}"}
_BESIDE_ROUTES = ("/sparql", "/openapi.json")


class RouteNames:
    """Names of the routes of routers."""

    def __init__(self, routers: Iterable[APIRouter]) -> None:
        routes = [route for router in routers for route in router.routes if isinstance(route, Route)]
        self._patterns = [(route.path, route.path_regex) for route in routes]
        self.name_route = lru_cache(_REMEMBERED)(self._name_route)

    def _name_route(self, path: str) -> str:
        if path.removesuffix("/") in _BESIDE_ROUTES:
            return path.removesuffix("/")
        for folder, name in _FOLDERS.items():
            if path.startswith(folder):
                return name
        return next((template for template, pattern in self._patterns if pattern.match(path)), _OTHER)
