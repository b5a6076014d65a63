"""claimgraph predictions."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from claimgraph.analysis.predictions import PredictionState, find_predictions
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_thing
from claimgraph.cli.options import AsOf, BuildFolder, TableOrJson, parse_choice, parse_day, parse_format
from claimgraph.cli.output import Cells, print_json, print_table, say
from claimgraph.documents.predictions_report import document

_STATES = [str(state) for state in PredictionState]
_PREDICTIONS = ("claim", "due", "state", "by", "said", "probability", "text")
_SCORES = ("speaker", "predictions", "open", "right", "wrong", "undecided", "forecasts", "Brier")
_COUNTS = ("predictions", "open", "right", "wrong", "undecided", "forecasts")


def predictions(
    as_of: AsOf = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who made them, as person/…")] = None,
    state: Annotated[str | None, typer.Option("--state", help=", ".join(_STATES))] = None,
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Show predictions: when they fall due, how they turned out, and how well each speaker foretold.

    Example: claimgraph predictions --speaker person/elon-musk
    """
    format_ = parse_format(format_)
    day = parse_day(as_of) or date.today()
    store = open_graph(build_folder)
    speaker_iri = resolve_thing(store, speaker) if speaker else None
    report = document(
        find_predictions(Knowledge.load(store), day, speaker=speaker_iri, state=_parse_state(state)),
        day,
        speaker_iri,
    )
    if format_ == "json":
        print_json(report)
        return
    print_table(_PREDICTIONS, map(_prediction_row, report["predictions"]))
    print_table(_SCORES, map(_score_row, report["scores"]), title="\nHow well they foretold")
    counts = (f"{count} {name}" for name, count in report["states"].items() if count)
    say(f"{report['total']} prediction(s) as of {day}: {', '.join(counts) or 'none'}.")


def _parse_state(state: str | None) -> PredictionState | None:
    return None if state is None else PredictionState(parse_choice(state, _STATES, "--state"))


def _prediction_row(prediction: dict[str, Any]) -> Cells:
    utterances = prediction["utterances"]
    speakers = "; ".join(f"{saying['name']}, {saying['said'] or 'day unknown'}" for saying in utterances)
    probabilities = "; ".join(filter(None, map(_probability_text, utterances)))
    queries = " ".join(query.rpartition("/")[2] for query in prediction["checks"])
    due = prediction["due"] or "–"
    identifier, state = prediction["identifier"], prediction["state"]
    return identifier, due, state, queries, speakers, probabilities, prediction["text"]


def _probability_text(utterance: dict[str, Any]) -> str:
    low, high = utterance["probability_low"], utterance["probability_high"]
    return _range_text(low or "0", high or "1") if low or high else ""


def _score_row(score: dict[str, Any]) -> Cells:
    brier = _range_text(score["brier_low"], score["brier_high"]) if score["forecasts"] else "–"
    return score["name"], *(str(score[name]) for name in _COUNTS), brier


def _range_text(low: str, high: str) -> str:
    return low if low == high else f"{low} to {high}"
