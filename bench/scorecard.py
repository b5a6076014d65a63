"""Runs the conformance suites and writes their outcomes to one file, from which /conformance is made.

    python bench/scorecard.py [SUITE…]     # or: make scorecard

Suites that are named are run anew, the others stay as they are. A suite whose program is missing is left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import rdflib
from rdflib.collection import Collection

from scorecard_services import AXE, SCHEMATHESIS, run_service

ROOT = Path(__file__).parents[1]
OUTCOMES_FILE = ROOT / "api" / "claimgraph" / "web" / "conformance.json"
PAGE = ROOT / "docs" / "reference" / "conformance.md"


@dataclass(frozen=True, slots=True)
class Suite:
    """Tests of a specification. `files` are patterns; `cases` are the names of the functions that count.

    The entries of `deprecated`, a manifest, are superseded by these; they are counted apart and not run.
    """

    name: str
    title: str
    source: str
    files: tuple[str, ...]
    cases: tuple[str, ...]
    deprecated: str | None = None


_MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
W3C = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
SUITES = (
    Suite(
        "protocol",
        "SPARQL 1.1 Protocol",
        f"{W3C}protocol/",
        ("tests/web/sparql/test_w3c_protocol.py",),
        ("test_the_answer_is_the_one_expected", "test_what_was_written_is_there"),
    ),
    Suite(
        "graph-store",
        "SPARQL 1.1 Graph Store Protocol",
        f"{W3C}graph-store-protocol/",
        ("tests/web/writing/test_w3c_graph_store.py",),
        ("test_the_answer_is_the_one_expected",),
        "tests/conformance/w3c-sparql11-graph-store/http-rdf-update/manifest.ttl",
    ),
    Suite(
        "service-description",
        "SPARQL 1.1 Service Description",
        f"{W3C}service-description/",
        ("tests/web/sparql/test_service_description.py",),
        ("test_returns_rdf", "test_has_endpoint_triple", "test_conforms_to_schema"),
    ),
    Suite(
        "result-formats",
        "SPARQL 1.1 result formats: CSV, TSV, JSON",
        W3C,
        ("tests/conformance/test_result_formats.py",),
        ("test_csv_and_tsv_are_those_of_the_suite", "test_json_is_that_of_the_suite"),
    ),
    Suite(
        "examples",
        "Example queries, by shapes after SIB's sparql-examples",
        "https://github.com/sib-swiss/sparql-examples",
        ("tests/conformance/test_query_examples.py",),
        ("*",),
    ),
    Suite(
        "dcat-ap",
        "DCAT-AP 3.0.1, files of shapes without a violation",
        "https://github.com/SEMICeu/DCAT-AP",
        ("tests/conformance/test_dcat_ap.py",),
        ("test_the_served_catalogue_breaks_no_rule",),
    ),
    Suite(
        "owl",
        "OWL 2 profiles RL and DL, by ROBOT",
        "https://www.w3.org/TR/owl2-profiles/",
        ("tests/ontology/test_owl_profiles.py",),
        ("test_the_ontology_is_in_the_profile",),
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    names = [*(suite.name for suite in SUITES), SCHEMATHESIS, AXE]
    parser.add_argument("suites", nargs="*", default=names, metavar="SUITE", help=", ".join(names))
    parser.add_argument("--schemathesis", default="schemathesis", help="the program")
    parser.add_argument("--axe", help="axe.min.js, of the npm package axe-core")
    arguments = parser.parse_args()
    if unknown := set(arguments.suites) - set(names):
        parser.error(f"no suite {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    scores = read_scores()
    suites = [suite for suite in SUITES if suite.name in arguments.suites]
    outcomes = run_suites(suites)
    for suite in suites:
        if cases := outcomes.get(suite.name):
            scores[suite.name] = _entry(suite.title, suite.source, cases)
    for name in (SCHEMATHESIS, AXE):
        if name in arguments.suites and (service := run_service(name, arguments)):
            scores[name] = _entry(*service)
    order = [name for name in names if name in scores]
    OUTCOMES_FILE.write_text(json.dumps({name: scores[name] for name in order}, indent=1) + "\n", "utf-8")
    PAGE.write_text(render_page(read_scores()), "utf-8")


def read_scores() -> dict[str, Any]:
    """The outcomes of the last runs, by suite; empty before the first."""
    return dict(json.loads(OUTCOMES_FILE.read_text("utf-8"))) if OUTCOMES_FILE.exists() else {}


def find_files(suite: Suite) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for pattern in suite.files for path in ROOT.glob(pattern))


def counts(suite: Suite, case: str) -> bool:
    """True for a case of the suite ("test_name[parameter]"), and not one of ours beside it."""
    return "*" in suite.cases or case.partition("[")[0] in suite.cases


def run_suites(suites: list[Suite]) -> dict[str, dict[str, str]]:
    """The outcome of each case of each suite, in the words of EARL. One run, so that servers are shared."""
    files = [file for suite in suites for file in find_files(suite)]
    if not files:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ["-q", "-p", "no:cacheprovider", f"--junitxml={report}", "-k", _select(suites)]
        command = [sys.executable, "-m", "pytest", *options, *files]
        subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own tests
        cases = list(ElementTree.parse(report).iter("testcase"))  # noqa: S314 - written by pytest
    return {suite.name: dict(_outcomes(suite, cases)) for suite in suites}


def _select(suites: list[Suite]) -> str:
    """The functions that count; of a suite in which all count, the names of its modules."""
    names = [
        name
        for suite in suites
        for name in (map(_stem, find_files(suite)) if "*" in suite.cases else suite.cases)
    ]
    return " or ".join(names)


def _stem(file: str) -> str:
    return Path(file).stem


def _outcomes(suite: Suite, cases: list[ElementTree.Element]) -> Iterator[tuple[str, str]]:
    modules = {file.removesuffix(".py").replace("/", ".") for file in find_files(suite)}
    for case in cases:
        name = case.get("name", "")
        if case.get("classname") in modules and counts(suite, name):
            yield name, _outcome(case)
    for name in deprecated_cases(suite):
        yield name, "inapplicable"


def deprecated_cases(suite: Suite) -> list[str]:
    """Names of the cases that are counted apart, and do not run."""
    if suite.deprecated is None:
        return []
    manifest = rdflib.Graph().parse(ROOT / suite.deprecated)
    entries = Collection(manifest, next(manifest.objects(None, _MF.entries)))
    return [f"deprecated[{str(entry).rpartition('#')[2]}]" for entry in entries]


def _outcome(case: ElementTree.Element) -> str:
    skipped = case.find("skipped")
    if skipped is not None:
        return "failed" if skipped.get("type") == "pytest.xfail" else "untested"
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    return "passed"


def _entry(title: str, source: str, outcomes: dict[str, str]) -> dict[str, Any]:
    return {
        "title": title,
        "source": source,
        "commit": _git("rev-parse", "--short=12", "HEAD"),
        "date": datetime.now(UTC).date().isoformat(),
        "outcomes": dict(sorted(outcomes.items())),
    }


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    result = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    return result.stdout.strip()


def render_page(scores: dict[str, Any]) -> str:
    """The page of the documentation, in Markdown."""
    head = """# Conformance

`make scorecard` runs the suites and writes this page; a server shows the same at `/conformance`, as a page, in JSON and in EARL. A score counts the cases that apply; what does not apply, and what was not run for want of a program, is counted apart.

| suite | passed | do not apply | not run | commit | date |
|---|---|---|---|---|---|
"""  # noqa: E501 - a paragraph of Markdown is one line
    return head + "".join(_render_row(entry) for entry in scores.values()) + _render_failures(scores)


def _render_row(entry: dict[str, Any]) -> str:
    outcomes = list(entry["outcomes"].values())
    passed, failed, inapplicable, untested = map(
        outcomes.count, ("passed", "failed", "inapplicable", "untested")
    )
    return (
        f"| [{entry['title']}]({entry['source']}) | {passed} of {passed + failed} | {inapplicable} | "
        f"{untested} | `{entry['commit']}` | {entry['date']} |\n"
    )


def _render_failures(scores: dict[str, Any]) -> str:
    failures = [
        f"- {entry['title']}: `{case}`\n"
        for entry in scores.values()
        for case, outcome in entry["outcomes"].items()
        if outcome == "failed"
    ]
    return "\n## What fails\n\n" + "".join(failures) if failures else ""


if __name__ == "__main__":
    main()
