"""Reads spreadsheets, XLSX and ODS, as tables of ours. docs/reference/columns.md says what a cell becomes.

`xlsx` and `ods` read the cells of a sheet as texts, `number_formats` what a program shows in them, `parts`
the files in the archive; `tables` says which sheet is which table.
"""

from claimgraph.sources.workbooks.tables import (
    WorkbookTable,
    is_workbook,
    read_workbook_records,
    read_workbook_tables,
)

__all__ = ["WorkbookTable", "is_workbook", "read_workbook_records", "read_workbook_tables"]
