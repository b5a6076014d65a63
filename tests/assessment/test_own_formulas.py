"""A claim whose own figures cannot all be true is contradicted by itself; rounding is allowed for.

The shipped formulas are read from the tables. Nothing is built.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from claimgraph.assessment import Knowledge, Policy, Reason, SentenceWriter, Verdict, check_formulas
from claimgraph.assessment.claim_contents import ClaimContent
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.propositions import ClaimedMetric
from claimgraph.assessment.readings import ReadingContext, read_measurements
from claimgraph.assessment.verdicts import ClaimVerdict, decide_claim, join_changes
from claimgraph.edtf import Period
from claimgraph.model import Claim, Formula, QuantityProposition, Utterance
from claimgraph.quantities import DefinitionRelation, Figure
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import read_record_table
from tests.support.lineages import make_claim, make_utterance
from tests.support.vocabulary_store import VocabularyStore

DATA = default_source_tree().root / "data"
FOLDERS = sorted(path.parent for path in DATA.glob("*/formulas.csv"))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load(VocabularyStore())  # type: ignore[arg-type]  # all that is asked of a store


def figure(name: str, value: str, unit: str = "chips", **cells: Any) -> QuantityProposition:
    plain = QuantityProposition(
        id=name,
        claim="late",
        metric="chips-supplied",
        subjects=("nation/us",),
        partners=(),
        comparator="equal",
        value=Decimal(value),
        low=None,
        high=None,
        date_value=None,
        unit=unit,
        period=None,
        scope=None,
        definition=None,
        source_text=value,
        note=None,
    )
    return replace(plain, **cells)


def formula(
    operator: str, *operands: str, base: str | None = None, result: str | None = None, name: str = "formula"
) -> Formula:
    return Formula(
        id=name, claim="late", operator=operator, operands=operands, base=base, result=result, note=None
    )


def claim_of(*figures: QuantityProposition, formulas: tuple[Formula, ...], **cells: Any) -> ClaimContent:
    said = make_utterance("late", said=Period.parse("2025-05-21"))
    return ClaimContent(replace(make_claim(), **cells), figures, (said,), formulas=formulas)


def decide(content: ClaimContent, knowledge: Knowledge) -> ClaimVerdict:
    return decide_claim(content, Policy(as_of=date(2026, 11, 30)), [], knowledge)


def verdict_on(content: ClaimContent, proposition: str, knowledge: Knowledge) -> tuple[str, Reason | None]:
    parts = {part.proposition.id: part for part in decide(content, knowledge).propositions}
    return parts[proposition].row.number, parts[proposition].reason


COUNT, MONEY, PERCENT, TIMES = "chips", "unit:CCY_USD", "unit:PERCENT", "unit:UNITLESS"
FITTING: dict[str, tuple[list[QuantityProposition], Formula]] = {
    "parts that add up": (
        [figure("a", "7.9"), figure("b", "7.3"), figure("answer", "15.2")],
        formula("sum", "a", "b", result="answer"),
    ),
    "parts that add up but for rounding": (
        [figure("a", "7.9"), figure("b", "7.3"), figure("answer", "15.3")],
        formula("sum", "a", "b", result="answer"),
    ),
    "a part that is less than the whole": (
        [figure("a", "23"), figure("answer", "40")],
        formula("part", "a", base="answer"),
    ),
    "a price times a number": (
        [figure("a", "2048"), figure("b", "30000", MONEY), figure("answer", "61000000", MONEY)],
        formula("product", "a", "b", result="answer"),
    ),
    "a share that follows from two figures": (
        [figure("a", "100"), figure("b", "500"), figure("answer", "20", PERCENT)],
        formula("ratio", "a", base="b", result="answer"),
    ),
    "a multiple of its before and after": (
        [figure("b", "65000"), figure("a", "300000"), figure("answer", "4.6", TIMES, comparator="multiple")],
        formula("ratio", "a", base="b", result="answer"),
    ),
    "a change in percent": (
        [figure("b", "50"), figure("a", "38"), figure("answer", "-24", PERCENT, comparator="change")],
        formula("change", "a", base="b", result="answer"),
    ),
    "an amount in two currencies": (
        [figure("a", "1.7", "unit:CCY_EUR"), figure("answer", "2", MONEY)],
        formula("conversion", "a", result="answer"),
    ),
}
WRONG = {
    "parts that add up": "16",
    "parts that add up but for rounding": "15.5",
    "a part that is less than the whole": "20",
    "a price times a number": "30000000",
    "a share that follows from two figures": "30",
    "a multiple of its before and after": "3",
    "a change in percent": "-34",
    "an amount in two currencies": "3",
}


@pytest.mark.parametrize("kind", FITTING)
def test_figures_that_can_all_be_true_decide_nothing(kind: str, knowledge: Knowledge) -> None:
    figures, own = FITTING[kind]
    assert verdict_on(claim_of(*figures, formulas=(own,)), "answer", knowledge)[0] == "D11"


@pytest.mark.parametrize("kind", FITTING)
def test_a_figure_that_its_own_formula_excludes_is_contradicted(kind: str, knowledge: Knowledge) -> None:
    figures, own = FITTING[kind]
    wrong = [
        replace(proposition, value=Decimal(WRONG[kind])) if proposition.id == "answer" else proposition
        for proposition in figures
    ]
    content = claim_of(*wrong, formulas=(own,))
    assert verdict_on(content, "answer", knowledge) == ("D2", Reason.SELF_INCONSISTENT)
    assert decide(content, knowledge).verdict is Verdict.CONTRADICTED


def test_the_sentence_says_what_the_formula_comes_to(knowledge: Knowledge) -> None:
    figures = figure("a", "7.9"), figure("b", "7.3"), figure("answer", "16")
    content = claim_of(*figures, formulas=(formula("sum", "a", "b", result="answer"),))
    assert SentenceWriter(knowledge).write(decide(content, knowledge)) == (
        "Its own figures do not agree with each other: "
        "7.9 chips + 7.3 chips comes to 15.1 chips to 15.3 chips; 16 chips does not fit that."
    )


@pytest.mark.parametrize(
    ("figures", "own"),
    [
        ([figure("a", "7"), figure("b", "8", "gpus"), figure("answer", "20")], ("sum", "a", "b")),
        ([figure("a", "7", "unit:CCY_JPY"), figure("answer", "20", MONEY)], ("conversion", "a")),
        ([figure("a", "7", comparator="less-or-equal"), figure("answer", "2")], ("part", "a")),
    ],
    ids=["units that do not convert", "a rate that nobody gives", "a part that is at most so much"],
)
def test_what_cannot_be_computed_does_not_decide(
    figures: list[QuantityProposition], own: tuple[str, ...], knowledge: Knowledge
) -> None:
    operator, *operands = own
    answer = {"base": "answer"} if operator == "part" else {"result": "answer"}
    content = claim_of(*figures, formulas=(formula(operator, *operands, **answer),))
    assert [check.holds for check in check_formulas(content, "answer", knowledge)] == [None]
    assert verdict_on(content, "answer", knowledge)[0] == "D11"


BEFORE, AFTER = figure("before", "95", PERCENT), figure("after", "50", PERCENT)
CHANGE = formula("change", "after", base="before")


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (Verdict.SUPPORTED, Verdict.SUPPORTED, Verdict.SUPPORTED),
        (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.CONTRADICTED),
        (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.CONTRADICTED),
        (Verdict.SUPPORTED, Verdict.UNRESOLVED, Verdict.UNRESOLVED),
        (Verdict.SUPPORTED, Verdict.PENDING, Verdict.PENDING),
        (Verdict.SUPPORTED, Verdict.NOT_CHECKABLE, Verdict.NOT_CHECKABLE),
    ],
)
def test_the_figures_of_a_change_are_one_part_as_bad_as_the_worse_of_them(
    before: Verdict, after: Verdict, joined: Verdict
) -> None:
    content = claim_of(BEFORE, AFTER, formulas=(CHANGE,))
    assert list(join_changes(content, [before, after])) == [joined]


def test_a_course_of_several_figures_is_one_part() -> None:
    later = formula("change", "now", base="after", name="later")
    content = claim_of(BEFORE, AFTER, figure("now", "0", PERCENT), formulas=(later, CHANGE))
    verdicts = [Verdict.UNRESOLVED, Verdict.SUPPORTED, Verdict.SUPPORTED]
    assert list(join_changes(content, verdicts)) == [Verdict.UNRESOLVED]


def test_where_a_predicted_change_begins_is_no_prediction(knowledge: Knowledge) -> None:
    content = claim_of(BEFORE, AFTER, formulas=(CHANGE,), claim_type="prediction")
    assert verdict_on(content, "after", knowledge) == ("D1", Reason.OPEN_FORECAST)
    assert verdict_on(content, "before", knowledge)[0] == "D11"


def test_without_one_of_its_figures_a_formula_is_gone() -> None:
    content = claim_of(BEFORE, AFTER, formulas=(CHANGE,))
    assert content.without({"https://w3id.org/claimgraph/id/proposition/before"}).formulas == ()


@pytest.mark.parametrize(
    ("comparator", "metric", "of_metric"),
    [
        ("rank", "ai-articles-ncses", (True, False)),
        ("multiple", "ai-articles-ncses", (True, False)),
        ("equal", "ai-articles-ncses", (False, True)),
        ("rank", "rank-among-ai-powers", (False, False)),
        ("multiple", "compute-ratio", (False, False)),
    ],
)
def test_a_place_and_a_multiple_are_computed_from_the_metric_and_do_not_add_up_as_it_does(
    comparator: str, metric: str, of_metric: tuple[bool, bool], knowledge: Knowledge
) -> None:
    claimed = ClaimedMetric.of(figure("a", "2", metric=metric, comparator=comparator), knowledge)
    assert (claimed.is_computed, claimed.adds_up) == of_metric


@pytest.mark.parametrize(("definition", "count"), [("same", 0), ("reading-of", 0), ("formula", 1)])
def test_a_claimed_place_is_read_by_what_was_computed_only(
    definition: str, count: int, knowledge: Knowledge
) -> None:
    place = figure("a", "2", "rank", metric="ai-articles-ncses", comparator="rank")
    content = claim_of(place, formulas=())
    measurement = Measurement(
        evidence_query="rank",
        proposition="a",
        definition=DefinitionRelation(definition),
        figure=Figure(value=Decimal(2)),
        unit="https://w3id.org/claimgraph/vocab/unit/rank",
    )
    context = ReadingContext(content, place, Policy(as_of=date(2026, 11, 30)), knowledge, frozenset())
    assert len(read_measurements(context, [measurement])) == count


@cache
def read_shipped() -> dict[str, ClaimContent]:
    """The claims that state formulas, by their identifiers."""
    contents = {}
    for folder in FOLDERS:
        tables = {
            record: [row.record for row in read_record_table(folder / name, record)]
            for name, record in (
                ("claims.csv", Claim),
                ("quantity_propositions.csv", QuantityProposition),
                ("utterances.csv", Utterance),
                ("formulas.csv", Formula),
            )
        }
        for claim in {record.claim for record in tables[Formula]}:  # type: ignore[attr-defined]
            (stated,) = (record for record in tables[Claim] if record.id == claim)
            figures, said, formulas = (
                tuple(record for record in tables[table] if record.claim == claim)  # type: ignore[attr-defined]
                for table in (QuantityProposition, Utterance, Formula)
            )
            contents[stated.identifier] = ClaimContent(stated, figures, said, formulas=formulas)  # type: ignore[attr-defined, arg-type]
    return contents


@pytest.mark.parametrize("identifier", sorted(read_shipped()))
def test_no_shipped_claim_contradicts_itself(identifier: str, knowledge: Knowledge) -> None:
    """Whoever adds one that does names it here, with the figures, after reading its source again."""
    content = read_shipped()[identifier]
    checks = [check for part in content.propositions for check in check_formulas(content, part.id, knowledge)]
    assert [check.formula.id for check in checks if check.holds is False] == []


@pytest.mark.parametrize("identifier", ["C010", "C021", "C124", "CX143", "CY126", "CY315"])
def test_the_formulas_of_these_claims_hold(identifier: str, knowledge: Knowledge) -> None:
    content = read_shipped()[identifier]
    checks = [check for part in content.propositions for check in check_formulas(content, part.id, knowledge)]
    assert {check.holds for check in checks} == {True}


def test_the_shipped_changes_are_those_that_claims_tell() -> None:
    changes = {identifier for identifier, content in read_shipped().items() if content.changes}
    assert changes == {"C037", "C073", "C074", "C104", "C142", "CX088", "CY042", "CY113", "CY247"}
