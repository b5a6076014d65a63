"""A folder of a person's own tables: it gets a graph, or everything stays as it was."""

from __future__ import annotations

import csv
import re
import resource
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from claimgraph import namespaces
from claimgraph.datasets import Dataset
from claimgraph.documents import allowed_graphs
from claimgraph.errors import ClaimgraphError
from claimgraph.generations import FileWriteError, Generation, current_generation
from claimgraph.model import columns_of
from claimgraph.pipeline import BuildReport, build, validate_files
from claimgraph.pipeline.user_datasets import UserDatasets
from claimgraph.source_tree import SourceTree
from claimgraph.sources import RECORD_TABLES
from tests.support.builds import build_folder
from tests.support.source_trees import incremental_build

TODAY = date(2026, 11, 27)
SPREADSHEETS = Path(__file__).parents[1] / "sources" / "spreadsheets"

Cells = dict[str, str]
MEASURED: Cells = {
    "id": "mine-fabs",
    "metric": "notable-ai-models",
    "subjects": "nation/us",
    "value": "41",
    "unit": "models",
    "period": "2024",
    "source": "1ai-net-2024-tsmc-2nm",
    "source_text": "41 models",
}
SAID: dict[str, Cells] = {
    "entities.csv": {"id": "person/example-writer", "name": "Example Writer", "nation": "nation/us"},
    "speakers.csv": {
        "id": "person/example-writer",
        "names_as_printed": "E. Writer",
        "speaker_type": "person",
        "nation": "nation/us",
    },
    "sources.csv": {
        "id": "example-2025-post",
        "kind": "blog-post",
        "title": "A post",
        "publisher": "unknown",
        "publisher_as_printed": "Example",
        "url": "https://example.org/post",
        "tier": "primary",
    },
    "claims.csv": {
        "id": "example-2025-models",
        "identifier": "X001",
        "text": "US institutions produced 41 notable AI models in 2024.",
        "language": "en",
        "claim_type": "factual-quantitative",
        "topics": "models",
        "about": "nation/us",
        "sensitive": "false",
    },
    "quantity_propositions.csv": {
        "id": "example-2025-models-us",
        "claim": "example-2025-models",
        "metric": "notable-ai-models",
        "subjects": "nation/us",
        "comparator": "equal",
        "value": "41",
        "unit": "models",
        "period": "2024",
        "source_text": "41 models",
    },
    "observations.csv": MEASURED | {"source": "example-2025-post"},
    "utterances.csv": {
        "id": "example-2025-models",
        "claim": "example-2025-models",
        "speaker": "person/example-writer",
        "speaker_as_printed": "E. Writer",
        "said": "2025-03",
        "source": "example-2025-post",
        "modality": "asserted",
        "attribution_confidence": "high",
    },
}

Home = tuple[SourceTree, Path]


@pytest.fixture(scope="module")
def base(generation: Generation) -> Home:
    """Our own tables, built; nothing writes to it."""
    home = build_folder(generation)
    return SourceTree(home.parent / "tree"), home


@pytest.fixture
def imports(base: Home, tmp_path: Path) -> UserDatasets:
    return UserDatasets(base[0], Path(shutil.copytree(base[1], tmp_path / "build")))


@dataclass(frozen=True)
class Brought:
    """An import, and what it gave back."""

    imports: UserDatasets
    dataset: Dataset
    report: BuildReport


@pytest.fixture(scope="module")
def first(base: Home, tmp_path_factory: pytest.TempPathFactory) -> Brought:
    """Our own tables with an import beside them; nothing writes to it."""
    folder = tmp_path_factory.mktemp("first")
    imports = UserDatasets(base[0], Path(shutil.copytree(base[1], folder / "build")))
    return Brought(imports, *imports.import_folder(folder_of(folder / "My claims", SAID), TODAY))


@pytest.fixture
def having(first: Brought, tmp_path: Path) -> UserDatasets:
    """A copy of `first`."""
    home = Path(shutil.copytree(first.imports.build_folder, tmp_path / "build"))
    return UserDatasets(first.imports.source_tree, home)


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """A folder with a claim and all it needs."""
    return folder_of(tmp_path / "My claims", SAID)


def folder_of(folder: Path, tables: dict[str, Cells]) -> Path:
    folder.mkdir()
    for file, cells in tables.items():
        put(folder / file, cells)
    return folder


def put(path: Path, *rows: Cells) -> None:
    """Write a table as spreadsheets do, with a mark and their line ends; cells not given are empty."""
    names = columns_of(RECORD_TABLES[path.name])
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([list(names), *([row.get(name, "") for name in names] for row in rows)])


def stored(imports: UserDatasets) -> dict[str, bytes]:
    """All that must survive a failure; notes of what was checked may be other ones."""
    home = imports.build_folder
    paths = [
        path for path in home.rglob("*") if path.is_file() and "cache" not in path.relative_to(home).parts
    ]
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in paths}


def graph(imports: UserDatasets, slug: str) -> list[str]:
    text = current_generation(imports.build_folder).graph_file.read_text("utf-8")
    return [line for line in text.splitlines() if line.endswith(f" <{namespaces.GRAPH}{slug}> .")]


def verdicts(home: Path) -> dict[str, str]:
    """Computed verdicts by the id of the assessment."""
    lines = current_generation(home).graph_file.read_text("utf-8").splitlines()
    found = (_VERDICT.match(line) for line in lines)
    return {match[1]: match[2] for match in found if match}


_VERDICT = re.compile(
    rf"<{namespaces.ID}assessment/(\S+)> <{namespaces.CG}verdict(?:WhenSaid)?> <\S+/verdict/(\S+)> "
    rf"<{namespaces.GRAPH}assessments> \.$"
)


def later_build(imports: UserDatasets) -> BuildReport:
    return build(imports.source_tree.with_imports(imports.build_folder), imports.build_folder)


def test_a_folder_gets_a_graph_of_its_own_named_after_it(first: Brought) -> None:
    assert first.dataset.graph_iri == namespaces.GRAPH + "my-claims"
    assert [line for line in graph(first.imports, "my-claims") if "claim/example-2025-models>" in line]


def test_the_catalogue_describes_the_graph_of_an_import(first: Brought) -> None:
    described = f"<{first.dataset.graph_iri}> <{namespaces.expand_iri('dcterms:title')}> "
    assert [line for line in graph(first.imports, "catalog") if line.startswith(described + '"My claims"')]


def test_exactly_those_verdicts_move_that_the_import_bears_on(base: Home, first: Brought) -> None:
    before, after = verdicts(base[1]), verdicts(first.imports.build_folder)
    assert {(name, before.get(name), now) for name, now in after.items() if before.get(name) != now} == {
        ("ai-index-2025-notable-models-2024-computed", "unresolved", "contradicted"),  # said 40
        ("example-2025-models-computed", None, "unresolved"),  # the one measurement is the claim's own
        ("example-2025-models-when-said", None, "unresolved"),  # known since the import was issued
    }
    assert before.keys() <= after.keys()


def test_what_an_import_denies_is_checked_against_what_it_states(imports: UserDatasets, said: Path) -> None:
    chip = {"id": "chip/example-x1", "name": "Example X1", "manufacturers": "company/smic"}
    (said / "quantity_propositions.csv").unlink()
    put(said / "entities.csv", SAID["entities.csv"], chip)
    put(said / "relation_propositions.csv", _RELATION)
    imports.import_folder(said, TODAY)
    assert verdicts(imports.build_folder)["example-2025-models-computed"] == "contradicted"


_RELATION = {
    "id": "example-2025-x1-smic",
    "claim": "example-2025-models",
    "subject": "chip/example-x1",
    "predicate": "manufactured-by",
    "object": "company/smic",
    "negated": "true",
}


def test_a_folder_with_observations_alone_can_be_imported(imports: UserDatasets, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "measured", {"observations.csv": MEASURED})
    imports.import_folder(folder, TODAY, "mine")
    assert [line for line in graph(imports, "mine") if "observation/mine-fabs>" in line]


def test_an_import_reads_and_checks_only_what_is_new(first: Brought) -> None:
    work = first.report.work
    assert (work.imported, work.validated) == (["my-claims"], ["my-claims"])


def test_later_builds_have_what_was_imported(first: Brought) -> None:
    later = later_build(first.imports)
    assert later.unchanged
    assert later.generation == first.report.generation


def test_a_later_build_reads_the_import_again_when_its_rows_have_changed(having: UserDatasets) -> None:
    put(having.build_folder / "imported" / "my-claims" / "observations.csv", MEASURED)
    assert later_build(having).work.imported == ["my-claims"]


OWN_TERMS: dict[str, Cells] = {
    "metrics.csv": {
        "id": "my-claims-chip-designers",
        "name": "chip designers",
        "definition": "People who design chips and work in a nation.",
        "quantity_kind": "count",
        "minimum": "0",
    },
    "units.csv": {
        "id": "my-claims-designers",
        "name": "designers",
        "definition": "One person who designs chips.",
        "quantity_kind": "count",
    },
    "topics.csv": {
        "id": "my-claims-labour",
        "name": "labour",
        "definition": "Who makes chips, and how many they are.",
    },
}


def test_an_import_may_bring_metrics_units_and_topics_of_its_own(
    imports: UserDatasets, said: Path, tmp_path: Path
) -> None:
    for file, cells in OWN_TERMS.items():
        put(said / file, cells)
    terms = {"metric": "my-claims-chip-designers", "unit": "my-claims-designers"}
    put(said / "claims.csv", SAID["claims.csv"] | {"topics": "my-claims-labour"})
    for file in ("quantity_propositions.csv", "observations.csv"):
        put(said / file, SAID[file] | terms)
    imports.import_folder(said, TODAY)
    lines = graph(imports, "my-claims")
    assert [
        line for line in lines if "vocab/metric/my-claims-chip-designers>" in line and "definition" in line
    ]
    put(said / "observations.csv", SAID["observations.csv"] | terms | {"unit": "unit:PERCENT"})
    with pytest.raises(ClaimgraphError, match=r"observations\.csv:2: column 'unit': cgs:Quantity-unit-kind"):
        imports.import_folder(said, TODAY)
    put(said / "metrics.csv", OWN_TERMS["metrics.csv"] | {"id": "chip-designers"})
    with pytest.raises(ClaimgraphError, match=r"metrics\.csv:2: column 'id': .*Begin it with my-claims-"):
        imports.import_folder(said, TODAY)
    put(said / "metrics.csv", OWN_TERMS["metrics.csv"] | {"definition": ""})
    with pytest.raises(ClaimgraphError, match=r"metrics\.csv:2: column 'definition': the cell is empty"):
        imports.import_folder(said, TODAY)


@pytest.mark.parametrize("name", ["libreoffice-7.4.ods", "libreoffice-7.4.xlsx"])
def test_a_spreadsheet_is_imported_as_the_tables_it_holds(
    imports: UserDatasets, tmp_path: Path, name: str
) -> None:
    path = Path(shutil.copy(SPREADSHEETS / name, tmp_path / f"My claims{Path(name).suffix}"))
    dataset, report = imports.import_folder(path, TODAY)
    assert (dataset.slug, dataset.title) == ("my-claims", "My claims")
    assert report.generation is not None
    accounts = report.generation.manifest["accounts"]["my-claims"]
    assert {file: account["imported"] for file, account in accounts.items()} == dict.fromkeys(SAID, 1)


def test_a_rule_that_a_sheet_breaks_is_told_by_its_row(imports: UserDatasets, tmp_path: Path) -> None:
    book = load_workbook(SPREADSHEETS / "libreoffice-7.4.xlsx", data_only=True)
    book["claims"]["F2"] = "fab"
    book["claims"].insert_rows(2, 3)
    (tmp_path / "mine").mkdir()
    book.save(tmp_path / "mine" / "all.xlsx")
    with pytest.raises(
        ClaimgraphError, match=r"mine/all\.xlsx, sheet 'claims':5: column 'topics': cgs:Claim-topic"
    ):
        imports.import_folder(tmp_path / "mine", TODAY)
    put(tmp_path / "mine" / "claims.csv", SAID["claims.csv"])
    with pytest.raises(ClaimgraphError, match=r"all\.xlsx, sheet 'claims': claims\.csv is there twice"):
        imports.import_folder(tmp_path / "mine", TODAY)


def test_an_import_of_the_same_name_replaces_the_earlier_one(having: UserDatasets, tmp_path: Path) -> None:
    having.import_folder(folder_of(tmp_path / "measured", {"observations.csv": MEASURED}), TODAY, "my-claims")
    assert not [line for line in graph(having, "my-claims") if "example-2025" in line]
    assert [path.name for path in (having.build_folder / "imported").rglob("*.csv")] == ["observations.csv"]


def test_what_is_forgotten_leaves_the_graph_as_it_was(base: Home, having: UserDatasets) -> None:
    having.remove("my-claims")
    before, after = (current_generation(folder) for folder in (base[1], having.build_folder))
    assert after.graph_file.read_bytes() == before.graph_file.read_bytes()
    assert after.manifest == before.manifest
    assert list((having.build_folder / "imported").iterdir()) == []


def test_only_what_was_imported_can_be_forgotten(having: UserDatasets) -> None:
    with pytest.raises(ClaimgraphError, match=r"No import is called 'curated'\. There are my-claims\."):
        having.remove("curated")


def test_an_import_that_another_needs_stays(having: UserDatasets, tmp_path: Path) -> None:
    citing = MEASURED | {"id": "citing", "source": "example-2025-post"}
    having.import_folder(folder_of(tmp_path / "citing", {"observations.csv": citing}), TODAY)
    before = stored(having)
    with pytest.raises(
        ClaimgraphError, match=r"citing/observations\.csv:2: column 'source'.*\nmy-claims stays"
    ):
        having.remove("my-claims")
    assert stored(having) == before


def test_a_disk_without_space_for_the_copy_is_no_fault_of_the_folder(said: Path, tmp_path: Path) -> None:
    imports = UserDatasets(SourceTree(tmp_path), tmp_path / "build")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        with pytest.raises(FileWriteError, match=r"Free space on its disk") as raised:
            imports.import_folder(said, TODAY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert raised.value.path.is_relative_to(tmp_path / "build")
    assert list((tmp_path / "build" / "imported").iterdir()) == []


def test_a_made_dataset_toml_claims_no_terms_and_no_open_archive_has_the_data(first: Brought) -> None:
    dataset, generation = first.dataset, first.report.generation
    assert generation is not None
    terms = (dataset.title, dataset.publisher, dataset.licence, dataset.issued)
    assert terms == ("My claims", "not stated", "LicenseRef-not-stated", TODAY)
    held = [
        dataset.graph_iri in allowed_graphs(generation, level) for level in ("open", "share-alike", "all")
    ]
    assert held == [False, False, True]


def test_a_folder_keeps_its_own_dataset_toml(imports: UserDatasets, said: Path) -> None:
    (said / "dataset.toml").write_text(_toml('reuse = "open"'))
    dataset, _ = imports.import_folder(said, TODAY)
    assert (dataset.title, dataset.reuse, dataset.issued) == ("Mine", "open", date(2026, 1, 2))


def test_a_folder_that_says_it_is_sensitive_is_withheld(imports: UserDatasets, said: Path) -> None:
    (said / "dataset.toml").write_text(_toml('reuse = "open"\nsensitive = true'))
    put(said / "claims.csv", SAID["claims.csv"] | {"sensitive": "true"})
    put(said / "sources.csv", SAID["sources.csv"] | {"url": ""})
    _, report = imports.import_folder(said, TODAY)
    assert report.generation is not None
    assert namespaces.GRAPH + "my-claims" in report.generation.withheld_graphs
    assert not [line for line in graph(imports, "assessments") if "example-2025-models" in line]


def _toml(more: str) -> str:
    words = ("title", "description", "publisher", "version", "attribution")
    lines = [f'{word} = "Mine"' for word in words]
    return "\n".join([*lines, 'licence = "CC0-1.0"', "issued = 2026-01-02", 'importer = "tables"', more])


_FILE = f'\n[[files]]\npath = "theirs.csv"\nsha256 = "{"0" * 64}"\nimported = 1\n'


def changed(file: str, **cells: str) -> Callable[[Path], None]:
    return lambda folder: put(folder / file, SAID[file] | cells)


def added(file: str, text: str = "") -> Callable[[Path], None]:
    return lambda folder: void(folder.joinpath(file).write_text(text))


def judged(id_: str) -> Callable[[Path], None]:
    cells = {"claim": "example-2025-models", "verdict": "mixed", "judged_by": "unknown", "source": "unknown"}
    return lambda folder: put(folder / "assessments.csv", {"id": id_} | cells)


def without_rows(folder: Path) -> None:
    for path in folder.iterdir():
        put(path)


def void(_: object) -> None:
    """For a function that is called for what it does."""


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (changed("observations.csv", value="many"), r"My claims/observations\.csv:2: column 'value'"),
        (
            changed("observations.csv", metric="no-such"),
            r"My claims/observations\.csv:2: column 'metric': cgs:",
        ),
        (
            changed("utterances.csv", speaker="person/nobody"),
            r"My claims/utterances\.csv:2: column 'speaker': ",
        ),
        (
            changed("claims.csv", sensitive="true"),
            r"My claims/claims\.csv:2: column 'sensitive': differs from dataset 'my-claims'",
        ),
        (
            changed("utterances.csv", claim="seed-post-2025-ai-serves-control-of-citizens"),
            r"My claims/utterances\.csv:2: .* names a withheld claim",
        ),
        (
            changed("sources.csv", id="1ai-net-2024-tsmc-2nm"),
            r"My claims/sources\.csv:2: column 'id': '1ai-net-2024-tsmc-2nm' is already in .*"
            r"data/curated/sources\.csv:2\. Give the row",
        ),
        (added("claims.csv", "id,text\n"), r"My claims/claims\.csv:1: missing columns"),
        (added("facts.csv"), r"My claims/facts\.csv: no table has this name\. Tables are claims\.csv"),
        (added("aliases.csv"), r"My claims/aliases\.csv: no table has this name"),
        (added("dataset.toml", "title = 1"), r"My claims/dataset\.toml: .*title: Input should be"),
        (added("dataset.toml", _toml('reuse = "open"').replace('"tables"', '"ror-subset"')), "importer"),
        (added("dataset.toml", _toml('reuse = "open"\nslug = "x"')), r"dataset\.toml: slug"),
        (
            added("dataset.toml", _toml('reuse = "open"') + _FILE),
            r"My claims/dataset\.toml: files: only our own tables can be imported",
        ),
        (
            added("dataset.toml", _toml('reuse = "open"').replace("2026-01-02", "2026-11-28")),
            r"My claims/dataset\.toml: issued: 2026-11-28 is yet to come",
        ),
        (
            added("dataset.toml", _toml('reuse = "open"').replace("CC0-1.0", "my own")),
            r"My claims/dataset\.toml: licence: ",
        ),
        (judged("example-2025-models-computed"), r"My claims/assessments\.csv:2: column 'id': .*computed"),
        (without_rows, r"My claims: no table in it has a row"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_nothing_changes(
    having: UserDatasets, said: Path, spoil: Callable[[Path], None], problem: str
) -> None:
    before = stored(having)
    spoil(said)
    with pytest.raises(ClaimgraphError, match=problem) as raised:
        having.import_folder(said, TODAY)
    assert ".staging" not in str(raised.value)
    assert stored(having) == before


def test_an_interrupted_import_changes_nothing(having: UserDatasets, said: Path) -> None:
    before = stored(having)

    def interrupt(step: str) -> None:
        if step == "publish":
            raise KeyboardInterrupt

    put(said / "observations.csv", MEASURED)
    with pytest.raises(KeyboardInterrupt):
        UserDatasets(having.source_tree, having.build_folder, interrupt).import_folder(said, TODAY)
    assert stored(having) == before


def test_what_cannot_be_a_folder_of_tables_is_told(imports: UserDatasets, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    for name, problem in (
        ("empty", "there is no table in it"),
        ("file", "is a file"),
        ("missing", "there is no such folder"),
    ):
        with pytest.raises(ClaimgraphError, match=f"{name}: {problem}"):
            imports.import_folder(tmp_path / name, TODAY)


@pytest.mark.parametrize(
    ("name", "problem"), [("curated", "shipped"), ("inferred", "shipped"), ("../x", "slug"), ("My", "slug")]
)
def test_a_name_that_is_taken_or_is_no_slug_is_refused(
    imports: UserDatasets, said: Path, name: str, problem: str
) -> None:
    with pytest.raises(ClaimgraphError, match=rf"'{name}' .*{problem}.*--name"):
        imports.import_folder(said, TODAY, name)


def test_an_import_may_add_to_an_entity_that_is_shipped(imports: UserDatasets, tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path / "more", {"entities.csv": {"id": "company/tsmc", "alt_names": "Example alias"}}
    )
    imports.import_folder(folder, TODAY)
    assert [line for line in graph(imports, "more") if "company/tsmc>" in line and "Example alias" in line]


def test_two_imports_cannot_have_the_same_row(having: UserDatasets, tmp_path: Path) -> None:
    again = folder_of(tmp_path / "again", {"observations.csv": SAID["observations.csv"]})
    with pytest.raises(ClaimgraphError, match=r"'mine-fabs' is already in .*observations\.csv:2"):
        having.import_folder(again, TODAY)


def test_files_handed_in_are_checked_together_with_what_was_imported(first: Brought, tmp_path: Path) -> None:
    imports = first.imports
    path = tmp_path / "observations.csv"
    put(path, MEASURED | {"id": "citing", "source": "example-2025-post"})
    shutil.copytree(imports.build_folder / "cache", tmp_path / "notes" / "cache")
    notes = incremental_build(tmp_path / "notes")
    assert validate_files(imports.source_tree, [path], notes)
    assert validate_files(imports.source_tree.with_imports(imports.build_folder), [path], notes) == []


def test_warnings_name_the_folder_and_later_the_copy(imports: UserDatasets, said: Path) -> None:
    put(said / "sources.csv", SAID["sources.csv"] | {"issued": "2025-02"})  # said in March
    _, report = imports.import_folder(said, TODAY)
    copy = imports.build_folder / "imported" / "my-claims"
    assert _places(report) == [f"{said}/utterances.csv:2: column 'said'"]
    (imports.build_folder / "last-build.json").unlink()
    assert _places(later_build(imports)) == [f"{copy}/utterances.csv:2: column 'said'"]


def _places(report: BuildReport) -> list[str]:
    return [warning.place for warning in report.warnings]
