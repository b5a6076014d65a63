"""Turns rows into records: our own tables, and publishers' files by a column map or a module each.

Nothing here knows RDF. Whoever adds a data set writes a folder in `data/`; docs/guides/add-a-data-set.md
says how.
"""

from claimgraph.sources.column_proposals import ColumnProposal, propose_columns, read_raw_rows
from claimgraph.sources.csv_lines import cells_by_column, display_path, read_lines
from claimgraph.sources.dataset_folder import DatasetRows, read_dataset_rows
from claimgraph.sources.discovery import IMPORTERS_PACKAGE, find_importer, importer_names
from claimgraph.sources.own_lines import has_rows
from claimgraph.sources.reconcile import aliases_fix
from claimgraph.sources.record_cells import render_cell
from claimgraph.sources.record_tables import RECORD_TABLES, read_record_tables
from claimgraph.sources.records import RecordRow, read_record_table
from claimgraph.sources.slugs import slugify
from claimgraph.sources.source_files import SourceFilesError
from claimgraph.sources.workbooks import (
    WorkbookTable,
    is_workbook,
    read_workbook_records,
    read_workbook_tables,
)

__all__ = [
    "IMPORTERS_PACKAGE",
    "RECORD_TABLES",
    "ColumnProposal",
    "DatasetRows",
    "RecordRow",
    "SourceFilesError",
    "WorkbookTable",
    "aliases_fix",
    "cells_by_column",
    "display_path",
    "find_importer",
    "has_rows",
    "importer_names",
    "is_workbook",
    "propose_columns",
    "read_dataset_rows",
    "read_lines",
    "read_raw_rows",
    "read_record_table",
    "read_record_tables",
    "read_workbook_records",
    "read_workbook_tables",
    "render_cell",
    "slugify",
]
