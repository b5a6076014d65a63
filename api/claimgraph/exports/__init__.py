"""Archives for people who take the data away. The same generation gives the same bytes."""

from claimgraph.documents import REUSE_LEVELS
from claimgraph.exports.archive import FORMATS, write_archive
from claimgraph.exports.archive_cache import ArchiveCache, ArchiveOffer
from claimgraph.exports.formats import read_public_quads

__all__ = [
    "FORMATS",
    "REUSE_LEVELS",
    "ArchiveCache",
    "ArchiveOffer",
    "read_public_quads",
    "write_archive",
]
