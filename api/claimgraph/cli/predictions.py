"""The command that tells how predictions turned out: predictions."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

import typer

from claimgraph.analysis.predictions import PredictionState
from claimgraph.analysis.predictions import find_predictions as found_in
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.cli.build import BuildFolder
from claimgraph.cli.names import find, opened
from claimgraph.cli.options import AsOf, day_of
from claimgraph.cli.output import app, chosen, say, table
from claimgraph.documents.predictions_report import document

Cells = tuple[str, ...]
_STATES = [str(state) for state in PredictionState]


@app.command()
def predictions(
    as_of: AsOf = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who made them, as person/…")] = None,
    state: Annotated[str | None, typer.Option("--state", help=", ".join(_STATES))] = None,
    format_: Annotated[str, typer.Option("--format", help="table, json")] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Show predictions: when they fall due, how they turned out, and how well each speaker foretold.

    Example: claimgraph predictions --speaker person/elon-musk
    """
    format_ = chosen(format_, ("table", "json"))
    day = day_of(as_of) or date.today()
    store = opened(build_folder)
    who = find(store, speaker) if speaker else None
    told = document(found_in(Knowledge.load(store), day, speaker=who, state=_state(state)), day, who)
    if format_ == "json":
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return
    table(_PREDICTIONS, map(_prediction, told["predictions"]))
    table(_SCORES, map(_score, told["scores"]), title="\nHow well they foretold")
    counts = (f"{count} {name}" for name, count in told["states"].items() if count)
    say(f"{told['total']} prediction(s) as of {day}: {', '.join(counts) or 'none'}.")


def _state(text: str | None) -> PredictionState | None:
    if text is not None and text not in _STATES:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(_STATES)}", param_hint="--state")
    return PredictionState(text) if text else None


_PREDICTIONS = ("claim", "due", "state", "by", "said", "probability", "text")
_SCORES = ("speaker", "predictions", "open", "right", "wrong", "undecided", "forecasts", "Brier")


def _prediction(each: dict[str, Any]) -> Cells:
    said = "; ".join(f"{one['name']}, {one['said'] or 'day unknown'}" for one in each["utterances"])
    given = "; ".join(filter(None, (_probability(one) for one in each["utterances"])))
    by = " ".join(check.rpartition("/")[2] for check in each["checks"])
    return each["identifier"], each["due"] or "–", each["state"], by, said, given, each["text"]


def _probability(said: dict[str, Any]) -> str:
    low, high = said["probability_low"], said["probability_high"]
    return _between(low or "0", high or "1") if low or high else ""


def _score(each: dict[str, Any]) -> Cells:
    counts = (str(each[name]) for name in ("predictions", "open", "right", "wrong", "undecided", "forecasts"))
    score = _between(each["brier_low"], each["brier_high"]) if each["forecasts"] else "–"
    return each["name"], *counts, score


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
