"""claimgraph check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated

import typer

from claimgraph.assessment import (
    Assessor,
    ClaimContent,
    ClaimVerdict,
    Knowledge,
    StoredVerdict,
    analyse_sensitivity,
    day_of_data,
    find_differing_verdicts,
    load_human_verdicts,
    load_stored_verdicts,
    verdict_history,
)
from claimgraph.cli.graph import open_graph
from claimgraph.cli.names import resolve_claim
from claimgraph.cli.options import (
    AsOf,
    BuildFolder,
    Definition,
    Only,
    TableOrJson,
    Without,
    build_policy,
    parse_day,
    parse_format,
)
from claimgraph.cli.output import Cells, fail, print_json, print_table, say
from claimgraph.documents import (
    VerdictDocument,
    describe_sensitivity,
    describe_verdict,
    explain_sensitivity,
    explain_verdict,
    mark_unreviewed,
    opinion_text,
)

_VERDICTS = ("claim", "when said", "verdict", "by", "text")
_DISAGREEMENTS = ("claim", "computed", "judged by people")


def check(  # noqa: PLR0913, PLR0917 - options of a command
    claims: Annotated[
        list[str] | None, typer.Argument(metavar="CLAIM", help="Claims, such as S18. Default: all.")
    ] = None,
    as_of: AsOf = None,
    without: Without = None,
    only: Only = None,
    definition: Definition = None,
    explain: Annotated[bool, typer.Option("--explain", help="Explain each verdict.")] = False,  # noqa: FBT002
    curve: Annotated[  # noqa: FBT002
        bool,
        typer.Option(
            "--curve",
            help="Show what each verdict hangs on: every way to read the claim, the smallest loss of "
            "evidence that changes it, and the figures at which it turns.",
        ),
    ] = False,
    format_: TableOrJson = "table",
    strict: Annotated[  # noqa: FBT002
        bool,
        typer.Option(
            "--strict", help="Exit with status 1 if a stored verdict differs from the computed one."
        ),
    ] = False,
    build_folder: BuildFolder = None,
) -> None:
    """Compute verdicts on claims: for the day each was made, and for the day asked for.

    Example: claimgraph check S18 --as-of 2025-03-01 --explain
    """
    format_ = parse_format(format_)
    day = parse_day(as_of)
    store = open_graph(build_folder)
    stored = load_stored_verdicts(store) if strict else {}
    default_day = day_of_data(store) if strict else date.today()
    policy = build_policy(store, day or default_day, without, only, definition)
    iris = list(dict.fromkeys(resolve_claim(store, name) for name in claims or ()))
    knowledge = Knowledge.load(store)
    assessor = Assessor(knowledge, policy, iris[0] if len(iris) == 1 else None)
    contents = _select_contents(assessor.contents, iris)
    if curve:
        curves = [assessor.assess(content, policy.as_of) for content in contents]
        _print_curves(curves, knowledge, format_)
        say(f"{len(curves)} claim(s); {policy.describe()}.")
        if strict:
            _compare_with_stored(curves, stored)
        return
    histories = [verdict_history(assessor, content, policy.as_of) for content in contents]
    opinions = load_human_verdicts(store)
    verdicts = [
        describe_verdict(history, knowledge, opinions.get(history.current.content.iri, []))
        for history in histories
    ]
    if format_ == "json":
        print_json([verdict.plain_data() for verdict in verdicts])
    elif explain:
        print("\n\n".join(map(explain_verdict, verdicts, contents)))
    else:
        _print_tables(verdicts)
    if format_ != "json":
        say(f"{_count_verdicts(verdicts)}; {policy.describe()}.")
    if strict:
        _compare_with_stored([history.current for history in histories], stored)


def _select_contents(contents: list[ClaimContent], iris: Iterable[str]) -> list[ClaimContent]:
    """The claims with these IRIs, in that order; all claims, by identifier, if there are no IRIs."""
    by_iri = {content.iri: content for content in contents}
    selected = [by_iri[iri] for iri in iris]
    return selected or sorted(contents, key=lambda content: content.claim.identifier)


def _print_curves(verdicts: Iterable[ClaimVerdict], knowledge: Knowledge, format_: str) -> None:
    sensitivities = [
        describe_sensitivity(analyse_sensitivity(verdict, knowledge), knowledge) for verdict in verdicts
    ]
    if format_ == "json":
        print_json([sensitivity.plain_data() for sensitivity in sensitivities])
    else:
        print("\n\n".join(map(explain_sensitivity, sensitivities)))


def _print_tables(verdicts: Sequence[VerdictDocument]) -> None:
    print_table(_VERDICTS, map(_verdict_row, verdicts))
    disagreements = [row for verdict in verdicts for row in _disagreement_rows(verdict)]
    if disagreements:
        print_table(_DISAGREEMENTS, disagreements, title="\nWhere people judged otherwise")


def _verdict_row(verdict: VerdictDocument) -> Cells:
    when_said = verdict.said.verdict if verdict.said else "–"
    text = mark_unreviewed(verdict.text, reviewed=verdict.reviewed)
    return verdict.identifier, when_said, verdict.verdict, verdict.rows, text


def _disagreement_rows(verdict: VerdictDocument) -> Iterator[Cells]:
    for opinion in verdict.people:
        if opinion.differs:
            yield verdict.identifier, verdict.verdict, opinion_text(opinion)


def _count_verdicts(verdicts: Sequence[VerdictDocument]) -> str:
    counts = Counter(str(verdict.verdict) for verdict in verdicts)
    listed = ", ".join(f"{count} {name}" for name, count in counts.most_common())
    return f"{len(verdicts)} claim(s): {listed}"


def _compare_with_stored(computed: list[ClaimVerdict], stored: dict[str, StoredVerdict]) -> None:
    """Exit with status 1 if a stored verdict is not the computed one."""
    if differing := find_differing_verdicts(stored, computed):
        lines = [_difference_text(verdict, stored.get(verdict.content.iri)) for verdict in differing]
        fail(f"{len(differing)} stored verdict(s) differ.\n" + "\n".join(lines))
    say("Every stored verdict is the one computed.")


def _difference_text(computed: ClaimVerdict, stored: StoredVerdict | None) -> str:
    identifier = computed.content.claim.identifier
    return f"{identifier}: stored {stored.verdict if stored else 'nothing'}, computed {computed.verdict}"
