"""Asks HermiT, a complete OWL 2 DL reasoner, whether the ontology can be true at all.

HermiT is a Java program that owlready2 brings along. Where there is no Java the check says so
and the build goes on: rules over triples, which need no Java, find most errors in the data.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal
from rdflib.term import Node

NO_JAVA = "no `java` on the PATH; install a Java runtime to have the ontology checked by HermiT"
_UNDERSTOOD = frozenset({None, XSD.boolean, XSD.decimal, XSD.integer, XSD.string, RDF.langString})


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """What HermiT found. An inconsistent ontology has no `unsatisfiable` list: everything follows from it."""

    checked: bool
    skipped_because: str | None
    inconsistent: bool
    unsatisfiable: tuple[str, ...]
    seconds: float


def check_consistency(ontology_files: Iterable[Path]) -> ConsistencyReport:
    """Return whether the files together are consistent, and which classes can have no instance.

    The files are Turtle. Annotations are left out, and so are assertions about individuals whose
    literals HermiT does not know (xsd:date): they cannot make a class unsatisfiable.

    Raises:
        OwlReadyJavaError: HermiT stopped for another reason than an inconsistency.
    """
    if shutil.which("java") is None:
        return ConsistencyReport(
            checked=False, skipped_because=NO_JAVA, inconsistent=False, unsatisfiable=(), seconds=0.0
        )
    started = time.monotonic()
    inconsistent, unsatisfiable = _ask_hermit(_axioms(ontology_files))
    return ConsistencyReport(
        checked=True,
        skipped_because=None,
        inconsistent=inconsistent,
        unsatisfiable=unsatisfiable,
        seconds=time.monotonic() - started,
    )


def _axioms(files: Iterable[Path]) -> Graph:
    """Merge the files, without what a reasoner has no use for or stumbles over."""
    merged = Graph()
    for file in files:
        merged.parse(file, format="turtle")
    annotations = _annotation_properties(merged)
    kept = Graph()
    for triple in merged:
        if triple[1] not in annotations and _is_understood(triple[2]):
            kept.add(triple)
    for ontology in merged.subjects(RDF.type, OWL.Ontology):
        kept.remove((ontology, None, None))  # owlready2 names the merged one after its file
    return kept


def _annotation_properties(graph: Graph) -> set[Node]:
    """The properties that carry no logic.

    SKOS mapping properties are object properties, yet between a class and a term of another
    vocabulary they would turn both into individuals as well.
    """
    built_in = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
    mappings = {SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    return set(graph.subjects(RDF.type, OWL.AnnotationProperty)) | built_in | mappings


def _is_understood(value: Node) -> bool:
    return not isinstance(value, Literal) or value.datatype in _UNDERSTOOD


def _ask_hermit(axioms: Graph) -> tuple[bool, tuple[str, ...]]:
    """Return (inconsistent, unsatisfiable classes)."""
    owlready2 = _owlready2()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        file = Path(folder) / "ontology.rdf"
        axioms.serialize(file, format="xml")
        world = owlready2.World()  # its own: the default world is shared by the whole process
        try:
            world.get_ontology(file.as_uri()).load()
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return True, ()
        else:
            found = {str(entity.iri) for entity in world.inconsistent_classes()}
            return False, tuple(sorted(found - {str(OWL.Nothing)}))
        finally:
            world.close()


def _owlready2() -> ModuleType:
    """Import owlready2 where it is used, quietly: it warns on standard output about missing speed-ups."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import owlready2  # heavy, and needed here only
    module: ModuleType = owlready2
    return module
