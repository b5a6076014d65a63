"""What kind of statement a claim is, from who made it and how."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.assessment.circumstances import is_counterfactual
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.model import Utterance
from tests.support.lineages import make_claim, make_utterance

FORECAST = replace(make_claim("ships-if-allowed"), claim_type="prediction")
CONDITIONAL = make_utterance("chief", of=FORECAST.id, modality="conditional", antecedent="If it is allowed")


def made_by(*utterances: Utterance) -> ClaimContent:
    return ClaimContent(FORECAST, (), utterances)


def test_who_passes_a_forecast_on_does_not_take_its_condition_away() -> None:
    relay = replace(CONDITIONAL, id="paper", modality="hedged", antecedent=None, derived_from=("chief",))
    assert is_counterfactual(made_by(CONDITIONAL, relay))


def test_a_forecast_that_somebody_makes_without_a_condition_is_none_under_one() -> None:
    another = replace(CONDITIONAL, id="rival", modality="asserted", antecedent=None)
    assert not is_counterfactual(made_by(CONDITIONAL, another))
