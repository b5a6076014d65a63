"""Makes a generation of the graph from a source tree, and validates files as a build would.

`build` is the list of steps; each step is a module here or a room below this one. `catalog` describes the
graphs, `user_datasets` adds data sets of a user's own.
"""

from claimgraph.pipeline.build import BuildReport, build
from claimgraph.pipeline.build_steps import InconsistentOntologyError, InvalidDataError
from claimgraph.pipeline.dataset_graph import DatasetGraph, import_dataset
from claimgraph.pipeline.file_validation import validate_files
from claimgraph.pipeline.incremental import BuildWork, IncrementalBuild
from claimgraph.pipeline.locate import LocatedViolation
from claimgraph.pipeline.minted_ids import TakenIdError
from claimgraph.pipeline.new_dataset import NewDatasetError, write_new_dataset
from claimgraph.pipeline.ontology_files import OntologyError, merge_ontology, read_ontology
from claimgraph.pipeline.own_graphs import OWN_GRAPHS
from claimgraph.pipeline.row_triples import row_triples

__all__ = [
    "OWN_GRAPHS",
    "BuildReport",
    "BuildWork",
    "DatasetGraph",
    "InconsistentOntologyError",
    "IncrementalBuild",
    "InvalidDataError",
    "LocatedViolation",
    "NewDatasetError",
    "OntologyError",
    "TakenIdError",
    "build",
    "import_dataset",
    "merge_ontology",
    "read_ontology",
    "row_triples",
    "validate_files",
    "write_new_dataset",
]
