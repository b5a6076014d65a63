"""A user's own data beside the shipped: a folder of tables or a file of ClaimReviews, in its own graph."""

from claimgraph.pipeline.user_datasets.folder_copy import IncomingFolderError
from claimgraph.pipeline.user_datasets.imported_folders import ImportRejectedError, UserDatasets
from claimgraph.pipeline.user_datasets.path_import import import_path

__all__ = ["ImportRejectedError", "IncomingFolderError", "UserDatasets", "import_path"]
