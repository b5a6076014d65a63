"""What several modules of this room share: the small generation, in a store of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from claimgraph.stores import EmbeddedStore, QueryEvaluationError, QueryRefusedError, Store
from claimgraph.stores.remote import RemoteStore, push_generation
from claimgraph.stores.sandbox import SandboxStore
from tests.support.engines import ServedEngine, serving_engine
from tests.support.limits import settings_for
from tests.support.small_generation import publish_small_generation

_REMOTE = ("oxigraph", "fuseki", "virtuoso")


def _serve(name: str) -> Callable[[], Iterator[ServedEngine]]:
    def serve() -> Iterator[ServedEngine]:
        with serving_engine(name) as engine:
            yield engine

    return serve


oxigraph = pytest.fixture(scope="session", name="oxigraph")(_serve("oxigraph"))
fuseki = pytest.fixture(scope="session", name="fuseki")(_serve("fuseki"))
virtuoso = pytest.fixture(scope="session", name="virtuoso")(_serve("virtuoso"))


@pytest.fixture(scope="module", params=["in process", "sandboxed", *_REMOTE])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    generation = publish_small_generation(tmp_path_factory.mktemp("build"))
    if request.param in _REMOTE:
        engine: ServedEngine = request.getfixturevalue(request.param)
        settings = settings_for(generation, **engine.settings)
        push_generation(generation, engine.peer.query_url, settings, lambda _: None)
        store: Store = RemoteStore.open(settings)
        yield store
        store.close()
        return
    store = (
        EmbeddedStore.open(generation)
        if request.param == "in process"
        else SandboxStore.open(generation, settings_for(generation, workers=1))
    )
    yield store
    store.close()


@pytest.fixture(autouse=True)
def _expect_differences(request: pytest.FixtureRequest) -> None:
    """What an engine does not do as the others do; docs/reference/engine-differences.md lists it."""
    engine = getattr(request.node, "callspec", None) and request.node.callspec.params.get("store")
    errors = {
        "refused_by": QueryRefusedError,
        "given_up_by": QueryEvaluationError,
        "differs_in": AssertionError,
    }
    for name, error in errors.items():
        if any(engine in marker.args for marker in request.node.iter_markers(name)):
            request.node.add_marker(pytest.mark.xfail(raises=error, strict=True))
