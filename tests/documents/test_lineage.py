"""The lineage of imported claims as people meet it: on the command line, in the API, on the claim's page."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from claimgraph.generations import Generation, current_generation
from claimgraph.model import columns_of
from claimgraph.namespaces import thing_iri
from claimgraph.pipeline.user_datasets import UserDatasets
from claimgraph.source_tree import SourceTree
from claimgraph.sources import RECORD_TABLES
from tests.analysis.lineage.test_wording import UP
from tests.cli.test_cli import run
from tests.support import builds
from tests.support.html_page import HtmlPage
from tests.support.serving import serve_generation

S18 = "musk-2025-all-chip-fabs-in-taiwan"
EARLY, LATE, ROUND = "example-about-46000", "example-over-46000", "example-goes-round"

Cells = dict[str, str]


def source(name: str, relays: str = "") -> Cells:
    return {
        "id": f"example-{name}", "kind": "blog-post", "title": f"Page {name}",
        "publisher": "unknown", "publisher_as_printed": name,
        "url": f"https://example.org/{name}", "tier": "secondary", "relays": relays,
    }  # fmt: skip


def claim(name: str) -> Cells:
    return {
        "id": name, "identifier": name, "text": f"Text of {name}.", "language": "en",
        "claim_type": "factual-quantitative", "topics": "research-collaboration", "about": "nation/us",
        "sensitive": "false",
    }  # fmt: skip


def papers(of: str, comparator: str) -> Cells:
    return {
        "id": f"{of}-papers", "claim": of, "metric": "coauthored-ai-papers-eto",
        "subjects": "nation/us|nation/china", "comparator": comparator,
        "value": "46000", "unit": "papers", "source_text": "46000 | papers",
    }  # fmt: skip


def said(name: str, of: str, speaker: str, page: str, modality: str, **more: str) -> Cells:
    return {
        "id": f"example-{name}", "claim": of, "speaker": speaker, "speaker_as_printed": speaker,
        "said": "2025-03", "source": page if page == "unknown" else f"example-{page}", "modality": modality,
        "attribution_confidence": "high",
    } | more  # fmt: skip


MUSK, CSET, NATIONAL = "person/elon-musk", "institution/cset", "publisher/the-national"
FOLDER: dict[str, list[Cells]] = {
    "sources.csv": [source("a"), source("b"), source("c"), source("d", relays=CSET)],
    "claims.csv": [claim(EARLY), claim(LATE), claim(ROUND)],
    "quantity_propositions.csv": [papers(EARLY, "about"), papers(LATE, "greater"), papers(ROUND, "equal")],
    "utterances.csv": [
        # It repeats one that hedges, one on a page that relays the speaker of that, and nobody knows whom.
        said(
            "late", LATE, NATIONAL, "a", "asserted", quote="They wrote more than 46,000 papers",
            derived_from="example-early|example-relayed|example-unseen",
        ),
        said("early", EARLY, CSET, "b", "hedged", quote="They perhaps wrote about 46,000 papers"),
        said("relayed", LATE, MUSK, "d", "asserted"),
        said("unseen", LATE, "unnamed/us-report-on-start-ups", "unknown", "reported", said=""),
        # round <-> trip: the shapes forbid a circle of one property, not one of two
        said("round", ROUND, MUSK, "a", "asserted", derived_from="example-trip"),
        said("trip", ROUND, NATIONAL, "b", "asserted", quoted_from="example-round"),
    ],
}  # fmt: skip


def write(folder: Path) -> Path:
    folder.mkdir()
    for file, rows in FOLDER.items():
        names = list(columns_of(RECORD_TABLES[file]))
        assert all(set(row) <= set(names) for row in rows)
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([names, *([row.get(name, "") for name in names] for row in rows)])
    return folder


@pytest.fixture(scope="module")
def build_folder(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own tables and the folder above, imported as a person would."""
    folder, home = tmp_path_factory.mktemp("lineage"), builds.build_folder(generation)
    imports = UserDatasets(SourceTree(home.parent / "tree"), Path(shutil.copytree(home, folder / "build")))
    imports.import_folder(write(folder / "mine"), date(2026, 11, 28))
    return folder / "build"


@pytest.fixture(scope="module")
def imported(build_folder: Path) -> Iterator[httpx.Client]:
    with serve_generation(current_generation(build_folder)) as client:
        yield client


def utterance(name: str) -> str:
    return thing_iri(f"utterance/example-{name}")


def test_origins_that_share_a_voice_count_once_and_the_unseen_is_said(imported: httpx.Client) -> None:
    found = imported.get(f"/api/v1/claims/{LATE}/lineage").json()
    assert found["independent_origins"] == 2
    groups = {frozenset(each["origins"]): each for each in found["origins"]}
    together = groups[frozenset({utterance("early"), utterance("relayed")})]
    assert [each["iri"] for each in together["shared"]] == [thing_iri(CSET)]
    assert (together["seen"], groups[frozenset({utterance("unseen")})]["seen"]) == (True, False)


def test_each_hardening_is_told_with_before_and_after(imported: httpx.Client) -> None:
    found = imported.get(f"/api/v1/claims/{LATE}/lineage").json()
    wording = {each["earlier"]: each["wording"] for each in found["steps"]}
    assert wording[utterance("early")]["change"] == "hardened"
    assert wording[utterance("early")]["aspects"] == ["comparator", "modality", "hedge", "words"]
    assert [tuple(each.values()) for each in wording[utterance("early")]["shifts"]][:3] == [
        ("comparator", "about 46,000 papers", "more than 46,000 papers", UP),
        ("modality", "hedged", "asserted", UP),
        ("hedge", "perhaps", None, UP),
    ]
    assert wording[utterance("relayed")] == {"change": "unchanged", "aspects": [], "shifts": []}
    assert wording[utterance("unseen")] == {"change": "unknown", "aspects": [], "shifts": []}


def test_a_circle_of_quoting_and_repeating_is_a_loop(imported: httpx.Client) -> None:
    found = imported.get(f"/api/v1/claims/{ROUND}/lineage").json()
    assert found["loops"] == [{"utterances": [utterance("round"), utterance("trip")], "closed": True}]
    assert (found["independent_origins"], found["chains"]) == (0, [])


def test_the_command_line_prints_a_tree_and_what_changed(build_folder: Path) -> None:
    told = run(build_folder, "lineage", LATE)
    assert told.returncode == 0
    rows = [[cell.strip() for cell in line.split("│")] for line in told.stdout.splitlines() if "│" in line]
    tree = [row[:4] for row in rows if row[0].isdigit()]
    assert tree[0] == ["0", "The National", "2025-03", "Page a"]
    assert ["1", "repeats Center for Security and Emerging Technology", "2025-03", "Page b"] in tree
    assert len(tree) == 4
    cset = "Center for Security and Emerging Technology, 2025-03"
    change = ["comparator", "about 46,000 papers", "more than 46,000 papers", "hardened"]
    assert [cset, "The National, 2025-03", "1", *change] in rows
    assert [cset, "The National, 2025-03", "1", "hardened: comparator, modality, hedge"] in rows
    assert "Independent origins: 2, 1 of them not seen." in told.stdout
    assert "Steps on which the wording hardened: 1." in told.stdout
    assert "Steps in one word: 1 hardened, 1 unchanged, 1 unknown." in told.stdout


def test_the_command_line_ends_a_tree_where_it_goes_round(build_folder: Path) -> None:
    told = run(build_folder, "lineage", ROUND).stdout
    rows = [[cell.strip() for cell in line.split("│")] for line in told.splitlines() if "│" in line]
    assert [(row[0], row[1], row[-1]) for row in rows if row[0].isdigit()] == [
        ("0", "Elon Musk", ""),
        ("1", "repeats The National", ""),
        ("2", "quotes Elon Musk", "loop: see above"),
    ]
    assert "Independent origins: 0. Every chain runs in a circle." in told


def test_the_command_line_gives_what_the_api_gives(build_folder: Path, imported: httpx.Client) -> None:
    told = json.loads(run(build_folder, "lineage", LATE, "--format", "json").stdout)
    assert told == imported.get(f"/api/v1/claims/{LATE}/lineage").json()


def test_a_name_that_is_no_claim_is_an_error(build_folder: Path) -> None:
    for name, reason in (("nation/taiwan", "is no claim"), ("nonsense", "says nothing about")):
        told = run(build_folder, "lineage", name)
        assert (told.returncode, told.stdout) == (1, "")
        assert reason in told.stderr


def test_the_page_of_a_claim_has_its_lineage_in_short(imported: httpx.Client) -> None:
    page = HtmlPage(imported.get(f"/claims/{LATE}", headers={"Accept": "text/html"}).text)
    assert page.unbalanced_tags == []
    section = page.text.partition("Lineage")[2].partition("What it asserts")[0]
    assert "2 independent origins." in section
    for part in ("known by report only", "modality hardened: hedged → asserted", "Origins that count once"):
        assert part in section
    circle = HtmlPage(imported.get(f"/claims/{ROUND}", headers={"Accept": "text/html"}).text)
    assert "0 independent origins: every chain runs in a circle." in circle.text


def test_the_page_of_s18_says_that_the_number_counts_something_else(site: httpx.Client) -> None:
    page = HtmlPage(site.get(f"/claims/{S18}", headers={"Accept": "text/html"}).text)
    section = page.text.partition("Lineage")[2].partition("What it asserts")[0]
    assert "Ends without the figure" in section
    assert "the number counts something else" in section


def test_a_claim_said_once_shows_no_lineage(site: httpx.Client) -> None:
    path = "/claims/the-national-2025-uk-second-partner-of-china"
    page = HtmlPage(site.get(path, headers={"Accept": "text/html"}).text)
    assert "What it asserts" in page.text
    assert {"id": "lineage", "aria-labelledby": "lineage-heading"} not in page.find_all("section")


def test_the_lineage_of_a_withheld_claim_is_given_to_who_asks_for_it(sample: httpx.Client) -> None:
    assert sample.get("/api/v1/claims/withheld/lineage").status_code == 404
    told = sample.get("/api/v1/claims/withheld/lineage?sensitive=include").json()
    assert (told["text"], told["independent_origins"]) == ("A withheld claim.", 0)


@pytest.mark.parametrize(("path", "status"), [("nonsense/lineage", 404), (f"{S18}/lineage?as_of=2025", 400)])
def test_what_cannot_be_asked_is_refused(site: httpx.Client, path: str, status: int) -> None:
    answer = site.get(f"/api/v1/claims/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
