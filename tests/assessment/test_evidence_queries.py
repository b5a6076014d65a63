"""Evidence queries forget no retraction, find nothing known later, and serve the claims they name."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from rdflib import Dataset

from claimgraph import namespaces
from claimgraph.assessment import (
    ClaimContent,
    EvidenceQuery,
    EvidenceQueryError,
    Knowledge,
    Measurement,
    bind_evidence_query,
    load_claim_contents,
    read_evidence_queries,
    read_measurement,
)
from claimgraph.assessment.evidence_query_rows import bind_rows
from claimgraph.errors import TableError
from claimgraph.generations import Generation
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore, Solution
from tests.support.source_trees import own_tables

FOLDER = default_source_tree().root / "data" / "checks"
QUERIES = [EvidenceQuery(file.iri, file.text, file.scope) for file in read_evidence_queries(FOLDER)]
each_query = pytest.mark.parametrize(
    "query", QUERIES, ids=[query.iri.rpartition("/")[2] for query in QUERIES]
)
PREFIXES = "".join(f"PREFIX {name}: <{iri}> " for name, iri in namespaces.PREFIXES.items())

# Where a thing comes from, found in another way than the queries do.
ORIGINS = """SELECT DISTINCT ?thing ?origin {
    { ?thing qb:dataSet|prov:hadPrimarySource|cg:inSource ?origin }
    UNION { ?thing prov:hadPrimarySource/dcterms:publisher ?origin }
    UNION { ?thing cg:inSource/dcterms:publisher ?origin }
    UNION { GRAPH ?origin { ?thing a cg:Utterance } }
    UNION { GRAPH ?origin { ?thing a cg:Fab } }
    UNION { GRAPH ?origin { ?thing cg:forMachineLearning true } }
    FILTER (?origin != cg:unknown)
    VALUES ?thing { %s }
}"""
KNOWN = """SELECT ?thing ?day {
    VALUES ?thing { %s }
    OPTIONAL { ?thing cg:knownSince/cg:latest ?known }
    OPTIONAL { ?thing cg:saidDuring/cg:latest ?said }
    OPTIONAL { ?thing cg:startedDuring/cg:latest ?started }
    OPTIONAL { ?thing cg:releasedDuring/cg:latest ?released }
    OPTIONAL { ?thing prov:hadPrimarySource/cg:issuedDuring/cg:latest ?printed }
    OPTIONAL { ?thing qb:dataSet?/dcterms:issued ?issued }
    BIND (COALESCE(?known, ?said, ?started, ?released, ?printed, ?issued) AS ?day)
}"""


@pytest.fixture(scope="module")
def store(whole_store: EmbeddedStore) -> EmbeddedStore:
    return whole_store


def measure(
    store: EmbeddedStore,
    query: EvidenceQuery,
    claim: str | None,
    day: date = date.max,
    excluded: tuple[str, ...] = (),
) -> list[Measurement]:
    rows = store.select(bind_evidence_query(query, claim, day, excluded))
    return [read_measurement(row, query.iri) for row in rows]


FindClaim = Callable[[EvidenceQuery], str]


@pytest.fixture(scope="module")
def claim_with_most(store: EmbeddedStore) -> FindClaim:
    """The claim for which a query finds most; each query is run for all claims once."""

    @cache
    def find_claim(query: EvidenceQuery) -> str:
        rows = store.select(bind_evidence_query(query, None, date.max, ()))
        return Counter(row["claim"].value for row in rows).most_common(1)[0][0]

    return find_claim


@pytest.fixture(scope="module")
def contents(store: EmbeddedStore) -> list[ClaimContent]:
    return load_claim_contents(store)


def ask_about(store: EmbeddedStore, question: str, things: set[str]) -> list[dict[str, str]]:
    rows = store.select(PREFIXES + question % " ".join(f"<{thing}>" for thing in sorted(things)))
    return [{name: term.value for name, term in row.items()} for row in rows]


def used(measurements: list[Measurement]) -> set[str]:
    return {thing for measurement in measurements for thing in measurement.rests_on}


def replaced_figures(store: EmbeddedStore) -> set[str]:
    """Observations that a later release of their series revised or dropped."""
    query = "SELECT ?o WHERE { ?o <https://w3id.org/claimgraph/ns#supersededIn> ?release }"
    return {row["o"].value for row in store.select(query)}


@each_query
def test_nothing_that_is_found_rests_on_what_is_excluded(
    query: EvidenceQuery, store: EmbeddedStore, claim_with_most: FindClaim
) -> None:
    """Each thing that a row rests on, its data set, source and publisher: without it the row is gone."""
    claim = claim_with_most(query)
    found = measure(store, query, claim)
    dependents: dict[str, set[str]] = {thing: {thing} for thing in used(found)}
    for row in ask_about(store, ORIGINS, used(found)):
        dependents.setdefault(row["origin"], set()).add(row["thing"])
    assert dependents
    replaced = replaced_figures(store)
    for excluded, fallen in dependents.items():
        left = measure(store, query, claim, excluded=(excluded,))
        assert used(left).isdisjoint(fallen), excluded
        if not query.is_aggregated:  # without a release, what it replaced counts again
            current = [row for row in left if replaced.isdisjoint(row.rests_on)]
            assert current == [row for row in found if fallen.isdisjoint(row.rests_on)], excluded


@each_query
def test_nothing_is_found_that_became_known_later(
    query: EvidenceQuery, store: EmbeddedStore, claim_with_most: FindClaim
) -> None:
    claim = claim_with_most(query)
    days = sorted({row.known_since for row in measure(store, query, claim) if row.known_since})
    for day in [known - timedelta(days=1) for known in days[:3] + days[-2:]]:
        found = measure(store, query, claim, day)
        assert [row for row in found if row.known_since and row.known_since > day] == []
        known = {row["thing"]: row.get("day", "") for row in ask_about(store, KNOWN, used(found))}
        assert {thing: late for thing, late in known.items() if late > day.isoformat()} == {}


@each_query
def test_a_query_that_is_not_run_for_a_claim_would_have_found_nothing(
    query: EvidenceQuery, store: EmbeddedStore, contents: list[ClaimContent]
) -> None:
    everywhere = EvidenceQuery(query.iri, query.text, type(query.scope)())
    served = query if query.scope.claims else everywhere
    covered = {
        namespaces.thing_iri(f"proposition/{proposition.id}")
        for content in contents
        for proposition in content.propositions
        if query.scope.covers(content) and query.scope.covers_proposition(proposition)
    }
    found = {measurement.proposition for measurement in measure(store, served, None)}
    assert found
    assert found <= covered


@each_query
def test_every_figure_that_a_query_reads_has_a_line_that_says_it_rests_on_it(query: EvidenceQuery) -> None:
    """Also what is counted and not listed, as the other pairs of a rank."""
    statements = re.findall(r"^ *\?(\w+) [^.{}\n]*\bcg:metric ", query.text, re.MULTILINE)
    read = set(statements) - {"proposition"}
    named = set(re.findall(r"# rests on observation \?(\w+)", query.text))
    assert read == named


@each_query
def test_a_query_finds_the_same_as_it_stands_in_its_file(query: EvidenceQuery, store: EmbeddedStore) -> None:
    """In any console, without what the build writes out: the day it was known is missing.

    What rests on a figure that a later release replaced is found in a console only.
    """
    [path] = [path for path in FOLDER.glob("*.rq") if path.stem.lower() == query.iri.rpartition("/")[2]]
    if "FILTER EXISTS" in query.text and path.stem == "base-and-stage":
        pytest.skip("claims give such figures, too; only what is written out tells them from observations")
    standing = [_findings(row) for row in store.select(bind_rows(path.read_text("utf-8"), path))]
    replaced = replaced_figures(store)
    current = [finding for finding in standing if replaced.isdisjoint(finding["used"])]
    found = [_findings(row) for row in store.select(query.text)]
    assert [finding for finding in found if finding in current] == current
    if current == standing:
        assert found == standing
    assert all(replaced.isdisjoint(finding["used"]) for finding in found)


def _findings(row: Solution) -> dict[str, str | list[str]]:
    """What a row says, but for the day it was known; what it rests on comes in any order."""
    texts = {name: term.value for name, term in row.items() if name != "known"}
    return texts | {"used": sorted(texts["used"].split())}


@each_query
def test_a_query_finds_the_same_in_another_engine(
    query: EvidenceQuery, own_store: EmbeddedStore, other_engine: Dataset
) -> None:
    """With its example values.

    rdflib makes a group of nothing where SPARQL makes none: a row without a proposition, which says nothing.
    """
    ours = {
        tuple((name, term.value) for name, term in sorted(row.items()) if name not in _APPROXIMATE)
        for row in own_store.select(query.text)
    }
    result = other_engine.query(query.text)
    names = sorted(str(name) for name in result.vars or [])
    theirs = {
        tuple(
            (name, str(row[name]))  # type: ignore[index, call-overload]
            for name in names
            if row[name] is not None and name not in _APPROXIMATE  # type: ignore[index, call-overload]
        )
        for row in result
        if row["proposition"] is not None  # type: ignore[index, call-overload]
    }
    assert theirs == ours


@each_query
def test_named_claims_get_what_all_claims_get_at_once(query: EvidenceQuery, own_store: EmbeddedStore) -> None:
    contents = load_claim_contents(own_store)
    claims = tuple(content.iri for content in contents if query.scope.covers(content))
    rows = own_store.select(bind_evidence_query(query, None, date.max, ()))
    expected = [_findings(row) for row in rows if row["claim"].value in claims]
    named = own_store.select(bind_evidence_query(query, claims, date.max, ()))
    assert [_findings(row) for row in named] == expected


# Quotients have as many digits as an engine likes; lists of things have any order.
_APPROXIMATE = ("value", "used")


@pytest.fixture(scope="module")
def own_store(generation: Generation) -> EmbeddedStore:
    return EmbeddedStore.open(generation)


@pytest.fixture(scope="module")
def other_engine(generation: Generation) -> Dataset:
    dataset = Dataset(default_union=True)
    dataset.parse(generation.graph_file, format="nquads")
    return dataset


def test_the_graph_holds_each_query_with_what_it_rests_on_written_out(
    own_store: EmbeddedStore, tmp_path: Path
) -> None:
    own = read_evidence_queries(own_tables(tmp_path).root / "data" / "checks")
    held = Knowledge.load(own_store).evidence_queries
    assert {query.iri: query.text for query in held} == {file.iri: file.text for file in own}
    assert len(own) == len(QUERIES)


HEADER = "#+ summary: x\n#+ metrics: x\n#+ returns: x\n"
PATTERN = """PREFIX cg: <https://w3id.org/claimgraph/ns#>
SELECT ?claim ?proposition (?usedKnown AS ?known) ?used {
  VALUES (?claim ?asOf) { (<x:c> "9999-12-31") }  # params
  ?claim cg:hasProposition ?proposition . ?used cg:metric ?metric .
  # rests on observation ?used
}
"""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("#+ summary: x\n" + PATTERN, "the header lacks returns"),
        (HEADER.replace("#+ metrics: x\n", "") + PATTERN, "does not say which claims the query serves"),
        (HEADER.replace("metrics: x", "metrics: two words") + PATTERN, "bad.rq:2: 'two words' is no list"),
        (HEADER.replace("metrics: x", "propositions: figure") + PATTERN, "there are quantity and relation"),
        (HEADER + "#+ metric: x\n" + PATTERN, "bad.rq:4: Unknown key 'metric'"),
        (HEADER + PATTERN.replace("# rests on observation ?used", ""), "no line says what its rows rest on"),
        (HEADER + PATTERN.replace("observation", "measurement"), "bad.rq:8: '# rests on measurement"),
        (HEADER + PATTERN.replace("# params", ""), "no line VALUES"),
        (HEADER + PATTERN + "}", "bad.rq: .*Fix the query"),
        (HEADER + PATTERN.replace("?used {", "?used ?surprise {"), "unknown \\?surprise"),
        (HEADER + PATTERN.replace("(?usedKnown AS ?known)", ""), "no \\?known"),
    ],
)
def test_an_evidence_query_that_cannot_be_run_is_named(text: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "bad.rq").write_text(text)
    with pytest.raises(EvidenceQueryError, match=problem):
        read_evidence_queries(tmp_path)


def test_an_evidence_query_is_read(tmp_path: Path) -> None:
    (tmp_path / "Good.rq").write_text(HEADER + PATTERN)
    [file] = read_evidence_queries(tmp_path)
    assert (file.slug, file.scope.metrics) == ("good", {"x"})
    assert 'FILTER (!BOUND(?usedKnown) || ?usedKnown <= "9999-12-31")  # as of' in file.text
    assert "PREFIX prov:    <http://www.w3.org/ns/prov#>" in file.text


TABLES = sorted(FOLDER.glob("*.csv"))
ROWS = [(table.stem, row) for table in TABLES for row in csv.DictReader(table.open(encoding="utf-8"))]
WORKED = {  # worked out from the tables of the data sets by hand
    ("huang-2025-nvidia-out-of-china-now", "0"),
    ("lin-2026-us-compute-10-100-times-ratio", "36.2"),
    ("hassabis-2026-six-months-behind-lag", "5.7"),
    ("sacks-2025-china-3-6-months-behind-lag", "5.3"),
    ("white-house-2025-chips-1-2-years-behind-lag", "24.8"),
    ("ai-index-2026-china-17-8-percent-publications-publications-china", "25.62"),
    ("deepseek-means-2025-h800-cost-61-million-cost", "69222400"),
    ("lee-2025-korea-third-ai-power-rank", "11"),
    ("choi-2025-korea-top-three-rank", "11"),
}


@pytest.mark.parametrize(("slug", "row"), ROWS, ids=[row["proposition"] for _, row in ROWS])
def test_each_row_of_a_table_finds_measurements_of_its_proposition(
    store: EmbeddedStore, slug: str, row: dict[str, str]
) -> None:
    [query] = [query for query in QUERIES if query.iri == namespaces.thing_iri(f"check/{slug}")]
    claim = namespaces.thing_iri(f"claim/{row['claim']}")
    found = store.select(bind_evidence_query(query, claim, date.max, ()))
    assert found
    assert {solution["proposition"].value for solution in found} == {namespaces.thing_iri(row["proposition"])}
    proposition = row["proposition"].partition("/")[2]
    figures = {(proposition, f"{Decimal(solution['value'].value).normalize():f}") for solution in found}
    assert figures & WORKED


LAG = HEADER.replace("#+ metrics: x\n", "") + PATTERN.replace(
    "?claim cg:", 'VALUES (?nation ?why) { (cg:x "Assumes.") }  # rows\n  ?claim cg:', 1
)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (None, r"lag\.csv: missing"),
        ("claim,nation\n", r"lag\.csv:1: the columns have to be claim,nation,why"),
        ("claim,nation,why\na,nation/us,\n", r"lag\.csv:2: column 'why' is empty"),
    ],
)
def test_a_table_that_does_not_fit_its_query_is_named(
    table: str | None, problem: str, tmp_path: Path
) -> None:
    (tmp_path / "lag.rq").write_text(LAG)
    if table is not None:
        (tmp_path / "lag.csv").write_text(table)
    with pytest.raises(EvidenceQueryError, match=problem):
        read_evidence_queries(tmp_path)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (b"claim,nation,why\na,nation/us\n", r"lag\.csv:2: the row has 2 cells, the header 3"),
        (b"claim,nation,why\na,nation/us,\xff\n", r"lag\.csv:2: not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(table: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / "lag.rq").write_text(LAG)
    (tmp_path / "lag.csv").write_bytes(table)
    with pytest.raises(TableError, match=problem):
        read_evidence_queries(tmp_path)


def test_the_rows_of_a_table_are_in_the_query_and_their_claims_in_its_scope(tmp_path: Path) -> None:
    (tmp_path / "lag.rq").write_text(LAG)
    (tmp_path / "lag.csv").write_text("claim,nation,why\na,nation/us,Assumes.\nb,metric/lag,2.5\n")
    [file] = read_evidence_queries(tmp_path)
    assert file.scope.claims == {"a", "b"}
    assert f'(<{namespaces.thing_iri("nation/us")}> "Assumes.")' in file.text
    assert f"(<{namespaces.concept_iri('metric', 'lag')}> 2.5)" in file.text
