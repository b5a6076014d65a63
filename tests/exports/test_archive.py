"""Archives have the same bytes each time, nothing that a licence forbids, and an account that adds up."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import httpx
import pytest
import yaml
from pyarrow import parquet
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from claimgraph import namespaces
from claimgraph.exports import FORMATS, REUSE_LEVELS, ArchiveCache, read_public_quads, write_archive
from claimgraph.exports.quoted_passages import has_passage
from claimgraph.generations import Generation, publish_generation
from claimgraph.model import columns_of
from claimgraph.pipeline import build
from claimgraph.reasoning import infer_triples
from claimgraph.source_tree import SourceTree, default_source_tree
from claimgraph.sources import RECORD_TABLES, read_record_tables
from tests.analysis.test_predictions import utterance
from tests.cli.test_cli import run
from tests.support.builds import build_changed
from tests.support.source_trees import claim_models, measure_india, own_tables

ASSESSMENTS = namespaces.GRAPH + "assessments"
LIMITED = ("open", "share-alike")
RDF = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "ttl": RdfFormat.TURTLE}
DATASET = """title = "{slug}"
description = "Made up."
publisher = "Nobody"
version = "1"
issued = 2026-11-22
licence = "{licence}"
attribution = "Nobody"
reuse = "{reuse}"
importer = "tables"
"""


class Archive:
    """The members of an archive, and what readers see of them."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.members = {name: archive.read(name) for name in self.names}

    def text(self, name: str) -> str:
        return self.members[name].decode()

    @cached_property
    def quads(self) -> frozenset[Quad]:
        return frozenset(parse(self.members["data/claimgraph.nq"], format=RdfFormat.N_QUADS))

    def graphs(self) -> set[str]:
        return {quad.graph_name.value.removeprefix(namespaces.GRAPH) for quad in self.quads}

    @cached_property
    def decoded_texts(self) -> dict[str, str]:
        """The texts of each member, neither escaped nor compressed."""
        return {name: "\n".join(_read_texts(name, content)) for name, content in self.members.items()}

    def members_with(self, words: str) -> list[str]:
        return [name for name, text in self.decoded_texts.items() if words in text]


def _read_texts(name: str, content: bytes) -> Iterator[str]:
    suffix = name.rpartition(".")[2]
    if suffix in RDF:
        for quad in parse(content, format=RDF[suffix]):
            yield from (str(term.value) for term in quad if hasattr(term, "value"))
    elif suffix == "parquet":
        for row in parquet.read_table(io.BytesIO(content)).to_pylist():
            yield from map(str, row.values())
    elif suffix == "csv":
        for cells in csv.reader(io.StringIO(content.decode())):
            yield from cells
    else:
        yield content.decode()


@pytest.fixture(scope="module")
def archives(generation: Generation, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Archive]:
    """The shipped data at every level, in every format."""
    folder = tmp_path_factory.mktemp("archives")
    return {
        level: Archive(write_archive(generation, level, list(FORMATS), folder / f"{level}.zip"))
        for level in REUSE_LEVELS
    }


def texts(generation: Generation, predicate: str) -> set[str]:
    quads = parse(path=str(generation.graph_file), format=RdfFormat.N_QUADS)
    return {quad.object.value for quad in quads if quad.predicate.value == namespaces.expand_iri(predicate)}


def labels_by_graph(generation: Generation) -> dict[str, set[str]]:
    labels: dict[str, set[str]] = {}
    for quad in parse(path=str(generation.graph_file), format=RdfFormat.N_QUADS):
        if isinstance(quad.object, Literal) and quad.predicate.value == namespaces.expand_iri("rdfs:label"):
            labels.setdefault(quad.graph_name.value, set()).add(quad.object.value)
    return labels


def test_two_archives_are_the_same_bytes(
    archives: dict[str, Archive], generation: Generation, tmp_path: Path
) -> None:
    second = write_archive(generation, "share-alike", list(FORMATS), tmp_path / "again.zip")
    assert second.read_bytes() == archives["share-alike"].content


def test_no_file_but_the_archive_remains(generation: Generation, tmp_path: Path) -> None:
    write_archive(generation, "open", ["nq"], tmp_path / "new" / "open.zip")
    assert [path.name for path in tmp_path.rglob("*")] == ["new", "open.zip"]


@pytest.mark.parametrize("level", REUSE_LEVELS)
def test_an_archive_has_documentation_and_checksums_of_all_files(
    archives: dict[str, Archive], level: str
) -> None:
    archive = archives[level]
    documentation = {"README.md", "ATTRIBUTION.md", "CITATION.cff", "GENERATION", "WITHHELD.md", "SHA256SUMS"}
    sums = dict(reversed(line.split("  ")) for line in archive.text("SHA256SUMS").splitlines())
    assert documentation <= set(archive.names) == {*sums, "SHA256SUMS"}
    assert all(hashlib.sha256(archive.members[name]).hexdigest() == digest for name, digest in sums.items())
    assert archive.names == sorted(archive.names)


@pytest.mark.parametrize(
    ("level", "graphs"),
    [
        ("open", {"catalog", "curated", "entities", "inferred", "ontology"}),
        ("share-alike", {"catalog", "curated", "entities", "inferred", "ontology", "fabs"}),
    ],
)
def test_an_archive_holds_no_graph_beyond_its_level(
    archives: dict[str, Archive], generation: Generation, level: str, graphs: set[str]
) -> None:
    manifest = generation.manifest["graphs"]
    allowed = {"open"} if level == "open" else {"open", "share-alike"}
    assert graphs <= archives[level].graphs()
    for graph in archives[level].graphs():
        entry = manifest[namespaces.GRAPH + graph]
        assert entry["reuse"] in allowed or graph in ("inferred", "assessments")  # what follows from the rest
        assert not entry["sensitive"]


@pytest.mark.parametrize("level", LIMITED)
def test_no_quote_is_in_any_member(archives: dict[str, Archive], generation: Generation, level: str) -> None:
    quotes = texts(generation, "oa:exact")
    members = archives[level].decoded_texts
    assert len(quotes) > 30
    assert [(name, quote) for quote in quotes for name, text in members.items() if quote in text] == []


def test_the_archive_of_everything_keeps_quotes(archives: dict[str, Archive], generation: Generation) -> None:
    quotes = texts(generation, "oa:exact")
    assert quotes == {
        quad.object.value
        for quad in archives["all"].quads
        if quad.predicate.value == namespaces.expand_iri("oa:exact")
    }


@pytest.mark.parametrize("level", LIMITED)
def test_no_label_that_only_an_excluded_graph_has_is_in_any_member(
    archives: dict[str, Archive], generation: Generation, level: str
) -> None:
    labels = labels_by_graph(generation)
    graphs = {namespaces.GRAPH + name for name in archives[level].graphs()}
    exported = set().union(*(texts for graph, texts in labels.items() if graph in graphs))
    excluded = set().union(*labels.values()) - exported
    lines = {line for text in archives[level].decoded_texts.values() for line in text.splitlines()}
    assert excluded & lines == set()
    assert (level == "open") == ("TSMC Fab 18" not in str(lines) and bool(excluded))


@pytest.mark.parametrize("level", REUSE_LEVELS)
def test_nothing_sensitive_is_in_any_member(archives: dict[str, Archive], level: str) -> None:
    marks = ("ai-serves-control-of-citizens", "ai-threatens-personal-data", "graph/sensitive", "S23", "S24")
    assert [name for mark in marks for name in archives[level].members_with(mark)] == []


@pytest.mark.parametrize("level", LIMITED)
def test_inferred_triples_follow_from_the_graphs_of_the_archive(
    archives: dict[str, Archive], level: str
) -> None:
    by_graph: dict[str, set[object]] = {}
    for quad in archives[level].quads:
        by_graph.setdefault(quad.graph_name.value.removeprefix(namespaces.GRAPH), set()).add(quad.triple)
    later = ("inferred", "assessments", "catalog")
    asserted = set().union(*(by_graph[name] for name in by_graph if name not in later))
    assert by_graph["inferred"] == infer_triples(asserted)


@pytest.mark.parametrize("level", LIMITED)
def test_inferred_triples_have_the_terms_of_the_graphs_of_the_archive(
    archives: dict[str, Archive], generation: Generation, level: str
) -> None:
    inferred = NamedNode(namespaces.GRAPH + "inferred")
    predicate = NamedNode(namespaces.expand_iri("cg:reuse"))

    def reuse(quads: Iterable[Quad]) -> list[str]:
        statement = (inferred, predicate)
        return [quad.object.value for quad in quads if (quad.subject, quad.predicate) == statement]

    assert reuse(archives[level].quads) == [namespaces.concept_iri("reuse", level)]
    assert reuse(read_public_quads(generation)) == [namespaces.concept_iri("reuse", "share-alike")]


@pytest.mark.parametrize("level", LIMITED)
def test_the_catalogue_describes_and_counts_the_graphs_of_the_archive(
    archives: dict[str, Archive], level: str
) -> None:
    quads = archives[level].quads
    counted = Counter(quad.graph_name.value for quad in quads)
    stated = {
        quad.subject.value: int(quad.object.value)
        for quad in quads
        if quad.graph_name.value == f"{namespaces.GRAPH}catalog"
        and quad.predicate.value == namespaces.expand_iri("void:triples")
    }
    graphs = set(counted) - {f"{namespaces.GRAPH}catalog"}
    assert {iri: stated[iri] for iri in graphs} == {iri: counted[iri] for iri in graphs}
    terms = (term for quad in quads for term in quad.triple)
    mentioned = (term.value for term in terms if str(term).startswith(f"<{namespaces.GRAPH}"))
    names = {iri.removeprefix(namespaces.GRAPH).partition("/")[0] for iri in mentioned}
    assert names <= archives[level].graphs()


@pytest.mark.parametrize("level", LIMITED)
def test_rows_under_non_commercial_or_no_derivatives_terms_are_left_out(
    archives: dict[str, Archive], level: str
) -> None:
    paths = [f"evidence/{id_}" for id_ in ("ev030", "ev063", "ev082")]
    paths += [f"observation/{id_}" for id_ in ("ev030-us", "ev063-china", "ev082-world-2024")]
    restricted = set(map(namespaces.thing_iri, paths))
    assert restricted & {quad.subject.value for quad in archives[level].quads} == set()
    assert [path for path in paths if path not in archives[level].text("WITHHELD.md")] == []
    assert restricted <= {quad.subject.value for quad in archives["all"].quads}


def reuse_of_assessments(quads: Iterable[Quad]) -> dict[str, str]:
    """The reuse that each assessment and each pair of claims states, by IRI."""
    return {
        quad.subject.value: quad.object.value.removeprefix(namespaces.concept_iri("reuse", ""))
        for quad in quads
        if quad.graph_name.value == ASSESSMENTS and quad.predicate.value == namespaces.expand_iri("cg:reuse")
    }


@pytest.mark.parametrize("level", LIMITED)
def test_an_archive_holds_the_assessments_whose_own_terms_allow_it(
    archives: dict[str, Archive], generation: Generation, level: str
) -> None:
    stated = reuse_of_assessments(read_public_quads(generation))
    allowed = {"open"} if level == "open" else {"open", "share-alike"}
    quads = archives[level].quads
    assert set(stated.values()) == {"open", "share-alike", "non-commercial"}
    assert reuse_of_assessments(quads) == {iri: reuse for iri, reuse in stated.items() if reuse in allowed}
    listed = {
        f"{namespaces.ID}{name}" for name in re.findall("assessment/.*", archives[level].text("WITHHELD.md"))
    }
    assert listed == {iri for iri, reuse in stated.items() if reuse not in allowed}


@pytest.mark.parametrize("level", LIMITED)
def test_no_part_of_an_assessment_is_in_an_archive_without_it(
    archives: dict[str, Archive], level: str
) -> None:
    quads = [quad for quad in archives[level].quads if quad.graph_name.value == ASSESSMENTS]
    parts = {"cg:hasPropositionVerdict", "cg:hasReading", "cg:firstSide", "cg:secondSide"}
    properties = set(map(namespaces.expand_iri, parts))
    led_to = {quad.object.value for quad in quads if quad.predicate.value in properties}
    described = {quad.subject.value for quad in quads} - set(reuse_of_assessments(quads))
    assert described
    assert described == led_to


def test_a_reading_that_decides_nothing_takes_the_assessment_out_of_the_open_archive(
    generation: Generation, tmp_path: Path
) -> None:
    """Somebody who sells figures gives one on India for another year: it is shown, and decides nothing."""
    tree = own_tables(tmp_path)
    measure_india(tree, "2026-01")
    figure = {"comparator": "equal", "value": "40", "period": "2025"}
    for nation in ("india", "brazil"):
        text = f"The number of models of {nation} was 40."
        claim_models(
            tree, f"{nation}-models", text, "factual-quantitative", subjects=f"nation/{nation}", **figure
        )
        utterance(tree, f"{nation}-models", "person/elon-musk", "2026-02")
    paid = tree.root / "data" / "paid"
    paid.mkdir()
    toml = DATASET.format(slug="paid", licence="LicenseRef-Sold", reuse="non-commercial")
    (paid / "dataset.toml").write_text(toml)
    sold = {"value": "7", "period": "2019", "known_since": "2020", "source": "1ai-net-2024-tsmc-2nm"}
    what = {"metric": "notable-ai-models", "subjects": "nation/india", "unit": "models"}
    _rows(paid, "observations.csv", {"id": "paid-india", "source_text": "7", **sold, **what})
    changed = build_changed(tree, tmp_path / "build", generation)
    stated = reuse_of_assessments(read_public_quads(changed))
    assessment = namespaces.thing_iri("assessment/{}-models-computed")
    assert stated[assessment.format("india")] == "non-commercial"
    assert stated[assessment.format("brazil")] == "open"
    archive = Archive(write_archive(changed, "open", ["nq", "claimreview"], tmp_path / "open.zip"))
    assert "data/claimgraph.nq" in archive.members_with("models of india was 40")
    assert archive.members_with("assessment/india-models") == ["WITHHELD.md"]


@pytest.mark.parametrize("level", REUSE_LEVELS)
def test_the_account_of_what_was_withheld_adds_up(
    archives: dict[str, Archive], generation: Generation, level: str
) -> None:
    text = archives[level].text("WITHHELD.md")
    rows = re.findall(r"^\| ([\w-]+) \| ([^|]*?) ?\| ([^|]+) \| ([\d,]+) \|$", text, re.MULTILINE)
    withheld = Counter[str]()
    for name, _, _, triples in rows:
        withheld[name] += int(triples.replace(",", ""))
    match = re.search(r"plus ([\d,]+) derived again", text)
    added = int(match[1].replace(",", "")) if match else 0
    entries = generation.manifest["graphs"].values()
    total = sum(entry["triples"] for entry in entries)
    assert len(archives[level].quads) == total - withheld.total() + added
    for entry in entries:
        if entry["sensitive"]:
            assert ("withheld", "", "sensitive", str(entry["triples"])) in rows
        elif entry["dataset"] == "fabs" and level == "open":
            assert withheld[entry["dataset"]] == entry["triples"]


def test_the_archive_of_everything_has_every_public_quad(
    archives: dict[str, Archive], generation: Generation
) -> None:
    public = set(read_public_quads(generation))
    members = archives["all"].members
    assert set(parse(members["data/claimgraph.nq"], format=RdfFormat.N_QUADS)) == public
    assert set(parse(members["data/claimgraph.trig"], format=RdfFormat.TRIG)) == public
    assert set(parse(members["data/claimgraph.jsonld"], format=RdfFormat.JSON_LD)) == public
    assert {
        quad.triple
        for name, content in members.items()
        if name.endswith(".ttl")
        for quad in parse(content, format=RdfFormat.TURTLE)
    } == {quad.triple for quad in public}


@pytest.mark.parametrize("dataset", ["curated", "entities", "fabs"])
def test_exported_tables_are_the_imported_ones(
    archives: dict[str, Archive], tmp_path: Path, dataset: str
) -> None:
    start = f"data/csv/{dataset}/"
    for name, content in archives["all"].members.items():
        if name.startswith(start):
            (tmp_path / name.removeprefix(start)).write_bytes(content)
    shipped_rows = read_record_tables(default_source_tree().root / "data" / dataset)
    assert {row.record for row in read_record_tables(tmp_path)} == {row.record for row in shipped_rows}


@pytest.mark.parametrize("level", REUSE_LEVELS)
def test_parquet_and_csv_hold_the_same_rows(archives: dict[str, Archive], level: str) -> None:
    members = archives[level].members
    tables = [name for name in members if name.endswith(".csv")]
    assert {name.replace("csv", "parquet") for name in tables} == {
        name for name in members if name.endswith(".parquet")
    }
    for name in tables:
        typed = parquet.read_table(io.BytesIO(members[name.replace("csv", "parquet")])).to_pylist()
        plain = list(csv.DictReader(io.StringIO(members[name].decode())))
        types = columns_of(RECORD_TABLES[name.rpartition("/")[2]])
        assert [{key: _cell(row[key], row) for key in types} for row in typed] == [
            {key: _number(cell) if types[key].value_type is Decimal else cell for key, cell in row.items()}
            for row in plain
        ]


def _cell(value: object, row: dict[str, object]) -> str:
    if isinstance(value, list):
        return "|".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _number(cell: str) -> str:
    return str(float(cell)) if cell else ""


def test_a_date_in_parquet_has_its_first_and_last_day(archives: dict[str, Archive]) -> None:
    content = archives["all"].members["data/parquet/curated/utterances.parquet"]
    rows = {row["id"]: row for row in parquet.read_table(io.BytesIO(content)).to_pylist()}
    row = rows["musk-2025-all-chip-fabs-in-taiwan"]
    assert [str(row[name]) for name in ("said", "said_earliest", "said_latest")] == [
        "2025-03",
        "2025-03-01",
        "2025-03-31",
    ]


@pytest.mark.parametrize("level", REUSE_LEVELS)
def test_every_licence_in_the_attribution_has_its_text(archives: dict[str, Archive], level: str) -> None:
    named = re.findall(r"\((LICENSES/[\w.-]+\.txt)\)", archives[level].text("ATTRIBUTION.md"))
    assert named
    assert all(len(archives[level].members[name]) > 1000 for name in named)


def test_the_citation_is_a_citation_file(archives: dict[str, Archive], generation: Generation) -> None:
    citation = yaml.safe_load(archives["open"].text("CITATION.cff"))
    assert (citation["cff-version"], citation["type"]) == ("1.2.0", "dataset")
    assert generation.name in citation["version"]
    assert {"ODbL-1.0"}.isdisjoint(citation["license"])


# A generation of its own: an open data set, a non-commercial one, and what follows from both together.


def _rows(folder: Path, table: str, *rows: dict[str, str]) -> None:
    names = list(columns_of(RECORD_TABLES[table]))
    with (folder / table).open("w", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    root = tmp_path_factory.mktemp("mixed")
    for name in ("ontology", "shapes"):
        (root / name).symlink_to(default_source_tree().root / name)
    own, paid = root / "data" / "own", root / "data" / "paid"
    for folder, licence, reuse in ((own, "CC0-1.0", "open"), (paid, "CC-BY-NC-4.0", "non-commercial")):
        folder.mkdir(parents=True)
        (folder / "dataset.toml").write_text(DATASET.format(slug=folder.name, licence=licence, reuse=reuse))
    _rows(
        own,
        "entities.csv",
        {"id": "company/alpha", "name": "Alpha Ltd", "part_of": "company/beta"},
        {"id": "company/beta", "name": "Beta Ltd"},
        {"id": "company/delta", "name": "Delta Ltd", "row_licence": "CC BY-NC 4.0 (its list)"},
        {"id": "company/epsilon", "name": "Epsilon Ltd", "row_licence": "CC BY-SA 4.0"},
        {"id": "company/zeta", "name": "Zeta Ltd", "note": "Calls itself “the most secret fab of all”."},
    )
    _rows(
        paid,
        "entities.csv",
        {"id": "company/beta", "name": "Beta Ltd", "part_of": "company/gamma"},
        {"id": "company/gamma", "name": "Gamma Holdings of Nowhere"},
    )
    generation = build(SourceTree(root), root / "build").generation
    assert generation is not None
    return generation


def triples_of(generation: Generation, level: str, folder: Path) -> tuple[Archive, set[str]]:
    archive = Archive(write_archive(generation, level, list(FORMATS), folder / "archive.zip"))
    return archive, {str(quad.triple) for quad in archive.quads}


PART_OF = "<https://w3id.org/claimgraph/id/company/{}> <https://w3id.org/claimgraph/ns#partOf> "
FOLLOWS = PART_OF.format("alpha") + "<https://w3id.org/claimgraph/id/company/gamma>"


@pytest.mark.parametrize("level", LIMITED)
def test_a_non_commercial_graph_leaves_no_trace(mixed: Generation, tmp_path: Path, level: str) -> None:
    archive, triples = triples_of(mixed, level, tmp_path)
    assert archive.members_with("Gamma Holdings") == []
    assert FOLLOWS not in triples
    assert archive.members_with("graph/paid") == []
    assert "| paid | CC-BY-NC-4.0 | the whole graph: non-commercial |" in archive.text("WITHHELD.md")
    assert "LICENSES/CC-BY-NC-4.0.txt" not in archive.names


def test_the_archive_of_everything_keeps_what_follows_from_a_non_commercial_graph(
    mixed: Generation, tmp_path: Path
) -> None:
    archive, triples = triples_of(mixed, "all", tmp_path)
    assert FOLLOWS in triples
    assert "data/csv/paid/entities.csv" in archive.members_with("Gamma Holdings")
    assert "LICENSES/CC-BY-NC-4.0.txt" in archive.names


@pytest.mark.parametrize(
    ("level", "names"), [("open", set()), ("share-alike", {"Epsilon"}), ("all", {"Delta", "Epsilon"})]
)
def test_a_row_must_allow_the_reuse_that_the_archive_allows(
    mixed: Generation, tmp_path: Path, level: str, names: set[str]
) -> None:
    archive, _ = triples_of(mixed, level, tmp_path)
    assert {name for name in ("Delta", "Epsilon") if archive.members_with(f"{name} Ltd")} == names


def test_quoted_words_are_withheld_and_their_row_is_kept(mixed: Generation, tmp_path: Path) -> None:
    archive, _ = triples_of(mixed, "open", tmp_path)
    assert archive.members_with("most secret fab") == []
    assert "data/csv/own/entities.csv" in archive.members_with("Zeta Ltd")


@pytest.mark.parametrize(
    ("predicate", "value", "passages"),
    [
        ("skos:note", r'"He said \"all of the fabs\" there."@en', 1),
        ("skos:note", "\"the 'world's first 300mm fab' it is\"", 1),
        ("skos:note", r'"Called \"frontier models\" there."@en', 0),
        ("skos:note", "\"It's China's, and it isn't theirs.\"", 0),
        ("rdfs:label", r'"Author of \"What DeepSeek Means for Everyone\""@en', 0),
    ],
)
def test_a_passage_is_four_words_between_quotation_marks(predicate: str, value: str, passages: int) -> None:
    assert has_passage(f"<{namespaces.expand_iri(predicate)}>".encode(), value.encode()) == bool(passages)


def test_names_printed_in_an_excluded_data_set_are_withheld(tmp_path: Path) -> None:
    own, paid = f"{namespaces.GRAPH}own", f"{namespaces.GRAPH}paid"
    match, used, name = (
        namespaces.thing_iri("name-match/x"),
        namespaces.expand_iri("cg:usedIn"),
        namespaces.expand_iri("cg:matchedName"),
    )
    lines = [
        f'<{match}> <{name}> "Gamma as Printed" <{own}> .\n',
        f"<{match}> <{used}> <{paid}> <{own}> .\n",
        f'<{match}-2> <{name}> "Other" <{own}> .\n',
        f"<{match}-2> <{used}> <{own}> <{own}> .\n",
        f'<x:a> <x:b> "c" <{paid}> .\n',
    ]
    entry = {"licence": "CC0-1.0", "attribution": "Nobody", "sensitive": False}
    graphs = {
        own: entry | {"title": "own", "reuse": "open", "triples": 4},
        paid: entry | {"title": "paid", "reuse": "non-commercial", "triples": 1},
    }
    generation = publish_generation(
        tmp_path, "".join(lines).encode(), {"graphs": graphs, "versions": {}, "accounts": {}}
    )
    archive = Archive(write_archive(generation, "open", ["nq"], tmp_path / "own.zip"))
    assert archive.members_with("as Printed") == []
    assert len(archive.quads) == 2


# On the command line and over HTTP


@pytest.fixture(scope="module")
def build_folder(generation: Generation) -> Path:
    return generation.folder.parents[1]


def test_the_command_writes_one_archive_and_prints_its_name(
    build_folder: Path, generation: Generation, tmp_path: Path
) -> None:
    result = run(build_folder, "export", str(tmp_path), "--reuse", "share-alike", "--format", "csv")
    path = tmp_path / f"claimgraph-{generation.name}-share-alike-csv.zip"
    assert result.stdout.splitlines() == [str(path)]
    rows = csv.DictReader(io.StringIO(Archive(path).text("data/csv/fabs/fabs.csv")))
    assert len(list(rows)) == 79


@pytest.mark.parametrize("arguments", [("--reuse", "free"), ("--format", "doc")])
def test_an_unknown_reuse_or_format_is_wrong_usage(
    build_folder: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    result = run(build_folder, "export", str(tmp_path), *arguments)
    assert result.returncode == 2
    assert f"{arguments[1]!r} is none of" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_page_and_its_json_list_every_archive(site: httpx.Client, generation: Generation) -> None:
    page = site.get("/exports/", headers={"Accept": "text/html"}).text
    document = site.get("/exports/", headers={"Accept": "application/json"}).json()
    assert document["generation"] == generation.name
    urls = [archive["url"] for level in document["levels"] for archive in level["archives"]]
    assert len(urls) == len(REUSE_LEVELS) * len(FORMATS)
    assert all(f'href="{url}"' in page for url in urls)
    left_out = {level["reuse"]: [graph["iri"] for graph in level["left_out"]] for level in document["levels"]}
    assert f"{namespaces.GRAPH}fabs" in left_out["open"]
    assert left_out["all"] == []
    assert "graph/sensitive" not in page + json.dumps(document)


def test_an_archive_is_sent_whole_in_part_or_only_if_changed(
    site: httpx.Client, generation: Generation, tmp_path: Path
) -> None:
    url = f"/exports/claimgraph-{generation.name}-open-nq.zip"
    whole = site.get(url)
    assert (whole.status_code, whole.headers["content-type"]) == (200, "application/zip")
    expected = write_archive(generation, "open", ["nq"], tmp_path / "open.zip").read_bytes()
    assert whole.content == expected
    part = site.get(url, headers={"Range": "bytes=10-5009"})
    assert (part.status_code, part.content) == (206, expected[10:5010])
    assert site.get(url, headers={"If-None-Match": whole.headers["etag"]}).status_code == 304


def test_the_size_of_an_archive_is_stated_once_it_is_created(
    site: httpx.Client, generation: Generation
) -> None:
    url = f"/exports/claimgraph-{generation.name}-all-nq.zip"

    def size() -> int | None:
        levels = site.get("/exports/", headers={"Accept": "application/json"}).json()["levels"]
        entries = (entry for level in levels for entry in level["archives"])
        size: int | None = next(entry["bytes"] for entry in entries if entry["url"] == url)
        return size

    before = size()
    assert (before, size()) == (None, None)
    assert len(site.get(url).content) == size()


@pytest.mark.parametrize("name", ["claimgraph-0-open-nq.zip", "open.zip", "..%2Fcurrent", "%2E%2E/current"])
def test_an_archive_that_is_not_offered_is_not_found(site: httpx.Client, name: str) -> None:
    answer = site.get(f"/exports/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_no_archive_is_created_while_another_one_is(generation: Generation) -> None:
    cache = ArchiveCache(generation, "other")
    offer = next(cache.list_offers())
    with cache._lock:
        assert cache.create(offer) is False
    assert not offer.path.exists()
