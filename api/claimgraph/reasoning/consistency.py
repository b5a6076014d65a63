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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

NO_JAVA = "no `java` on the PATH; install a Java runtime to have the ontology checked by HermiT"
_KNOWN_DATATYPES = frozenset({None, XSD.boolean, XSD.decimal, XSD.integer, XSD.string, RDF.langString})


@dataclass(frozen=True, slots=True, order=True)
class Superclass:
    """A class directly above another in the inferred hierarchy; `stated`: an axiom says so."""

    class_: str
    superclass: str
    stated: bool


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """What HermiT found, or why it did not run.

    `unsatisfiable` and `hierarchy` are empty for an inconsistent ontology: everything follows from it.
    """

    checked: bool
    skipped_because: str | None = None
    inconsistent: bool = False
    unsatisfiable: tuple[str, ...] = ()
    hierarchy: tuple[Superclass, ...] = ()
    seconds: float = 0.0


def check_consistency(ontology_files: Iterable[Path]) -> ConsistencyReport:
    """Check the ontology in these Turtle files: is it consistent, and which classes can have no instance?

    Annotations are left out, and so are assertions about individuals with literals of a datatype that
    HermiT does not know, such as xsd:date: they cannot make a class unsatisfiable.

    Raises:
        OwlReadyJavaError: HermiT failed for another reason than an inconsistency.
    """
    if shutil.which("java") is None:
        return ConsistencyReport(checked=False, skipped_because=NO_JAVA)
    started = time.monotonic()
    report = _run_hermit(_read_axioms(ontology_files))
    return replace(report, seconds=time.monotonic() - started)


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


def _run_hermit(axioms: Graph) -> ConsistencyReport:
    owlready2 = _import_owlready2()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        file = Path(folder) / "ontology.rdf"
        axioms.serialize(file, format="xml")
        world = owlready2.World()  # not the default world, which the whole process shares
        try:
            world.get_ontology(file.as_uri()).load()
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return ConsistencyReport(checked=True, inconsistent=True)
        else:
            unsatisfiable = {str(class_.iri) for class_ in world.inconsistent_classes()} - {str(OWL.Nothing)}
            hierarchy = sorted(_superclasses(world, axioms))
            return ConsistencyReport(
                checked=True, unsatisfiable=tuple(sorted(unsatisfiable)), hierarchy=tuple(hierarchy)
            )
        finally:
            world.close()


def _superclasses(world: Any, axioms: Graph) -> Iterator[Superclass]:
    """Yield the named superclasses that each class has after reasoning: the direct ones only."""
    for class_ in world.classes():
        for superclass in class_.is_a:
            if isinstance(iri := getattr(superclass, "iri", None), str) and iri != str(OWL.Thing):
                axiom = (URIRef(class_.iri), RDFS.subClassOf, URIRef(iri))
                yield Superclass(class_.iri, iri, axiom in axioms)


def _import_owlready2() -> ModuleType:
    """Import owlready2 without its warnings on standard output about optional speed-ups."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import owlready2  # heavy, and needed here only
    module: ModuleType = owlready2
    return module
