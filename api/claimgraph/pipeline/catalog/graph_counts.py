"""Counts what VoID describes of a graph, in one pass over its N-Triples."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from os.path import commonprefix

from claimgraph import namespaces
from claimgraph.rdf import iri_token, split_triple, unwrap_token

_TYPE = iri_token("rdf:type")
_OURS = f"<{namespaces.ID}".encode()
_OBSERVATION = f"<{namespaces.thing_iri('observation/')}".encode()


@dataclass(frozen=True, slots=True)
class GraphCounts:
    """Numbers of triples, of distinct subjects and objects, of members by class and of triples by property.

    `uri_space` is what the IRIs of all subjects begin with; None if some are not ours. `examples` has one
    thing of ours for each class, the first in alphabetical order. `observation_properties` has the number
    of observations that carry each property.
    """

    triples: int
    subjects: int
    objects: int
    class_members: dict[str, int]
    property_triples: dict[str, int]
    uri_space: str | None
    examples: dict[str, str]
    observation_properties: dict[str, int] = field(default_factory=dict)


def count_graph(nt: bytes) -> GraphCounts:
    """Count the triples of sorted N-Triples in which each line is there once."""
    subjects, objects = set[bytes](), set[bytes]()
    properties, classes = Counter[bytes](), Counter[bytes]()
    observed = Counter[bytes]()
    examples: dict[bytes, bytes] = {}
    last = (b"", b"")
    for line in BytesIO(nt):
        subject, predicate, value = split_triple(line)
        if subject.startswith(_OBSERVATION) and last != (subject, predicate):
            observed[predicate] += 1
        last = (subject, predicate)
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
        class_members=_count_by_iri(classes),
        property_triples=_count_by_iri(properties),
        uri_space=_uri_space(subjects),
        examples={
            unwrap_token(class_).decode(): unwrap_token(examples[class_]).decode()
            for class_ in sorted(examples)
        },
        observation_properties=_count_by_iri(observed),
    )


def _count_by_iri(counts: Counter[bytes]) -> dict[str, int]:
    return {unwrap_token(term).decode(): counts[term] for term in sorted(counts)}


def _uri_space(subjects: set[bytes]) -> str | None:
    """What all IRIs begin with, up to a slash or hash; None unless that is below our root."""
    if not subjects:
        return None
    ends = [unwrap_token(token).decode() for token in (min(subjects), max(subjects))]
    prefix = commonprefix(ends)  # noqa: RUF071 - not of file paths
    space = prefix[: max(prefix.rfind("/"), prefix.rfind("#")) + 1]
    return space if space.startswith(namespaces.ROOT + "/") else None
