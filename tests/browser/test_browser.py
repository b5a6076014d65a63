"""The pages in a real browser: Debian's Chromium, driven as a person would use it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support.waiting import PATIENCE

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
MILLISECONDS = PATIENCE * 1000
expect.set_options(timeout=MILLISECONDS)
pytestmark = pytest.mark.peer("chromium")

PATHS = [
    "/",
    "/claims",
    "/predictions",
    "/claims/musk-2025-all-chip-fabs-in-taiwan",
    "/entities",
    "/entities/nation/taiwan",
    "/ontology",
    "/sparql",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=MILLISECONDS)


def open_context(browser: Browser, site: httpx.Client, *, java_script_enabled: bool = True) -> BrowserContext:
    context = browser.new_context(base_url=str(site.base_url), java_script_enabled=java_script_enabled)
    context.set_default_timeout(MILLISECONDS)
    return context


@pytest.fixture
def page(browser: Browser, site: httpx.Client) -> Iterator[Page]:
    context = open_context(browser, site)
    yield context.new_page()
    context.close()


def test_a_query_runs_by_keyboard_and_shows_rows_with_links(page: Page) -> None:
    page.goto("/sparql")
    page.fill(
        "#query", "SELECT ?fab WHERE { ?fab a <https://w3id.org/claimgraph/ns#Fab> } ORDER BY ?fab LIMIT 3"
    )
    page.press("#query", "Control+Enter")
    expect(page.locator("#results tbody tr")).to_have_count(3)
    page.locator("#results tbody a").first.click()
    page.wait_for_url("**/entities/fab/**")


def test_a_wrong_query_shows_what_is_wrong_and_where(page: Page) -> None:
    page.goto("/sparql")
    page.fill("#query", "SELECT * WHERE {")
    page.click("#run")
    expect(page.locator("#error")).to_contain_text("Line 1, column 17")


def test_a_search_on_the_first_page_finds_the_claim(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Search claims").fill("all chip fabs taiwan")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="All chip fabs in the world are in Taiwan").click()
    expect(page.locator("h1")).to_contain_text("All chip fabs")
    expect(page.locator("main")).to_contain_text("Elon Musk")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_error_in_the_console_and_no_sideways_scroll_on_a_phone(page: Page, path: str) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert problems == []


def test_the_query_page_works_without_javascript(browser: Browser, site: httpx.Client) -> None:
    context = open_context(browser, site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sparql")
    page.fill("#query", "ASK {}")
    page.select_option("#format", "json")
    with page.expect_response("**/sparql?*") as response:
        page.click("#run")
    assert response.value.json() == {"head": {}, "boolean": True}
    context.close()


def test_the_query_is_shown_in_letters_of_one_width(page: Page) -> None:
    page.goto("/sparql")
    assert "monospace" in page.eval_on_selector("#query", "element => getComputedStyle(element).fontFamily")
