"""Archives for people who take the data away. The same generation gives the same bytes."""

from claimgraph.exports.archive import FORMATS, write_archive
from claimgraph.exports.levels import LEVELS

__all__ = ["FORMATS", "LEVELS", "write_archive"]
