"""What changed from one release of a series to another, and which verdicts flip."""

from __future__ import annotations

from datetime import date

import pytest

from claimgraph.analysis import ChangeKind, ReleaseDiff, ReleaseDiffError, compare_releases
from claimgraph.assessment import Knowledge, Verdict
from claimgraph.documents import describe_release_diff
from claimgraph.generations import Generation
from claimgraph.namespaces import GRAPH
from claimgraph.stores import EmbeddedStore
from tests.support.builds import build_changed
from tests.support.releases import CLAIM, add_release, claim_of_india
from tests.support.source_trees import own_tables

TODAY = date(2026, 12, 1)
DAYS = (date(2026, 1, 15), date(2026, 5, 1), date(2026, 9, 1))


@pytest.fixture(scope="module")
def store(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("diff")
    source_tree = own_tables(folder / "tree")
    claim_of_india(source_tree)
    add_release(source_tree, "example-a", DAYS[0], india="41", france="9", japan="5")
    add_release(source_tree, "example-b", DAYS[1], india="42", france="9")
    add_release(source_tree, "example-c", DAYS[2], india="40", france="9", canada="7")
    return EmbeddedStore.open(build_changed(source_tree, folder / "build", generation))


def diff(store: EmbeddedStore, former: str, later: str) -> ReleaseDiff:
    return compare_releases(Knowledge.load(store), GRAPH + former, GRAPH + later, TODAY)


def changes(answer: ReleaseDiff) -> set[tuple[str, str, str, str]]:
    """Kind, place, and the figures before and after."""
    return {
        (
            str(change.kind),
            change.value.subject,
            change.before.figure if change.before else "",
            change.after.figure if change.after else "",
        )
        for change in answer.values
    }


def test_values_are_found_again_by_subject_and_metric(store: EmbeddedStore) -> None:
    assert changes(diff(store, "example-a", "example-b")) == {
        ("changed", "India", "41", "42"),
        ("unchanged", "France", "9", "9"),
        ("withdrawn", "Japan", "5", ""),
    }


def test_a_release_between_the_two_is_passed_over(store: EmbeddedStore) -> None:
    assert changes(diff(store, "example-a", "example-c")) == {
        ("changed", "India", "41", "40"),
        ("unchanged", "France", "9", "9"),
        ("withdrawn", "Japan", "5", ""),
        ("added", "Canada", "", "7"),
    }


def test_verdicts_that_flip_are_named_with_both(store: EmbeddedStore) -> None:
    flips = [change for change in diff(store, "example-b", "example-c").verdicts if change.has_other_verdict]
    assert [
        (change.before.content.claim.id, change.before.verdict, change.after.verdict) for change in flips
    ] == [(CLAIM, Verdict.CONTRADICTED, Verdict.SUPPORTED)]
    other_grounds = diff(store, "example-a", "example-b").verdicts
    assert CLAIM in {change.before.content.claim.id for change in other_grounds}
    assert not any(change.has_other_verdict for change in other_grounds)


def test_the_document_counts_each_change(store: EmbeddedStore) -> None:
    document = describe_release_diff(diff(store, "example-a", "example-c"))
    assert document.counts == {
        str(ChangeKind.ADDED): 1,
        str(ChangeKind.CHANGED): 1,
        str(ChangeKind.WITHDRAWN): 1,
        str(ChangeKind.UNCHANGED): 1,
    }
    india = next(value for value in document.values if value.subject == "India")
    assert [iri.rpartition("/")[2] for iri in india.observations] == ["example-a-india", "example-c-india"]


def test_what_are_no_releases_of_a_series_in_order_is_refused(store: EmbeddedStore) -> None:
    with pytest.raises(ReleaseDiffError, match="fabs is no release of a series"):
        diff(store, "fabs", "example-a")
    with pytest.raises(ReleaseDiffError, match="Name the earlier one first, of these: example-a, example-b"):
        diff(store, "example-b", "example-a")
