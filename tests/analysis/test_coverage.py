"""What is missing is listed: without a source, without a check, without a claim, without a measurement."""

from __future__ import annotations

import csv
import json
from datetime import date

import pytest

from claimgraph.analysis import CoverageGaps, find_gaps
from claimgraph.assessment import Knowledge
from claimgraph.generations import Generation
from claimgraph.namespaces import concept_iri, thing_iri
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore
from tests.cli.test_cli import run
from tests.support.builds import build_changed
from tests.support.source_trees import add, claim_models, measure_india, own_tables

TODAY = date(2026, 11, 28)
CURATED = default_source_tree().root / "data" / "curated"
PROPOSITIONS = ("quantity_propositions.csv", "relation_propositions.csv")
MODELS = concept_iri("metric", "notable-ai-models")


def rows(table: str) -> list[dict[str, str]]:
    with (CURATED / table).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def lacking(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """India's notable models in 2025 are measured, 40; those of 2019 and those of Brazil are not."""
    folder = tmp_path_factory.mktemp("lacking")
    source_tree = own_tables(folder / "bundle")
    document = "3slastxawesome-2025-musk-undercuts-stargate"
    measure_india(source_tree, "2026-01-15")
    for slug, nation, period, kind in (
        ("example-measured", "india", "2025", "factual-quantitative"),
        ("example-other-year", "india", "2019", "factual-quantitative"),
        ("example-nothing", "brazil", "2025", "factual-quantitative"),
        ("example-open", "brazil", "2031", "prediction"),
    ):
        text, subjects = f"40 notable models in {period}.", f"nation/{nation}"
        claim_models(
            source_tree, slug, text, kind, subjects=subjects, comparator="equal", value="40", period=period
        )
        add(
            source_tree,
            "utterances.csv",
            id=slug,
            claim=slug,
            speaker="person/elon-musk",
            speaker_as_printed="Elon Musk",
            said="2026-02",
            source=document,
            modality="asserted",
            attribution_confidence="high",
        )
    return build_changed(source_tree, folder / "build", generation)


@pytest.fixture(scope="module")
def found(lacking: Generation) -> CoverageGaps:
    return find_gaps(Knowledge.load(EmbeddedStore.open(lacking)), TODAY)


def test_an_utterance_that_no_document_shows_is_claimed_but_unsourced(found: CoverageGaps) -> None:
    unknown = {
        thing_iri(f"utterance/{row['id']}") for row in rows("utterances.csv") if row["source"] == "unknown"
    }
    assert {each.utterance for each in found.unsourced} == unknown
    assert unknown
    by_utterance = {each.utterance: (each.identifier, each.sourced_utterances) for each in found.unsourced}
    origin = thing_iri("utterance/the-national-2025-us-china-46000-ai-papers-eto")
    assert by_utterance[origin] == ("S01", 1)  # the newspaper that passes it on is a source


def test_a_claim_on_which_a_check_found_nothing_is_sourced_but_unchecked(found: CoverageGaps) -> None:
    unchecked = {each.identifier: each for each in found.unchecked}
    assert "example-measured" not in unchecked
    assert "example-other-year" not in unchecked  # compared, though with another year
    assert unchecked["example-nothing"].is_structured
    structured = {row["claim"] for table in PROPOSITIONS for row in rows(table)}
    text = {
        row["identifier"]: row["left_unstructured"]
        for row in rows("claims.csv")
        if row["id"] not in structured and row["claim_type"] != "normative"
    }
    assert text
    assert {name: unchecked[name].reason for name in text} == text
    assert not any(unchecked[name].is_structured for name in text)


def test_what_should_be_and_what_is_not_due_is_no_gap(found: CoverageGaps) -> None:
    unchecked = {each.identifier for each in found.unchecked}
    assert "example-open" not in unchecked
    normative = {row["identifier"] for row in rows("claims.csv") if row["claim_type"] == "normative"}
    assert normative
    assert not normative & unchecked


def test_a_metric_that_no_claim_uses_is_measured_but_never_claimed(found: CoverageGaps) -> None:
    claimed = {row["metric"] for row in rows("quantity_propositions.csv")}
    measured = {row["metric"] for row in rows("observations.csv")}
    never = {each.metric.rpartition("/")[2] for each in found.unclaimed if not each.claimed_subjects}
    assert measured - claimed <= never
    assert "notable-ai-models" not in never


def test_of_a_metric_that_claims_use_the_subjects_of_none_are_counted(found: CoverageGaps) -> None:
    """South Korea's notable models are measured, and no claim speaks of them."""
    subjects = {
        table: {row["subjects"] for row in rows(table) if row["metric"] == "notable-ai-models"}
        | {"nation/india"}
        for table in ("observations.csv", "quantity_propositions.csv")
    }
    measured, claimed = subjects["observations.csv"], subjects["quantity_propositions.csv"]
    assert "nation/south-korea" in measured - claimed
    (models,) = (each for each in found.unclaimed if each.metric == MODELS)
    assert (models.subjects, models.claimed_subjects) == (len(measured), len(measured & claimed))


def test_what_an_unresolved_claim_lacks_is_named_with_what_there_is_instead(found: CoverageGaps) -> None:
    needed = {each.identifier: each for each in found.missing_measurements}
    assert "example-measured" not in needed
    assert "example-open" not in needed
    nothing, other_year = needed["example-nothing"], needed["example-other-year"]
    assert (nothing.metric, nothing.subjects, nothing.period, nothing.outcomes) == (
        MODELS,
        (thing_iri("nation/brazil"),),
        "2025",
        {},
    )
    assert other_year.outcomes == {"different-period": 1}
    assert set(needed["S10"].outcomes) == {"conflicts"}  # what Llama cost: by other definitions


def test_a_relation_is_lacking_as_well(found: CoverageGaps) -> None:
    ahead = next(each for each in found.missing_measurements if each.identifier == "C008")
    assert ahead.metric == concept_iri("relation", "ahead-in-ai-of")
    assert (ahead.subjects, ahead.partners) == ((thing_iri("nation/us"),), (thing_iri("nation/china"),))


def test_a_prediction_that_fell_due_without_a_measurement_lacks_one(lacking: Generation) -> None:
    later = find_gaps(Knowledge.load(EmbeddedStore.open(lacking)), date(2032, 1, 1))
    assert "example-open" in {each.identifier for each in later.missing_measurements}


def test_info_lists_the_gaps_for_people_and_for_programs(lacking: Generation, found: CoverageGaps) -> None:
    home = lacking.folder.parents[1]
    shown = run(home, "info", "--gaps")
    assert "example-other-year │ notable-ai-models" in shown.stdout
    assert "1 different-period" in shown.stdout
    told = json.loads(run(home, "info", "--gaps", "--format", "json").stdout)
    assert {name: len(told[name]) for name in told if name != "as_of"} == {
        "claimed_but_unsourced": len(found.unsourced),
        "sourced_but_unchecked": len(found.unchecked),
        "measured_but_never_claimed": len(found.unclaimed),
        "lacking_a_measurement": len(found.missing_measurements),
        "most_wanted": len(found.wanted_measurements),
    }
    counts = [len(want["claims"]) for want in told["most_wanted"]]
    assert counts == sorted(counts, reverse=True)
    assert "Most wanted" in shown.stdout
