"""Checks with HermiT, a complete OWL 2 DL reasoner, that the ontology is consistent.

HermiT is a Java program that comes with owlready2. Without Java the check is skipped, the report
says so and the build goes on: rules over triples, which need no Java, find most errors in the data.
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
_KNOWN_DATATYPES = frozenset({None, XSD.boolean, XSD.decimal, XSD.integer, XSD.string, RDF.langString})


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """What HermiT found. `unsatisfiable` is empty for an inconsistent one: everything follows."""

    checked: bool
    skipped_because: str | None
    inconsistent: bool
    unsatisfiable: tuple[str, ...]
    seconds: float


def check_consistency(ontology_files: Iterable[Path]) -> ConsistencyReport:
    """Check the ontology in these Turtle files: is it consistent, and which classes can have no instance?

    Annotations are left out, and so are assertions about individuals with literals of a datatype that
    HermiT does not know, such as xsd:date: they cannot make a class unsatisfiable.

    Raises:
        OwlReadyJavaError: HermiT failed for another reason than an inconsistency.
    """
    if shutil.which("java") is None:
        return ConsistencyReport(
            checked=False, skipped_because=NO_JAVA, inconsistent=False, unsatisfiable=(), seconds=0.0
        )
    started = time.monotonic()
    inconsistent, unsatisfiable = _run_hermit(_read_axioms(ontology_files))
    return ConsistencyReport(
        checked=True,
        skipped_because=None,
        inconsistent=inconsistent,
        unsatisfiable=unsatisfiable,
        seconds=time.monotonic() - started,
    )


def _read_axioms(files: Iterable[Path]) -> Graph:
    """Merge the files without annotations and what HermiT cannot read."""
    merged = Graph()
    for file in files:
        merged.parse(file, format="turtle")
    annotations = _annotation_properties(merged)
    axioms = Graph()
    for triple in merged:
        if triple[1] not in annotations and _has_known_datatype(triple[2]):
            axioms.add(triple)
    for ontology in merged.subjects(RDF.type, OWL.Ontology):
        axioms.remove((ontology, None, None))  # owlready2 names the merged ontology after its file
    return axioms


def _annotation_properties(graph: Graph) -> set[Node]:
    """Return the properties that have no meaning for a reasoner.

    SKOS mapping properties are object properties, but between a class and a term of another
    vocabulary they would turn both into individuals.
    """
    built_in = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
    mappings = {SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch}
    return set(graph.subjects(RDF.type, OWL.AnnotationProperty)) | built_in | mappings


def _has_known_datatype(value: Node) -> bool:
    return not isinstance(value, Literal) or value.datatype in _KNOWN_DATATYPES


def _run_hermit(axioms: Graph) -> tuple[bool, tuple[str, ...]]:
    """Return (inconsistent, unsatisfiable classes)."""
    owlready2 = _import_owlready2()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        file = Path(folder) / "ontology.rdf"
        axioms.serialize(file, format="xml")
        world = owlready2.World()  # not the default world, which the whole process shares
        try:
            world.get_ontology(file.as_uri()).load()
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return True, ()
        else:
            unsatisfiable = {str(class_.iri) for class_ in world.inconsistent_classes()}
            return False, tuple(sorted(unsatisfiable - {str(OWL.Nothing)}))
        finally:
            world.close()


def _import_owlready2() -> ModuleType:
    """Import owlready2 without its warnings on standard output about optional speed-ups."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import owlready2  # heavy, and needed here only
    module: ModuleType = owlready2
    return module
