"""claimgraph contradictions."""

from __future__ import annotations

from typing import Annotated

import typer

from claimgraph import namespaces
from claimgraph.analysis.contradictions import ContradictionKind, find_contradictions
from claimgraph.assessment import Knowledge
from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_claim
from claimgraph.cli.options import BuildFolder, TableOrJson, parse_choice, parse_format
from claimgraph.cli.output import Cells, print_json, print_table, say
from claimgraph.documents import ContradictingFigure, Contradiction, describe_contradictions, mark_unreviewed

_KINDS = [str(kind) for kind in ContradictionKind]
_CONTRADICTIONS = ("kind", "claim", "other claim", "figures", "why", "judged by people")


def contradictions(
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="Claim on one side, such as S18. Default: all.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help=f"Only this kind: {', '.join(_KINDS)}.", show_default="all"
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="NUMBER", min=1, help="Maximum to list; all are counted.")
    ] = 100,
    format_: TableOrJson = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Find pairs of claims that contradict each other, that only seem to, or that say the same.

    Example: claimgraph contradictions --kind conflicts
    """
    format_ = parse_format(format_)
    store = open_graph(build_folder)
    slug = resolve_claim(store, claim).removeprefix(namespaces.thing_iri("claim/")) if claim else None
    search = find_contradictions(Knowledge.load(store))
    answer = describe_contradictions(search, _parse_kinds(kind), slug, limit)
    if format_ == "json":
        print_json(answer.plain_data())
        return
    print_table(_CONTRADICTIONS, map(_contradiction_row, answer.contradictions))
    counts = ", ".join(f"{count} {name}" for name, count in answer.counts.items() if count)
    say(f"{len(answer.contradictions)} of {answer.total} listed; {counts}.")


def _parse_kinds(kind: str | None) -> tuple[ContradictionKind, ...]:
    if kind is None:
        return tuple(ContradictionKind)
    return (ContradictionKind(parse_choice(kind, _KINDS, "--kind")),)


def _contradiction_row(contradiction: Contradiction) -> Cells:
    figures = "; ".join(map(_figure_text, contradiction.figures))
    judgements = ", ".join(namespaces.compact_iri(judgement.record) for judgement in contradiction.judged)
    first, second = (
        mark_unreviewed(claim.rpartition("/")[2], reviewed=is_reviewed)
        for claim, is_reviewed in zip(contradiction.claims, contradiction.reviewed, strict=True)
    )
    return contradiction.kind, first, second, figures, contradiction.reason, judgements


def _figure_text(figure: ContradictingFigure) -> str:
    scopes = "unknown scope" if figure.scopes is None else ", ".join(figure.scopes)
    details = [figure.period or "unknown period", scopes]
    return f"{figure.figure}, {figure.metric.rpartition('/')[2]} ({', '.join(filter(None, details))})"
