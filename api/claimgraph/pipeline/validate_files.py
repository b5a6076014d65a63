"""Checks files against the shapes without building: what a curator runs before handing work in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claimgraph import namespaces
from claimgraph.datasets import read_dataset
from claimgraph.errors import TableError
from claimgraph.pipeline.dataset_graph import Part, import_part
from claimgraph.pipeline.encode_rows import text_of, without_repetition
from claimgraph.pipeline.incremental import Memory
from claimgraph.pipeline.locate import Located, locate
from claimgraph.pipeline.user_datasets.repeated_rows import check_taken
from claimgraph.pipeline.validation_context import check_minted, check_withheld, context
from claimgraph.source_tree import SourceTree
from claimgraph.sources.own_tables import TABLES, read_folder
from claimgraph.sources.table import Row, read_table
from claimgraph.validation import ShapeRules, load_shape_rules, read_rdf_file, validate_ntriples


def check_files(source_tree: SourceTree, files: list[Path], memory: Memory) -> list[Located]:
    """What breaks a rule in these files: tables, folders of tables, dataset folders, RDF files.

    No files: the shipped data. Otherwise they are read together with the shipped data, whose rows with
    the same ids they replace. What they break elsewhere counts too: a new date of a source can put an
    utterance before it.

    Raises:
        ClaimgraphError: A file cannot be read at all.
    """
    parts, known = memory.parts(source_tree), load_shape_rules(source_tree)
    check_withheld(parts)
    check_taken(parts, source_tree.imported_folders)
    check_minted(parts)
    if not files:
        return memory.findings(parts, known)
    datasets = {path.resolve().name: path for path in files if _is_publishers(path)}
    others = [part for part in parts if part.dataset.slug not in datasets]
    new = [import_part(path, read_dataset(path)) for path in datasets.values()]
    found = [finding for part in new for finding in _check(part, others + new, known)]
    rest = [path for path in files if path not in datasets.values()]
    return found + (_check_rows(rest, others + new, known) if rest else [])


def _check_rows(files: list[Path], parts: list[Part], known: ShapeRules) -> list[Located]:
    """Check the rows of our own tables, with those that the files put in their place."""
    own = [part for part in parts if part.dataset.importer == "tables"]
    tables = [row for path in files if _is_table(path) for row in _read(path)]
    rows = _replaced([row for part in own for row in part.rows], tables)
    graphs = "".join(read_rdf_file(path).serialize(format="nt") for path in files if not _is_table(path))
    text = text_of(rows, namespaces.GRAPH + "curated") + graphs.encode()
    whole = replace(own[0], text=b"".join(sorted(set(text.splitlines(keepends=True)))), known_rows=rows)
    return _check(whole, [part for part in parts if part not in own], known)


def _check(part: Part, others: list[Part], known: ShapeRules) -> list[Located]:
    findings = validate_ntriples(part.text.decode(), known, context=context(part, others).decode())
    return locate(findings, part.rows)


def _is_publishers(path: Path) -> bool:
    return (path / "dataset.toml").exists() and read_dataset(path).importer != "tables"


def _is_table(path: Path) -> bool:
    return path.is_dir() or path.suffix == ".csv"


def _read(path: Path) -> list[Row]:
    if (path / "dataset.toml").exists():
        return import_part(path, read_dataset(path)).rows
    if path.is_dir():
        return without_repetition(read_folder(path))
    if path.name not in TABLES:
        fix = f"Rename it to one of {', '.join(TABLES)}; for a publisher's file name its dataset folder."
        raise TableError(str(path), "no table has this name", fix)
    return without_repetition(read_table(path, TABLES[path.name]))


def _replaced(shipped: list[Row], tables: list[Row]) -> list[Row]:
    """Several datasets may have a row on an entity; only one that is handed in takes another's place."""
    new = {(type(row.record), row.record.id): row for row in tables}
    kept = [row for row in shipped if (type(row.record), row.record.id) not in new]
    return kept + list(new.values())
