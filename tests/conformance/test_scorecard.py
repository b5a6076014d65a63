"""The scorecard counts what the suites' tests say, and is served as a page, as JSON and in EARL."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import httpx
import pytest
import rdflib
from rdflib import RDF, Namespace

import scorecard
from tests.support.html_page import HtmlPage
from tests.support.waiting import PROGRAM_PATIENCE

EARL = Namespace("http://www.w3.org/ns/earl#")
SCORES = scorecard.read_scores()
RECORDED = [suite for suite in scorecard.SUITES if suite.name in SCORES]


@pytest.fixture(scope="module")
def collected() -> dict[str, set[str]]:
    """The cases of each suite that has been recorded, as pytest finds them now."""
    files = [file for suite in RECORDED for file in scorecard.find_files(suite)]
    command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider", *files]
    environment = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}
    result = subprocess.run(
        command,
        cwd=scorecard.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PROGRAM_PATIENCE,
        check=False,
    )
    cases = [line.partition("::")[::2] for line in result.stdout.splitlines() if "::" in line]
    return {
        suite.name: {
            case
            for file, case in cases
            if file in scorecard.find_files(suite) and scorecard.counts(suite, case)
        }
        for suite in RECORDED
    }


@pytest.mark.parametrize("suite", RECORDED, ids=lambda suite: suite.name)
def test_the_cases_recorded_are_those_of_the_suite(
    suite: scorecard.Suite, collected: dict[str, set[str]]
) -> None:
    """By their parameters: a case that began to apply is the same case. Otherwise run `make scorecard`."""

    def names(cases: set[str]) -> set[str]:
        return {case.partition("[")[2] or case for case in cases}

    cases = collected[suite.name] | set(scorecard.deprecated_cases(suite))
    assert names(set(SCORES[suite.name]["outcomes"])) == names(cases)


def test_the_denominators_are_those_that_the_suites_state() -> None:
    sizes = {name: len(entry["outcomes"]) for name, entry in SCORES.items()}
    stated = {
        "protocol": 34,
        "graph-store": 13 + 18,
        "service-description": 3,
        "result-formats": 10,
        "dcat-ap": 3,
    }
    assert {name: sizes[name] for name in stated} == stated


def test_the_page_of_the_documentation_is_made_of_the_outcomes() -> None:
    assert scorecard.PAGE.read_text("utf-8") == scorecard.render_page(SCORES)


def test_every_outcome_is_a_word_of_earl() -> None:
    outcomes = {outcome for entry in SCORES.values() for outcome in entry["outcomes"].values()}
    assert outcomes <= {"passed", "failed", "inapplicable", "untested"}


def test_page_json_and_earl_say_the_same(sample: httpx.Client) -> None:
    counted = Counter(outcome for entry in SCORES.values() for outcome in entry["outcomes"].values())
    suites = sample.get("/conformance", headers={"Accept": "application/json"}).json()["suites"]
    assert sum(suite["passed"] for suite in suites) == counted["passed"]
    earl = rdflib.Graph().parse(data=sample.get("/conformance.ttl").text, format="turtle")
    assert len(list(earl.subjects(RDF.type, EARL.Assertion))) == counted.total()
    assert Counter(str(term).partition("#")[2] for term in earl.objects(None, EARL.outcome)) == counted
    page = HtmlPage(sample.get("/conformance.html").text)
    assert page.unbalanced_tags == []
    assert [suite["title"] for suite in suites if suite["title"] not in page.text] == []
