"""claimgraph check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
from claimgraph.documents.verdict_report import history as document
from claimgraph.documents.verdict_text import explain_verdict

_VERDICTS = ("claim", "when said", "verdict", "by", "text")
_DISAGREEMENTS = ("claim", "computed", "judged by people")

Opinions = dict[str, list[HumanVerdict]]  # by claim


def check(  # noqa: PLR0913, PLR0917 - options of a command
    claims: Annotated[list[str] | None, typer.Argument(help="Claims, as S18; none: all.")] = None,
    as_of: AsOf = None,
    without: Without = None,
    only: Only = None,
    definition: Definition = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what led to each verdict.")] = False,  # noqa: FBT002
    format_: TableOrJson = "table",
    strict: Annotated[  # noqa: FBT002
        bool, typer.Option("--strict", help="Exit with 1 if the graph holds another verdict than computed.")
    ] = False,
    build_folder: BuildFolder = None,
) -> None:
    """Compute the verdicts on claims anew: on the day each was said, and on the day asked for.

    Example: claimgraph check S18 --as-of 2025-03-01 --explain
    """
    format_ = parse_format(format_)
    day = parse_day(as_of)
    store = open_graph(build_folder)
    stored = load_stored_verdicts(store) if strict else {}
    default_day = day_of_data(store) if strict else date.today()
    policy = build_policy(store, day or default_day, without, only, definition)
    iris = list(dict.fromkeys(resolve_claim(store, name) for name in claims or ()))
    assessor = Assessor(Knowledge.load(store), policy, iris[0] if len(iris) == 1 else None)
    contents = _select_contents(assessor.contents, iris)
    histories = [verdict_history(assessor, content, policy.as_of) for content in contents]
    opinions = load_human_verdicts(store)
    if format_ == "json":
        print_json([document(history, _opinions_on(history, opinions)) for history in histories])
    else:
        _print_histories(histories, opinions, explain=explain)
        say(f"{_count_verdicts(histories)}; {policy.describe()}.")
    if strict:
        _compare_with_stored([history.current for history in histories], stored)


def _select_contents(contents: list[ClaimContent], iris: Iterable[str]) -> list[ClaimContent]:
    """The claims with these IRIs, in that order; all claims, by identifier, if there are no IRIs."""
    by_iri = {content.iri: content for content in contents}
    selected = [by_iri[iri] for iri in iris]
    return selected or sorted(contents, key=lambda content: content.claim.identifier)


def _opinions_on(history: VerdictHistory, opinions: Opinions) -> list[HumanVerdict]:
    return opinions.get(history.current.content.iri, [])


def _print_histories(histories: list[VerdictHistory], opinions: Opinions, *, explain: bool) -> None:
    if explain:
        print("\n\n".join(explain_verdict(history, _opinions_on(history, opinions)) for history in histories))
        return
    print_table(_VERDICTS, map(_verdict_row, histories))
    disagreements = [row for history in histories for row in _disagreement_rows(history, opinions)]
    if disagreements:
        print_table(_DISAGREEMENTS, disagreements, title="\nWhere people judged otherwise")


def _verdict_row(history: VerdictHistory) -> Cells:
    current = history.current
    claim = current.content.claim
    when_said = str(history.when_said.verdict) if history.when_said else "–"
    rows = dict.fromkeys([current.row.number, *(verdict.row.number for verdict in current.propositions)])
    return claim.identifier, when_said, str(current.verdict), " ".join(rows), claim.text


def _disagreement_rows(history: VerdictHistory, opinions: Opinions) -> Iterator[Cells]:
    current = history.current
    for opinion in _opinions_on(history, opinions):
        if opinion.differs_from(current.verdict):
            yield current.content.claim.identifier, str(current.verdict), opinion.describe()


def _count_verdicts(histories: list[VerdictHistory]) -> str:
    counts = Counter(str(history.current.verdict) for history in histories)
    return f"{len(histories)} claim(s): " + ", ".join(
        f"{count} {name}" for name, count in counts.most_common()
    )


def _compare_with_stored(computed: list[ClaimVerdict], stored: dict[str, StoredVerdict]) -> None:
    """Exit with status 1 if a stored verdict is not the computed one."""
    if differing := find_differing_verdicts(stored, computed):
        lines = [_difference_text(verdict, stored.get(verdict.content.iri)) for verdict in differing]
        fail(f"{len(differing)} stored verdict(s) differ.\n" + "\n".join(lines))
    say("Every stored verdict is the one computed.")


def _difference_text(computed: ClaimVerdict, stored: StoredVerdict | None) -> str:
    identifier = computed.content.claim.identifier
    return f"{identifier}: stored {stored.verdict if stored else 'nothing'}, computed {computed.verdict}"
