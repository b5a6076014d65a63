"""The command that finds contradictions between claims: contradictions."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from claimgraph import namespaces
from claimgraph.analysis.contradictions.pair_rule import ContradictionKind
from claimgraph.analysis.contradictions.search import find_contradictions as found_in
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.cli.build import BuildFolder
from claimgraph.cli.names import find_claim, opened
from claimgraph.cli.output import app, chosen, say, table
from claimgraph.documents.contradictions_report import document

_KINDS = [str(kind) for kind in ContradictionKind]


@app.command()
def contradictions(
    claim: Annotated[str | None, typer.Argument(help="One side, as S18; left out: all claims.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=", ".join(_KINDS))] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most to list; all are counted.")] = 100,
    format_: Annotated[str, typer.Option("--format", help="table, json")] = "table",
    build_folder: BuildFolder = None,
) -> None:
    """Find pairs of claims whose figures exclude each other, beside those that people judged so.

    Example: claimgraph contradictions --kind conflicts
    """
    format_ = chosen(format_, ("table", "json"))
    store = opened(build_folder)
    slug = find_claim(store, claim).removeprefix(namespaces.thing_iri("claim/")) if claim else None
    told = document(found_in(Knowledge.load(store)), _kinds(kind), slug, 0, limit)
    if format_ == "json":
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return
    table(("kind", "claim", "other claim", "figures", "judged by people"), map(_row, told["contradictions"]))
    counts = ", ".join(f"{count} {name}" for name, count in told["counts"].items())
    say(f"{len(told['contradictions'])} of {told['total']} listed; {counts}.")


def _kinds(text: str | None) -> tuple[ContradictionKind, ...]:
    if text is not None and text not in _KINDS:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(_KINDS)}", param_hint="--kind")
    return (ContradictionKind(text),) if text else tuple(ContradictionKind)


def _row(each: dict[str, Any]) -> tuple[str, ...]:
    figures = "; ".join(f"{one['interval']} {one['metric'].rpartition('/')[2]}" for one in each["figures"])
    judged = ", ".join(namespaces.compact_iri(one["record"]) for one in each["judged"])
    first, second = (claim.rpartition("/")[2] for claim in each["claims"])
    return each["kind"], first, second, figures, judged
