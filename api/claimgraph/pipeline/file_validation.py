"""Checks files against the shapes without building: what a curator runs before handing work in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claimgraph import namespaces
from claimgraph.datasets import read_dataset
from claimgraph.errors import TableError
from claimgraph.pipeline.dataset_graph import DatasetGraph, import_dataset
from claimgraph.pipeline.incremental import IncrementalBuild
from claimgraph.pipeline.locate import LocatedViolation, locate_violations
from claimgraph.pipeline.repeated_ids import check_repeated_ids
from claimgraph.pipeline.row_triples import check_unique_ids, serialize_rows
from claimgraph.pipeline.validation_context import check_minted_ids, check_withheld_claims, validation_context
from claimgraph.rdf import sort_lines
from claimgraph.source_tree import SourceTree
from claimgraph.sources import RECORD_TABLES, RecordRow, read_record_table, read_record_tables
from claimgraph.validation import ShapeRules, load_shape_rules, read_rdf_file, validate_ntriples


def validate_files(
    source_tree: SourceTree, files: list[Path], memory: IncrementalBuild
) -> list[LocatedViolation]:
    """What breaks a rule in these files: tables, folders of tables, dataset folders, RDF files.

    No files: the shipped data. Otherwise they are read together with the shipped data, whose rows with
    the same ids they replace. What they break elsewhere counts too: a new date of a source can put an
    utterance before it.

    Raises:
        ClaimgraphError: A file cannot be read at all.
    """
    parts, known = memory.import_datasets(source_tree), load_shape_rules(source_tree)
    check_withheld_claims(parts)
    check_repeated_ids(parts, source_tree.imported_folders)
    check_minted_ids(parts)
    if not files:
        return memory.find_violations(parts, known)
    datasets = {path.resolve().name: path for path in files if _is_publishers(path)}
    others = [part for part in parts if part.dataset.slug not in datasets]
    new = [import_dataset(path, read_dataset(path)) for path in datasets.values()]
    found = [finding for part in new for finding in _check(part, others + new, known)]
    rest = [path for path in files if path not in datasets.values()]
    return found + (_check_rows(rest, others + new, known) if rest else [])


def _check_rows(files: list[Path], parts: list[DatasetGraph], known: ShapeRules) -> list[LocatedViolation]:
    """Check the rows of our own tables, with those that the files put in their place."""
    own = [part for part in parts if not part.dataset.files]
    tables = [row for path in files if _is_table(path) for row in _read(path)]
    rows = _replaced([row for part in own for row in part.rows], tables)
    graphs = "".join(read_rdf_file(path).serialize(format="nt") for path in files if not _is_table(path))
    text = serialize_rows(rows, namespaces.GRAPH + "curated") + graphs.encode()
    whole = replace(own[0], text=sort_lines(text), imported_rows=rows)
    return _check(whole, [part for part in parts if part not in own], known)


def _check(part: DatasetGraph, others: list[DatasetGraph], known: ShapeRules) -> list[LocatedViolation]:
    findings = validate_ntriples(part.text.decode(), known, context=validation_context(part, others).decode())
    return locate_violations(findings, part.rows)


def _is_publishers(path: Path) -> bool:
    return (path / "dataset.toml").exists() and bool(read_dataset(path).files)


def _is_table(path: Path) -> bool:
    return path.is_dir() or path.suffix == ".csv"


def _read(path: Path) -> list[RecordRow]:
    if (path / "dataset.toml").exists():
        return import_dataset(path, read_dataset(path)).rows
    if path.is_dir():
        return check_unique_ids(read_record_tables(path))
    if path.name not in RECORD_TABLES:
        fix = (
            f"Rename it to one of {', '.join(RECORD_TABLES)}; for a publisher's file name its dataset folder."
        )
        raise TableError(str(path), "no table has this name", fix)
    return check_unique_ids(read_record_table(path, RECORD_TABLES[path.name]))


def _replaced(shipped: list[RecordRow], tables: list[RecordRow]) -> list[RecordRow]:
    """Several datasets may have a row on an entity; only one that is handed in takes another's place."""
    new = {(type(row.record), row.record.id): row for row in tables}
    kept = [row for row in shipped if (type(row.record), row.record.id) not in new]
    return kept + list(new.values())
