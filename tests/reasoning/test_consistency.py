"""The ontology is consistent, and the check notices where it would not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.reasoning import NO_JAVA, Superclass, check_consistency
from claimgraph.source_tree import default_source_tree

needs_java = pytest.mark.peer("java")  # HermiT is a Java program

CORE = default_source_tree().root / "ontology" / "core.ttl"
PREFIXES = """
@prefix cg:   <https://w3id.org/claimgraph/ns#> .
@prefix ex:   <https://example.org/> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd:  <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    return tmp_path / "extra.ttl"


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_an_instance() -> None:
    report = check_consistency(default_source_tree().ontology_files)
    assert (report.checked, report.inconsistent, report.unsatisfiable) == (True, False, ())


@needs_java
def test_a_class_below_two_that_exclude_each_other_is_unsatisfiable(extra: Path) -> None:
    exclusive = [
        ("Claim", "Utterance"),
        ("Observation", "EvidenceLine"),
        ("Source", "Publisher"),
        ("QuantityProposition", "RelationProposition"),
        ("Metric", "Entity"),
        ("AIModel", "ModelFamily"),
        ("Chip", "ChipClass"),
        ("Fab", "Company"),
        ("Nation", "Region"),
        ("UnnamedAgent", "Platform"),
    ]
    extra.write_text(
        PREFIXES
        + "\n".join(
            f"ex:{first}{second} a owl:Class ; rdfs:subClassOf cg:{first} , cg:{second} ."
            for first, second in exclusive
        )
        + "ex:Both a owl:Class ; rdfs:subClassOf cg:UnnamedAgent , cg:Person ."
    )
    report = check_consistency([CORE, extra])
    assert report.unsatisfiable == tuple(
        sorted(f"https://example.org/{first}{second}" for first, second in exclusive)
    )


@needs_java
def test_the_hierarchy_tells_what_was_inferred_from_what_an_axiom_states(extra: Path) -> None:
    extra.write_text(
        PREFIXES
        + """
        ex:Plant a owl:Class ; owl:equivalentClass [ a owl:Class ; owl:unionOf ( cg:Fab cg:DataCenter ) ] .
        ex:GigaFab a owl:Class ; rdfs:subClassOf cg:Fab .
        """
    )
    hierarchy = check_consistency([CORE, extra]).hierarchy
    cg, ex = "https://w3id.org/claimgraph/ns#", "https://example.org/"
    assert Superclass(f"{ex}GigaFab", f"{cg}Fab", stated=True) in hierarchy
    assert Superclass(f"{cg}Fab", f"{ex}Plant", stated=False) in hierarchy


@needs_java
@pytest.mark.parametrize(
    "impossible",
    [
        pytest.param("ex:thing a cg:Claim , cg:Source .", id="two layers at once"),
        pytest.param("ex:thing a cg:Person ; cg:expresses ex:claim .", id="a person is no utterance"),
        pytest.param("ex:u cg:expresses cg:unknown .", id="an utterance has a claim"),
        pytest.param("ex:r cg:fromClaim ex:claim ; cg:toClaim ex:claim .", id="a claim related to itself"),
        pytest.param("ex:b cg:claimedMetric ex:m ; cg:measuredMetric ex:m .", id="a bridge to itself"),
        pytest.param('ex:thing a cg:Claim ; cg:sensitive "perhaps" .', id="a flag that is no boolean"),
    ],
)
def test_an_impossible_individual_makes_the_ontology_inconsistent(extra: Path, impossible: str) -> None:
    extra.write_text(PREFIXES + impossible)
    assert check_consistency([CORE, extra]).inconsistent


@needs_java
def test_what_curators_may_say_keeps_the_ontology_consistent(extra: Path) -> None:
    extra.write_text(
        PREFIXES
        + """
        ex:u cg:saidDuring cg:unknown . ex:r cg:judgedDuring cg:unknown .  # unknown for two things
        ex:a cg:contradicts ex:b . ex:b cg:qualifies ex:a .  # two judges may differ
        ex:p cg:earliest "2025-03-01"^^xsd:date .  # a datatype HermiT does not know
        """
    )
    report = check_consistency([CORE, extra])
    assert (report.inconsistent, report.unsatisfiable) == (False, ())


def test_without_java_the_report_gives_the_reason_for_skipping(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    report = check_consistency([CORE])
    assert (report.checked, report.skipped_because) == (False, NO_JAVA)


@needs_java
def test_the_check_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    check_consistency([CORE])
    assert capfd.readouterr() == ("", "")
