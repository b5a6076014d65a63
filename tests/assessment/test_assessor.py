"""Verdicts on real claims: built into the graph, recomputed for any day and policy, and served."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from claimgraph import namespaces
from claimgraph.assessment import (
    Assessor,
    ClaimVerdict,
    Knowledge,
    Policy,
    PolicyError,
    Verdict,
    assess_claim,
    assess_claims,
    find_differing_verdicts,
    load_human_verdicts,
    load_stored_verdicts,
    load_verdict_history,
    read_policy,
)
from claimgraph.generations import Generation, current_generation, publish_generation
from claimgraph.quantities import DefinitionRelation
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore
from claimgraph.validation import load_shape_rules, validate_ntriples
from tests.cli.test_cli import run
from tests.support.builds import build_changed
from tests.support.source_trees import own_tables, spoil

FABS = "musk-2025-all-chip-fabs-in-taiwan"
S18 = namespaces.thing_iri(f"claim/{FABS}")
TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def store(generation: Generation) -> EmbeddedStore:
    return EmbeddedStore.open(generation)


def on(store: EmbeddedStore, claim: str, as_of: date = TODAY, **asked: Any) -> ClaimVerdict:
    found = assess_claim(Knowledge.load(store), claim, read_policy(store, as_of, **asked))
    assert found
    return found


def test_the_graph_holds_the_verdicts_that_its_checks_come_to(store: EmbeddedStore) -> None:
    held = load_stored_verdicts(store)
    days = {each.as_of for each in held.values()}
    computed = assess_claims(Knowledge.load(store), Policy(as_of=max(days)))
    assert len(days) == 1
    assert len(computed) == len(held) > 100
    assert find_differing_verdicts(held, computed) == []


@pytest.mark.parametrize("day", [date(2025, 2, 15), date(2026, 6, 30)])
def test_what_was_found_for_today_answers_for_an_earlier_day(store: EmbeddedStore, day: date) -> None:
    knowledge = Knowledge.load(store)
    assessor = Assessor(knowledge, Policy(as_of=TODAY)).until(day)
    verdicts = [assessor.assess(content, day) for content in assessor.contents]
    assert verdicts == assess_claims(knowledge, Policy(as_of=day))


def test_checks_and_computed_verdicts_keep_the_rules(generation: Generation) -> None:
    lines = generation.graph_file.read_text("utf-8").splitlines()
    ours = tuple(f" <{namespaces.GRAPH}{name}> ." for name in ("checks", "assessments"))
    kept = [
        line
        for line in lines
        if line.endswith(ours) or " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> " in line
    ]
    text = "".join(f"{line[: line.rindex(' <')]} .\n" for line in kept)
    of_ours = ("cgs:Assessment", "cgs:Check")
    assert [
        each
        for each in validate_ntriples(text, load_shape_rules(default_source_tree()))
        if each.rule.startswith(of_ours)
    ] == []
    assert "/check/quantity>" in text


def test_before_it_was_said_there_is_no_verdict(store: EmbeddedStore) -> None:
    """S18 was said on 1 March 2025; fabs outside Taiwan had long been running."""
    before, then = (on(store, S18, date(2025, month, 1)) for month in (2, 3))
    assert (before.verdict, before.row.number) == (Verdict.UNRESOLVED, "C1")
    assert (then.verdict, then.row.number) == (Verdict.CONTRADICTED, "C4")


def test_nothing_that_became_known_later_counts(store: EmbeddedStore) -> None:
    knowledge = Knowledge.load(store)
    for day in (date(2024, 6, 1), date(2025, 1, 28), date(2026, 1, 1)):
        for each in assess_claims(knowledge, Policy(as_of=day)):
            known = [one.measurement.known_since for part in each.propositions for one in part.readings]
            assert [late for late in known if late and late > day] == []


def test_a_history_begins_when_the_claim_was_said_and_ends_with_the_verdict_of_the_day(
    store: EmbeddedStore,
) -> None:
    knowledge, moved = Knowledge.load(store), 0
    for each in assess_claims(knowledge, Policy(as_of=TODAY)):
        told = load_verdict_history(knowledge, each.content.iri, Policy(as_of=TODAY))
        assert told
        assert told.current.verdict == each.verdict
        if told.when_said:
            assert told.when_said.policy.as_of == each.content.first_said
            assert [change.verdict for change in told.changes][-1:] == [each.verdict]
            moved += len(told.changes) > 1
    assert moved > 3


@pytest.mark.parametrize("without", ["graph:fabs", "https://w3id.org/claimgraph/graph/fabs"])
def test_without_the_list_of_fabs_its_share_is_not_counted(store: EmbeddedStore, without: str) -> None:
    found = on(store, S18, without=(without,))
    assert found.verdict is Verdict.UNRESOLVED
    assert "without graph:fabs" in found.policy.describe()


def test_only_sources_of_some_tiers(store: EmbeddedStore) -> None:
    tiers = {
        row["source"].value: row["tier"].value.rpartition("/")[2]
        for row in store.select(f"SELECT ?source ?tier {{ ?source <{namespaces.CG}sourceTier> ?tier }}")
    }
    source = f"<{namespaces.PREFIXES['prov']}hadPrimarySource>"
    found = assess_claims(Knowledge.load(store), read_policy(store, TODAY, only=("primary",)))
    used = {each for one in found for each in one.rests_on if "/observation/" in each}
    assert used
    for each in used:
        from_ = {row["s"].value for row in store.select(f"SELECT ?s {{ <{each}> {source} ?s }}")}
        assert {tiers.get(one) for one in from_} <= {"primary"}


def test_another_definition_can_be_taken_as_the_claims_own(store: EmbeddedStore) -> None:
    """By the share of wafer fabrication, 18 % in 2022, nothing says anything of March 2025 or 100 %."""
    found = on(store, S18, without=("graph:fabs",), definition="wafer-fabrication-share")
    own = [
        one
        for part in found.propositions
        for one in part.readings
        if one.measurement.metric == found.policy.definition
    ]
    assert own
    assert {one.definition for one in own} == {DefinitionRelation.SAME}


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"only": ("best",)}, "only: no source tier best"),
        ({"without": ("source/nowhere",)}, "without: the graph says nothing about .*source/nowhere"),
        (
            {"definition": "wafer-fabrication"},
            "no metric .wafer-fabrication.. Nearest: wafer-fabrication-share",
        ),
        ({"definition": "https://w3id.org/claimgraph/id/nation/taiwan"}, "definition: there is no metric"),
    ],
)
def test_a_policy_that_names_nothing_is_refused(
    store: EmbeddedStore, asked: dict[str, Any], problem: str
) -> None:
    with pytest.raises(PolicyError, match=problem):
        read_policy(store, TODAY, **asked)


def test_one_changed_observation_moves_exactly_the_verdict_that_rests_on_it(
    store: EmbeddedStore, generation: Generation, tmp_path: Path
) -> None:
    """S13: R1 was launched in the week of 28 January 2025; Epoch AI says that it was on the 20th.

    The developer's own page says so, too, and does not count. No other claim is about that day.
    """
    source_tree = own_tables(tmp_path / "bundle")
    line = "ev023-r1-release,release-date,model/deepseek-r1,,,,,"
    spoil(source_tree, "data/curated/observations.csv", f"{line}2025-01-20", f"{line}2025-01-27")
    changed = build_changed(source_tree, tmp_path / "build", generation)
    before = {
        each.content.claim.identifier: each.verdict
        for each in assess_claims(Knowledge.load(store), Policy(as_of=TODAY))
    }
    after = assess_claims(Knowledge.load(EmbeddedStore.open(changed)), Policy(as_of=TODAY))
    moved = {
        each.content.claim.identifier: (before[each.content.claim.identifier], each.verdict)
        for each in after
        if before[each.content.claim.identifier] != each.verdict
    }
    assert moved == {"S13": (Verdict.CONTRADICTED, Verdict.SUPPORTED)}


def test_where_a_person_judged_otherwise_is_known(store: EmbeddedStore) -> None:
    found = load_human_verdicts(store)
    assert any(each.direction == "contradicts" for some in found.values() for each in some)
    against = next(each for each in found[S18] if each.direction == "contradicts")
    assert against.differs_from(Verdict.SUPPORTED)
    assert not against.differs_from(Verdict.CONTRADICTED)


def test_the_api_answers_with_the_verdict_and_all_that_led_to_it(site: httpx.Client) -> None:
    answer = site.get(f"/api/v1/claims/{FABS}/assessment", params={"as_of": "2025-03-01"}).json()
    assert (answer["claim"], answer["identifier"], answer["verdict"]) == (S18, "S18", "contradicted")
    assert (answer["as_of"], answer["policy"]["as_of"]) == ("2025-03-01", "2025-03-01")
    assert answer["said"] == {
        "verdict": "contradicted",
        "as_of": "2025-03-01",
        "decided_by": {"row": "C4", "condition": "a part is contradicted"},
    }
    conflicts = [each for each in answer["comparisons"] if each["outcome"] == "conflicts"]
    assert [(each["allowed"], each["definition"]) for each in conflicts] == [("[99.5, 100.5)", "same")]
    assert all(each["check"].startswith(namespaces.thing_iri("check/")) for each in answer["comparisons"])


def test_the_api_takes_a_policy(site: httpx.Client) -> None:
    answer = site.get(
        f"/api/v1/claims/{FABS}/assessment", params={"without": "graph:fabs", "only": "primary,official"}
    ).json()
    assert answer["verdict"] == "unresolved"
    assert answer["policy"]["only"] == ["official", "primary"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("as_of=yesterday", "as_of: 'yesterday' is not a day; write it as 2025-01-28."),
        ("only=best", "only: no source tier best"),
        ("without=source/nowhere", "without: the graph says nothing"),
        ("asof=2025-01-01", "Unknown query parameter 'asof'"),
    ],
)
def test_the_api_says_which_parameter_is_wrong(site: httpx.Client, query: str, problem: str) -> None:
    answer = site.get(f"/api/v1/claims/{FABS}/assessment?{query}")
    assert answer.status_code == 400
    assert problem in answer.json()["detail"]


def test_the_page_shows_the_verdict_the_comparison_and_the_query(site: httpx.Client) -> None:
    text = site.get(f"/claims/{FABS}").text
    assert 'class="verdict verdict-contradicted"' in text
    assert "listed fabs whose start is known" in text
    assert "/sparql?edit=" in text.partition('id="verdict"')[2].partition('id="said"')[0]


def test_contradictions_are_counted_and_paged(site: httpx.Client) -> None:
    whole = site.get("/api/v1/contradictions", params={"size": 500}).json()
    second = site.get("/api/v1/contradictions", params={"size": 5, "page": 2}).json()
    assert whole["total"] == sum(whole["counts"].values()) == len(whole["contradictions"])
    assert second["contradictions"] == whole["contradictions"][5:10]
    assert site.get("/api/v1/contradictions?claim=nowhere").status_code == 400
    assert whole["contradictions"][0]["claims"][0].rpartition("/")[2] in site.get("/contradictions").text


def test_strict_fails_when_the_graph_holds_another_verdict(generation: Generation, tmp_path: Path) -> None:
    home = Path(shutil.copytree(generation.folder.parents[1], tmp_path / "build"))
    assert run(home, "check", "S18", "--strict").returncode == 0
    before = current_generation(home)
    line = f"<{namespaces.thing_iri(f'assessment/{FABS}-computed')}> <{namespaces.CG}verdict> "
    said = line + f"<{namespaces.concept_iri('verdict', 'contradicted')}>"
    text = before.graph_file.read_text("utf-8")
    assert said in text
    changed = text.replace(said, line + f"<{namespaces.concept_iri('verdict', 'supported')}>")
    publish_generation(home, changed.encode(), before.manifest)
    result = run(home, "check", "S18", "--strict")
    assert result.returncode == 1
    assert "S18: stored supported, computed contradicted" in result.stderr


def test_the_command_explains_what_led_to_a_verdict(generation: Generation) -> None:
    result = run(generation.folder.parents[1], "check", "S18", "--as-of", "2025-03-01", "--explain")
    assert "as of 2025-03-01: contradicted  (C4: a part is contradicted)" in result.stdout
    assert "conflicts (decides): listed fabs" in result.stdout
    assert "claimed: chip-fab-share of nation/taiwan: 100 %, 2025-03" in result.stdout
    assert "8.33333 %, 2025-03 [same definition]; [99.5, 100.5) against ≈ 8.33333;" in result.stdout
    assert "unit:" not in result.stdout


def test_the_command_shows_what_a_verdict_hangs_on(generation: Generation) -> None:
    result = run(generation.folder.parents[1], "check", "S18", "--curve")
    assert "contradicted: true in 0 of 1 readings, false in 1, open in 0" in result.stdout
    assert "smallest loss: unresolved without 1 of 1 pieces of evidence" in result.stdout
    assert "turns: unresolved below 8.83333 %" in result.stdout


def test_the_command_and_the_api_give_the_same_sensitivity(
    generation: Generation, site: httpx.Client
) -> None:
    asked = ("--curve", "--as-of", "2025-03-01", "--format", "json")
    printed = json.loads(run(generation.folder.parents[1], "check", "S18", *asked).stdout)
    served = site.get(f"/api/v1/claims/{FABS}/sensitivity?as_of=2025-03-01").json()
    assert printed == [served]
    assert served["loss"]["is_exact"]
    assert served["turning_figures"][0]["figure"] == "8.8333333333333333335"


def test_the_page_shows_what_a_verdict_hangs_on(site: httpx.Client) -> None:
    text = site.get(f"/claims/{FABS}").text.partition('id="sensitivity"')[2]
    assert "True in 0 of 1 readings, false in 1, open in 0." in text
    assert "unresolved below 8.83333 %" in text
