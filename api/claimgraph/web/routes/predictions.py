"""Predictions: how they turned out, as a page and as JSON."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, BeforeValidator, Field

from claimgraph import namespaces
from claimgraph.analysis.predictions import Prediction, PredictionState, filter_predictions, find_predictions
from claimgraph.documents.formats import JSON
from claimgraph.documents.predictions import Predictions, describe_predictions
from claimgraph.web.clock import today
from claimgraph.web.pages import FormatLink, render_page
from claimgraph.web.routes.api import BAD
from claimgraph.web.routes.dependencies import KnowledgeDependency, allow_parameters

router = APIRouter()
_PARAMETERS = ("as_of", "speaker", "state")
_EMPTY = BeforeValidator(lambda text: text or None)


class Asked(BaseModel):
    """Which predictions. Empty values do nothing, so that a form can send them all."""

    as_of: Annotated[date | None, _EMPTY] = Field(
        None, description="Only what was known by that day; left out: today"
    )
    speaker: str = Field("", description="Who made them: kind/slug", examples=["person/elon-musk"])
    state: Annotated[PredictionState | None, _EMPTY] = Field(
        None, description="How they stand", examples=["open"]
    )

    @property
    def day(self) -> date:
        return self.as_of or today()

    @property
    def who(self) -> str | None:
        return namespaces.expand_iri(self.speaker) if self.speaker else None


TheAsked = Annotated[Asked, Query()]


@router.get(
    "/api/v1/predictions",
    dependencies=[allow_parameters(*_PARAMETERS)],
    responses=BAD,
    operation_id="listPredictions",
    tags=["checks"],
)
def listed(knowledge: KnowledgeDependency, asked: TheAsked) -> Predictions:
    """Claims about what was to come: when they fall due, how they turned out, how well speakers foretold."""
    return _view(asked, find_predictions(knowledge, asked.day, speaker=asked.who, state=asked.state))


@router.get("/predictions", dependencies=[allow_parameters(*_PARAMETERS)], include_in_schema=False)
def shown(request: Request, knowledge: KnowledgeDependency, asked: TheAsked) -> HTMLResponse:
    every = find_predictions(knowledge, asked.day)
    found = filter_predictions(every, asked.who, asked.state)
    if not found:
        find_predictions(knowledge, asked.day, speaker=asked.who)  # a speaker nobody knows is an error
    return render_page(
        request,
        "predictions.html",
        links=[FormatLink(f"/api/v1/predictions?{request.url.query}".rstrip("?"), JSON)],
        asked=asked,
        found=_view(asked, found),
        speakers=_speakers(every),
        states=list(PredictionState),
    )


def _view(asked: Asked, found: list[Prediction]) -> Predictions:
    return describe_predictions(found, asked.day, asked.who)


def _speakers(found: list[Prediction]) -> list[tuple[str, str]]:
    """Whom a form can ask for: kind/slug and name, by name."""
    names = {said.speaker: said.speaker_as_printed for each in found for said in each.utterances}
    names.pop("unknown", None)
    return sorted(names.items(), key=lambda each: each[1].casefold())
