"""Predictions: how they turned out, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, BeforeValidator, Field

from claimgraph import namespaces
from claimgraph.analysis import Prediction, PredictionState, filter_predictions, find_predictions
from claimgraph.documents import JSON, Predictions, describe_predictions
from claimgraph.web.assessors import find_assessor
from claimgraph.web.clock import today
from claimgraph.web.pages import FormatLink, render_page
from claimgraph.web.routes.dependencies import KnowledgeDependency, allow_parameters
from claimgraph.web.routes.responses import BAD

router = APIRouter()
_PARAMETERS = ("as_of", "speaker", "state")
_EMPTY_AS_NONE = BeforeValidator(lambda text: text or None)


class PredictionFilters(BaseModel):
    """Which predictions. Empty values do nothing, so that a form can send them all."""

    as_of: Annotated[date | None, _EMPTY_AS_NONE] = Field(
        None, description="Only what was known by that day; left out: today"
    )
    speaker: str = Field("", description="Who made them: kind/slug", examples=["person/elon-musk"])
    state: Annotated[PredictionState | None, _EMPTY_AS_NONE] = Field(
        None, description="How they stand", examples=["open"]
    )

    @property
    def day(self) -> date:
        return self.as_of or today()

    @property
    def speaker_iri(self) -> str | None:
        return namespaces.expand_iri(self.speaker) if self.speaker else None


FiltersParameter = Annotated[PredictionFilters, Query()]


@router.get(
    "/api/v1/predictions",
    dependencies=[allow_parameters(*_PARAMETERS)],
    responses=BAD,
    operation_id="listPredictions",
    tags=["checks"],
)
def predictions(knowledge: KnowledgeDependency, filters: FiltersParameter) -> Predictions:
    """Claims about what was to come: when they fall due, how they turned out, how well speakers foretold."""
    matching = find_predictions(
        knowledge,
        filters.day,
        speaker=filters.speaker_iri,
        state=filters.state,
        assessor=find_assessor(knowledge, filters.day),
    )
    return describe_predictions(matching, filters.day, filters.speaker_iri)


@router.get("/predictions", dependencies=[allow_parameters(*_PARAMETERS)], include_in_schema=False)
def predictions_page(
    request: Request, knowledge: KnowledgeDependency, filters: FiltersParameter
) -> HTMLResponse:
    assessor = find_assessor(knowledge, filters.day)
    all_predictions = find_predictions(knowledge, filters.day, assessor=assessor)
    matching = filter_predictions(all_predictions, filters.speaker_iri, filters.state)
    if not matching:  # an unknown speaker is an error
        find_predictions(knowledge, filters.day, speaker=filters.speaker_iri, assessor=assessor)
    return render_page(
        request,
        "predictions.html",
        links=[FormatLink(f"/api/v1/predictions?{request.url.query}".rstrip("?"), JSON)],
        filters=filters,
        answer=describe_predictions(matching, filters.day, filters.speaker_iri),
        speakers=_list_speakers(all_predictions),
        states=list(PredictionState),
    )


def _list_speakers(predictions: Sequence[Prediction]) -> list[tuple[str, str]]:
    """Whom a form can ask for: kind/slug and name, by name."""
    names = {
        utterance.speaker: utterance.speaker_as_printed
        for prediction in predictions
        for utterance in prediction.utterances
    }
    names.pop("unknown", None)
    return sorted(names.items(), key=lambda speaker: speaker[1].casefold())
