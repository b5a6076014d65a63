"""What was retracted is marked wherever it is shown; what was removed besides answers 410, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import RdfFormat, parse

from claimgraph.assessment import Knowledge, Policy, Verdict, assess_claim, load_verdict_history
from claimgraph.generations import Generation
from claimgraph.model import Assessment, Retraction, columns_of
from claimgraph.namespaces import expand_iri, thing_iri
from claimgraph.source_tree import SourceTree
from claimgraph.sources import read_record_tables
from claimgraph.stores import EmbeddedStore
from claimgraph.validation import load_shape_rules
from tests.support.builds import build_changed, copy_notes
from tests.support.html_page import HtmlPage
from tests.support.serving import serve_generation
from tests.support.source_trees import incremental_build, own_tables

S18 = "musk-2025-all-chip-fabs-in-taiwan"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PROBLEM = "application/problem+json"
REMOVED = ["claim/example-gone", "person/example-gone", "observation/example-gone"]
KEPT = {
    f"claim/{S18}": "The claim was misread.",
    f"utterance/{S18}": "Nobody said so.",
    "source/eto-2026-chip-explorer": "The page was withdrawn.",
    "observation/ev030-taiwan": "Fabs were counted twice.",
    "evidence/ev121": "The argument rests on a slip.",
    "nation/taiwan": "An example.",
}
PAGES = [f"/id/{REMOVED[0]}", f"/claims/{REMOVED[0][6:]}", f"/id/{REMOVED[1]}", f"/entities/{REMOVED[1]}"]


def write(source_tree: SourceTree, *rows: dict[str, str], dataset: str = "curated") -> None:
    """A table of retractions with these cells in their rows."""
    usual = {"retracted": "2026-03", "retracted_by": "nation/us", "source": "unknown", "removed": "false"}
    names = list(columns_of(Retraction))
    lines = [[(usual | row).get(name, "") for name in names] for row in rows]
    text = "".join(",".join(line) + "\n" for line in [names, *lines])
    (source_tree.root / "data" / dataset / "retractions.csv").write_text(text, "utf-8")


def retraction(of: str, reason: str = "An example.", **more: str) -> dict[str, str]:
    return {"id": f"of-{of.replace('/', '-')}", "thing": of, "reason": reason} | more


@pytest.fixture(scope="module")
def retracting(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server on our own tables, of which some things are retracted, and some that were there are gone."""
    folder = tmp_path_factory.mktemp("retracting")
    source_tree = own_tables(folder / "bundle")
    kept = [retraction(of, reason) for of, reason in KEPT.items()]
    gone = [
        retraction(of, "Printed by mistake.", removed="true", replaced_by=f"claim/{S18}") for of in REMOVED
    ]
    write(source_tree, *kept, *gone)
    with serve_generation(build_changed(source_tree, folder / "build", generation)) as client:
        yield client


@pytest.fixture
def source_tree(tmp_path: Path) -> SourceTree:
    return own_tables(tmp_path / "bundle")


@pytest.fixture
def notes(generation: Generation, tmp_path: Path) -> Path:
    """A build folder with notes on the tables as they are shipped."""
    return copy_notes(generation, tmp_path / "notes")


def broken(source_tree: SourceTree, notes: Path) -> set[tuple[str, str]]:
    """Rules that a bundle's retractions break when it is checked in parts, with the line of the row."""
    parts = incremental_build(notes).import_datasets(source_tree)
    found = incremental_build(notes).find_violations(parts, load_shape_rules(source_tree))
    return {(each.violation.rule, each.violation.focus) for each in found}


@pytest.mark.parametrize("dataset", ["curated", "entities"])
def test_what_stays_marked_must_be_described_wherever_that_is(
    source_tree: SourceTree, notes: Path, dataset: str
) -> None:
    there = [retraction("nation/taiwan"), retraction("source/eto-2026-chip-explorer")]
    write(source_tree, *there, retraction("source/misspelt"), dataset=dataset)
    misspelt = thing_iri("retraction/of-source-misspelt")
    assert broken(source_tree, notes) == {("cgs:Retraction-still-described", misspelt)}


@pytest.mark.parametrize("dataset", ["curated", "entities"])
def test_what_is_removed_must_be_described_nowhere(
    source_tree: SourceTree, notes: Path, dataset: str
) -> None:
    there = [retraction(of, removed="true") for of in ("nation/taiwan", "source/eto-2026-chip-explorer")]
    write(source_tree, *there, retraction("source/gone", removed="true"), dataset=dataset)
    still = {thing_iri(f"retraction/{row['id']}") for row in there}
    assert broken(source_tree, notes) == {("cgs:Retraction-not-described", each) for each in still}


def test_a_thing_that_is_taken_out_is_missed_by_the_retraction_in_another_dataset(
    source_tree: SourceTree, notes: Path
) -> None:
    write(source_tree, retraction("fab/tsmc-fab-18"))
    assert broken(source_tree, notes) == set()
    path = source_tree.root / "data" / "fabs" / "fabs.csv"
    path.write_text("".join(line for line in path.open() if not line.startswith("tsmc-fab-18,")), "utf-8")
    rule = "cgs:Retraction-still-described"
    assert (rule, thing_iri("retraction/of-fab-tsmc-fab-18")) in broken(source_tree, notes)


def test_a_persons_verdict_is_a_row_and_triples(
    source_tree: SourceTree, generation: Generation, tmp_path: Path
) -> None:
    cells = [
        "example", S18, "contradicted", "Mostly false", "nation/us", "", "unknown", "Fabs stand elsewhere.",
        "ev030-china|ev030-us", "",
    ]  # fmt: skip
    text = f"{','.join(columns_of(Assessment))}\n{','.join(cells)}\n"
    path = source_tree.root / "data" / "curated" / "assessments.csv"
    path.write_text(text, "utf-8")
    rows = [row.record for row in read_record_tables(path.parent) if isinstance(row.record, Assessment)]
    assert [(row.rating_text, row.observations) for row in rows] == [
        ("Mostly false", ("ev030-china", "ev030-us"))
    ]
    with serve_generation(build_changed(source_tree, tmp_path / "build", generation)) as client:
        said = client.get("/id/assessment/example.json").json()
    values = {each["predicate"]["iri"]: [v["text"] for v in each["values"]] for each in said["outgoing"]}
    assert values[expand_iri("cg:ratingText")] == ["Mostly false"]
    assert values[expand_iri("cg:verdict")] == ["contradicted"]
    assert len(values[expand_iri("cg:usesObservation")]) == 2


@pytest.mark.parametrize("path", PAGES)
def test_a_removed_thing_has_a_page_that_says_why_when_who_and_where_else(
    retracting: httpx.Client, path: str
) -> None:
    answer = retracting.get(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (410, "text/html; charset=utf-8")
    page = HtmlPage(answer.text)
    assert page.unbalanced_tags == []
    said = ("Retracted and removed", "Printed by mistake.", "March 2026", "United States")
    assert [text for text in said if text not in page.text] == []
    assert f"/claims/{S18}" in set(page.attribute_values("href"))


@pytest.mark.parametrize(
    "path",
    [
        *PAGES,
        *(f"/api/v1/claims/{REMOVED[0][6:]}{part}" for part in ("", "/lineage")),
        f"/api/v1/entities/{REMOVED[1]}",
        f"/id/{REMOVED[2]}.json",
    ],
)
def test_a_removed_thing_is_a_problem_that_says_why_to_programs(retracting: httpx.Client, path: str) -> None:
    answer = retracting.get(path, headers={"Accept": "application/json, application/problem+json"})
    assert (answer.status_code, answer.headers["content-type"]) == (410, PROBLEM)
    document = answer.json()
    assert document["status"] == 410
    assert "Printed by mistake." in document["detail"]
    (told,) = document["retractions"]
    assert (told["reason"], told["retracted"]["edtf"], told["removed"]) == (
        "Printed by mistake.",
        "2026-03",
        True,
    )
    assert told["replaced_by"]["iri"] == thing_iri(f"claim/{S18}")


def test_the_problem_is_what_the_description_says(retracting: httpx.Client) -> None:
    description = retracting.get("/openapi.json").json()
    answers = description["paths"]["/api/v1/claims/{slug}"]["get"]["responses"]
    schema = answers["410"]["content"]["application/problem+json"]["schema"] | {
        "components": description["components"]
    }
    document = retracting.get(f"/api/v1/claims/{REMOVED[0][6:]}").json()
    Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize("removed", REMOVED)
@pytest.mark.parametrize(
    ("suffix", "form"),
    [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("rdf", RdfFormat.RDF_XML)],
)
def test_a_removed_thing_is_its_retraction_in_rdf(
    retracting: httpx.Client, removed: str, suffix: str, form: RdfFormat
) -> None:
    answer = retracting.get(f"/id/{removed}.{suffix}", headers=BROWSER)
    assert answer.status_code == 410
    told = {(t.predicate.value, t.object.value) for t in parse(input=answer.content, format=form)}
    assert {
        (expand_iri("cg:retracts"), thing_iri(removed)),
        (expand_iri("cg:reason"), "Printed by mistake."),
    } <= told
    by_header = retracting.get(f"/id/{removed}", headers={"Accept": form.media_type})
    assert (by_header.status_code, by_header.content) == (410, answer.content)


def test_what_was_never_there_is_still_not_found(retracting: httpx.Client) -> None:
    for path in ("/id/claim/never", "/claims/never", "/api/v1/claims/never", "/entities/person/never"):
        assert retracting.get(path).status_code == 404


def test_a_lineage_marks_utterances_and_documents_that_were_retracted(retracting: httpx.Client) -> None:
    first = retracting.get(f"/api/v1/claims/{S18}/lineage").json()["utterances"][0]
    assert [each["reason"] for each in first["retractions"]] == [KEPT[f"utterance/{S18}"]]


def test_a_claim_page_marks_whatever_on_it_was_retracted(retracting: httpx.Client) -> None:
    page = HtmlPage(retracting.get(f"/claims/{S18}").text)
    assert page.unbalanced_tags == []
    shown = {of: reason for of, reason in KEPT.items() if of != "nation/taiwan"}
    assert {of for of, reason in shown.items() if reason not in page.text} == set()
    records = {f"/id/retraction/of-{of.replace('/', '-')}.html" for of in shown}
    assert records <= set(page.attribute_values("href"))


@pytest.mark.parametrize("of", [of for of in KEPT if not of.startswith("claim/")])
def test_the_page_of_a_retracted_thing_says_so(retracting: httpx.Client, of: str) -> None:
    answer = retracting.get(f"/entities/{of}" if of.startswith("nation/") else f"/id/{of}.html")
    page = HtmlPage(answer.text)
    assert answer.status_code == 200
    assert f"Retracted March 2026 by United States: {KEPT[of]}" in page.text


def test_an_entity_page_marks_measurements_their_sources_and_claims(retracting: httpx.Client) -> None:
    text = HtmlPage(retracting.get("/entities/nation/taiwan").text).text
    assert KEPT["observation/ev030-taiwan"] in text
    assert KEPT["source/eto-2026-chip-explorer"] in text
    listed = retracting.get("/api/v1/claims?size=200").json()["claims"]
    assert [each["iri"] for each in listed if each["retracted"]] == [thing_iri(f"claim/{S18}")]


def reasons(view: dict[str, Any]) -> list[str]:
    return [each["reason"] for each in view["retractions"]]


def test_a_claim_says_in_json_what_of_it_was_retracted(retracting: httpx.Client) -> None:
    claim = retracting.get(f"/api/v1/claims/{S18}").json()
    assert reasons(claim) == [KEPT[f"claim/{S18}"]]
    said = {each["iri"]: reasons(each) for each in claim["utterances"]}
    assert said[thing_iri(f"utterance/{S18}")] == [KEPT[f"utterance/{S18}"]]
    lines = {each["iri"].rpartition("/")[2]: each for each in claim["evidence"]}
    assert reasons(lines["ev121"]) == [KEPT["evidence/ev121"]]
    assert reasons(lines["ev030"]["source"]) == [KEPT["source/eto-2026-chip-explorer"]]
    items = {each["iri"]: reasons(each) for each in lines["ev030"]["observations"]}
    assert items.pop(thing_iri("observation/ev030-taiwan")) == [KEPT["observation/ev030-taiwan"]]
    assert not any(items.values())


def test_the_record_of_a_retracted_thing_carries_the_retraction_in_rdf(retracting: httpx.Client) -> None:
    for of, reason in KEPT.items():
        answer = retracting.get(f"/id/{of}.nt")
        told = {
            (t.predicate.value, t.object.value)
            for t in parse(input=answer.content, format=RdfFormat.N_TRIPLES)
        }
        assert (expand_iri("cg:retracts"), thing_iri(of)) in told
        assert (expand_iri("cg:reason"), reason) in told


def test_a_withheld_claims_removal_is_told_only_to_who_asks(
    source_tree: SourceTree, generation: Generation, tmp_path: Path
) -> None:
    write(source_tree, retraction("claim/example-withheld", removed="true"), dataset="sensitive")
    with serve_generation(build_changed(source_tree, tmp_path / "build", generation)) as client:
        assert client.get("/claims/example-withheld").status_code == 404
        assert client.get("/claims/example-withheld?sensitive=include").status_code == 410


S13 = thing_iri("claim/the-national-2025-r1-launched-this-week")  # said on 28 January 2025
RELEASES = ("observation/ev108-r1-release", "observation/ev023-r1-release")  # all that contradicts it


def test_a_verdict_rests_on_what_is_retracted_until_the_day_it_is(
    source_tree: SourceTree, generation: Generation, tmp_path: Path
) -> None:
    first, second = RELEASES
    write(source_tree, retraction(first, retracted="2026-07-01"), retraction(second, retracted="2026-08-01"))
    store = EmbeddedStore.open(build_changed(source_tree, tmp_path / "build", generation))
    told = load_verdict_history(Knowledge.load(store), S13, Policy(as_of=date(2026, 12, 1)))
    assert told
    assert [(each.day, each.verdict) for each in told.changes] == [
        (date(2025, 1, 28), Verdict.UNRESOLVED),  # only the developer's own page was known
        (date(2025, 6, 20), Verdict.CONTRADICTED),
        (date(2026, 8, 1), Verdict.UNRESOLVED),
    ]
    assert [each.rests_on for each in told.changes[2].retracted] == [(thing_iri(second),)]
    for change in told.changes:
        alone = assess_claim(Knowledge.load(store), S13, Policy(as_of=change.day))
        assert alone
        assert alone.verdict == change.verdict


def test_a_retracted_part_of_a_claim_is_judged_no_longer(
    source_tree: SourceTree, generation: Generation, tmp_path: Path
) -> None:
    part = "proposition/the-national-2025-r1-launched-this-week-release"  # its only one
    write(source_tree, retraction(part, retracted="2026-08-01"))
    store = EmbeddedStore.open(build_changed(source_tree, tmp_path / "build", generation))
    before, after = (
        assess_claim(Knowledge.load(store), S13, Policy(as_of=date(2026, month, 1))) for month in (7, 8)
    )
    assert before
    assert after
    assert (before.verdict, after.verdict) == (Verdict.CONTRADICTED, Verdict.UNRESOLVED)
    assert len(before.propositions) == len(after.propositions) + 1
