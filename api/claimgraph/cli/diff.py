"""claimgraph diff."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from claimgraph import namespaces
from claimgraph.analysis import compare_releases
from claimgraph.assessment import Knowledge
from claimgraph.cli.graph import open_graph
from claimgraph.cli.options import AsOf, BuildFolder, TableOrJson, parse_day, parse_format
from claimgraph.cli.output import Cells, print_json, print_table, say
from claimgraph.cli.reassessed_claims import GROUNDS_COLUMNS, VERDICT_COLUMNS, grounds_row, verdict_row
from claimgraph.documents import (
    ReleaseDiff,
    ValueChange,
    describe_release_diff,
    shorten_numbers,
)

_VALUES = ("change", "metric", "subject", "before", "after", "version")


def diff(
    former: Annotated[str, typer.Argument(metavar="RELEASE", help="The earlier release: its data set.")],
    later: Annotated[str, typer.Argument(metavar="RELEASE", help="The later release of the same series.")],
    as_of: AsOf = None,
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Show what a later release of a series added, changed and withdrew, and which verdicts flip.

    Example: claimgraph diff epoch-capabilities-index-2026-04 epoch-capabilities-index
    """
    format_ = parse_format(format_)
    day = parse_day(as_of) or date.today()
    knowledge = Knowledge.load(open_graph(build_folder))
    answer = describe_release_diff(compare_releases(knowledge, _graph(former), _graph(later), day))
    if format_ == "json":
        print_json(answer.plain_data())
    else:
        _print_tables(answer)
        say(_summary(answer))


def _graph(name: str) -> str:
    return namespaces.GRAPH + name.removeprefix(namespaces.GRAPH).removeprefix("graph:")


def _print_tables(answer: ReleaseDiff) -> None:
    changed = [_value_row(value) for value in answer.values if value.change != "unchanged"]
    tables: list[tuple[str, Cells, list[Cells]]] = [
        ("Values", _VALUES, changed),
        ("Verdicts that flip", VERDICT_COLUMNS, [verdict_row(claim) for claim in answer.verdicts]),
        (
            "Verdicts that stay, on other grounds",
            GROUNDS_COLUMNS,
            [grounds_row(claim) for claim in answer.comparisons],
        ),
    ]
    for title, columns, rows in tables:
        if rows:
            print_table(columns, rows, title=f"\n{title}")


def _value_row(value: ValueChange) -> Cells:
    before, after = (shorten_numbers(figure or "") for figure in (value.before, value.after))
    return value.change, value.metric, value.subject, before, after, value.version or ""


def _summary(answer: ReleaseDiff) -> str:
    former, later = (name.removeprefix(namespaces.GRAPH) for name in (answer.former, answer.later))
    counts = ", ".join(f"{count} {change}" for change, count in answer.counts.items() if count)
    flips = f"{len(answer.verdicts)} verdict(s) flip, {len(answer.comparisons)} stay on other grounds"
    return f"From {former} to {later}, as of {answer.as_of}: {counts or 'no value changed'}; {flips}."
