"""Makes sure that an imported folder adds new rows and does not repeat those of other data sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from claimgraph import namespaces
from claimgraph.errors import RowError, RowErrors
from claimgraph.model import Entity, Speaker, SuspectObservation
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import subject_of
from claimgraph.sources import RecordRow, display_path

# These rows may add to a row of another data set; the shapes know what they must not repeat.
_MAY_ADD = (Entity, Speaker, SuspectObservation)
_FIX_ID = "Give the row an id of its own; or leave it out, since other rows can name what is there."
_FIX_NAME = (
    "If it is the same, leave the name out: the row then adds to it. If not, give it an id of its own."
)


def check_repeated_ids(datasets: list[DatasetGraph], imported_folders: Collection[Path]) -> None:
    """Make sure that no row of an imported folder has the id of another data set's row.

    Both would become one thing that nobody wrote. Only to an entity may a data set add, and where its
    name was made into an id without judging who it is, not even a name.

    Raises:
        RowErrors: Rows whose id is taken; each names the place of the other row, or of the name.
    """
    imported = [dataset for dataset in datasets if dataset.folder in imported_folders]
    shipped = [dataset for dataset in datasets if dataset.folder not in imported_folders]
    errors = [
        error
        for index, dataset in enumerate(imported)
        for earlier in (*shipped, *imported[:index])
        for error in (*_find_taken_ids(dataset, earlier), *_find_taken_names(dataset, earlier))
    ]
    if errors:
        raise RowErrors(errors)


def _find_taken_ids(dataset: DatasetGraph, earlier: DatasetGraph) -> Iterator[RowError]:
    """Rows of the earlier data set are read only if they describe a thing that a row here describes."""
    shared = dataset.subject_spans.keys() & earlier.subject_spans.keys()
    rows = [row for row in dataset.rows if _subject(row) in shared] if shared else []
    if all(isinstance(row.record, _MAY_ADD) for row in rows):
        return
    earlier_rows = defaultdict(list)
    for earlier_row in earlier.rows:
        earlier_rows[_subject(earlier_row)].append(earlier_row)
    for row in rows:
        if first := next((other for other in earlier_rows[_subject(row)] if _has_clash(row, other)), None):
            problem = f"{row.record.id!r} is already in {first.file}:{first.line}"
            yield RowError(row.file, row.line, "id", problem, _FIX_ID)


def _find_taken_names(dataset: DatasetGraph, earlier: DatasetGraph) -> Iterator[RowError]:
    paths = {subject.decode()[1:-1].removeprefix(namespaces.ID) for subject in dataset.subject_spans}
    if not earlier.minted.keys() & paths:
        return
    for row in dataset.rows:
        if isinstance(row.record, Entity) and row.record.name and row.record.id in earlier.minted:
            name, place = earlier.minted[row.record.id]
            problem = f"{row.record.id} is what {display_path(earlier.folder)}/{place} calls {name!r}"
            yield RowError(row.file, row.line, "name", problem, _FIX_NAME)


def _has_clash(row: RecordRow, other: RecordRow) -> bool:
    """An entity may have rows in several tables, such as a chip's facts, and an observation may be doubted
    by another data set; nothing else has two.
    """
    if type(row.record) is type(other.record):
        return not isinstance(row.record, _MAY_ADD)
    if SuspectObservation in (type(row.record), type(other.record)):
        return False
    kind = _subject(row).decode().removeprefix(f"<{namespaces.ID}").partition("/")[0]
    return kind not in namespaces.ENTITY_KINDS


def _subject(row: RecordRow) -> bytes:
    return str(subject_of(row.record)).encode()
