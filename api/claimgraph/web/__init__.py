"""HTTP: pages, documents, the JSON API and SPARQL. The only room that knows status codes."""

from __future__ import annotations

from claimgraph.web.app import create_app
from claimgraph.web.clock import today
from claimgraph.web.connections import LimitedConnection, Phase
from claimgraph.web.listening import AddressError
from claimgraph.web.problems import install_problem_handlers
from claimgraph.web.served_generation import ServedGeneration
from claimgraph.web.server import AccessLogError, serve, server_config

__all__ = [
    "AccessLogError",
    "AddressError",
    "LimitedConnection",
    "Phase",
    "ServedGeneration",
    "create_app",
    "install_problem_handlers",
    "serve",
    "server_config",
    "today",
]
