"""claimgraph impact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from claimgraph.analysis import compute_impact
from claimgraph.assessment import Knowledge
from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_thing, shorten_iris
from claimgraph.cli.options import AsOf, BuildFolder, TableOrJson, parse_day, parse_format
from claimgraph.cli.output import Cells, print_json, print_table, say
from claimgraph.cli.reassessed_claims import GROUNDS_COLUMNS, VERDICT_COLUMNS, grounds_row, verdict_row
from claimgraph.documents import (
    Impact,
    LostContradiction,
    LostEvidence,
    LostUtterances,
    describe_impact,
)

_UTTERANCES = ("claim", "utterances lost", "left", "text")
_EVIDENCE = ("claim", "line", "lost", "falls")
_CONTRADICTIONS = ("kind", "claim", "claim", "judgements")


def impact(
    thing: Annotated[
        str,
        typer.Argument(
            metavar="THING",
            help="Source, observation, publisher or graph: source/…, observation/…, graph:fabs.",
        ),
    ],
    as_of: AsOf = None,
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Show what would change if a thing were withdrawn: verdicts, utterances, evidence, contradictions.

    Example: claimgraph impact observation/ev017-r1-chips
    """
    format_ = parse_format(format_)
    day = parse_day(as_of) or date.today()
    store = open_graph(build_folder)
    answer = describe_impact(compute_impact(Knowledge.load(store), resolve_thing(store, thing), day))
    if format_ == "json":
        print_json(answer.plain_data())
    else:
        _print_tables(answer)
        say(_summary(answer))


def _print_tables(impact: Impact) -> None:
    tables: list[tuple[str, Cells, Iterator[Cells]]] = [
        ("Verdicts that would change", VERDICT_COLUMNS, map(verdict_row, impact.verdicts)),
        ("Verdicts that stay, on other grounds", GROUNDS_COLUMNS, map(grounds_row, impact.comparisons)),
        ("Claims that would lose utterances", _UTTERANCES, map(_utterances_row, impact.utterances)),
        ("Evidence that would fall, or lose a part", _EVIDENCE, map(_evidence_row, impact.evidence)),
        ("Contradictions that would vanish", _CONTRADICTIONS, map(_contradiction_row, impact.contradictions)),
    ]
    for title, columns, cells in tables:
        if rows := list(cells):
            print_table(columns, rows, title=f"\n{title}")


def _utterances_row(claim: LostUtterances) -> Cells:
    return claim.identifier, shorten_iris(*claim.lost), str(claim.left), claim.text


def _evidence_row(evidence: LostEvidence) -> Cells:
    falls = "yes" if evidence.falls else "no"
    return shorten_iris(evidence.claim), shorten_iris(evidence.line), shorten_iris(*evidence.lost), falls


def _contradiction_row(contradiction: LostContradiction) -> Cells:
    first, second = (claim.rpartition("/")[2] for claim in contradiction.claims)
    return contradiction.kind, first, second, shorten_iris(*contradiction.judgements)


def _summary(impact: Impact) -> str:
    name = shorten_iris(impact.thing)
    if impact.retracted:
        return f"{name} is retracted already: nothing rests on it any more."
    counts = {
        "verdict(s)": len(impact.verdicts),
        "claim(s) on other grounds": len(impact.comparisons),
        "claim(s) without some utterance": len(impact.utterances),
        "line(s) of evidence": len(impact.evidence),
        "contradiction(s)": sum(impact.contradictions_total.values()),
    }
    changes = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return f"Without {name}, as of {impact.as_of}: {changes or 'nothing changes'}."
