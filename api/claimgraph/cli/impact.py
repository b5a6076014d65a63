"""The command that asks what would change if a thing were withdrawn: impact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from claimgraph.analysis.impact import AssessmentChange, Impact
from claimgraph.analysis.impact import compute_impact as computed
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.cli.build import BuildFolder
from claimgraph.cli.names import find, opened
from claimgraph.cli.options import AsOf, day_of
from claimgraph.cli.output import app, chosen, say, table
from claimgraph.documents.impact_report import document, rows
from claimgraph.namespaces import ID, compact_iri

Cells = tuple[str, ...]


@app.command()
def impact(
    thing: Annotated[
        str, typer.Argument(help="A source, observation, publisher …: source/…, observation/…, graph:fabs.")
    ],
    as_of: AsOf = None,
    format_: Annotated[str, typer.Option("--format", help="table, json")] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Show what would change if THING were withdrawn: verdicts, sayings, evidence, contradictions.

    Example: claimgraph impact observation/ev017-r1-chips
    """
    format_ = chosen(format_, ("table", "json"))
    day = day_of(as_of) or date.today()
    store = opened(build_folder)
    found = computed(Knowledge.load(store), find(store, thing), day)
    if format_ == "json":
        print(json.dumps(document(found), indent=2, ensure_ascii=False))
    else:
        _print(found)
        say(_summary(found))


def _print(found: Impact) -> None:
    parts: list[tuple[str, Cells, list[Cells]]] = [
        ("Verdicts that would change", _VERDICTS, [_verdict(each) for each in found.verdict_changes]),
        (
            "Verdicts that stay, on other grounds",
            _GROUNDS,
            [_grounds(each) for each in found.comparison_changes],
        ),
        ("Claims that would lose utterances", _SAYINGS, list(_sayings(found))),
        ("Evidence that would fall, or lose a part", _EVIDENCE, list(_evidence(found))),
        ("Contradictions that would vanish", _CONTRADICTIONS, list(_contradictions(found))),
    ]
    for title, columns, cells in parts:
        if cells:
            table(columns, cells, title=f"\n{title}")


_VERDICTS = ("claim", "before", "after", "by", "text")
_GROUNDS = ("claim", "verdict", "comparisons lost", "new", "text")
_SAYINGS = ("claim", "utterances lost", "left", "text")
_EVIDENCE = ("claim", "line", "lost", "falls")
_CONTRADICTIONS = ("kind", "claim", "claim", "judged by")


def _verdict(each: AssessmentChange) -> Cells:
    before, after, claim = each.before, each.after, each.before.content.claim
    by = f"{rows(before)} → {rows(after)}"
    return claim.identifier, str(before.verdict), str(after.verdict), by, claim.text


def _grounds(each: AssessmentChange) -> Cells:
    claim = each.before.content.claim
    return (
        claim.identifier,
        str(each.after.verdict),
        str(len(each.lost_comparisons)),
        str(len(each.gained_comparisons)),
        claim.text,
    )


def _sayings(found: Impact) -> Iterator[Cells]:
    for each in found.lost_utterances:
        claim = each.content.claim
        yield claim.identifier, _short(*each.lost), str(each.remaining), claim.text


def _evidence(found: Impact) -> Iterator[Cells]:
    for each in found.lost_evidence:
        falls = "yes" if each.is_whole_line else "no"
        yield _short(each.line.claim), _short(each.line.iri), _short(*each.lost), falls


def _contradictions(found: Impact) -> Iterator[Cells]:
    for each in found.contradictions:
        judges = dict.fromkeys(one.judge for one in each.judgements if one.judge)
        yield str(each.kind), *each.claims, _short(*judges)


def _short(*iris: str) -> str:
    return " ".join(each.removeprefix(ID) if each.startswith(ID) else compact_iri(each) for each in iris)


def _summary(found: Impact) -> str:
    counts = {
        "verdict(s)": len(found.verdict_changes),
        "claim(s) on other grounds": len(found.comparison_changes),
        "claim(s) without some utterance": len(found.lost_utterances),
        "line(s) of evidence": len(found.lost_evidence),
        "contradiction(s)": found.contradiction_counts.total(),
    }
    if found.already_retracted:
        return f"{_short(found.thing)} is retracted already: nothing rests on it any more."
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"Without {_short(found.thing)}, as of {found.as_of}: {told or 'nothing changes'}."
