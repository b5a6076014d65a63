"""Validates files without building: what a curator runs before handing work in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from claimgraph import namespaces
from claimgraph.datasets import read_dataset
from claimgraph.errors import TableError
from claimgraph.pipeline.dataset_checks import check_datasets
from claimgraph.pipeline.dataset_graph import DatasetGraph, import_dataset
from claimgraph.pipeline.incremental import IncrementalBuild
from claimgraph.pipeline.locate import LocatedViolation, locate_violations
from claimgraph.pipeline.row_triples import check_unique_ids, serialize_rows
from claimgraph.pipeline.validation_context import validation_context
from claimgraph.rdf import sort_lines
from claimgraph.source_tree import SourceTree
from claimgraph.sources import (
    RECORD_TABLES,
    RecordRow,
    is_workbook,
    read_record_table,
    read_record_tables,
    read_workbook_records,
)
from claimgraph.validation import ShapeRules, load_shape_rules, read_rdf_file, validate_ntriples


def validate_files(
    source_tree: SourceTree, files: list[Path], incremental: IncrementalBuild
) -> list[LocatedViolation]:
    """The violations in files: tables, folders of tables, data set folders, RDF files; without, in all data.

    Files are read together with the data of the source tree, whose rows with the same ids they replace.
    What they break elsewhere counts too: a new date of a source can put an utterance before it.

    Raises:
        ClaimgraphError: A file cannot be read at all.
    """
    folders = {path.resolve().name: path for path in files if _is_publishers_folder(path)}
    own_files = [path for path in files if path not in folders.values()]
    handed_in = _HandedIn.read(own_files)  # first: what cannot be read is told at once
    new = [import_dataset(path, read_dataset(path)) for path in folders.values()]
    dataset_graphs, rules = incremental.import_datasets(source_tree), load_shape_rules(source_tree)
    check_datasets(dataset_graphs, source_tree.imported_folders)
    if not files:
        return incremental.find_violations(dataset_graphs, rules)
    all_graphs = [graph for graph in dataset_graphs if graph.dataset.slug not in folders] + new
    violations = [violation for graph in new for violation in _validate(graph, all_graphs, rules)]
    violations += _validate_own_tables(handed_in, all_graphs, rules) if own_files else []
    return sorted(violations, key=lambda violation: violation.sort_key)


@dataclass(frozen=True, slots=True)
class _HandedIn:
    """What files say that are no folder of a publisher: rows of our tables, and triples (N-Triples)."""

    rows: list[RecordRow]
    triples: str

    @classmethod
    def read(cls, files: list[Path]) -> _HandedIn:
        rows = [row for path in files if _is_table(path) for row in _read_rows(path)]
        texts = (read_rdf_file(path).serialize(format="nt") for path in files if not _is_table(path))
        return cls(rows, "".join(texts))


def _validate_own_tables(
    handed_in: _HandedIn, all_graphs: list[DatasetGraph], rules: ShapeRules
) -> list[LocatedViolation]:
    """Validate the rows of our own tables, with those that were handed in in their place."""
    own = [graph for graph in all_graphs if not graph.dataset.files]
    rows = _replace_rows([row for graph in own for row in graph.rows], handed_in.rows)
    text = sort_lines(serialize_rows(rows, namespaces.GRAPH + "curated") + handed_in.triples.encode())
    merged = replace(own[0], text=text, imported_rows=rows)
    return _validate(merged, [graph for graph in all_graphs if graph not in own], rules)


def _validate(
    graph: DatasetGraph, all_graphs: list[DatasetGraph], rules: ShapeRules
) -> list[LocatedViolation]:
    context = validation_context(graph, all_graphs).decode()
    return locate_violations(
        validate_ntriples(graph.text.decode(), rules, context=context), graph.rows, rules
    )


def _is_publishers_folder(path: Path) -> bool:
    return (path / "dataset.toml").exists() and bool(read_dataset(path).files)


def _is_table(path: Path) -> bool:
    return path.is_dir() or path.suffix == ".csv" or is_workbook(path)


def _read_rows(path: Path) -> list[RecordRow]:
    if (path / "dataset.toml").exists():
        return import_dataset(path, read_dataset(path)).rows
    rows = [row for part in _parts_of(path) for row in _read_part(part)]
    check_unique_ids(rows)
    return rows


def _parts_of(path: Path) -> list[Path]:
    """Return a file, or a folder and the spreadsheets in it."""
    return [path, *filter(is_workbook, sorted(path.iterdir()))] if path.is_dir() else [path]


def _read_part(path: Path) -> list[RecordRow]:
    if path.is_dir():
        return read_record_tables(path)
    return read_workbook_records(path) if is_workbook(path) else _read_table(path)


def _read_table(path: Path) -> list[RecordRow]:
    if path.name not in RECORD_TABLES:
        names = ", ".join(RECORD_TABLES)
        fix = f"Rename it to one of {names}; for a publisher's file name its dataset folder."
        raise TableError(str(path), "no table has this name", fix)
    return read_record_table(path, RECORD_TABLES[path.name])


def _replace_rows(rows: list[RecordRow], handed_in: list[RecordRow]) -> list[RecordRow]:
    """Several data sets may have a row on an entity; only one that is handed in takes another's place."""
    replacements = {(type(row.record), row.record.id): row for row in handed_in}
    remaining = [row for row in rows if (type(row.record), row.record.id) not in replacements]
    return [*remaining, *replacements.values()]
