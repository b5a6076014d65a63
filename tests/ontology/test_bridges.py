"""Every pair of metrics that is set side by side has its bridges, which say what they take for granted."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Namespace, URIRef

from claimgraph.model import Bridge
from claimgraph.namespaces import CG, concept_iri
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import read_record_table

ROOT = default_source_tree().root
CHECKS = sorted((ROOT / "data" / "checks").glob("*.rq"))
BRIDGES = [
    row.record
    for row in read_record_table(ROOT / "data" / "curated" / "bridges.csv", Bridge)
    if isinstance(row.record, Bridge)
]
BY_PAIR = {(bridge.claimed_metric, bridge.measured_metric): bridge for bridge in BRIDGES}
METRIC_IN_QUERY = re.compile(r"(?:metric:|/vocab/metric/)([a-z0-9-]+)")
NUMBERS_WITHOUT_PARTS = {"share", "rank", "ratio", "change", "difference", "price", "date", "generations"}
cg = Namespace(CG)


@pytest.fixture(scope="module")
def metrics() -> Graph:
    return Graph().parse(ROOT / "ontology" / "vocabularies" / "metrics.ttl")


def kinds(metrics: Graph, name: str) -> set[str]:
    """The kinds of quantity of a metric."""
    values = metrics.objects(URIRef(concept_iri("metric", name)), cg.quantityKind)
    return {str(value).rpartition("/")[2] for value in values}


def test_every_bridge_joins_metrics_that_exist(metrics: Graph) -> None:
    names = {
        str(name)
        for metric in metrics.subjects(RDF.type, cg.Metric)
        for name in metrics.objects(metric, SKOS.notation)
    }
    assert {name for pair in BY_PAIR for name in pair} - names == set()


def test_a_pair_of_metrics_is_judged_once_in_each_direction() -> None:
    pairs = Counter((bridge.claimed_metric, bridge.measured_metric) for bridge in BRIDGES)
    assert [pair for pair, rows in pairs.items() if rows > 1] == []


def test_a_bridge_is_named_after_its_metrics() -> None:
    assert [
        bridge.id for bridge in BRIDGES if bridge.id != f"{bridge.claimed_metric}-by-{bridge.measured_metric}"
    ] == []


def test_every_assumption_is_a_sentence() -> None:
    sentence = re.compile(r"[A-Z][^.]*(?:\d\.\d[^.]*)?[^.\s]\.")
    assert [bridge.id for bridge in BRIDGES if not sentence.fullmatch(bridge.assumption)] == []
    assert [bridge.id for bridge in BRIDGES if len(bridge.assumption.split()) < 5] == []


def test_a_part_in_one_direction_is_the_whole_in_the_other_unless_that_direction_says_nothing() -> None:
    opposite = {"part-of": "whole-of", "whole-of": "part-of"}
    wrong = [
        bridge.id
        for (claimed, measured), bridge in BY_PAIR.items()
        if bridge.kind in opposite
        and BY_PAIR[measured, claimed].kind not in {opposite[bridge.kind], "differs-in-kind"}
    ]
    assert wrong == []


def test_parts_and_wholes_are_amounts_of_one_kind(metrics: Graph) -> None:
    for bridge in BRIDGES:
        if bridge.kind in {"part-of", "whole-of"}:
            assert kinds(metrics, bridge.claimed_metric) == kinds(metrics, bridge.measured_metric)
            assert not kinds(metrics, bridge.claimed_metric) & NUMBERS_WITHOUT_PARTS


def test_only_metrics_of_one_kind_read_each_other_or_are_comparable(metrics: Graph) -> None:
    for bridge in BRIDGES:
        if bridge.kind in {"comparable", "reading-of"}:
            assert kinds(metrics, bridge.claimed_metric) == kinds(metrics, bridge.measured_metric)


def test_what_a_metric_reads_does_not_read_it() -> None:
    """A vague figure is read by exact ones, never an exact one by a vague one."""
    readings = {pair for pair, bridge in BY_PAIR.items() if bridge.kind == "reading-of"}
    assert {(measured, claimed) for claimed, measured in readings} & readings == set()


def test_a_formula_names_its_operands() -> None:
    assert [bridge.id for bridge in BRIDGES if bridge.kind == "formula" and not bridge.note] == []


def test_the_short_form_says_what_the_comparable_bridges_say(metrics: Graph) -> None:
    stated = {
        (str(first).rpartition("/")[2], str(second).rpartition("/")[2])
        for first, second in metrics.subject_objects(cg.comparableWith)
    }
    assert stated == {pair for pair, bridge in BY_PAIR.items() if bridge.kind == "comparable"}


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_every_pair_of_metrics_that_an_evidence_query_joins_has_a_bridge(path: Path) -> None:
    text = path.read_text("utf-8")
    header = re.search(r"^#\+ metrics: (.*)$", text, re.MULTILINE)
    claimed = set(header[1].split(", ")) if header else set()
    measured = set(METRIC_IN_QUERY.findall(text.partition("SELECT")[2])) - claimed
    assert [(one, other) for one in claimed for other in measured if (one, other) not in BY_PAIR] == []


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_what_an_evidence_query_finds_by_another_definition_comes_with_an_assumption(path: Path) -> None:
    selected = path.read_text("utf-8").partition("SELECT")[2].partition("WHERE")[0]
    assert '"same" AS ?definition' in selected or "?assumption" in selected or path.stem == "relation"


def test_nothing_uses_the_property_that_bridges_replaced() -> None:
    folders = [
        ROOT / name for name in ("api", "data", "shapes", "ontology/vocabularies", "ontology/competency")
    ]
    files = [path for folder in folders for kind in ("py", "rq", "ttl") for path in folder.rglob(f"*.{kind}")]
    assert [path for path in files if "relatedDefinition" in path.read_text("utf-8")] == []


def test_the_property_that_bridges_replaced_is_deprecated() -> None:
    core = Graph().parse(ROOT / "ontology" / "core.ttl")
    replaced = URIRef("http://purl.org/dc/terms/isReplacedBy")
    assert core.value(cg.relatedDefinition, replaced) == cg.Bridge
