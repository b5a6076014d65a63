"""Archives for people who take the data away. The same generation gives the same bytes."""

from claimgraph.documents.rights import REUSE_LEVELS
from claimgraph.exports.archive import FORMATS, write_archive

__all__ = ["FORMATS", "REUSE_LEVELS", "write_archive"]
