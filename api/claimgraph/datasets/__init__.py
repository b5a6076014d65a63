"""The dataset.toml of each data set: how it may be reused, and how its files become records."""

from claimgraph.datasets.column_map import (
    ColumnMap,
    ObservationMap,
    RecordMap,
    SourceFile,
)
from claimgraph.datasets.dataset import (
    REUSE_KINDS,
    Dataset,
    DatasetError,
    JointTerms,
    ReuseTerms,
    Series,
    joint_terms,
    read_dataset,
    strictest_terms,
)
from claimgraph.datasets.open_points import OPEN_POINT, OpenPoint, find_open_points
from claimgraph.datasets.stated_licences import find_spdx_ids, find_stated_reuse, read_stated_terms
from claimgraph.datasets.written import WrittenDataset, describe_written

__all__ = [
    "OPEN_POINT",
    "REUSE_KINDS",
    "ColumnMap",
    "Dataset",
    "DatasetError",
    "JointTerms",
    "ObservationMap",
    "OpenPoint",
    "RecordMap",
    "ReuseTerms",
    "Series",
    "SourceFile",
    "WrittenDataset",
    "describe_written",
    "find_open_points",
    "find_spdx_ids",
    "find_stated_reuse",
    "joint_terms",
    "read_dataset",
    "read_stated_terms",
    "strictest_terms",
]
