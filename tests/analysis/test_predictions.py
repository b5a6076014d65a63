"""Predictions: open until their day has passed, then decided; scores worked out by hand."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.analysis import (
    PredictionState,
    ScoreRange,
    UnknownSpeakerError,
    brier_score,
    find_predictions,
)
from claimgraph.assessment import Knowledge
from claimgraph.documents import SpeakerScore, describe_predictions
from claimgraph.generations import Generation
from claimgraph.model import Utterance
from claimgraph.namespaces import thing_iri
from claimgraph.source_tree import SourceTree
from claimgraph.stores import EmbeddedStore
from tests.assessment.test_retractions import retraction, write
from tests.cli.test_cli import run
from tests.support.builds import build_changed
from tests.support.html_page import HtmlPage
from tests.support.lineages import make_utterance
from tests.support.serving import serve_generation
from tests.support.source_trees import add, claim_models, measure_india, own_tables

# India's notable models in 2025, which everybody can know from 15 January 2026 on: 40.
FORETOLD = {
    "example-over-30": ("30", "2025"),
    "example-over-50": ("50", "2025"),
    "example-late": ("60", "2031"),
}
MUSK, HUANG, PUTIN, RAIMONDO, KESSLER = (
    f"person/{name}"
    for name in ("elon-musk", "jensen-huang", "vladimir-putin", "gina-raimondo", "jeffrey-kessler")
)
EARLY, AFTER_THE_YEAR, KNOWN = date(2025, 6, 1), date(2026, 1, 10), date(2026, 1, 15)


def claim(source_tree: SourceTree, slug: str, value: str, period: str) -> None:
    text, kind = f"India will bring out more than {value} notable models in {period}.", "prediction"
    claim_models(
        source_tree,
        slug,
        text,
        kind,
        subjects="nation/india",
        comparator="greater",
        value=value,
        period=period,
    )


def utterance(
    source_tree: SourceTree, of: str, speaker: str, said: str, modality: str = "asserted", **more: str
) -> None:
    add(
        source_tree,
        "utterances.csv",
        id=f"{of}-{speaker.partition('/')[2]}-{said}",
        claim=of,
        speaker=speaker,
        speaker_as_printed=speaker,
        said=said,
        source="unknown",
        modality=modality,
        attribution_confidence="high",
        **more,
    )


def probability(low: str, high: str) -> dict[str, str]:
    return {"modality": "probability", "probability_low": low, "probability_high": high}


@pytest.fixture(scope="module")
def foretelling(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    folder = tmp_path_factory.mktemp("foretelling")
    source_tree = own_tables(folder / "bundle")
    for slug, (value, period) in FORETOLD.items():
        claim(source_tree, slug, value, period)
    measure_india(source_tree, KNOWN.isoformat())
    utterance(source_tree, "example-over-30", MUSK, "2024-06", **probability("0.9", "0.9"))
    utterance(source_tree, "example-over-50", MUSK, "2024-06", **probability("0.3", "0.3"))
    utterance(source_tree, "example-late", MUSK, "2024-06", **probability("0.99", "0.99"))
    utterance(source_tree, "example-over-30", HUANG, "2024-07", **probability("0.5", "0.8"))
    utterance(source_tree, "example-over-50", HUANG, "2024-07", "denial")
    utterance(
        source_tree, "example-over-30", PUTIN, "2024-08", "conditional", antecedent="If money is found."
    )
    utterance(source_tree, "example-over-30", RAIMONDO, "2026-02")  # when everybody knew
    utterance(source_tree, "example-over-30", KESSLER, "2024-09", "reported")
    write(source_tree, retraction(f"utterance/example-over-50-{HUANG[7:]}-2024-07", retracted="2027-01-01"))
    return build_changed(source_tree, folder / "build", generation)


@pytest.fixture(scope="module")
def knowledge(foretelling: Generation) -> Knowledge:
    return Knowledge.load(EmbeddedStore.open(foretelling))


def states(knowledge: Knowledge, day: date) -> dict[str, str]:
    found = find_predictions(knowledge, day)
    return {each.content.claim.id: str(each.state) for each in found if each.content.claim.id in FORETOLD}


def scored(knowledge: Knowledge, day: date, speaker: str) -> SpeakerScore | None:
    found = find_predictions(knowledge, day)
    foretold = [each for each in found if each.content.claim.id in FORETOLD]
    answer = describe_predictions(foretold, day)
    return next((score for score in answer.scores if score.speaker == thing_iri(speaker)), None)


def test_a_prediction_is_open_until_its_day_has_passed_and_then_decided_by_a_check(
    knowledge: Knowledge,
) -> None:
    open_ = dict.fromkeys(FORETOLD, "open")
    assert states(knowledge, EARLY) == states(knowledge, date(2025, 12, 31)) == open_
    assert states(knowledge, AFTER_THE_YEAR) == open_ | {
        "example-over-30": "unresolved",
        "example-over-50": "unresolved",
    }
    assert states(knowledge, KNOWN) == open_ | {"example-over-30": "came-true", "example-over-50": "did-not"}
    came = next(
        each for each in find_predictions(knowledge, KNOWN) if each.content.claim.id == "example-over-30"
    )
    assert came.due == date(2025, 12, 31)
    assert came.verdict.evidence_queries == (thing_iri("check/quantity"),)
    assert came.verdict.rests_on == (thing_iri("observation/example-india"),)


def test_what_was_not_said_yet_is_not_listed(knowledge: Knowledge) -> None:
    assert states(knowledge, date(2024, 5, 31)) == {}


def test_the_brier_score_is_the_mean_over_what_was_decided(knowledge: Knowledge) -> None:
    """0.9 for what came true: 0.01. 0.3 for what did not: 0.09. Together 0.05; the open one is left out."""
    assert scored(knowledge, KNOWN, MUSK) == SpeakerScore(
        speaker=thing_iri(MUSK),
        name=MUSK,
        predictions=3,
        open=1,
        right=1,
        wrong=1,
        undecided=0,
        forecasts=2,
        brier_low="0.05",
        brier_high="0.05",
    )


def test_a_range_of_probabilities_has_a_range_of_scores_and_a_denial_is_right_of_what_did_not(
    knowledge: Knowledge,
) -> None:
    """50 to 80 % for what came true: from (0.8 - 1)² to (0.5 - 1)²."""
    score = scored(knowledge, KNOWN, HUANG)
    assert score
    assert (score.brier_low, score.brier_high, score.forecasts) == ("0.04", "0.25", 1)
    assert (score.predictions, score.right, score.wrong) == (2, 2, 0)


def test_what_was_retracted_counts_no_longer(knowledge: Knowledge) -> None:
    score = scored(knowledge, date(2027, 1, 1), HUANG)
    assert score
    assert score.predictions == 1


@pytest.mark.parametrize("day", [EARLY, AFTER_THE_YEAR])
def test_what_is_not_decided_is_not_scored(knowledge: Knowledge, day: date) -> None:
    score = scored(knowledge, day, MUSK)
    assert score
    assert (score.forecasts, score.brier_low, score.right, score.wrong) == (0, None, 0, 0)


def test_a_conditional_is_not_decided_and_hearsay_and_hindsight_foretell_nothing(
    knowledge: Knowledge,
) -> None:
    conditional = scored(knowledge, date(2026, 3, 1), PUTIN)
    assert conditional
    assert (conditional.predictions, conditional.undecided, conditional.forecasts) == (1, 1, 0)
    assert scored(knowledge, date(2026, 3, 1), RAIMONDO) is None
    assert scored(knowledge, date(2026, 3, 1), KESSLER) is None


def test_a_part_that_held_already_when_it_was_said_is_not_what_falls_due(knowledge: Knowledge) -> None:
    """ "From about 65,000 today to over 300,000" has one forecast, and that without a day."""
    found = {each.content.claim.id: each for each in find_predictions(knowledge, KNOWN)}
    assert found["nvidia-2025-korea-65000-to-300000-gpus"].due is None
    assert found["sia-bcg-2024-us-28-percent-sub-10nm-by-2032"].due == date(2032, 12, 31)


def test_predictions_can_be_narrowed_to_a_speaker_and_a_state(knowledge: Knowledge) -> None:
    kept = find_predictions(
        knowledge, KNOWN, speaker=thing_iri(HUANG), state=PredictionState.DID_NOT_COME_TRUE
    )
    assert [each.content.claim.id for each in kept] == ["example-over-50"]
    with pytest.raises(UnknownSpeakerError, match="nobody"):
        find_predictions(knowledge, KNOWN, speaker=thing_iri("person/nobody"))


chances = st.decimals(0, 1, places=3)


def said(low: Decimal | None, high: Decimal | None) -> Utterance:
    return make_utterance("x", modality="probability", probability_low=low, probability_high=high)


@given(chances, chances, chances, st.booleans())
def test_the_score_of_any_chance_within_a_range_lies_within_the_range_of_scores(
    one: Decimal,
    other: Decimal,
    share: Decimal,
    came: bool,  # noqa: FBT001
) -> None:
    low, high = sorted((one, other))
    within, whole = (
        brier_score(said(*ends), came_true=came) for ends in ((low + (high - low) * share,) * 2, (low, high))
    )
    assert within
    assert whole
    assert 0 <= whole.low <= within.low == within.high <= whole.high <= 1


@pytest.mark.parametrize(
    ("low", "high", "came", "score"),
    [
        ("1", "1", True, ScoreRange(Decimal(0), Decimal(0))),
        ("1", "1", False, ScoreRange(Decimal(1), Decimal(1))),
        (None, "0.2", False, ScoreRange(Decimal(0), Decimal("0.04"))),
        ("0.7", None, True, ScoreRange(Decimal(0), Decimal("0.09"))),
        (None, None, True, None),
    ],
)
def test_an_end_that_is_left_open_is_certainty(
    low: str | None,
    high: str | None,
    came: bool,  # noqa: FBT001
    score: ScoreRange | None,
) -> None:
    ends = (None if each is None else Decimal(each) for each in (low, high))
    assert brier_score(said(*ends), came_true=came) == score


def test_the_command_line_prints_scores_and_counts(foretelling: Generation) -> None:
    home = foretelling.folder.parents[1]
    day = KNOWN.isoformat()
    answer = run(home, "predictions", "--speaker", HUANG, "--as-of", day)
    assert "example-over-30 │ 2025-12-31 │ came-true" in answer.stdout
    assert "0.04 to 0.25" in answer.stdout
    told = json.loads(
        run(home, "predictions", "--as-of", day, "--state", "did-not", "--format", "json").stdout
    )
    assert {each["identifier"] for each in told["predictions"]} == {"C147", "example-over-50"}
    assert run(home, "predictions", "--state", "lost").returncode == 2


def test_the_page_and_the_api_show_what_was_asked(foretelling: Generation) -> None:
    query = f"as_of={KNOWN}&speaker={HUANG}&state="
    with serve_generation(foretelling) as client:
        told = client.get(f"/api/v1/predictions?{query}").json()
        page = HtmlPage(client.get(f"/predictions?{query}", headers={"Accept": "text/html"}).text)
    shown = {each["identifier"]: each["state"] for each in told["predictions"]}
    assert (shown["example-over-30"], shown["example-over-50"]) == ("came-true", "did-not")
    assert page.unbalanced_tags == []
    assert "0.04 to 0.25 of 1" in page.text
    assert {"/claims/example-over-30", f"/entities/{HUANG}", "/id/check/quantity.html"} <= set(
        page.attribute_values("href")
    )


@pytest.mark.parametrize("path", ["/predictions", "/api/v1/predictions"])
@pytest.mark.parametrize(
    ("query", "named"),
    [("speaker=person/nobody", "nobody"), ("state=lost", "state"), ("as_of=soon", "as_of"), ("who=x", "who")],
)
def test_what_cannot_be_asked_is_named(site: httpx.Client, path: str, query: str, named: str) -> None:
    answer = site.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert named in answer.json()["detail"]
