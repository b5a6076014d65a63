"""What several test modules share: one real build of the shipped data per session."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.build import build
from claimgraph.bundle import shipped
from claimgraph.generations import Generation


@pytest.fixture(scope="session")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """The shipped data, built once for all tests; nothing writes to it."""
    folder: Path = tmp_path_factory.mktemp("build")
    built = build(shipped(), folder).generation
    assert built is not None
    return built
