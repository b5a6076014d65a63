"""What several modules of this room share: the small generation, in a store of either kind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from claimgraph.stores import EmbeddedStore, Store
from claimgraph.stores.sandbox import SandboxStore
from tests.support.limits import settings_for
from tests.support.small_generation import publish_small_generation


@pytest.fixture(scope="module", params=["in process", "sandboxed"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    generation = publish_small_generation(tmp_path_factory.mktemp("build"))
    store: Store = (
        EmbeddedStore.open(generation)
        if request.param == "in process"
        else SandboxStore.open(generation, settings_for(generation, workers=1))
    )
    yield store
    store.close()
