"""Turns rows into records: our own tables, and publishers' files by a column map or a module each.

Nothing here knows RDF. Whoever adds a data set writes a folder in `data/`; docs/guides/add-a-data-set.md
says how.
"""

from claimgraph.sources.cells import render_cell
from claimgraph.sources.dataset_folder import DatasetRows, SourceFilesError, aliases_folder, read_dataset_rows
from claimgraph.sources.reconcile import ALIASES_FIX, read_aliases
from claimgraph.sources.record_tables import RECORD_TABLES, read_record_tables
from claimgraph.sources.registry import IMPORTERS
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import RecordRow, display_path, read_record_table

__all__ = [
    "ALIASES_FIX",
    "IMPORTERS",
    "RECORD_TABLES",
    "DatasetRows",
    "RecordRow",
    "SourceFilesError",
    "aliases_folder",
    "display_path",
    "read_aliases",
    "read_dataset_rows",
    "read_record_table",
    "read_record_tables",
    "render_cell",
    "slugify",
]
