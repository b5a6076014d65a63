"""What a change comes to, computed in a worker, and the store of the next generation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claimgraph.generations import publish_generation
from claimgraph.stores import (
    ChangedGraph,
    ChangeOutcome,
    ChangeRequest,
    GraphForbiddenError,
    GraphTooLargeError,
    MergedGraphError,
    QueryError,
    QueryRefusedError,
    QuerySyntaxError,
)
from claimgraph.stores.sandbox import SandboxStore
from tests.support.limits import settings_for
from tests.support.small_generation import FIRST, SECOND, WITHHELD, publish_small_generation

MINE, OTHER = "https://example.org/mine/a", "https://example.org/other"
SHARED = "<x:a> <x:p> <x:shared>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxStore]:
    generation = publish_small_generation(tmp_path_factory.mktemp("updates"))
    with closing(SandboxStore.open(generation, settings_for(generation))) as store:
        yield store


@pytest.fixture(scope="module")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxStore]:
    """A store whose default graph is one of its own, and that holds nothing."""
    manifest = {"graphs": {}, "versions": {}, "accounts": {}}
    generation = publish_generation(tmp_path_factory.mktemp("own"), b"", manifest)
    with closing(SandboxStore.open(generation, settings_for(generation, default_graph="own"))) as store:
        yield store


def update(
    store: SandboxStore, text: str, scope: str = "https://example.org/mine/*", **more: object
) -> ChangeOutcome:
    return store.compute_change(
        ChangeRequest("update", text.encode(), (scope,), (), **more)  # type: ignore[arg-type]
    )


def texts_of(outcome: ChangeOutcome) -> dict[str, str | None]:
    return {graph.iri: graph.text for graph in outcome.graphs}


def test_what_is_inserted_is_the_new_content_of_its_graph(store: SandboxStore) -> None:
    outcome = update(store, f"INSERT DATA {{ GRAPH <{MINE}> {{ <x:s> <x:p> 1 , 2 }} }}")
    (graph,) = outcome.graphs
    assert (graph.iri, graph.existed, graph.added, graph.removed) == (MINE, False, 2, 0)
    assert (graph.text or "").count("\n") == 2


def test_an_operation_sees_what_those_before_it_wrote_in_the_merge_of_all_graphs(store: SandboxStore) -> None:
    outcome = update(
        store,
        f"INSERT DATA {{ GRAPH <{MINE}> {{ <x:new> <x:p> <x:b> }} }} ; "
        f"INSERT {{ GRAPH <{MINE}2> {{ ?s <x:q> ?o }} }} WHERE {{ ?s <x:p> ?o }} ; DROP GRAPH <{MINE}>",
    )
    assert texts_of(outcome) == {
        f"{MINE}2": "<x:a> <x:q> <x:b> .\n<x:a> <x:q> <x:shared> .\n"
        "<x:b> <x:q> <x:c> .\n<x:new> <x:q> <x:b> .\n"
    }


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{FIRST}> {{ <x:s> <x:p> 1 }} }}",
        f"DELETE WHERE {{ GRAPH <{FIRST}> {{ ?s ?p ?o }} }}",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} USING NAMED <{FIRST}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"WITH <{FIRST}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"CLEAR GRAPH <{FIRST}>",
        "DROP NAMED",
        f"MOVE <{FIRST}> TO <{MINE}>",
        f"COPY <{SECOND}> TO <{FIRST}>",
        f"PREFIX g: <{FIRST}> ADD <{SECOND}> TO g:",
        f"CREATE SILENT GRAPH <{FIRST}>",
        f"INSERT DATA {{ GRAPH <{WITHHELD}> {{ <x:s> <x:p> 1 }} }}",
    ],
)
def test_a_graph_that_is_shipped_is_never_written(store: SandboxStore, text: str) -> None:
    with pytest.raises(GraphForbiddenError, match="read-only"):
        update(store, text, "*")


def test_a_graph_outside_the_scope_is_not_written(store: SandboxStore) -> None:
    with pytest.raises(GraphForbiddenError, match=r"It is for: https://example\.org/mine/"):
        update(store, f"INSERT DATA {{ GRAPH <{OTHER}> {{ <x:s> <x:p> 1 }} }}")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:s> <x:p> 1 }",
        f"INSERT DATA {{ GRAPH <{MINE}> {{ <x:s> <x:p> 1 }} <x:s> <x:p> 1 }}",
        "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "CLEAR DEFAULT",
        f"COPY <{FIRST}> TO DEFAULT",
    ],
)
def test_a_default_graph_that_is_a_merge_is_not_written(store: SandboxStore, text: str) -> None:
    with pytest.raises(MergedGraphError, match="merge of all graphs"):
        update(store, text, "*")


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1/x>",
        f"LOAD SILENT <http://127.0.0.1/x> INTO GRAPH <{MINE}>",
        f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://127.0.0.1/x> {{ ?s ?p ?o }} }}",
        f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} WHERE {{ ?s a :.SERVICE <http://a/> {{ ?s ?p ?o }} }}",
    ],
)
def test_nothing_is_fetched_from_elsewhere(store: SandboxStore, text: str) -> None:
    with pytest.raises((QueryRefusedError, QuerySyntaxError)):
        update(store, text)


def test_words_that_would_fetch_something_may_stand_in_data(store: SandboxStore) -> None:
    outcome = update(store, f'INSERT DATA {{ GRAPH <{MINE}> {{ <x:service> <x:load> "LOAD the SERVICE" }} }}')
    assert texts_of(outcome) == {MINE: '<x:service> <x:load> "LOAD the SERVICE" .\n'}


def test_no_update_sees_a_withheld_graph(store: SandboxStore) -> None:
    for where in ("GRAPH ?g { <x:a> <x:p> ?o }", f"GRAPH <{WITHHELD}> {{ <x:a> <x:p> ?o }}"):
        outcome = update(store, f"INSERT {{ GRAPH <{MINE}> {{ <x:s> <x:p> ?o }} }} WHERE {{ {where} }}")
        assert "secret" not in str(outcome.encode())
    using = f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} USING <{WITHHELD}> WHERE {{ ?s ?p ?o }}"
    assert "secret" not in str(update(store, using).encode())


def test_a_triple_that_lies_in_two_graphs_of_a_dataset_counts_once(store: SandboxStore) -> None:
    insert = f"INSERT {{ GRAPH <{MINE}> {{ <x:s> <x:n> ?n }} }}"
    where = f"WHERE {{ SELECT (COUNT(*) AS ?n) {{ {SHARED} }} }}"
    outcome = update(store, f"{insert} USING <{FIRST}> USING <{SECOND}> {where}")
    assert '"1"^^' in str(texts_of(outcome)[MINE])
    given = update(store, f"{insert} {where}", using=(FIRST, SECOND))
    assert texts_of(given) == texts_of(outcome)


@pytest.mark.parametrize(
    ("text", "using"),
    [
        ("CLEAR XYZ", ()),
        ("INSERT DATA { GRAPH <x:g> { <x:s> <x:p> } }", ()),
        (f"WITH <{MINE}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}", (FIRST,)),
        (f"INSERT {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }} USING <{FIRST}> WHERE {{ ?s ?p ?o }}", (FIRST,)),
        (
            "INSERT DATA { GRAPH <x:g> { <x:s> <x:p> \ud800 } }".encode("utf-8", "surrogatepass").decode(
                "latin-1"
            ),
            (),
        ),
        (f"CLEAR GRAPH <{MINE}>", ()),
    ],
)
def test_an_update_that_cannot_be_carried_out_is_an_error(
    store: SandboxStore, text: str, using: tuple[str, ...]
) -> None:
    with pytest.raises(QueryError):
        update(store, text, using=using)


def test_a_graph_may_not_outgrow_what_is_accepted(store: SandboxStore) -> None:
    digits = " ".join(str(digit) for digit in range(47))
    patterns = "".join(f"VALUES ?x{place} {{ {digits} }} " for place in range(3))
    insert = f"INSERT {{ GRAPH <{MINE}> {{ <x:s> <x:p> ?n }} }}"
    where = f"WHERE {{ {patterns} BIND (?x0 * 10000 + ?x1 * 100 + ?x2 AS ?n) }}"
    with pytest.raises(GraphTooLargeError, match="100,000 are accepted"):
        update(store, f"{insert} {where}")


def test_a_default_graph_of_its_own_is_a_graph_like_any_other(own_store: SandboxStore) -> None:
    default = "https://w3id.org/claimgraph/graph/default"
    outcome = update(
        own_store,
        f"INSERT DATA {{ <x:s> <x:p> 1 . GRAPH <{MINE}> {{ <x:s> <x:p> 2 }} }} ; CLEAR NAMED",
        "*",
        default_graph=default,
    )
    assert {iri: (text or "").count("\n") for iri, text in texts_of(outcome).items()} == {default: 1, MINE: 0}


def test_the_store_of_the_next_generation_answers_from_the_changed_graphs(store: SandboxStore) -> None:
    outcome = update(
        store, f"INSERT DATA {{ GRAPH <{MINE}> {{ <x:a> <x:p> <x:secret> , <x:shared> , <x:mine> }} }}"
    )
    generation = publish_generation(
        Path(store._settings.build_folder), b"", {"graphs": {}, "versions": {}, "accounts": {}}
    )
    with closing(store.derive(generation, outcome)) as derived:
        assert count(derived, "?s ?p ?o") == count(store, "?s ?p ?o") + 2
        assert count(derived, f"GRAPH <{MINE}> {{ ?s ?p ?o }}") == 3
        everything = "".join(f"FROM <{graph}> " for graph in (FIRST, SECOND, WITHHELD, MINE))
        assert count(derived, "?s ?p ?o", everything) == 6
        gone = ChangeOutcome((ChangedGraph(MINE, existed=True, text=None, added=0, removed=3),))
        with closing(derived.derive(generation, gone)) as again:
            assert count(again, "?s ?p ?o") == count(store, "?s ?p ?o")
            assert count(again, f"GRAPH <{MINE}> {{ ?s ?p ?o }}") == 0
            all_shipped = "".join(f"FROM <{graph}> " for graph in (FIRST, SECOND, WITHHELD))
            assert count(again, "<x:a> <x:p> <x:secret>", all_shipped) == 1


def test_a_change_that_comes_in_many_pieces_is_taken_over_whole(store: SandboxStore) -> None:
    lines = "".join(f'<x:s{number}> <x:p> "{number}" .\n' for number in range(50_000))
    change = ChangedGraph(MINE, existed=False, text=lines, added=50_000, removed=0)
    generation = publish_generation(
        Path(store._settings.build_folder), b"", {"graphs": {}, "versions": {}, "accounts": {}}
    )
    with closing(store.derive(generation, ChangeOutcome((change,)))) as derived:
        assert count(derived, f"GRAPH <{MINE}> {{ ?s ?p ?o }}") == 50_000


def count(store: SandboxStore, pattern: str, dataset: str = "") -> int:
    (row,) = store.select(f"SELECT (COUNT(*) AS ?n) {dataset} WHERE {{ {pattern} }}")
    return int(row["n"].value)  # type: ignore[union-attr]
