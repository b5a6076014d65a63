"""Archives for people who take the data away, and the ontology as one file.

The same generation gives the same archive, byte by byte.
"""

from claimgraph.documents import REUSE_LEVELS
from claimgraph.exports.archive import FORMATS, write_archive
from claimgraph.exports.archive_cache import ArchiveCache, ArchiveOffer
from claimgraph.exports.formats import read_public_quads
from claimgraph.exports.ontology_file import ONTOLOGY_ENDINGS, OntologyFileError, write_ontology
from claimgraph.exports.release import GraphChanges, find_graph_changes, write_release

__all__ = [
    "FORMATS",
    "ONTOLOGY_ENDINGS",
    "REUSE_LEVELS",
    "ArchiveCache",
    "ArchiveOffer",
    "GraphChanges",
    "OntologyFileError",
    "find_graph_changes",
    "read_public_quads",
    "write_archive",
    "write_ontology",
    "write_release",
]
