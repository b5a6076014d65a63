"""The shipped graph gives the verdicts worked out by hand in docs/reference/worked-verdicts.md."""

from __future__ import annotations

import re
from datetime import date

import pytest

from claimgraph.assessment import Assessor, Knowledge, Policy, Standing, verdict_history
from claimgraph.source_tree import default_source_tree

PAGE = (default_source_tree().root / "docs" / "reference" / "worked-verdicts.md").read_text("utf-8")
Row = tuple[str, str, str]  # the verdict when it was said, today's, and by which rows of the decision table
WORKED: dict[str, Row] = {
    claim: (said, today, rows)
    for claim, said, today, rows in re.findall(
        r"^\| (S\d+b?) \| ([a-z-]+) \| ([a-z-]+) \| ([DC0-9, ]+) \|$", PAGE, re.MULTILINE
    )
}
CHECKABLE = {f"S{number:02}" for number in (*range(1, 6), *range(8, 14), *range(17, 23))}


@pytest.fixture(scope="module")
def computed(whole_knowledge: Knowledge) -> dict[str, Row]:
    """By identifier, for the day that the page calls today."""
    today = re.search(r"\*Today\* is (\S+),", PAGE)
    assert today
    day = date.fromisoformat(today[1])
    judge = Assessor(whole_knowledge, Policy(as_of=day))
    return {each.claim.identifier: row(judge, each.iri, day) for each in judge.contents}


def row(judge: Assessor, claim: str, day: date) -> Row:
    (content,) = [each for each in judge.contents if each.iri == claim]
    found = verdict_history(judge, content, day)
    rows = [*dict.fromkeys(part.row.number for part in found.current.propositions), found.current.row.number]
    return (
        found.when_said.verdict.value if found.when_said else "",
        found.current.verdict.value,
        ", ".join(rows),
    )


def test_the_page_works_out_every_checkable_claim_of_the_founding_document() -> None:
    assert set(WORKED) == {*CHECKABLE, "S18b"}


@pytest.mark.parametrize("claim", sorted(WORKED))
def test_the_verdict_worked_out_by_hand_is_the_one_computed(claim: str, computed: dict[str, Row]) -> None:
    assert WORKED[claim] == computed[claim]


def test_at_least_sixty_claims_can_be_checked(computed: dict[str, Row]) -> None:
    assert sum(today != "not-checkable" for _, today, _ in computed.values()) >= 60


@pytest.mark.parametrize("evidence", ["ev100-us-china-papers-2003-2022", "ev117-us-china-papers-2012-2021"])
def test_a_figure_by_another_definition_refutes_nothing(evidence: str, whole_knowledge: Knowledge) -> None:
    """EV101 and EV117 are filed as contradictions, and say themselves that they are none."""
    judge = Assessor(whole_knowledge, Policy(as_of=date(2026, 11, 22)))
    (s01,) = [each for each in judge.contents if each.claim.identifier == "S01"]
    parts = judge.assess(s01, date(2026, 11, 22)).propositions
    found = [
        one.standing
        for part in parts
        for one in part.readings
        if any(used.endswith(evidence) for used in one.measurement.rests_on)
    ]
    assert found == [Standing.SHOWN]
