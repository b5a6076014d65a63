"""What would change without a thing: told beforehand, and the same as after its retraction."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from claimgraph.analysis import Impact, ImpactError, compute_impact
from claimgraph.analysis.contradictions import ContradictionKind, find_contradictions
from claimgraph.assessment import ClaimVerdict, Knowledge, Policy, assess_claims
from claimgraph.generations import Generation
from claimgraph.namespaces import expand_iri, thing_iri
from claimgraph.source_tree import SourceTree
from claimgraph.stores import EmbeddedStore
from claimgraph.web import today
from claimgraph.web.middleware import conditional
from tests.assessment.test_retractions import retraction, write
from tests.cli.test_cli import run
from tests.support.builds import build_changed
from tests.support.html_page import HtmlPage
from tests.support.serving import serve_generation
from tests.support.source_trees import own_tables, spoil

TODAY = date(2026, 11, 28)
S11 = "the-national-2025-gpt-4-cost-over-600-million"
S18 = "musk-2025-all-chip-fabs-in-taiwan"
S13 = "the-national-2025-r1-launched-this-week"
S08 = "the-national-2025-r1-cost-6-million"
CHIPS = "observation/ev017-r1-chips"  # 648: doubted, because all others print 512
RELEASE = "observation/ev023-r1-release"  # all that counts against S13, known since 20 June 2025
BESSENT = "bessent-2025-99-percent-advanced-chips-taiwan"


@pytest.fixture(scope="module")
def knowledge(generation: Generation) -> Knowledge:
    return knowledge_of(generation)


def knowledge_of(generation: Generation) -> Knowledge:
    return Knowledge.load(EmbeddedStore.open(generation))


def verdicts(found: Impact) -> dict[str, tuple[str, str]]:
    return {
        each.before.content.claim.id: (str(each.before.verdict), str(each.after.verdict))
        for each in found.verdict_changes
    }


def by_claim(knowledge: Knowledge, day: date = TODAY) -> dict[str, ClaimVerdict]:
    return {each.content.claim.id: each for each in assess_claims(knowledge, Policy(as_of=day))}


def contradictions(knowledge: Knowledge) -> set[tuple[str, ...]]:
    return {
        (each.kind, each.pair.lower.id, each.pair.upper.id) if each.pair else (each.kind, *each.claims)
        for each in find_contradictions(knowledge).iterate()
    }


@dataclass(frozen=True)
class Findings:
    """What is found while nothing is retracted."""

    verdicts: dict[str, ClaimVerdict]
    contradictions: set[tuple[str, ...]]


@pytest.fixture(scope="module")
def before(knowledge: Knowledge) -> Findings:
    return Findings(by_claim(knowledge), contradictions(knowledge))


def test_the_one_measurement_a_verdict_rests_on_takes_it_along(knowledge: Knowledge) -> None:
    found = compute_impact(knowledge, thing_iri(RELEASE), TODAY)
    assert verdicts(found) == {S13: ("contradicted", "unresolved")}
    (moved,) = found.verdict_changes
    assert (moved.before.propositions[0].row.number, moved.after.propositions[0].row.number) == ("D4", "D11")
    assert [each.measurement.rests_on for _, each in moved.comparisons_lost] == [(thing_iri(RELEASE),)]
    assert (found.comparison_changes, found.lost_utterances, found.contradiction_counts) == (
        [],
        (),
        Counter(),
    )
    assert [(each.argument.iri, each.falls) for each in found.lost_evidence] == [
        (thing_iri("evidence/ev023"), True)
    ]


def test_what_differs_in_kind_takes_no_verdict_along(knowledge: Knowledge) -> None:
    """$778 million is more than $600 million, but buys hardware for many runs."""
    found = compute_impact(knowledge, thing_iri("observation/ev021-gpt-4-acquisition"), TODAY)
    assert verdicts(found) == {}
    assert [each.before.content.claim.id for each in found.comparison_changes] == [S11]


def test_one_of_several_measurements_changes_grounds_and_no_verdict(knowledge: Knowledge) -> None:
    found = compute_impact(knowledge, thing_iri("observation/ev022-gpt-4-amortised"), TODAY)
    assert verdicts(found) == {}
    assert [
        (each.before.content.claim.id, len(each.comparisons_lost), len(each.comparisons_gained))
        for each in found.comparison_changes
    ] == [(S11, 1, 0)]
    assert [(each.argument.iri, each.falls) for each in found.lost_evidence] == [
        (thing_iri("evidence/ev022"), False)
    ]


def test_a_share_is_counted_anew_without_one_of_the_things_counted(knowledge: Knowledge) -> None:
    found = compute_impact(knowledge, thing_iri("fab/bosch-dresden"), TODAY)
    (moved,) = found.comparison_changes
    assert (moved.before.content.claim.id, moved.after.verdict) == (S18, "contradicted")
    ((_, was),), ((_, is_now),) = moved.comparisons_lost, moved.comparisons_gained
    fabs = len(was.measurement.rests_on)
    assert len(is_now.measurement.rests_on) == fabs - 1
    assert was.measurement.figure.value
    assert is_now.measurement.figure.value
    assert round(was.measurement.figure.value * fabs) == round(is_now.measurement.figure.value * (fabs - 1))


def test_a_data_set_takes_the_verdicts_along_that_rest_on_it_alone(knowledge: Knowledge) -> None:
    assert verdicts(compute_impact(knowledge, expand_iri("graph:fabs"), TODAY)) == {
        S18: ("contradicted", "unresolved")
    }


def test_nothing_rests_on_what_is_not_known_yet(knowledge: Knowledge) -> None:
    known = date(2025, 6, 20)
    assert verdicts(compute_impact(knowledge, thing_iri(RELEASE), known)) == {
        S13: ("contradicted", "unresolved")
    }
    assert verdicts(compute_impact(knowledge, thing_iri(RELEASE), known - timedelta(days=1))) == {}


def test_a_claim_that_nobody_is_on_record_with_takes_its_contradictions_along(knowledge: Knowledge) -> None:
    found = compute_impact(knowledge, thing_iri(f"utterance/{BESSENT}"), TODAY)
    assert [(each.content.claim.id, each.remaining) for each in found.lost_utterances] == [(BESSENT, 0)]
    assert verdicts(found) == {}
    counts = find_contradictions(knowledge).counts(BESSENT)
    assert counts[ContradictionKind.SCOPE] == 1  # 99 % against the 97 % of 2026: advanced and high-end chips
    assert found.contradiction_counts == counts
    assert all(BESSENT in each.claims for each in found.contradictions)
    assert len(found.contradictions) == counts.total()


def test_a_claim_that_others_made_too_keeps_its_contradictions(knowledge: Knowledge) -> None:
    found = compute_impact(knowledge, thing_iri(f"utterance/{S11}"), TODAY)
    assert [(each.content.claim.id, each.remaining) for each in found.lost_utterances] == [(S11, 1)]
    assert found.contradictions == ()


def test_before_a_claim_was_made_it_contradicts_nothing(knowledge: Knowledge) -> None:
    found = compute_impact(knowledge, thing_iri(f"utterance/{BESSENT}"), date(2020, 1, 1))
    assert (found.lost_utterances, found.contradictions) == ((), ())


def test_without_a_part_of_a_claim_the_tensions_of_its_figure_are_gone(knowledge: Knowledge) -> None:
    """What people judge of its claim and another stays."""
    part = f"{BESSENT}-taiwan"
    found = compute_impact(knowledge, thing_iri(f"proposition/{part}"), TODAY)
    assert found.contradiction_counts == Counter({ContradictionKind.SCOPE: 1})
    sides = [{each.pair.lower.id, each.pair.upper.id} for each in found.contradictions if each.pair]
    assert len(sides) == len(found.contradictions) == found.contradiction_counts.total()
    assert all(part in each for each in sides)


def test_withdrawing_a_judgement_takes_along_what_is_only_judged(knowledge: Knowledge) -> None:
    found = compute_impact(knowledge, thing_iri("relation/c001-contradicts-s17"), TODAY)
    assert [(each.kind, len(each.judgements)) for each in found.contradictions] == [
        (ContradictionKind.JUDGED, 1)
    ]


def test_a_rank_is_counted_anew_without_a_rival(whole_knowledge: Knowledge) -> None:
    """Of China's partners only the US and the UK wrote more with it than Australia."""
    rival = thing_iri("observation/ncses-china-united-kingdom-coauthored-ai-papers-2003-2022")
    found = compute_impact(whole_knowledge, rival, TODAY)
    third = next(each for each in found.verdict_changes if each.before.content.claim.identifier == "S04")
    ((_, was),), ((_, is_now),) = third.comparisons_lost, third.comparisons_gained
    assert (was.measurement.figure.value, is_now.measurement.figure.value) == (3, 2)


@pytest.mark.parametrize("name", ["nation/taiwan", "source/nothing", "100 %"])
def test_what_nothing_rests_on_is_an_error_that_says_what_can_be_asked(
    knowledge: Knowledge, name: str
) -> None:
    with pytest.raises(ImpactError, match="Name a source, publisher"):
        compute_impact(knowledge, expand_iri(name), TODAY)


@pytest.fixture
def source_tree(tmp_path: Path) -> SourceTree:
    return own_tables(tmp_path / "bundle")


@pytest.mark.parametrize(
    "name",
    [RELEASE, "government/ncses", "source/the-national-2025-chart-of-the-week", f"utterance/{BESSENT}"],
)
def test_what_is_foretold_is_what_a_retraction_does(
    knowledge: Knowledge, before: Findings, generation: Generation, tmp_path: Path, name: str
) -> None:
    foretold = compute_impact(knowledge, thing_iri(name), TODAY)
    source_tree = own_tables(tmp_path / "bundle")
    write(source_tree, retraction(name, retracted="2026-09-01"))
    retracted = knowledge_of(build_changed(source_tree, tmp_path / "build", generation))
    was, after = before.verdicts, by_claim(retracted)
    moved = {
        claim: (str(was[claim].verdict), str(after[claim].verdict))
        for claim in was
        if was[claim].verdict != after[claim].verdict
    }
    assert verdicts(foretold) == moved
    grounds = {
        claim
        for claim in was
        if claim not in moved
        and [part.readings for part in was[claim].propositions]
        != [part.readings for part in after[claim].propositions]
    }
    assert {each.before.content.claim.id for each in foretold.comparison_changes} == grounds
    vanished = {
        (each.kind, each.pair.lower.id, each.pair.upper.id) if each.pair else (each.kind, *each.claims)
        for each in foretold.contradictions
    }
    assert vanished == before.contradictions - contradictions(retracted)
    assert moved or vanished
    again = compute_impact(retracted, thing_iri(name), TODAY)
    assert again.already_retracted
    assert (again.assessment_changes, again.lost_utterances, again.lost_evidence, again.contradictions) == (
        (),
        (),
        (),
        (),
    )
    day_before = by_claim(retracted, date(2026, 8, 31))
    assert {claim: str(day_before[claim].verdict) for claim in moved} == {
        claim: verdict for claim, (verdict, _) in moved.items()
    }


def test_a_retracted_measurement_is_marked_where_its_claim_is_shown(
    source_tree: SourceTree, generation: Generation, tmp_path: Path
) -> None:
    write(source_tree, retraction(CHIPS, "A sign was lost in print."))
    with serve_generation(build_changed(source_tree, tmp_path / "build", generation)) as client:
        assert "A sign was lost in print." in HtmlPage(client.get(f"/claims/{S08}").text).text


def test_another_figure_moves_the_verdict_that_rests_on_it_and_no_other(
    before: Findings, source_tree: SourceTree, generation: Generation, tmp_path: Path
) -> None:
    """Rank 2 of the United Kingdom agrees with a claim of as much, rank 3 does not."""
    line = "ev102-uk-rank,rank-among-ai-research-partners,nation/uk,nation/china,"
    spoil(source_tree, "data/curated/observations.csv", f"{line}2", f"{line}3")
    changed = by_claim(knowledge_of(build_changed(source_tree, tmp_path / "build", generation)))
    moved = {
        claim: (str(each.verdict), str(changed[claim].verdict))
        for claim, each in before.verdicts.items()
        if each.verdict != changed[claim].verdict
    }
    assert moved == {"the-national-2025-uk-second-partner-of-china": ("supported", "contradicted")}


def asked(generation: Generation, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(generation.folder.parents[1], "impact", *arguments)


def test_the_command_line_names_claim_verdicts_and_rows(generation: Generation) -> None:
    answer = asked(generation, RELEASE, "--as-of", TODAY.isoformat())
    cells = [cell.strip() for line in answer.stdout.splitlines() for cell in line.split("│")]
    assert {"contradicted", "unresolved", "C4 D4 → C7 D11"} <= set(cells)
    assert f"Without {RELEASE}, as of {TODAY}: 1 verdict(s), 1 line(s) of evidence." in answer.stderr


def test_the_command_line_and_the_api_answer_the_same(generation: Generation, site: httpx.Client) -> None:
    answer = site.get("/api/v1/impact", params={"thing": RELEASE, "as_of": TODAY.isoformat()})
    by_command = json.loads(
        asked(generation, RELEASE, "--as-of", TODAY.isoformat(), "--format", "json").stdout
    )
    (moved,), (told,) = answer.json()["verdicts"], by_command["verdicts"]
    assert (moved["before"]["verdict"], moved["after"]["verdict"]) == ("contradicted", "unresolved")
    assert moved["before"] == told["before"]
    assert answer.json()["evidence"] == by_command["evidence"]
    assert moved["lost"][0]["used"] == [thing_iri(RELEASE)]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("thing=nation/taiwan", "nation/taiwan"),
        ("", "thing"),
        (f"thing={RELEASE}&as_of=yesterday", "as_of"),
        (f"thing={RELEASE}&asof=2026-01-01", "asof"),
    ],
)
def test_the_api_names_what_cannot_be_asked(site: httpx.Client, query: str, named: str) -> None:
    answer = site.get(f"/api/v1/impact?{query}")
    assert answer.status_code == 400
    assert named in answer.json()["detail"]


def test_what_was_true_today_is_asked_again_tomorrow(
    site: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = site.get(f"/api/v1/impact?thing={CHIPS}").headers["etag"]
    monkeypatch.setattr(conditional, "today", lambda: today() + timedelta(days=1))
    answer = site.get(f"/api/v1/impact?thing={CHIPS}", headers={"If-None-Match": now})
    assert answer.status_code == 200
