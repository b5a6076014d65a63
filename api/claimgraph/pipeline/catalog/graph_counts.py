"""Counts what is in a graph, as VoID words it, in one pass over its N-Triples."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from os.path import commonprefix

from claimgraph import namespaces
from claimgraph.rdf import iri_token, split_triple

_TYPE = iri_token("rdf:type")
_OURS = f"<{namespaces.ID}".encode()


@dataclass(frozen=True, slots=True)
class GraphCounts:
    """Numbers of triples, of distinct subjects and objects, of members by class and of triples by property.

    `uri_space` is what the IRIs of all subjects begin with, None where some are not ours. `examples` are
    things of ours by class, the first in alphabetical order.
    """

    triples: int
    subjects: int
    objects: int
    class_members: dict[str, int]
    property_triples: dict[str, int]
    uri_space: str | None
    examples: dict[str, str]


def count_graph(nt: bytes) -> GraphCounts:
    """Count the triples of N-Triples in which each line is there once."""
    subjects, objects = set[bytes](), set[bytes]()
    properties, classes = Counter[bytes](), Counter[bytes]()
    examples: dict[bytes, bytes] = {}
    for line in BytesIO(nt):
        subject, predicate, value = split_triple(line)
        subjects.add(subject)
        objects.add(value)
        properties[predicate] += 1
        if predicate == _TYPE:
            classes[value] += 1
            if subject.startswith(_OURS):
                examples[value] = min(examples.get(value, subject), subject)
    return GraphCounts(
        triples=properties.total(),
        subjects=len(subjects),
        objects=len(objects),
        class_members=_by_iri(classes),
        property_triples=_by_iri(properties),
        uri_space=_space(subjects),
        examples={_iri(class_): _iri(examples[class_]) for class_ in sorted(examples)},
    )


def _by_iri(counted: Counter[bytes]) -> dict[str, int]:
    return {_iri(term): counted[term] for term in sorted(counted)}


def _iri(term: bytes) -> str:
    return term.decode()[1:-1]


def _space(subjects: set[bytes]) -> str | None:
    """Up to the last slash or hash that all have in common, where that is below our root."""
    if not subjects:
        return None
    shared = commonprefix([_iri(min(subjects)), _iri(max(subjects))])  # noqa: RUF071 - not of file paths
    space = shared[: max(shared.rfind("/"), shared.rfind("#")) + 1]
    return space if space.startswith(namespaces.ROOT + "/") else None
