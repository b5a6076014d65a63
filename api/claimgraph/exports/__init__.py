"""Files for people who take the data away. The same generation gives the same bytes."""

from claimgraph.exports.files import FORMATS, export

__all__ = ["FORMATS", "export"]
