"""Checks files against the shapes without building: what a curator runs before handing work in."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from rdflib import Graph

from claimgraph import iris
from claimgraph.build.imports import Imported, check_withheld, import_dataset, said, without_repetition
from claimgraph.build.locate import Located, locate
from claimgraph.bundle import Bundle
from claimgraph.errors import TableError
from claimgraph.importers.rows import Row, read_table
from claimgraph.importers.tables import TABLES, read_folder
from claimgraph.validation import graph_of, read_rdf, shapes_graph, validate, vocabulary_graph


def check_files(bundle: Bundle, files: list[Path]) -> list[Located]:
    """What breaks a rule in these files: tables, folders of tables, RDF files. No files: the shipped data.

    They are read together with the shipped data, whose rows with the same ids they replace. What they
    break elsewhere counts too: a new date of a source can put an utterance before it.

    Raises:
        ClaimgraphError: A file cannot be read at all.
    """
    imported = [import_dataset(folder) for folder in bundle.dataset_folders]
    check_withheld(imported)
    shipped = [row for each in imported for row in each.rows]
    tables = [row for path in files if _is_table(path) for row in _read(path)]
    graphs = [read_rdf(path) for path in files if not _is_table(path)]
    rows = _replaced(shipped, tables)
    data = graph_of(said(rows, iris.GRAPH + "curated"))
    for graph in graphs:
        data += graph
    return _check(data, rows, bundle)


def check_imported(imported: list[Imported], bundle: Bundle) -> list[Located]:
    """What breaks a rule in imported datasets, each with its place."""
    data = graph_of(chain.from_iterable(each.triples for each in imported))
    return _check(data, [row for each in imported for row in each.rows], bundle)


def _check(data: Graph, rows: list[Row], bundle: Bundle) -> list[Located]:
    return locate(validate(data, shapes_graph(bundle), vocabulary=vocabulary_graph(bundle)), rows)


def _is_table(path: Path) -> bool:
    return path.is_dir() or path.suffix == ".csv"


def _read(path: Path) -> list[Row]:
    if (path / "dataset.toml").exists():
        return import_dataset(path).rows
    if path.is_dir():
        return without_repetition(read_folder(path))
    if path.name not in TABLES:
        raise TableError(str(path), "no table has this name", f"Rename it to one of {', '.join(TABLES)}.")
    return without_repetition(read_table(path, TABLES[path.name]))


def _replaced(shipped: list[Row], tables: list[Row]) -> list[Row]:
    rows = {(type(row.record), row.record.id): row for row in (*shipped, *tables)}
    return list(rows.values())
