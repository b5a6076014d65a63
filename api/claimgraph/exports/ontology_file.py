"""The ontology with its vocabularies and alignments as one file, for editors such as Protégé."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from claimgraph import namespaces
from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline import merge_ontology
from claimgraph.rdf import prefixes_for

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".owl": RdfFormat.RDF_XML,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
ONTOLOGY_ENDINGS = tuple(_FORMATS)


class OntologyFileError(ClaimgraphError):
    """The ontology cannot be written to this file."""


def write_ontology(ontology_files: Iterable[Path], file: Path) -> int:
    """Write the ontology to a file, in Turtle or RDF/XML by the ending of its name; return its triples.

    The file imports nothing: what core.ttl, the vocabularies and the alignments say is in it.

    Raises:
        OntologyError: One of the ontology's files is not valid Turtle.
        OntologyFileError: The name ends otherwise, or the file cannot be written.
    """
    if (rdf_format := _FORMATS.get(file.suffix.lower())) is None:
        fix = f"End the name in one of {', '.join(ONTOLOGY_ENDINGS)}."
        raise OntologyFileError(f"{file}: no format has the ending {file.suffix!r}. {fix}")
    triples = sorted(merge_ontology(ontology_files), key=_header_first)
    content = serialize(triples, format=rdf_format, prefixes=prefixes_for(triples))
    assert content is not None
    try:
        file.write_bytes(content)
    except OSError as error:
        fix = "Name a file in a folder that exists."
        raise OntologyFileError(f"{file}: cannot be written: {error.strerror}. {fix}") from None
    return len(triples)


def _header_first(triple: Triple) -> tuple[bool, str]:
    return str(triple.subject) != f"<{namespaces.ROOT}>", str(triple)
