"""What several test modules share: two real builds per session, and servers on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from claimgraph.generations import Generation
from claimgraph.pipeline import build
from claimgraph.source_tree import Bundle, shipped
from tests.support.serving import publish_pages, serving
from tests.support.source_trees import own_tables


@pytest.fixture(scope="session")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """Our own tables, built once for all tests; nothing writes to it."""
    folder = tmp_path_factory.mktemp("own")
    return built(own_tables(folder / "bundle"), folder / "build")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """Everything shipped, a million triples and more: only for tests that need the data sets of others."""
    return built(shipped(), tmp_path_factory.mktemp("whole"))


def built(bundle: Bundle, folder: Path) -> Generation:
    generation = build(bundle, folder).generation
    assert generation is not None
    return generation


@pytest.fixture(scope="session")
def site(generation: Generation) -> Iterator[httpx.Client]:
    """A client of a server on our own tables."""
    with serving(generation) as client:
        yield client


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server on pages.trig, which holds what pages must survive."""
    with serving(publish_pages(tmp_path_factory.mktemp("pages"))) as client:
        yield client
