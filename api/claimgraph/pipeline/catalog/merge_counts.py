"""Counts what VoID's nested partitions describe of all graphs together: which classes have which properties.

A thing has its class in one graph and its properties in others, so these numbers are of the merge.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby

from claimgraph import namespaces
from claimgraph.pipeline.catalog.graph_counts import GraphCounts
from claimgraph.rdf import TripleTokens, iri_token, split_triple, unwrap_token

_TYPE = iri_token("rdf:type")
_STRING = namespaces.expand_iri("xsd:string").encode()
_LANGUAGE_STRING = namespaces.expand_iri("rdf:langString").encode()

_Classes = tuple[bytes, ...]  # all classes of a thing, sorted
_Kind = _Classes | bytes  # what an object is: a thing of these classes, or a literal of this datatype


@dataclass(slots=True)
class PropertyUse:
    """How things of one class use one property. `classes` and `datatypes` count triples by their object."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    classes: dict[str, int] = field(default_factory=dict)
    datatypes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """The counts of the merge as of a graph, and how things of each class use each property."""

    counts: GraphCounts
    uses: dict[str, dict[str, PropertyUse]]


def count_merge(texts: Collection[bytes]) -> MergeCounts:
    """Count the merge of graphs, each as sorted N-Triples; a triple of several graphs counts once."""
    tally = _Tally(_classes_by_subject(texts))
    for _, triples in groupby(_merge_triples(texts), key=lambda triple: triple[0]):
        tally.add_subject(list(triples))
    return tally.sum_up()


def _merge_triples(texts: Collection[bytes]) -> Iterator[TripleTokens]:
    lines = heapq.merge(*(BytesIO(text) for text in texts))
    return (split_triple(line) for line, _ in groupby(lines))


def _classes_by_subject(texts: Collection[bytes]) -> dict[bytes, _Classes]:
    marker = b" " + _TYPE + b" "
    classes = defaultdict[bytes, set[bytes]](set)
    for text in texts:
        for line in BytesIO(text):
            if marker in line:
                subject, predicate, value = split_triple(line)
                if predicate == _TYPE:
                    classes[subject].add(value)
    shared: dict[_Classes, _Classes] = {}  # few combinations, many things
    combinations = ((subject, tuple(sorted(names))) for subject, names in classes.items())
    return {subject: shared.setdefault(names, names) for subject, names in combinations}


@dataclass(slots=True)
class _Use:
    """As PropertyUse, of the things that have exactly the same classes."""

    triples: int = 0
    subjects: int = 0
    objects: set[int] = field(default_factory=set)
    kinds: Counter[_Kind] = field(default_factory=Counter)

    def add(self, other: _Use) -> None:
        self.triples += other.triples
        self.subjects += other.subjects
        self.objects |= other.objects
        self.kinds.update(other.kinds)


class _Tally:
    """What was counted so far, by the combination of classes of the subject."""

    def __init__(self, classes: dict[bytes, _Classes]) -> None:
        self._classes = classes
        self._subjects = Counter[_Classes]()
        self._uses = defaultdict[_Classes, dict[bytes, _Use]](dict)
        self._objects: dict[bytes, tuple[int, _Kind]] = {}

    def add_subject(self, triples: list[TripleTokens]) -> None:
        """Count the triples of one subject, sorted by property."""
        classes = self._classes.get(triples[0][0], ())
        self._subjects[classes] += 1
        uses = self._uses[classes]
        for property_, statements in groupby(triples, key=lambda triple: triple[1]):
            use = uses.get(property_) or uses.setdefault(property_, _Use())
            use.subjects += 1
            for _, _, value in statements:
                number, kind = self._objects.get(value) or self._register(value)
                use.triples += 1
                use.objects.add(number)
                use.kinds[kind] += 1

    def _register(self, value: bytes) -> tuple[int, _Kind]:
        is_literal = value.startswith(b'"')
        kind: _Kind = _datatype(value) if is_literal else self._classes.get(value, ())
        return self._objects.setdefault(value, (len(self._objects), kind))

    def sum_up(self) -> MergeCounts:
        members = Counter[bytes]()
        for classes, number in self._subjects.items():
            members.update(dict.fromkeys(classes, number))
        properties = Counter[bytes]()
        for uses in self._uses.values():
            properties.update({property_: use.triples for property_, use in uses.items()})
        counts = GraphCounts(
            triples=properties.total(),
            subjects=self._subjects.total(),
            objects=len(self._objects),
            class_members={_iri(class_): members[class_] for class_ in sorted(members)},
            property_triples={_iri(property_): properties[property_] for property_ in sorted(properties)},
            uri_space=None,
            examples={},
        )
        return MergeCounts(counts, {_iri(class_): self._uses_of(class_) for class_ in sorted(members)})

    def _uses_of(self, class_: bytes) -> dict[str, PropertyUse]:
        sums = defaultdict[bytes, _Use](_Use)
        for classes, uses in self._uses.items():
            if class_ in classes:
                for property_, use in uses.items():
                    sums[property_].add(use)
        return {_iri(property_): _describe(sums[property_]) for property_ in sorted(sums)}


def _describe(use: _Use) -> PropertyUse:
    classes, datatypes = Counter[bytes](), Counter[bytes]()
    for kind, number in use.kinds.items():
        if isinstance(kind, bytes):
            datatypes[kind] += number
        else:
            classes.update(dict.fromkeys(kind, number))
    return PropertyUse(
        use.triples,
        use.subjects,
        len(use.objects),
        {_iri(class_): classes[class_] for class_ in sorted(classes)},
        {datatype.decode(): datatypes[datatype] for datatype in sorted(datatypes)},
    )


def _datatype(literal: bytes) -> bytes:
    if literal.endswith(b'"'):
        return _STRING
    return literal[literal.rindex(b"<") + 1 : -1] if literal.endswith(b">") else _LANGUAGE_STRING


def _iri(token: bytes) -> str:
    return unwrap_token(token).decode()
