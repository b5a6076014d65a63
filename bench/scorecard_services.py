"""Suites of programs that look at a running server: schemathesis at its API, axe at its pages."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

SCHEMATHESIS, AXE = "schemathesis", "axe"
PAGES = (
    *("/", "/claims", "/predictions", "/contradictions", "/entities", "/ontology", "/graphs", "/catalog"),
    *("/sparql", "/queries", "/exports/", "/claims/musk-2025-all-chip-fabs-in-taiwan"),
    *("/entities/nation/taiwan", "/conformance"),
)
Service = tuple[str, str, dict[str, str]]  # title, source, outcomes


def run_service(name: str, arguments: argparse.Namespace) -> Service | None:
    """What a program found at a server on the current generation; None if the program is not here."""
    if name == SCHEMATHESIS and shutil.which(arguments.schemathesis):
        with serving() as address:
            outcomes = run_schemathesis(arguments.schemathesis, address)
        return (
            "HTTP API, operations of /openapi.json by schemathesis without positive_data_acceptance",
            "https://schemathesis.io",
            outcomes,
        )
    if name == AXE and arguments.axe:
        with serving() as address:
            outcomes = run_axe(Path(arguments.axe), address)
        return "Accessibility, pages by axe", "https://www.deque.com/axe/", outcomes
    return None


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server on our own tables, as the tests build them."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.support.builds import build_generation
    from tests.support.serving import serve_generation
    from tests.support.source_trees import own_tables

    with tempfile.TemporaryDirectory() as folder:
        generation = build_generation(own_tables(Path(folder) / "tree"), Path(folder) / "build")
        with serve_generation(generation) as client:
            yield str(client.base_url).rstrip("/")


def run_schemathesis(program: str, address: str) -> dict[str, str]:
    """The outcome of each operation."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        options = ["--max-examples", "20", "--phases", "examples,coverage,fuzzing", "--seed", "1"]
        # whether a value is accepted depends on the data: a speaker who is not in the graph is answered 400
        options += ["--exclude-checks", "positive_data_acceptance", "--request-timeout", "60"]
        output = ["--report", "junit", "--report-junit-path", str(report)]
        command = [program, "run", f"{address}/openapi.json", *options, *output]
        subprocess.run(command, check=False)  # noqa: S603 - as the caller names it
        document = ElementTree.parse(report)  # noqa: S314 - written by schemathesis
        cases = [case for case in document.iter("testcase") if "/" in case.get("name", "")]
    failed = {
        case.get("name", "")
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    }
    return {
        name: "failed" if name in failed else "passed" for name in (case.get("name", "") for case in cases)
    }


def run_axe(script: Path, address: str) -> dict[str, str]:
    """The outcome of each page: whether axe found a violation."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(bypass_csp=True)
        outcomes = {}
        for path in PAGES:
            page = context.new_page()
            page.set_default_timeout(120_000)
            page.goto(address + path)
            page.add_script_tag(content=script.read_text("utf-8"))
            found = page.evaluate(
                "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)"
            )
            if found:
                print(path, *found, sep="\n  ", file=sys.stderr)
            outcomes[path] = "failed" if found else "passed"
            page.close()
        browser.close()
    return outcomes
