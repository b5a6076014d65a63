"""What several test modules share: two real builds per session, and servers on them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, settings

from claimgraph.assessment import Knowledge
from claimgraph.generations import Generation
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore
from tests.support.builds import build_once
from tests.support.serving import publish_pages, serve_generation
from tests.support.source_trees import own_tables

# How long an example takes says how busy the machine is, and nothing about the code.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, by name, tests of programs that are not there; where all have to be there, they fail."""
    for marker in item.iter_markers("peer"):
        for program in marker.args:
            if shutil.which(program) is None:
                report = pytest.fail if os.environ.get("REQUIRE_PEERS") else pytest.skip
                report(f"the program {program!r} is not on the PATH")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put modules into the order in which two processes have the least to wait for.

    The first module builds everything shipped, which takes minutes. Those that fork themselves come before
    their process has loaded a graph, which makes a fork slow. Those that need everything shipped come when
    it must be there, and small ones last, so that no process ends long before the other.
    """
    modules: dict[Path, list[pytest.Item]] = {}
    for item in items:
        modules.setdefault(item.path, []).append(item)
    by_size = sorted(modules.values(), key=len, reverse=True)
    needing_whole = [module for module in by_size if any(map(_needs_whole, module))]
    forking = [module for module in by_size if any(map(_forks, module))]
    others = [module for module in by_size if module not in [*needing_whole, *forking]]
    half = len(others) // 2
    order = [*needing_whole[:1], *forking, *others[:half], *needing_whole[1:], *others[half:]]
    items[:] = [item for module in order for item in module]


def _forks(item: pytest.Item) -> bool:
    return hasattr(getattr(item, "module", None), "run_killed_at")


def _needs_whole(item: pytest.Item) -> bool:
    return "whole" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent
    return folder / "shared"


@pytest.fixture(scope="session")
def generation(shared_folder: Path) -> Generation:
    """Our own tables, built once for all tests; nothing writes to it."""
    return build_once(shared_folder / "own", own_tables)


@pytest.fixture(scope="session")
def whole(shared_folder: Path) -> Generation:
    """Everything shipped, a million triples and more: only for tests that need the data sets of others."""
    return build_once(shared_folder / "whole", lambda _: default_source_tree())


@pytest.fixture(scope="session")
def whole_store(whole: Generation) -> EmbeddedStore:
    """Queries on everything shipped; loading it takes longer than most tests that ask it."""
    return EmbeddedStore.open(whole)


@pytest.fixture(scope="session")
def whole_knowledge(whole_store: EmbeddedStore) -> Knowledge:
    """What everything shipped says, read once."""
    return Knowledge.load(whole_store)


@pytest.fixture(scope="session")
def site(generation: Generation) -> Iterator[httpx.Client]:
    """A client of a server on our own tables."""
    with serve_generation(generation) as client:
        yield client


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server on pages.trig, which holds what pages must survive."""
    with serve_generation(publish_pages(tmp_path_factory.mktemp("pages"))) as client:
        yield client
