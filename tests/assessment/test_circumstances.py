"""What kind of statement a claim is, from who made it and how."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.assessment.circumstances import is_counterfactual
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.model import Claim, Utterance

FORECAST = Claim(
    id="ships-if-allowed",
    identifier="X1",
    text="If it is allowed, the company will ship.",
    language="en",
    claim_type="prediction",
    topics=(),
    about=(),
    sensitive=False,
    left_unstructured=None,
    note=None,
)
CONDITIONAL = Utterance(
    id="chief",
    claim="ships-if-allowed",
    speaker="person/chief",
    speaker_as_printed="Chief",
    speaker_role=None,
    said=None,
    source="page",
    modality="conditional",
    antecedent="If it is allowed",
    probability_low=None,
    probability_high=None,
    quote=None,
    attribution_confidence="high",
    derived_from=(),
    quoted_from=(),
    note=None,
)


def made_by(*utterances: Utterance) -> ClaimContent:
    return ClaimContent(FORECAST, (), utterances)


def test_who_passes_a_forecast_on_does_not_take_its_condition_away() -> None:
    relay = replace(CONDITIONAL, id="paper", modality="hedged", antecedent=None, derived_from=("chief",))
    assert is_counterfactual(made_by(CONDITIONAL, relay))


def test_a_forecast_that_somebody_makes_without_a_condition_is_none_under_one() -> None:
    another = replace(CONDITIONAL, id="rival", modality="asserted", antecedent=None)
    assert not is_counterfactual(made_by(CONDITIONAL, another))
