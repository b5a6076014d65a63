"""claimgraph predictions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from claimgraph.analysis import PredictionState, find_predictions
from claimgraph.assessment import Knowledge
from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_thing
from claimgraph.cli.options import AsOf, BuildFolder, TableOrJson, parse_choice, parse_day, parse_format
from claimgraph.cli.output import Cells, print_json, print_table, say
from claimgraph.documents import Prediction, SpeakerScore, describe_predictions, mark_unreviewed

_STATES = [str(state) for state in PredictionState]
_PREDICTIONS = ("claim", "due", "state", "by", "said", "probability", "text")
_SCORES = ("speaker", "predictions", "open", "right", "wrong", "undecided", "forecasts", "Brier")


def predictions(
    as_of: AsOf = None,
    speaker: Annotated[
        str | None,
        typer.Option(
            "--speaker",
            metavar="PERSON",
            help="Only by this speaker, such as person/elon-musk.",
            show_default="all",
        ),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="STATE", help=f"Only in this state: {', '.join(_STATES)}.", show_default="all"
        ),
    ] = None,
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """List predictions: when they fall due, how they turned out, and how well each speaker predicted.

    Example: claimgraph predictions --speaker person/elon-musk
    """
    format_ = parse_format(format_)
    day = parse_day(as_of) or date.today()
    store = open_graph(build_folder)
    speaker_iri = resolve_thing(store, speaker) if speaker else None
    listed = find_predictions(Knowledge.load(store), day, speaker=speaker_iri, state=_parse_state(state))
    answer = describe_predictions(listed, day, speaker_iri)
    if format_ == "json":
        print_json(answer.plain_data())
        return
    print_table(_PREDICTIONS, map(_prediction_row, answer.predictions))
    print_table(_SCORES, map(_score_row, answer.scores), title="\nHow well speakers predicted")
    counts = (f"{count} {name}" for name, count in answer.states.items() if count)
    say(f"{answer.total} prediction(s) as of {day}: {', '.join(counts) or 'none'}.")


def _parse_state(state: str | None) -> PredictionState | None:
    return None if state is None else PredictionState(parse_choice(state, _STATES, "--state"))


def _prediction_row(prediction: Prediction) -> Cells:
    utterances = prediction.utterances
    sayings = "; ".join(f"{utterance.name}, {utterance.said or 'day unknown'}" for utterance in utterances)
    probabilities = "; ".join(utterance.probability for utterance in utterances if utterance.probability)
    queries = " ".join(query.rpartition("/")[2] for query in prediction.checks)
    due = prediction.due.isoformat() if prediction.due else "–"
    text = mark_unreviewed(prediction.text, reviewed=prediction.reviewed)
    return prediction.identifier, due, prediction.state, queries, sayings, probabilities, text


def _score_row(score: SpeakerScore) -> Cells:
    counts = (score.predictions, score.open, score.right, score.wrong, score.undecided, score.forecasts)
    return score.name, *map(str, counts), score.brier or "–"
