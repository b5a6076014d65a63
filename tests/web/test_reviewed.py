"""A claim that nobody but its compiler has checked is marked wherever it is shown, and no other is."""

from __future__ import annotations

from datetime import date

import httpx
import pytest

from claimgraph.assessment import Knowledge, Policy, load_verdict_history
from claimgraph.documents import describe_verdict, explain_verdict
from claimgraph.namespaces import thing_iri
from claimgraph.stores import EmbeddedStore
from tests.support.html_page import HtmlPage
from tests.support.serving import publish_pages

MARK = "not reviewed"
REVIEWED, UNREVIEWED = "all-fabs", "not-all-fabs"


def text_of(client: httpx.Client, path: str) -> str:
    return HtmlPage(client.get(path, headers={"Accept": "text/html"}).text).text.lower()


@pytest.mark.parametrize("path", ["/claims", "/contradictions", "/entities/company/acme", "/predictions"])
def test_a_list_of_claims_marks_the_one_that_is_not_reviewed(sample: httpx.Client, path: str) -> None:
    assert text_of(sample, path).count(MARK) == 1


@pytest.mark.parametrize(("slug", "marks"), [(REVIEWED, 0), (UNREVIEWED, 1)])
def test_the_page_of_a_claim_says_if_it_is_not_reviewed(sample: httpx.Client, slug: str, marks: int) -> None:
    assert text_of(sample, f"/claims/{slug}").count(MARK) == marks


@pytest.mark.parametrize("path", ["", "/assessment", "/lineage"])
def test_json_about_a_claim_says_whether_it_is_reviewed(sample: httpx.Client, path: str) -> None:
    claims = [sample.get(f"/api/v1/claims/{slug}{path}").json() for slug in (REVIEWED, UNREVIEWED)]
    assert [claim["reviewed"] for claim in claims] == [True, False]


def test_json_lists_say_which_claims_are_reviewed(sample: httpx.Client) -> None:
    claims = sample.get("/api/v1/claims").json()["claims"]
    assert {claim["iri"].rpartition("/")[2]: claim["reviewed"] for claim in claims} == {
        REVIEWED: True,
        UNREVIEWED: False,
    }
    (prediction,) = sample.get("/api/v1/predictions").json()["predictions"]
    assert prediction["reviewed"] is False


@pytest.mark.parametrize(("slug", "marks"), [(REVIEWED, 0), (UNREVIEWED, 1)])
def test_an_explained_verdict_says_if_its_claim_is_not_reviewed(
    tmp_path_factory: pytest.TempPathFactory, slug: str, marks: int
) -> None:
    store = EmbeddedStore.open(publish_pages(tmp_path_factory.mktemp("pages")))
    knowledge, policy = Knowledge.load(store), Policy(as_of=date(2026, 1, 1))
    history = load_verdict_history(knowledge, thing_iri(f"claim/{slug}"), policy)
    assert history
    verdict = describe_verdict(history, knowledge)
    assert explain_verdict(verdict, history.current.content).splitlines()[0].count(MARK) == marks
