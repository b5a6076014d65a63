"""The part of the graph that is enough for one verdict; docs/decisions/012-proof-bundles.md says why it is.

It holds what people need to read (the claim, who said it, the observations used, their sources), and
what the checks need to be run again: all that their patterns matched, on each day that matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from claimgraph import iris, queries
from claimgraph.checks.assess import Assessment, Judge
from claimgraph.checks.history import days
from claimgraph.checks.policy import Policy, left_out
from claimgraph.checks.queries import bound, checks
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.proof.matches import match
from claimgraph.exports.proof.quads import canonical, loaded
from claimgraph.exports.proof.reader import Reader
from claimgraph.exports.proof.record import recorded
from claimgraph.stores import Store

_CATALOG = iris.GRAPH + "catalog"
_ASSESSMENTS, _INFERRED = iris.GRAPH + "assessments", iris.GRAPH + "inferred"
# What the catalogue says of a data set that matters here; not its statistics.
_TERMS = tuple(
    map(
        iris.expand,
        "rdf:type rdfs:label dcterms:title dcterms:issued dcterms:license dcat:version dcat:landingPage "
        "cg:publisherAsPrinted cg:attributionText cg:reuse cg:retrieved".split(),
    )
)


class PartError(ClaimgraphError):
    """What was taken out of the graph does not give the verdict that the whole graph gives."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            f"No bundle for {claim}: the part of the graph that its checks matched does not give the same "
            f"verdict and comparisons. Mend the check: what it counts has to be matched in its outermost pattern."
        )


def part(store: Store, claim: str, policy: Policy) -> bytes:
    """Canonical N-Quads that give the same verdict, rows, comparisons and history as the whole graph.

    What reasoning added comes along only where it is needed: it is under the strictest terms of all graphs.

    Raises:
        PartError: They would not.
    """
    wanted = recorded(store, claim, policy)
    for leaving_out in ((_ASSESSMENTS, _INFERRED), (_ASSESSMENTS,)):
        text = canonical(_Part(store, claim, policy).quads(leaving_out))
        if recorded(loaded(text), claim, policy) == wanted:
            return text
    raise PartError(claim)


class _Part:
    """What a verdict rests on, by way of the checks that serve its claim."""

    def __init__(self, store: Store, claim: str, policy: Policy) -> None:
        self._store, self._claim, self._policy = store, claim, policy
        self._judge = Judge(store, policy, claim)
        [self._content] = self._judge.contents
        self._days = sorted({policy.as_of, *days(self._judge, self._content, policy.as_of)})

    def quads(self, leaving_out: tuple[str, ...]) -> set[Quad]:
        reader = Reader(self._store, leaving_out)
        found = {*reader.described(self._told()), *self._matched(reader)}
        found |= {*reader.described(self._retractions(found))}
        return found | {*_datasets(reader, found)} | {*_versions(reader)}

    def _told(self) -> set[str]:
        """What a reader wants to know all about."""
        content = self._content
        own = [content.iri, *(iris.thing(f"proposition/{each.id}") for each in content.parts)]
        said = [iris.thing(f"utterance/{each.id}") for each in content.utterances]
        serving = [check.iri for check in checks(self._store, self._claim)]
        verdicts = [self._judge.on(content, day) for day in self._days]
        return {*own, *said, *serving, *(iri for each in verdicts for iri in _rests(each))}

    def _matched(self, reader: Reader) -> Iterator[Quad]:
        for day in self._days:
            without = left_out(self._store, self._policy.on(day))
            for check in checks(self._store, self._claim):
                found = match(self._store, bound(check, self._claim, day, without))
                if found:
                    yield from reader.reached(found.things, found.properties)

    def _retractions(self, found: set[Quad]) -> Iterator[str]:
        described = {quad.subject for quad in found}
        for row in self._store.select(queries.text("retracted")):
            if row["thing"] in described and isinstance(row["thing"], NamedNode):
                graph = self._store.construct(queries.text("retractions_of", thing=row["thing"]))
                retracts = NamedNode(iris.expand("cg:retracts"))
                yield from (each.subject.value for each in graph if each.predicate == retracts)


def _rests(assessment: Assessment) -> Iterator[str]:
    """The observations and utterances behind a verdict, and the terms by which they were read."""
    kinds = (iris.thing("observation/"), iris.thing("utterance/"))
    yield from (each for each in assessment.used if each.startswith(kinds))
    findings = (one.finding for part in assessment.parts for one in part.compared)
    yield from (term for each in findings for term in (each.metric, each.unit) if term)


def _datasets(reader: Reader, found: set[Quad]) -> Iterator[Quad]:
    """The terms of every graph that has a triple here, the catalogue's own among them."""
    graphs = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode)}
    for graph in {*graphs, _CATALOG, iris.GRAPH + "ontology"}:
        about = [quad for quad in reader.of(graph) if quad.predicate.value in _TERMS]
        yield from about
        licences = [quad.object for quad in about if quad.predicate.value == iris.expand("dcterms:license")]
        yield from _labels(reader, licences)


def _labels(reader: Reader, things: Iterable[object]) -> Iterator[Quad]:
    label = NamedNode(iris.expand("rdfs:label"))
    for thing in things:
        if isinstance(thing, NamedNode):
            yield from (quad for quad in reader.of(thing.value) if quad.predicate == label)


def _versions(reader: Reader) -> Iterator[Quad]:
    version = NamedNode(iris.expand("owl:versionInfo"))
    yield from (quad for quad in reader.of(iris.ROOT) if quad.predicate == version)
