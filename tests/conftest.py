"""What several test modules share: one real build of the shipped data per session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from claimgraph.build import build
from claimgraph.bundle import shipped
from claimgraph.generations import Generation
from tests.serving import publish_pages, serving


@pytest.fixture(scope="session")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """The shipped data, built once for all tests; nothing writes to it."""
    folder: Path = tmp_path_factory.mktemp("build")
    built = build(shipped(), folder).generation
    assert built is not None
    return built


@pytest.fixture(scope="session")
def site(generation: Generation) -> Iterator[httpx.Client]:
    """A client of a server on the shipped data."""
    with serving(generation) as client:
        yield client


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server on pages.trig, which holds what pages must survive."""
    with serving(publish_pages(tmp_path_factory.mktemp("pages"))) as client:
        yield client
