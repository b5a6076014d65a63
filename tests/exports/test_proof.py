"""A proof bundle gives its verdict anywhere, from itself alone, and every change to it is detected."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib
import yaml

from claimgraph import source_tree as bundled
from claimgraph.assessment import Knowledge, load_verdict_history
from claimgraph.config import Settings
from claimgraph.documents import describe_policy, describe_verdict
from claimgraph.exports import proof
from claimgraph.exports.proof import MAX_ARCHIVE_BYTES, SubgraphError, pack_files, unpack_files
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore, prepare_graphs
from tests.analysis.test_predictions import utterance
from tests.assessment.test_retractions import retraction, write
from tests.cli.test_cli import run
from tests.support.builds import build_changed
from tests.support.proofs import (
    GRAPH,
    MANIFEST,
    QUERY,
    RECORD,
    S18,
    Prover,
    forge_bundle,
    replace_in_graph,
    verify_bundle,
)
from tests.support.source_trees import claim_models, measure_india, own_tables, spoil
from tests.support.waiting import PROGRAM_PATIENCE

# One of each verdict that claims have by our own tables alone; S18 counts fabs.
SOME = ("S18", "S02", "C019", "C035", "S22")
COUNTING = ("S03", "S04", "S18", "S18b", "C109")
WITHHELD = "https://w3id.org/claimgraph/id/claim/seed-post-2025-ai-serves-control-of-citizens"
FORMAT_1 = Path(__file__).with_name("proof-format-1.zip")
PACKAGE = Path(bundled.__file__).parent


@pytest.fixture(scope="module")
def prover(generation: Generation) -> Prover:
    return Prover.of(generation)


@pytest.fixture(scope="module")
def s18(prover: Prover) -> bytes:
    return prover.bundle("S18")


def problems(data: bytes, **settings: float) -> str:
    """The message that says why a bundle does not hold."""
    with pytest.raises((proof.VerificationError, proof.ArchiveError)) as raised:
        verify_bundle(data, **settings)
    return str(raised.value)


# What a bundle says


@pytest.mark.parametrize("identifier", SOME)
def test_a_bundle_gives_the_verdict_comparisons_and_history_of_the_whole_graph(
    prover: Prover, identifier: str
) -> None:
    verification = verify_bundle(prover.bundle(identifier))
    history = load_verdict_history(Knowledge.load(prover.store), prover.claims[identifier], prover.policy())
    assert history
    assert verification.record == describe_verdict(history, Knowledge.load(prover.store))


def test_the_claims_tried_have_all_the_verdicts_there_are(prover: Prover) -> None:
    verdicts = {verify_bundle(prover.bundle(identifier)).record.verdict for identifier in SOME}
    assert len(verdicts) == len(SOME)


@pytest.mark.slow
def test_the_bundle_has_everything_that_evidence_queries_count(whole_store: EmbeddedStore) -> None:
    prover = Prover(whole_store)
    for identifier in COUNTING:
        data = prover.bundle(identifier)
        assert verify_bundle(data).record.comparisons
        assert len(data) < 2**20


@pytest.mark.slow
def test_every_claim_has_a_small_bundle_that_can_be_verified(prover: Prover) -> None:
    for identifier in prover.claims:
        data = prover.bundle(identifier)
        assert verify_bundle(data).record.identifier == identifier
        assert len(data) < 2**20


def test_the_policy_is_part_of_the_bundle(prover: Prover) -> None:
    policy = prover.policy(
        date(2026, 8, 20),
        without=("https://w3id.org/claimgraph/graph/fabs",),
        only_tiers=("official", "primary"),
    )
    bundle = prover.bundle("S18", policy)
    record = verify_bundle(bundle).record
    assert record.policy == describe_policy(policy)
    assert record.verdict != verify_bundle(prover.bundle("S18")).record.verdict
    assert b"/graph/fabs>" not in unpack_files(bundle)[GRAPH]


def test_an_evidence_query_gives_its_figure_in_another_engine_unchanged(s18: bytes) -> None:
    files = unpack_files(s18)
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=files[GRAPH].decode(), format="nquads")
    (row,) = graph.query(files[QUERY].decode())
    comparisons = json.loads(files[RECORD])["comparisons"]
    (stated,) = (item for item in comparisons if item["check"].endswith("/fab-share"))
    assert float(stated["value"]) == pytest.approx(float(row["value"]))  # type: ignore[call-overload]
    assert set(stated["used"]) == set(str(row["used"]).split())  # type: ignore[call-overload]


def test_no_bundle_is_created_whose_subgraph_gives_another_verdict(generation: Generation) -> None:
    """This query counts fabs in a subquery, whose variables the outermost pattern does not bind."""
    subquery = """PREFIX cg: <https://w3id.org/claimgraph/ns#>
        SELECT ?claim ?proposition ("same" AS ?definition) ?value WHERE {
          VALUES (?claim ?asOf) { (<x:claim> "9999-12-31") }  # params
          ?claim cg:hasProposition ?proposition .
          { SELECT (COUNT(?fab) AS ?value) WHERE { ?fab a cg:Fab } }
          MINUS { VALUES ?proposition { cg:none } }  # without
        }"""
    store = ox.Store()
    store.bulk_load(path=generation.graph_file, format=ox.RdfFormat.N_QUADS)
    (query,) = store.quads_for_pattern(
        ox.NamedNode("https://w3id.org/claimgraph/id/check/fab-share"),
        ox.NamedNode("http://www.w3.org/ns/shacl#select"),
        None,
    )
    store.remove(query)
    store.add(ox.Quad(query.subject, query.predicate, ox.Literal(subquery), query.graph_name))
    changed = EmbeddedStore(prepare_graphs(store, generation.withheld_graphs, ()), generation.name)
    with pytest.raises(SubgraphError, match="outermost pattern"):
        Prover(changed).bundle("S18")


def test_what_was_retracted_later_still_counts_on_earlier_days(
    generation: Generation, tmp_path: Path
) -> None:
    own = own_tables(tmp_path / "bundle")
    write(own, retraction("fab/analog-devices-beaverton", retracted="2026-03"), dataset="fabs")
    prover = Prover.of(build_changed(own, tmp_path / "build", generation))
    before = prover.policy(date(2026, 3, 30))
    counted_before, counted_after = (
        {iri for comparison in verify_bundle(data).record.comparisons for iri in comparison.used}
        for data in (prover.bundle("S18", before), prover.bundle("S18"))
    )
    assert counted_before - counted_after == {"https://w3id.org/claimgraph/id/fab/analog-devices-beaverton"}


# What is in it


def test_the_crate_describes_itself_its_files_and_everything_it_refers_to(s18: bytes) -> None:
    """The rules of RO-Crate 1.1, “Root Data Entity” and “Data Entities”."""
    files = unpack_files(s18)
    crate = json.loads(files["ro-crate-metadata.json"])
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    about, root = entities["ro-crate-metadata.json"], entities["./"]
    assert about["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert (about["@type"], about["about"], root["@type"]) == ("CreativeWork", {"@id": "./"}, "Dataset")
    assert root["name"]
    assert root["description"]
    assert date.fromisoformat(root["datePublished"])
    parts = {reference["@id"] for reference in root["hasPart"]}
    assert parts == set(files) - {"ro-crate-metadata.json"}
    assert all("File" in entities[name]["@type"] for name in parts)
    sizes = {name: int(entities[name]["contentSize"]) for name in parts - {MANIFEST}}
    assert sizes == {name: len(files[name]) for name in sizes}
    assert referenced_ids(crate["@graph"]) - set(entities) == {"https://w3id.org/ro/crate/1.1"}


def referenced_ids(entities: list[dict[str, object]]) -> set[str]:
    values = (value for entity in entities for value in entity.values())
    items = (item for value in values for item in (value if isinstance(value, list) else [value]))
    return {item["@id"] for item in items if isinstance(item, dict)}


def test_terms_and_credit_are_those_of_the_data_sets_in_the_bundle(
    prover: Prover, generation: Generation
) -> None:
    entries = generation.manifest["graphs"]
    for identifier in ("S18", "S02"):
        files = unpack_files(prover.bundle(identifier))
        graphs = {quad.graph_name.value for quad in ox.parse(files[GRAPH], format=ox.RdfFormat.N_QUADS)}  # type: ignore[union-attr]
        attribution = files["ATTRIBUTION.md"].decode()
        assert all(entries[graph]["attribution"] in attribution for graph in graphs)
        texts = {name[9:-4] for name in files if name.startswith("LICENSES/")}
        assert texts == {entries[graph]["licence"] for graph in graphs}
        assert json.loads(files[MANIFEST])["licence"] in texts
    assert "ODbL-1.0" not in texts, "S02 needs no fab"


def test_a_bundle_says_how_to_cite_it(s18: bytes) -> None:
    files = unpack_files(s18)
    citation = yaml.safe_load(files["CITATION.cff"])
    assert citation["cff-version"] == "1.2.0"
    assert citation["url"] == S18
    assert citation["license"] == json.loads(files[MANIFEST])["licence"]
    assert all(reference["title"] and reference["authors"] for reference in citation["references"])
    assert S18 in files["CITATION.bib"].decode()


def test_the_readme_says_who_said_it_where_and_what_was_measured(s18: bytes) -> None:
    text = unpack_files(s18)["README.md"].decode()
    assert "Right now all the chip fabs are in Taiwan. 100%." in text
    assert "https://seemorerocks.substack.com/p/the-ai-race-the-us-and-china-share" in text
    assert "**contradicted** (C4: a part is contradicted)" in text
    assert "| check/fab-share | same |" in text


def test_quotes_are_short(prover: Prover) -> None:
    for identifier in SOME:
        for quad in ox.parse(unpack_files(prover.bundle(identifier))[GRAPH], format=ox.RdfFormat.N_QUADS):
            if quad.predicate.value == "http://www.w3.org/ns/oa#exact":
                assert isinstance(quad.object, ox.Literal)
                assert len(quad.object.value.split()) <= 25


def test_the_hash_of_the_graph_is_that_of_its_canonical_form(s18: bytes) -> None:
    files = unpack_files(s18)
    shuffled = reversed(list(ox.parse(files[GRAPH], format=ox.RdfFormat.N_QUADS)))
    dataset = ox.Dataset(shuffled)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = (ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    stated = json.loads(files[MANIFEST])["graph"]
    assert stated == {
        "rdfc10_sha256": hashlib.sha256(b"".join(sorted(lines))).hexdigest(),
        "quads": len(lines),
    }


# The command line


def test_the_same_graph_gives_the_same_bytes_in_any_process(
    generation: Generation, tmp_path: Path, s18: bytes
) -> None:
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.zip"
        result = run(
            generation.folder.parents[1], "bundle", "S18", "--output", str(path), PYTHONHASHSEED=seed
        )
        assert result.stdout == f"{hashlib.sha256(s18).hexdigest()}  {path}\n"
        assert path.read_bytes() == s18


def test_a_bundle_is_verified_with_the_package_alone_in_an_empty_folder(s18: bytes, tmp_path: Path) -> None:
    """There is no ontology, data or build folder, and any use of the network ends the process."""
    package, empty = tmp_path / "package", tmp_path / "empty"
    shutil.copytree(PACKAGE, package / "claimgraph", ignore=shutil.ignore_patterns("_bundle", "__pycache__"))
    empty.mkdir()
    (tmp_path / "bundle.zip").write_bytes(s18)
    alarm = (
        "import sys; sys.path.insert(0, sys.argv.pop(1))\n"
        "def alarm(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo'): raise SystemExit('network')\n"
        "sys.addaudithook(alarm)\n"
        "from claimgraph.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-P", "-c", alarm, str(package), "verify", str(tmp_path / "bundle.zip")],
        cwd=empty,
        env={"PATH": os.environ["PATH"], "HOME": str(empty), "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        timeout=PROGRAM_PATIENCE,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[1] == "S18: contradicted (known by 2026-11-22)"
    assert list(empty.iterdir()) == []


def test_a_changed_bundle_fails_on_the_command_line(
    generation: Generation, s18: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(pack_files(unpack_files(s18) | {RECORD: b"{}"}))
    result = run(generation.folder.parents[1], "verify", str(path))
    assert (result.returncode, result.stdout) == (1, "")
    assert f"- {RECORD}: its SHA-256 is" in result.stderr


def test_a_file_that_cannot_be_read_or_written_is_named_in_the_error(
    generation: Generation, tmp_path: Path
) -> None:
    home = generation.folder.parents[1]
    for arguments in (
        ["verify", str(tmp_path)],
        ["bundle", "S18", "--output", str(tmp_path / "no" / "x.zip")],
    ):
        result = run(home, *arguments)
        assert result.returncode == 1
        assert result.stderr.splitlines()[-1].startswith(f"Error: {tmp_path}")


def test_another_hash_than_expected_fails(s18: bytes) -> None:
    sha256 = hashlib.sha256(s18).hexdigest()
    assert proof.verify_proof_bundle(s18, Settings(), f"sha256:{sha256.upper()}").sha256 == sha256
    with pytest.raises(proof.VerificationError, match="another bundle"):
        proof.verify_proof_bundle(s18, Settings(), "0" * 64)


def test_withheld_claims_have_no_bundle(generation: Generation, site: httpx.Client, prover: Prover) -> None:
    listed = site.get("/api/v1/claims?size=200").json()["claims"]
    assert {claim["iri"] for claim in listed} == set(prover.claims.values())
    with pytest.raises(proof.UnknownClaimError):
        proof.create_proof_bundle(prover.store, WITHHELD, prover.policy())
    assert site.get(f"/api/v1/claims/{WITHHELD.rpartition('/')[2]}/bundle").status_code == 404
    assert run(generation.folder.parents[1], "bundle", WITHHELD).returncode == 1


def test_a_bundle_that_an_earlier_version_created_still_verifies() -> None:
    """The verdict on S02, created by claimgraph 0.1.0 before evidence queries shared their plumbing."""
    verification = verify_bundle(FORMAT_1.read_bytes())
    assert (verification.record.identifier, verification.record.verdict) == ("S02", "supported")
    assert verification.notes[0].startswith("Created by other code")


# Tampering


@pytest.mark.parametrize(
    "tamper",
    [
        pytest.param(lambda files, name: files | {name: files[name] + b" "}, id="longer"),
        pytest.param(lambda files, name: files | {name: files[name][:-1]}, id="shorter"),
        pytest.param(lambda files, name: files | {name: b""}, id="emptied"),
        pytest.param(lambda files, name: files | {name: files[name].replace(b"a", b"b", 1)}, id="one byte"),
        pytest.param(
            lambda files, name: {other: files[other] for other in files if other != name}, id="removed"
        ),
        pytest.param(lambda files, name: remove_file(files, name) | {f"{name}.x": files[name]}, id="renamed"),
        pytest.param(lambda files, name: files | {f"{name}.copy": files[name]}, id="added"),
    ],
)
def test_a_change_to_any_file_is_reported_with_its_name(
    s18: bytes, tamper: Callable[[dict[str, bytes], str], dict[str, bytes]]
) -> None:
    files = unpack_files(s18)
    for name in files:
        assert name in problems(pack_files(tamper(files, name))), name


def test_a_change_to_any_single_byte_is_detected(s18: bytes) -> None:
    """Bytes between files, such as times and attributes, count too."""
    for position in {*range(0, len(s18), 1009), *range(120), *range(len(s18) - 120, len(s18))}:
        changed = bytearray(s18)
        changed[position] ^= 1
        assert problems(bytes(changed)), position


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"8.333333333333333333"', '"100"'),
        ('"conflicts"', '"agrees"'),
        ('"verdict": "contradicted"', '"verdict": "supported"'),
        ('"as_of": "2026-11-22"', '"as_of": "2026-11-21"'),
        ('"without": []', '"without": ["https://w3id.org/claimgraph/graph/fabs"]'),
        ('"known": "2024-12-31"', '"known": "2025-12-31"'),
        ('"row": "D4"', '"row": "D5"'),
        ('"said": {', '"told": {'),
    ],
)
def test_a_record_that_does_not_follow_is_detected_whatever_the_manifest_says(
    s18: bytes, old: str, new: str
) -> None:
    record = unpack_files(s18)[RECORD]
    assert old.encode() in record
    assert f"- {RECORD}: " in problems(
        forge_bundle(s18, {RECORD: record.replace(old.encode(), new.encode())})
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fab-status/operating>", "fab-status/planned>"),
        (
            '"100"^^<http://www.w3.org/2001/XMLSchema#decimal>',
            '"8"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        ),
        ("comparator/equal>", "comparator/less>"),
        ("Right now all the chip fabs are in Taiwan", "Right now most chip fabs are in Taiwan"),
    ],
)
def test_a_graph_that_gives_something_else_is_detected_whatever_the_manifest_says(
    s18: bytes, old: str, new: str
) -> None:
    assert problems(forge_bundle(s18, {GRAPH: replace_in_graph(unpack_files(s18)[GRAPH], old, new)}))


def test_each_fab_that_was_counted_is_needed(s18: bytes) -> None:
    files = unpack_files(s18)
    lines = files[GRAPH].splitlines(keepends=True)
    status = [line for line in lines if b"ns#fabStatus>" in line]
    assert len(status) > 20
    for line in status[::8]:
        smaller = b"".join(other for other in lines if other != line)
        assert RECORD in problems(forge_bundle(s18, {GRAPH: smaller}))


def test_another_query_is_detected_whatever_the_manifest_says(s18: bytes) -> None:
    files = unpack_files(s18)
    other = files[QUERY].replace(b"100.0 * SUM", b"1200.0 * SUM")
    assert other != files[QUERY]
    assert QUERY in problems(forge_bundle(s18, {QUERY: other}))
    everywhere = {
        QUERY: other,
        GRAPH: files[GRAPH].replace(
            b"100.0 * SUM(?here) / COUNT(?fab)", b"1200.0 * SUM(?here) / COUNT(?fab)"
        ),
    }
    assert f"{RECORD}: " in problems(forge_bundle(s18, everywhere))


def test_texts_that_do_not_follow_from_the_graph_are_detected_whatever_the_manifest_says(s18: bytes) -> None:
    files = unpack_files(s18)
    for name in ("README.md", "CITATION.cff", "ATTRIBUTION.md", "ro-crate-metadata.json", "LICENSES/MIT.txt"):
        changed = files.get(name, b"").replace(b"contradicted", b"supported") + b" "
        assert name in problems(forge_bundle(s18, {name: changed}))


def test_texts_that_other_code_worded_are_compared_with_the_manifest_only(s18: bytes) -> None:
    versions = json.loads(unpack_files(s18)[MANIFEST])["versions"] | {
        "papers": "0" * 16,
        "pyoxigraph": "0.5.6",
    }
    verification = verify_bundle(forge_bundle(s18, {"README.md": b"In other words.\n"}, versions=versions))
    assert verification.record.verdict == "contradicted"
    by_code, by_engine = verification.notes
    assert by_code.startswith("Created by other code")
    assert by_engine.startswith("Created with pyoxigraph 0.5.6")


@pytest.mark.parametrize("missing", [GRAPH, RECORD, MANIFEST])
def test_a_bundle_without_graph_record_or_manifest_is_refused(s18: bytes, missing: str) -> None:
    files = unpack_files(forge_bundle(s18, {missing: None}))
    assert missing in problems(pack_files(remove_file(files, missing)))


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{", b"null", b"[" * 100_000, b'{"policy": {"as_of": 1}}', b"\xff"]
)
def test_nonsense_in_place_of_a_document_is_reported(s18: bytes, text: bytes) -> None:
    assert RECORD in problems(forge_bundle(s18, {RECORD: text}))
    assert MANIFEST in problems(pack_files(unpack_files(s18) | {MANIFEST: text}))


@pytest.mark.parametrize(
    "line",
    [
        b"<x:a> <x:b> _:c <x:g> .\n",
        b"<x:a> <x:b> <x:c> .\n",
        b"nonsense\n",
    ],
)
def test_a_graph_with_statements_that_ours_never_have_is_refused(s18: bytes, line: bytes) -> None:
    assert f"- {GRAPH}: " in problems(forge_bundle(s18, {GRAPH: unpack_files(s18)[GRAPH] + line}))


def test_a_query_without_end_is_ended(s18: bytes) -> None:
    files = unpack_files(s18)
    endless = b"?fab a cg:Fab ; ?a ?b . ?c ?d ?e . ?f ?g ?h . ?i ?j ?k . ?l ?m ?n . ?o ?p ?q ;"
    graph = files[GRAPH].replace(b"?fab a cg:Fab ;", endless.replace(b"?q ;", b"?q . ?fab"))
    assert graph != files[GRAPH]
    assert "no verdict can be computed" in problems(forge_bundle(s18, {GRAPH: graph}), query_seconds=1)


# Damaged and unusual archives


@pytest.mark.parametrize("length", [0, 1, 22, 1000, -1000, -22, -1])
def test_a_part_of_an_archive_is_refused(s18: bytes, length: int) -> None:
    assert problems(s18[:length])


@pytest.mark.parametrize(
    "name",
    [
        "../graph.nq",
        "/etc/passwd",
        "checks/../../x",
        "a\\b",
        "C:x",
        ".hidden",
        "ä",
        "a b",
        "checks//x",
        "../x/",
    ],
)
def test_a_file_name_that_leads_elsewhere_is_refused(s18: bytes, name: str) -> None:
    assert "File names" in problems(pack_files(unpack_files(s18) | {name: b""}))


def test_bytes_before_between_and_after_files_are_detected(s18: bytes) -> None:
    files = unpack_files(s18)
    with_comment = io.BytesIO(s18)
    with zipfile.ZipFile(with_comment, "a") as archive:
        archive.comment = b"Trust me."
    for data in (b"x" + s18, s18 + b"x", with_comment.getvalue(), zip_files(files, zipfile.ZIP_STORED)):
        assert "no complete zip archive" in problems(data) or "it was repacked" in problems(data)


def test_a_changed_file_is_named_even_if_another_tool_packed_the_archive(s18: bytes) -> None:
    changed = zip_files(unpack_files(s18) | {"checks/": b"", RECORD: b"{}"}, zipfile.ZIP_DEFLATED)
    assert f"- {RECORD}: its SHA-256 is" in problems(changed)
    whole = problems(zip_files(unpack_files(s18), zipfile.ZIP_DEFLATED))
    assert hashlib.sha256(s18).hexdigest() in whole
    assert RECORD not in whole


def test_an_archive_that_unpacks_to_more_than_a_bundle_may_have_is_refused(s18: bytes) -> None:
    bomb = zip_files(unpack_files(s18) | {"README.md": bytes(MAX_ARCHIVE_BYTES * 4)}, zipfile.ZIP_DEFLATED)
    assert len(bomb) < MAX_ARCHIVE_BYTES
    assert "more than" in problems(bomb)
    honest, lying = (MAX_ARCHIVE_BYTES * 4).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert honest in bomb
    assert problems(bomb.replace(honest, lying))


def test_a_file_compressed_with_a_rare_method_is_refused(s18: bytes) -> None:
    assert "with a method that no bundle uses" in problems(zip_files(unpack_files(s18), zipfile.ZIP_LZMA))


def test_an_archive_that_is_too_large_is_refused() -> None:
    assert "at most" in problems(bytes(MAX_ARCHIVE_BYTES + 1))


def test_a_file_that_occurs_twice_is_refused(s18: bytes) -> None:
    twice = io.BytesIO(s18)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(twice, "a") as archive:
        archive.writestr(GRAPH, b"")
    assert f"occur twice: {GRAPH}" in problems(twice.getvalue())


# Over HTTP


def test_the_server_sends_the_same_bundle(site: httpx.Client, s18: bytes) -> None:
    answer = site.get(f"/api/v1/claims/{S18.rpartition('/')[2]}/bundle")
    assert answer.content == s18
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == f'attachment; filename="{S18.rpartition("/")[2]}.zip"'


def test_the_server_applies_a_policy(site: httpx.Client) -> None:
    address = f"/api/v1/claims/{S18.rpartition('/')[2]}/bundle"
    parameters = {
        "as_of": "2026-08-20",
        "without": "graph:fabs,source/eto-2026-chip-explorer",
        "only": "primary",
    }
    policy = verify_bundle(site.get(address, params=parameters).content).record.policy
    assert (policy.as_of, len(policy.without), policy.only) == (date(2026, 8, 20), 2, ["primary"])


@pytest.mark.parametrize(
    "query", ["as_of=soon", "without=source/none", "only=best", "definition=none", "by=me"]
)
def test_the_server_refuses_a_policy_it_does_not_understand(site: httpx.Client, query: str) -> None:
    assert site.get(f"/api/v1/claims/{S18.rpartition('/')[2]}/bundle?{query}").status_code == 400


def remove_file(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {other: content for other, content in files.items() if other != name}


def zip_files(files: dict[str, bytes], compression: int) -> bytes:
    """Pack files as any zip tool does."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# What is left out of a verdict


def test_a_measurement_of_an_excluded_scope_is_no_reading_in_the_bundle_either(
    generation: Generation, tmp_path: Path
) -> None:
    """What a measurement is of decides that it is none of the claim, so the bundle has to say it."""
    tree = own_tables(tmp_path)
    measure_india(tree, "2026-01")
    spoil(tree, "data/curated/observations.csv", "2nm,,,,,40", "2nm,,H800,,,40")
    figure = {"comparator": "equal", "value": "40", "period": "2025", "scope": "H100"}
    text = "India had 40 models trained on H100."
    claim_models(tree, "india-models", text, "factual-quantitative", subjects="nation/india", **figure)
    utterance(tree, "india-models", "person/elon-musk", "2026-02")
    prover = Prover.of(build_changed(tree, tmp_path / "build", generation))
    record = verify_bundle(prover.bundle("india-models")).record
    assert (record.verdict, record.comparisons) == ("unresolved", [])
