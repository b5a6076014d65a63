"""Another engine: a generation is loaded whole or not at all, and what breaks off or is late is an error."""

from __future__ import annotations

import os
import signal
import time
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from claimgraph.generations import Generation, publish_generation
from claimgraph.stores import QueryTimeoutError, StoreError, StoreStartError
from claimgraph.stores.remote import PushedGraph, RemoteStore, push_generation
from claimgraph.web import create_app
from tests.support.engines import ServedEngine, serving_engine
from tests.support.limits import LONG, SILENT, publish_padded_generation, settings_for
from tests.support.serving import publish_pages, serve_app
from tests.support.small_generation import FIRST, publish_small_generation

YEAR = '"2020"^^<http://www.w3.org/2001/XMLSchema#gYear>'
DAY = '"2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'


@pytest.fixture(scope="module")
def engine(oxigraph: ServedEngine) -> ServedEngine:
    return oxigraph


def load(generation: Generation, engine: ServedEngine) -> list[PushedGraph]:
    settings = settings_for(generation, **engine.settings)
    return push_generation(generation, engine.peer.query_url, settings, lambda _: None)


def opened(generation: Generation, engine: ServedEngine, **limits: float) -> RemoteStore:
    return RemoteStore.open(settings_for(generation, **engine.settings, **limits))


def publish_graph(folder: Path, graph: str, *statements: str) -> Generation:
    lines = sorted(f"{statement} <{graph}> .\n" for statement in statements)
    manifest = {"graphs": {graph: {"sensitive": False}}, "versions": {}, "accounts": {}}
    return publish_generation(folder, "".join(lines).encode(), manifest)


def test_what_was_loaded_is_counted_graph_by_graph(engine: ServedEngine, tmp_path: Path) -> None:
    graphs = load(publish_small_generation(tmp_path), engine)
    assert [(graph.triples, graph.counted) for graph in graphs] == [(3, 3), (2, 2), (2, 2), (4, 4), (1, 1)]


def test_the_next_generation_replaces_the_former_one_and_nothing_else(
    engine: ServedEngine, tmp_path: Path
) -> None:
    load(publish_small_generation(tmp_path / "former"), engine)
    generation = publish_graph(tmp_path / "next", "x:next", "<x:a> <x:b> <x:c>")
    load(generation, engine)
    with closing(opened(generation, engine)) as store:
        assert store.generation == generation.name
        assert [row["g"].value for row in store.select("SELECT ?g { GRAPH ?g {} }")] == ["x:next"]
        assert store.select("SELECT * { ?a <x:b> ?c }")
        with pytest.raises(StoreError, match="no graph"):
            store.answer(f"ASK FROM <{FIRST}> {{}}").read()


def test_a_graph_that_arrives_in_pieces_arrives_whole(
    engine: ServedEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimgraph.stores.remote.loading._PIECE_BYTES", 1000)
    assert {graph.triples - graph.counted for graph in load(publish_padded_generation(tmp_path), engine)} == {
        0
    }


def test_virtuoso_takes_a_year_for_its_first_day_and_the_counts_say_so(
    virtuoso: ServedEngine, tmp_path: Path
) -> None:
    sound = publish_graph(tmp_path / "sound", "x:g", f"<x:a> <x:b> {DAY}")
    lossy = publish_graph(tmp_path / "lossy", "x:g", f"<x:a> <x:b> {YEAR}", f"<x:a> <x:b> {DAY}")
    with serving_engine("virtuoso") as engine:
        load(sound, engine)
        opened(sound, engine).close()
        assert {(graph.graph, graph.triples, graph.counted) for graph in load(lossy, engine)} >= {
            ("x:g", 2, 1)
        }
        with pytest.raises(StoreStartError, match="no whole generation"):
            opened(lossy, engine)


def test_an_engine_that_is_not_there_is_named(engine: ServedEngine, tmp_path: Path) -> None:
    gone = replace(engine, settings={"store": "http://127.0.0.1:9/query"})
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9 does not answer"):
        opened(publish_small_generation(tmp_path), gone)


@pytest.mark.parametrize("query", [SILENT, LONG])
def test_a_query_that_takes_too_long_is_stopped(engine: ServedEngine, tmp_path: Path, query: str) -> None:
    generation = publish_small_generation(tmp_path, padding=60)
    load(generation, engine)
    with closing(opened(generation, engine, query_seconds=0.5)) as store:
        with pytest.raises(QueryTimeoutError):
            store.answer(query).read()
        assert store.ask("ASK {}")


def test_an_engine_that_ends_in_the_middle_of_an_answer_is_an_error(tmp_path: Path) -> None:
    generation = publish_small_generation(tmp_path, padding=60)
    with serving_engine("oxigraph") as engine:
        load(generation, engine)
        with closing(opened(generation, engine)) as store, serve_remote(store, generation, engine) as client:
            with client.stream("GET", "/sparql", params={"query": LONG}) as response:
                pieces = response.iter_raw()
                assert next(pieces)
                os.kill(engine.peer.process_id, signal.SIGKILL)
                with pytest.raises(Exception, match="peer closed connection"):
                    list(pieces)
            assert client.get("/healthz").status_code == 503


def serve_remote(
    store: RemoteStore, generation: Generation, engine: ServedEngine
) -> AbstractContextManager[httpx.Client]:
    return serve_app(create_app(settings_for(generation, **engine.settings), store, generation))


def test_pages_data_and_sparql_are_served_from_it(engine: ServedEngine, tmp_path: Path) -> None:
    generation = publish_pages(tmp_path)
    load(generation, engine)
    with closing(opened(generation, engine)) as store, serve_remote(store, generation, engine) as client:
        for path in ("/", "/claims", "/graphs", "/healthz", "/api/v1/claims", "/sparql"):
            assert client.get(path).status_code == 200, path
        answer = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
        assert answer.json()["results"]["bindings"][0]["n"]["value"].isdigit()
        assert client.get("/sparql", params={"query": "SELECT * { SERVICE <x:> {} }"}).status_code == 400
        assert client.get("/sparql", params={"query": "SELECT {"}).json()["line"] == 1
        many = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }", "format": "nt"})
        assert many.text.count(" .\n") == len(store.construct("CONSTRUCT WHERE { ?s ?p ?o }"))


def test_a_client_that_hangs_up_ends_its_query(engine: ServedEngine, tmp_path: Path) -> None:
    generation = publish_small_generation(tmp_path, padding=60)
    load(generation, engine)
    with closing(opened(generation, engine)) as store, serve_remote(store, generation, engine) as client:
        for _ in range(20):  # more than threads
            with client.stream("GET", "/sparql", params={"query": LONG}) as response:
                assert next(response.iter_raw())
        started = time.monotonic()
        assert client.get("/healthz").status_code == 200
        assert time.monotonic() - started < 60
