"""claimgraph impact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from claimgraph.analysis.impact import AssessmentChange, Impact, compute_impact
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_thing, shorten_iris
from claimgraph.cli.options import AsOf, BuildFolder, TableOrJson, parse_day, parse_format
from claimgraph.cli.output import Cells, print_json, print_table, say
from claimgraph.documents.impact_report import document, rows

_VERDICTS = ("claim", "before", "after", "by", "text")
_GROUNDS = ("claim", "verdict", "comparisons lost", "new", "text")
_UTTERANCES = ("claim", "utterances lost", "left", "text")
_EVIDENCE = ("claim", "line", "lost", "falls")
_CONTRADICTIONS = ("kind", "claim", "claim", "judged by")


def impact(
    thing: Annotated[
        str, typer.Argument(help="A source, observation, publisher …: source/…, observation/…, graph:fabs.")
    ],
    as_of: AsOf = None,
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Show what would change if THING were withdrawn: verdicts, sayings, evidence, contradictions.

    Example: claimgraph impact observation/ev017-r1-chips
    """
    format_ = parse_format(format_)
    day = parse_day(as_of) or date.today()
    store = open_graph(build_folder)
    consequences = compute_impact(Knowledge.load(store), resolve_thing(store, thing), day)
    if format_ == "json":
        print_json(document(consequences))
    else:
        _print_tables(consequences)
        say(_summary(consequences))


def _print_tables(impact: Impact) -> None:
    tables: list[tuple[str, Cells, Iterator[Cells]]] = [
        ("Verdicts that would change", _VERDICTS, map(_verdict_cells, impact.verdict_changes)),
        ("Verdicts that stay, on other grounds", _GROUNDS, map(_grounds_cells, impact.comparison_changes)),
        ("Claims that would lose utterances", _UTTERANCES, _utterance_rows(impact)),
        ("Evidence that would fall, or lose a part", _EVIDENCE, _evidence_rows(impact)),
        ("Contradictions that would vanish", _CONTRADICTIONS, _contradiction_rows(impact)),
    ]
    for title, columns, cells in tables:
        if table_rows := list(cells):
            print_table(columns, table_rows, title=f"\n{title}")


def _verdict_cells(change: AssessmentChange) -> Cells:
    before, after, claim = change.before, change.after, change.before.content.claim
    by = f"{rows(before)} → {rows(after)}"
    return claim.identifier, str(before.verdict), str(after.verdict), by, claim.text


def _grounds_cells(change: AssessmentChange) -> Cells:
    claim = change.before.content.claim
    lost, gained = str(len(change.lost_comparisons)), str(len(change.gained_comparisons))
    return claim.identifier, str(change.after.verdict), lost, gained, claim.text


def _utterance_rows(impact: Impact) -> Iterator[Cells]:
    for loss in impact.lost_utterances:
        claim = loss.content.claim
        yield claim.identifier, shorten_iris(*loss.lost), str(loss.remaining), claim.text


def _evidence_rows(impact: Impact) -> Iterator[Cells]:
    for loss in impact.lost_evidence:
        falls = "yes" if loss.is_whole_line else "no"
        line = loss.line
        yield shorten_iris(line.claim), shorten_iris(line.iri), shorten_iris(*loss.lost), falls


def _contradiction_rows(impact: Impact) -> Iterator[Cells]:
    for contradiction in impact.contradictions:
        judges = dict.fromkeys(judgement.judge for judgement in contradiction.judgements if judgement.judge)
        yield str(contradiction.kind), *contradiction.claims, shorten_iris(*judges)


def _summary(impact: Impact) -> str:
    thing = shorten_iris(impact.thing)
    if impact.already_retracted:
        return f"{thing} is retracted already: nothing rests on it any more."
    counts = {
        "verdict(s)": len(impact.verdict_changes),
        "claim(s) on other grounds": len(impact.comparison_changes),
        "claim(s) without some utterance": len(impact.lost_utterances),
        "line(s) of evidence": len(impact.lost_evidence),
        "contradiction(s)": impact.contradiction_counts.total(),
    }
    changes = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return f"Without {thing}, as of {impact.as_of}: {changes or 'nothing changes'}."
