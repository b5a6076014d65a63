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
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import OWL, RDF, RDFS, SKOS, XSD, URIRef

NO_JAVA = "no `java` on the PATH; install a Java runtime to have the ontology checked by HermiT"
_KNOWN_DATATYPES = frozenset(
    str(datatype) for datatype in (XSD.boolean, XSD.decimal, XSD.integer, XSD.string, RDF.langString)
)


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


def _read_axioms(files: Iterable[Path]) -> set[Triple]:
    """Merge the files without annotations and what HermiT cannot read."""
    merged = {
        quad.triple
        for file in files
        for quad in parse(
            file.read_bytes().removeprefix(BOM_UTF8), format=RdfFormat.TURTLE, rename_blank_nodes=True
        )
    }
    annotations = _annotation_properties(merged)
    ontologies = _instances(merged, OWL.Ontology)  # owlready2 names the merged ontology after its file
    return {
        triple
        for triple in merged
        if triple.predicate not in annotations
        and triple.subject not in ontologies
        and _has_known_datatype(triple.object)
    }


def _annotation_properties(triples: set[Triple]) -> set[object]:
    """Return the properties that have no meaning for a reasoner.

    SKOS mapping properties are object properties, but between a class and a term of another
    vocabulary they would turn both into individuals.
    """
    built_in = (RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo)
    mappings = (SKOS.closeMatch, SKOS.exactMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
    return _instances(triples, OWL.AnnotationProperty) | {NamedNode(iri) for iri in (*built_in, *mappings)}


def _instances(triples: set[Triple], class_: URIRef) -> set[object]:
    kind, stated = NamedNode(RDF.type), NamedNode(class_)
    return {triple.subject for triple in triples if triple.predicate == kind and triple.object == stated}


def _has_known_datatype(value: object) -> bool:
    return not isinstance(value, Literal) or value.datatype.value in _KNOWN_DATATYPES


def _run_hermit(axioms: set[Triple]) -> ConsistencyReport:
    owlready2 = _import_owlready2()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        file = Path(folder) / "ontology.nt"
        file.write_bytes(serialize(axioms, format=RdfFormat.N_TRIPLES) or b"")
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


def _superclasses(world: Any, axioms: set[Triple]) -> Iterator[Superclass]:
    """Yield the named superclasses that each class has after reasoning: the direct ones only."""
    for class_ in world.classes():
        for superclass in class_.is_a:
            if isinstance(iri := getattr(superclass, "iri", None), str) and iri != str(OWL.Thing):
                axiom = Triple(NamedNode(class_.iri), NamedNode(RDFS.subClassOf), NamedNode(iri))
                yield Superclass(class_.iri, iri, axiom in axioms)


def _import_owlready2() -> ModuleType:
    """Import owlready2 without its warnings on standard output about optional speed-ups."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import owlready2  # heavy, and needed here only
    module: ModuleType = owlready2
    return module
