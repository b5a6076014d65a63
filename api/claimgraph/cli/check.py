"""The command that recomputes verdicts: check."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from claimgraph.assessment.assessor import Assessor
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.assessment.history import VerdictHistory, verdict_history
from claimgraph.assessment.human_verdicts import HumanVerdict, load_human_verdicts
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.stored_verdicts import (
    StoredVerdict,
    day_of_data,
    find_differing_verdicts,
    load_stored_verdicts,
)
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.cli.build import BuildFolder
from claimgraph.cli.names import find_claim, opened
from claimgraph.cli.options import AsOf, Definition, Only, Without, asked, day_of
from claimgraph.cli.output import app, chosen, fail, say, table
from claimgraph.documents.verdict_report import history as document
from claimgraph.documents.verdict_text import explain_verdict


@app.command()
def check(  # noqa: PLR0913, PLR0917 - options of a command
    claims: Annotated[list[str] | None, typer.Argument(help="Claims, as S18; none: all.")] = None,
    as_of: AsOf = None,
    without: Without = None,
    only: Only = None,
    definition: Definition = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what led to each verdict.")] = False,  # noqa: FBT002
    format_: Annotated[str, typer.Option("--format", help="table, json")] = "table",
    strict: Annotated[  # noqa: FBT002
        bool, typer.Option("--strict", help="Exit with 1 if the graph holds another verdict than computed.")
    ] = False,
    build_folder: BuildFolder = None,
) -> None:
    """Compute the verdicts on claims anew: on the day each was said, and on the day asked for.

    Example: claimgraph check S18 --as-of 2025-03-01 --explain
    """
    format_ = chosen(format_, ("table", "json"))
    day = day_of(as_of)
    store = opened(build_folder)
    held = load_stored_verdicts(store) if strict else {}
    usual = day_of_data(store) if strict else date.today()
    judging = asked(store, day or usual, without, only, definition)
    wanted = dict.fromkeys(find_claim(store, name) for name in claims or ())
    judge = Assessor(Knowledge.load(store), judging, next(iter(wanted)) if len(wanted) == 1 else None)
    found = [verdict_history(judge, content, judging.as_of) for content in _chosen(judge.contents, wanted)]
    people = load_human_verdicts(store)
    if format_ == "json":
        documents = [document(each, people.get(each.current.content.iri, [])) for each in found]
        print(json.dumps(documents, indent=2, ensure_ascii=False))
    else:
        _print(found, people, explain=explain)
        say(f"{_counted(found)}; {judging.describe()}.")
    if strict:
        _compare(held, [each.current for each in found])


def _chosen(contents: list[ClaimContent], wanted: Iterable[str]) -> list[ClaimContent]:
    """In the order asked for; all, by identifier, where none was."""
    by_iri = {each.iri: each for each in contents}
    return [by_iri[iri] for iri in wanted] or sorted(contents, key=lambda each: each.claim.identifier)


def _print(found: list[VerdictHistory], people: dict[str, list[HumanVerdict]], *, explain: bool) -> None:
    if explain:
        print("\n\n".join(explain_verdict(each, people.get(each.current.content.iri, [])) for each in found))
        return
    table(("claim", "when said", "verdict", "by", "text"), [_row(each) for each in found])
    differ = [(each.current, one) for each in found for one in _other(each, people)]
    if differ:
        rows = [(now.content.claim.identifier, str(now.verdict), one.describe()) for now, one in differ]
        table(("claim", "computed", "judged by people"), rows, title="\nWhere people judged otherwise")


def _row(each: VerdictHistory) -> tuple[str, ...]:
    claim = each.current.content.claim
    then = str(each.when_said.verdict) if each.when_said else "–"
    rows = dict.fromkeys([each.current.row.number, *(part.row.number for part in each.current.propositions)])
    return claim.identifier, then, str(each.current.verdict), " ".join(rows), claim.text


def _other(each: VerdictHistory, people: dict[str, list[HumanVerdict]]) -> list[HumanVerdict]:
    return [one for one in people.get(each.current.content.iri, []) if one.differs_from(each.current.verdict)]


def _counted(found: list[VerdictHistory]) -> str:
    counts = Counter(str(each.current.verdict) for each in found)
    return f"{len(found)} claim(s): " + ", ".join(f"{count} {name}" for name, count in counts.most_common())


def _compare(held: dict[str, StoredVerdict], computed: list[ClaimVerdict]) -> None:
    if wrong := find_differing_verdicts(held, computed):
        lines = [
            f"{each.content.claim.identifier}: stored {_held(held, each)}, computed {each.verdict}"
            for each in wrong
        ]
        fail(f"{len(wrong)} stored verdict(s) differ.\n" + "\n".join(lines))
    say("Every stored verdict is the one computed.")


def _held(held: dict[str, StoredVerdict], each: ClaimVerdict) -> str:
    return held[each.content.iri].verdict if each.content.iri in held else "nothing"
